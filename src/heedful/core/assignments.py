"""Commands on who holds a role: approved, told, confirmed and understood are four facts, and none stands for another.

The holder alone confirms that it reached them; for somebody without an account a supervisor enters the signed sheet.
That it is understood is recorded by somebody else, after a check or an interview.
"""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person, RoleAssignment
from heedful.core.office import leader
from heedful.core.permissions import Permission


@command(needs=Permission.APPROVE_DIRECTION)
def approve_assignment(assignment: RoleAssignment, *, by: Actor, on: datetime.date) -> RoleAssignment:
    """Top management agrees that this person holds this role."""
    assignment = _held(lock(assignment))
    if assignment.approved_on:
        raise ValidationError(f"It was approved on {assignment.approved_on}.")
    assignment.approved_by, assignment.approved_on = leader(by, on, "approves who holds a role"), on
    assignment.save(update_fields=["approved_by", "approved_on"])
    record("roleassignment.approved", assignment, on=on.isoformat())
    return assignment


@command(needs=Permission.MANAGE_PEOPLE)
def communicate_assignment(assignment: RoleAssignment, *, by: Actor, on: datetime.date) -> RoleAssignment:
    """Tell the holder and those concerned; told again, such as after a change, it waits to be confirmed again."""
    assignment = _held(lock(assignment))
    if assignment.communicated_on and on <= assignment.communicated_on:
        raise ValidationError(
            {"on": f"It was told on {assignment.communicated_on}; to tell it again give a later day."}
        )
    changed = ["communicated_on"]
    if assignment.acknowledged_on:
        assignment.acknowledged_on = None
        changed.append("acknowledged_on")
    assignment.communicated_on = on
    assignment.save(update_fields=changed)
    record("roleassignment.communicated", assignment, on=on.isoformat(), again=len(changed) > 1)
    return assignment


@command(needs=Permission.ACKNOWLEDGE)
def acknowledge_assignment(assignment: RoleAssignment, *, by: Actor, on: datetime.date) -> RoleAssignment:
    """The holder confirms that it reached them; it does not say that they understand it."""
    assignment = lock(assignment)
    if by.ref != assignment.person.ref:
        name = assignment.person.name
        raise ValidationError(f"Only {name} confirms this. If {name} cannot sign in, enter the sheet they signed.")
    return _acknowledged(assignment, on, "click")


@command(needs=Permission.CHECK_UNDERSTANDING)
def enter_assignment_sheet(assignment: RoleAssignment, *, by: Actor, on: datetime.date) -> RoleAssignment:
    """A supervisor enters the sheet that the holder signed."""
    assignment = lock(assignment)
    if by.ref == assignment.person.ref:
        raise ValidationError("This is your own role; confirm it yourself.")
    return _acknowledged(assignment, on, "sheet")


@command(needs=Permission.CHECK_UNDERSTANDING)
def record_understanding(
    assignment: RoleAssignment, *, by: Actor, on: datetime.date, how: str, checker: Person | None = None
) -> RoleAssignment:
    """Somebody else saw, by a check or in an interview, that the holder understands the role."""
    assignment = _held(lock(assignment))
    checker = checker or person_of(by)
    if (checker is not None and checker.pk == assignment.person_id) or by.ref == assignment.person.ref:
        raise ValidationError(
            "Nobody shows this of themselves by a click. Somebody else asks, and records what they saw."
        )
    if not how.strip():
        raise ValidationError({"how": "Say by which check or interview it was shown."})
    if on < assignment.since:
        raise ValidationError({"on": f"They hold it since {assignment.since}; give that day or a later one."})
    if assignment.understood_on and on <= assignment.understood_on:
        raise ValidationError({"on": f"It was shown on {assignment.understood_on}; give a later day."})
    assignment.understood_on, assignment.understood_how = on, how.strip()
    assignment.save(update_fields=["understood_on", "understood_how"])
    record("roleassignment.understood", assignment, on=on.isoformat(), checker=checker.ref if checker else by.ref)
    return assignment


@command(needs=Permission.MANAGE_PEOPLE)
def name_deputy(assignment: RoleAssignment, *, by: Actor, deputy: Person | None) -> RoleAssignment:
    """Say who stands in for the holder; nobody any more where none is named."""
    assignment = _held(lock(assignment))
    if deputy is not None and deputy.pk == assignment.person_id:
        raise ValidationError({"deputy": "The deputy is somebody other than the holder."})
    if (deputy and deputy.pk) == assignment.deputy_id:
        raise ValidationError({"deputy": "It is so already."})
    assignment.deputy = deputy
    assignment.save(update_fields=["deputy"])
    record("roleassignment.deputised", assignment, deputy=deputy.ref if deputy else "")
    return assignment


def _held(assignment: RoleAssignment) -> RoleAssignment:
    """Refuse to go on with an assignment that has ended."""
    if assignment.until:
        raise ValidationError(f"This assignment ended on {assignment.until}. Say who holds the role now instead.")
    return assignment


def _acknowledged(assignment: RoleAssignment, on: datetime.date, how: str) -> RoleAssignment:
    """Keep that it reached the holder: once, and not before it was told."""
    _held(assignment)
    if assignment.acknowledged_on:
        raise ValidationError(f"It was confirmed on {assignment.acknowledged_on}.")
    if assignment.communicated_on is None:
        raise ValidationError("Nobody recorded yet that it was told. Say first when it was.")
    if on < assignment.communicated_on:
        raise ValidationError({"on": f"It was told on {assignment.communicated_on}; give that day or a later one."})
    assignment.acknowledged_on = on
    assignment.save(update_fields=["acknowledged_on"])
    record("roleassignment.acknowledged", assignment, on=on.isoformat(), how=how)
    return assignment
