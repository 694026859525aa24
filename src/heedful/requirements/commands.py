"""Commands on requirements: written down, reviewed, agreed, brought into force, replaced, withdrawn or refused."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import link, person_of
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.requirements.models import Requirement, RequirementState

CHANGEABLE = {
    "statement", "source_type", "source_document", "customer", "segment", "product", "criterion", "critical",
    "process", "verification", "owner", "market", "jurisdiction", "instrument", "article", "applies_because",
    "safety", "every_months", "next_review_on",
}  # fmt: skip
GONE = (RequirementState.SUPERSEDED, RequirementState.WITHDRAWN, RequirementState.REFUSED)
CURRENT = (RequirementState.AGREED, RequirementState.IN_FORCE)
MISSING = {
    "owner": "Name somebody who answers for it: press Change and choose an owner.",
    "process": "Say which process meets it: press Change and choose one, or add the process first.",
    "verification": "Say how we know that it is met: press Change and write it down.",
}
LONGEST = 120
"""Months between two evaluations of compliance, at most."""


@command(needs=Permission.KEEP_PROCESSES)
def add_requirement(*, by: Actor, statement: str, source_type: str, **more: Any) -> Requirement:
    """Write down something expected of us; `more` takes what `change_requirement` takes."""
    if unknown := set(more) - CHANGEABLE - {"external_key"}:
        raise ValidationError(dict.fromkeys(unknown, "A requirement has no such field."))
    requirement = Requirement(statement=statement, source_type=source_type, **more)
    _judge(requirement)
    if person_of(by) is not None and (twin := _twin(requirement)):
        raise ValidationError(f"{twin.key} says this already. Go on there, or say what differs.")
    requirement.save()
    record("requirement.added", requirement)
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def change_requirement(requirement: Requirement, *, by: Actor, reason: str, **changes: Any) -> Requirement:
    """Change what is required, or how we meet it, and say why."""
    requirement = standing(lock(requirement))
    if not reason.strip():
        raise ValidationError({"reason": "Say why it changes; those who work by it will ask."})
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(requirement, name, value)
    _judge(requirement)
    if requirement.state == RequirementState.IN_FORCE:
        _ready(requirement)
    requirement.save(update_fields=list(changes))
    record("requirement.changed", requirement, reason=reason, changed=sorted(changes))
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def begin_review(requirement: Requirement, *, by: Actor) -> Requirement:
    """Look whether we can meet it, before we agree to it."""
    requirement = standing(lock(requirement))
    if requirement.state != RequirementState.IDENTIFIED:
        raise ValidationError(f"It is {_called(requirement)} already.")
    requirement.state = RequirementState.UNDER_REVIEW
    requirement.save(update_fields=["state"])
    record("requirement.review_begun", requirement)
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def agree_requirement(requirement: Requirement, *, by: Actor) -> Requirement:
    """Agree to meet it; it was reviewed, and comes into force once owner, process and verification are named."""
    requirement = standing(lock(requirement))
    if requirement.state == RequirementState.IDENTIFIED:
        raise ValidationError("Review it first; then it can be agreed.")
    if requirement.state != RequirementState.UNDER_REVIEW:
        raise ValidationError(f"It is {_called(requirement)} already.")
    requirement.state = RequirementState.AGREED
    requirement.save(update_fields=["state"])
    record("requirement.agreed", requirement)
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def bring_into_force(requirement: Requirement, *, by: Actor, on: datetime.date | None = None) -> Requirement:
    """Let it hold from a day on, today unless another is given; it needs owner, process and verification."""
    requirement = standing(lock(requirement))
    if requirement.state == RequirementState.IN_FORCE:
        raise ValidationError("It is in force already.")
    _ready(requirement)
    requirement.state, requirement.in_force_since = RequirementState.IN_FORCE, on or today()
    requirement.save(update_fields=["state", "in_force_since"])
    record("requirement.brought_into_force", requirement, on=requirement.in_force_since.isoformat())
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def refuse_requirement(
    requirement: Requirement, *, by: Actor, reason: str, on: datetime.date | None = None
) -> Requirement:
    """Do not take it on, and say why; who asked for it is told so."""
    if requirement.state == RequirementState.IN_FORCE:
        raise ValidationError("It is in force. Withdraw it instead.")
    return _end(requirement, RequirementState.REFUSED, "requirement.refused", reason, on)


@command(needs=Permission.KEEP_PROCESSES)
def withdraw_requirement(
    requirement: Requirement, *, by: Actor, reason: str, on: datetime.date | None = None
) -> Requirement:
    """Let it no longer hold, and say why; it stays readable."""
    return _end(requirement, RequirementState.WITHDRAWN, "requirement.withdrawn", reason, on)


@command(needs=Permission.KEEP_PROCESSES)
def supersede_requirement(
    requirement: Requirement, *, by: Actor, successor: Requirement, reason: str = "", on: datetime.date | None = None
) -> Requirement:
    """Let another one, which is in force, take its place."""
    if successor.pk == requirement.pk:
        raise ValidationError({"successor": "A requirement does not take its own place."})
    if successor.state != RequirementState.IN_FORCE:
        raise ValidationError({"successor": f"{successor.key} is {_called(successor)}. Bring it into force first."})
    reason = reason.strip() or f"{successor.key} takes its place."
    ended = _end(requirement, RequirementState.SUPERSEDED, "requirement.superseded", reason, on, by=successor.ref)
    link(ended, by=by, target=successor, relation="led to")
    return ended


@command(needs=Permission.KEEP_PROCESSES)
def add_requirements(rows: Sequence[Requirement], *, by: Actor) -> Sequence[Requirement]:
    """Take many requirements that were judged already, such as a chunk of a file: one transaction."""
    rows = add_all(rows)
    record_all("requirement.added", rows)
    return rows


def missing_for_force(requirement: Requirement) -> dict[str, str]:
    """Say what still stands between a requirement and its being in force, by field."""
    there = {
        "owner": requirement.owner_id,
        "process": requirement.process_id,
        "verification": requirement.verification.strip(),
    }
    return {name: words for name, words in MISSING.items() if not there[name]}


def standing(requirement: Requirement) -> Requirement:
    """Refuse to work on what no longer holds."""
    if requirement.state in GONE:
        raise ValidationError(f"This requirement is {_called(requirement)}. Write down a new one instead.")
    return requirement


def _called(requirement: Requirement) -> str:
    return requirement.get_state_display().lower()


def _end(
    requirement: Requirement, state: RequirementState, act: str, reason: str, on: datetime.date | None, **facts: str
) -> Requirement:
    """Let a requirement hold no longer."""
    requirement = standing(lock(requirement))
    if not reason.strip():
        raise ValidationError({"reason": "Say why; whoever worked by it will ask."})
    on = on or today()
    if requirement.in_force_since and on < requirement.in_force_since:
        raise ValidationError({"on": f"It came into force on {requirement.in_force_since}; give a later day."})
    requirement.state, requirement.ended_on = state, on
    requirement.save(update_fields=["state", "ended_on"])
    record(act, requirement, reason=reason, on=on.isoformat(), **facts)
    return requirement


def _judge(requirement: Requirement) -> None:
    """Refuse what no reader could work by."""
    wrong = {}
    if not requirement.statement.strip():
        wrong["statement"] = "Say what is required."
    if not 1 <= requirement.every_months <= LONGEST:
        wrong["every_months"] = f"Give months from 1 to {LONGEST}."
    if wrong:
        raise ValidationError(wrong)


def _twin(requirement: Requirement) -> Requirement | None:
    """Find a requirement that says the same of the same; a second press would make a second one."""
    names = ("statement", "source_type", "customer", "segment", "product", "market")
    same = Requirement.objects.filter(**{name: getattr(requirement, name) for name in names})
    return same.exclude(state__in=GONE).first()


def _ready(requirement: Requirement) -> None:
    if missing := missing_for_force(requirement):
        raise ValidationError(missing)
