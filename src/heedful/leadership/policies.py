"""Commands on policies: drafted, approved by top management, told, looked at again; and what stands behind them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.office import leader
from heedful.core.permissions import Permission
from heedful.leadership.models import Policy, PolicyCommitment, PolicyKind, PolicyVersion
from heedful.processes.models import Measure, Process


@command(needs=Permission.DIRECT)
def add_policy(*, by: Actor, name: str, kind: str = PolicyKind.QUALITY, owner: Person | None = None) -> Policy:
    """Begin a policy; its wording comes as a first version."""
    if Policy.objects.filter(name=name, retired_on=None).exists():
        raise ValidationError({"name": "There is a policy of this name already."})
    policy = Policy(name=name, kind=kind, owner=owner)
    policy.save()
    record("policy.added", policy)
    return policy


@command(needs=Permission.DIRECT)
def retire_policy(policy: Policy, *, by: Actor, on: datetime.date, reason: str) -> Policy:
    """Give a policy up."""
    policy = lock(policy)
    _in_use(policy)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is given up."})
    policy.retired_on = on
    policy.save(update_fields=["retired_on"])
    record("policy.retired", policy, reason=reason, on=on.isoformat())
    return policy


@command(needs=Permission.DIRECT)
def draft_version(
    policy: Policy, *, by: Actor, words: str, commitments: Iterable[str] = (), author: Person | None = None
) -> PolicyVersion:
    """Draft a new wording; sentences named here are its commitments, else those of the version before come along."""
    policy = lock(policy)
    _in_use(policy)
    if waiting := policy.versions.filter(approved_on=None).first():
        raise ValidationError(f"Version {waiting.number} is a draft already. Change it, or have it approved first.")
    number = (policy.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = PolicyVersion(policy=policy, number=number, words=words, owner=author or person_of(by))
    version.save()
    record("policyversion.drafted", version, number=number)
    sentences: list[dict[str, Any]] = [{"words": sentence} for sentence in commitments]
    before = policy.versions.filter(number=number - 1).first()
    if not sentences and before is not None:
        carried = before.commitments.values("words", "process_id", "measure_id", "means_here")
        sentences = [dict(row) for row in carried.order_by("place")]
    for place, sentence in enumerate(sentences, 1):
        _commit(version, place, **sentence)
    return version


@command(needs=Permission.DIRECT)
def change_draft(version: PolicyVersion, *, by: Actor, words: str) -> PolicyVersion:
    """Word a draft anew; what was approved is never reworded."""
    version = lock(version)
    _a_draft(version)
    if words == version.words:
        raise ValidationError({"words": "This stands there already."})
    version.words = words
    version.save(update_fields=["words"])
    record("policyversion.changed", version)
    return version


@command(needs=Permission.APPROVE_DIRECTION)
def approve_version(version: PolicyVersion, *, by: Actor, on: datetime.date) -> PolicyVersion:
    """Top management agrees to a wording that somebody else wrote; the version before is replaced by it."""
    version = lock(version)
    if version.approved_on:
        raise ValidationError(f"It was approved on {version.approved_on}.")
    approver = leader(by, on, "approves a policy")
    if version.owner_id == approver.pk:
        raise ValidationError("Whoever wrote it does not approve it alone. Ask another member of top management.")
    if not version.words.strip():
        raise ValidationError({"words": "There is nothing to approve yet."})
    for before in version.policy.versions.filter(replaced_on=None).exclude(approved_on=None):
        if before.approved_on and on < before.approved_on:
            raise ValidationError(
                {"on": f"Version {before.number} was approved on {before.approved_on}; give a later day."}
            )
        before.replaced_on = on
        before.save(update_fields=["replaced_on"])
        record("policyversion.replaced", before, on=on.isoformat(), by=version.ref)
    version.approved_by, version.approved_on = approver, on
    version.save(update_fields=["approved_by", "approved_on"])
    record("policyversion.approved", version, on=on.isoformat())
    return version


@command(needs=Permission.DIRECT)
def communicate_version(version: PolicyVersion, *, by: Actor, on: datetime.date) -> PolicyVersion:
    """Say when it was told to everybody who works here."""
    version = lock(version)
    approved(version)
    if version.communicated_on:
        raise ValidationError(f"It was told on {version.communicated_on}.")
    _not_before_approval(version, on)
    version.communicated_on = on
    version.save(update_fields=["communicated_on"])
    record("policyversion.communicated", version, on=on.isoformat())
    return version


@command(needs=Permission.DIRECT)
def review_version(version: PolicyVersion, *, by: Actor, on: datetime.date, conclusion: str) -> PolicyVersion:
    """Look at a wording again: does it still fit, and why."""
    version = lock(version)
    approved(version)
    if not conclusion.strip():
        raise ValidationError({"conclusion": "Say what you conclude, even if it is that nothing changes."})
    if version.reviewed_on and on <= version.reviewed_on:
        raise ValidationError({"on": f"It was reviewed on {version.reviewed_on}; give a later day."})
    _not_before_approval(version, on)
    version.reviewed_on = on
    version.save(update_fields=["reviewed_on"])
    record("policyversion.reviewed", version, reason=conclusion, on=on.isoformat())
    return version


@command(needs=Permission.DIRECT)
def add_commitment(
    version: PolicyVersion, *, by: Actor, words: str, process: Process | None = None, measure: Measure | None = None,
    means_here: str = "",
) -> PolicyCommitment:  # fmt: skip
    """Take one sentence of a draft as a commitment."""
    version = lock(version)
    _a_draft(version)
    if version.commitments.filter(words=words).exists():
        raise ValidationError({"words": "This sentence is a commitment already."})
    place = (version.commitments.aggregate(last=Max("place"))["last"] or 0) + 1
    return _commit(version, place, words=words, process=process, measure=measure, means_here=means_here)


@command(needs=Permission.DIRECT)
def back_commitment(
    commitment: PolicyCommitment, *, by: Actor, process: Process | None = None, measure: Measure | None = None,
    means_here: str = "", reason: str = "",
) -> PolicyCommitment:  # fmt: skip
    """Say what stands behind a commitment: the process that keeps it, its measure, what it means in daily work."""
    commitment = lock(commitment)
    if commitment.policy_version.replaced_on:
        raise ValidationError("This version was replaced. Say it of the version that holds now.")
    new = (process and process.pk, measure and measure.pk, means_here)
    if new == (commitment.process_id, commitment.measure_id, commitment.means_here):
        raise ValidationError("It is so already.")
    commitment.process, commitment.measure, commitment.means_here = process, measure, means_here
    commitment.save(update_fields=["process", "measure", "means_here"])
    record("policycommitment.backed", commitment, reason=reason)
    return commitment


@command(needs=Permission.DIRECT)
def drop_commitment(commitment: PolicyCommitment, *, by: Actor, reason: str = "") -> PolicyCommitment:
    """Take a sentence out of a draft's commitments."""
    commitment = lock(commitment)
    _a_draft(commitment.policy_version)
    if commitment.objectives.exists():
        raise ValidationError("An objective serves this commitment. Give it another one first.")
    remove(commitment, "policycommitment.removed", reason=reason)
    return commitment


def approved(version: PolicyVersion) -> None:
    """Refuse to go on with a draft, or with what another version replaced."""
    if version.approved_on is None:
        raise ValidationError("This version is a draft. Have it approved by top management first.")
    if version.replaced_on:
        raise ValidationError(f"This version was replaced on {version.replaced_on}. Go on with the one that holds now.")


def _commit(version: PolicyVersion, place: int, **more: Any) -> PolicyCommitment:
    commitment = PolicyCommitment(policy_version=version, place=place, **more)
    commitment.save()
    record("policycommitment.added", commitment)
    return commitment


def _in_use(policy: Policy) -> None:
    if policy.retired_on:
        raise ValidationError(f"This policy was given up on {policy.retired_on}. Begin a new one instead.")


def _a_draft(version: PolicyVersion) -> None:
    if version.approved_on:
        raise ValidationError(
            f"It was approved on {version.approved_on} and stays as it is. Draft a new version instead."
        )


def _not_before_approval(version: PolicyVersion, on: datetime.date) -> None:
    if version.approved_on and on < version.approved_on:
        raise ValidationError({"on": f"It was approved on {version.approved_on}; give that day or a later one."})
