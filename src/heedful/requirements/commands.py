"""Commands on requirements: written down, changed with a reason, brought into force, withdrawn."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.permissions import Permission
from heedful.requirements.models import Requirement, RequirementState

CHANGEABLE = {
    "statement", "source_type", "source_document", "customer", "segment", "product", "criterion", "critical",
    "process", "verification", "owner",
}  # fmt: skip
GONE = (RequirementState.SUPERSEDED, RequirementState.WITHDRAWN, RequirementState.REFUSED)
MISSING = {
    "owner": "Name somebody who answers for it; then it can be in force.",
    "process": "Say which process meets it; then it can be in force.",
    "verification": "Say how we know that it is met; then it can be in force.",
}


@command(needs=Permission.KEEP_PROCESSES)
def add_requirement(*, by: Actor, statement: str, source_type: str, **more: Any) -> Requirement:
    """Write down something expected of us; `more` takes what `change_requirement` takes."""
    if unknown := set(more) - CHANGEABLE - {"external_key"}:
        raise ValidationError(dict.fromkeys(unknown, "A requirement has no such field."))
    requirement = Requirement(statement=statement, source_type=source_type, **more)
    requirement.save()
    record("requirement.added", requirement)
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def change_requirement(requirement: Requirement, *, by: Actor, reason: str, **changes: Any) -> Requirement:
    """Change what is required, or how we meet it, and say why."""
    requirement = lock(requirement)
    _standing(requirement)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it changes; those who work by it will ask."})
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(requirement, name, value)
    if requirement.state == RequirementState.IN_FORCE:
        _ready(requirement)
    requirement.save(update_fields=list(changes))
    record("requirement.changed", requirement, reason=reason, changed=sorted(changes))
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def bring_into_force(requirement: Requirement, *, by: Actor) -> Requirement:
    """Let it hold from now on; it needs an owner, a process and a way to verify it."""
    requirement = lock(requirement)
    _standing(requirement)
    if requirement.state == RequirementState.IN_FORCE:
        raise ValidationError("It is in force already.")
    _ready(requirement)
    requirement.state = RequirementState.IN_FORCE
    requirement.save(update_fields=["state"])
    record("requirement.brought_into_force", requirement)
    return requirement


@command(needs=Permission.KEEP_PROCESSES)
def withdraw_requirement(requirement: Requirement, *, by: Actor, reason: str) -> Requirement:
    """Let it no longer hold, and say why; it stays readable."""
    requirement = lock(requirement)
    _standing(requirement)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is withdrawn."})
    requirement.state = RequirementState.WITHDRAWN
    requirement.save(update_fields=["state"])
    record("requirement.withdrawn", requirement, reason=reason)
    return requirement


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


def _ready(requirement: Requirement) -> None:
    if missing := missing_for_force(requirement):
        raise ValidationError(missing)


def _standing(requirement: Requirement) -> None:
    """Refuse to change what no longer holds."""
    if requirement.state in GONE:
        state = requirement.get_state_display().lower()
        raise ValidationError(f"This requirement is {state}. Write down a new one instead.")
