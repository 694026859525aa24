"""Commands on people, units and roles."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Account, AuthorityLimit, Grant, Person, Role, RoleAssignment, Training, Unit
from heedful.core.permissions import GRANTS, AccessRole, Permission

ROLE_FIELDS = {
    "name", "responsibility", "authority", "contact", "runs_system", "customer_focus", "reports_to_top", "since",
}  # fmt: skip
"""What can be changed of a role."""


@command(needs=Permission.MANAGE_PEOPLE)
def add_unit(*, by: Actor, name: str) -> Unit:
    """Add a site or a department."""
    unit = Unit(name=name)
    unit.save()
    record("unit.added", unit)
    return unit


@command(needs=Permission.MANAGE_PEOPLE)
def close_unit(unit: Unit, *, by: Actor, on: datetime.date) -> Unit:
    """Close a site or a department; what happened there stays."""
    unit = lock(unit)
    if unit.closed_on:
        raise ValidationError(f"This unit was closed on {unit.closed_on}.")
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    record("unit.closed", unit, on=on.isoformat())
    return unit


@command(needs=Permission.MANAGE_PEOPLE)
def add_person(
    *, by: Actor, name: str, email: str = "", unit: Unit | None = None, employed_from: datetime.date | None = None
) -> Person:
    """Add somebody who works here or for us."""
    person = Person(name=name, email=email, unit=unit, employed_from=employed_from)
    person.save()
    record("person.added", person)
    return person


@command(needs=Permission.MANAGE_PEOPLE)
def change_person(person: Person, *, by: Actor, reason: str = "", **changes: Any) -> Person:
    """Change a name, an address, the unit or the time of employment."""
    person = lock(person)
    allowed = {"name", "email", "unit", "employed_from", "employed_until"}
    if unknown := set(changes) - allowed:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(person, name, value)
    person.save(update_fields=list(changes))
    record("person.changed", person, reason=reason, changed=sorted(changes))
    return person


@command(needs=Permission.MANAGE_PEOPLE)
def let_sign_in(person: Person, *, by: Actor, email: str, password: str | None = None) -> Person:
    """Give a person an account; without a password they set one through a reset link."""
    person = lock(person)
    if person.account_id:
        raise ValidationError("This person signs in already.")
    if Account.objects.filter(email=email.lower()).exists():
        raise ValidationError({"email": "Another person signs in with this address."})
    person.account = Account.objects.create_user(email, password)
    person.email = email
    person.save(update_fields=["account", "email"])
    record("person.let_in", person)
    return person


@command(needs=Permission.MANAGE_PEOPLE)
def grant_role(
    person: Person, *, by: Actor, role: str, since: datetime.date, until: datetime.date | None = None
) -> Grant:
    """Give a person an access role for a time."""
    if any(g.role == role and g.holds_on(since) for g in person.grants.all()):
        raise ValidationError({"role": f"{person.name} is {AccessRole(role).label.lower()} already on that day."})
    grant = Grant(person=person, role=role, since=since, until=until)
    grant.save()
    record("grant.given", grant, role=role)
    return grant


@command(needs=Permission.MANAGE_PEOPLE)
def end_grant(grant: Grant, *, by: Actor, on: datetime.date, reason: str = "") -> Grant:
    """End an access role; what was done under it stays."""
    grant = lock(grant)
    _somebody_is_left_to_manage(grant, by)
    grant.until = on
    grant.save(update_fields=["until"])
    record("grant.ended", grant, reason=reason, on=on.isoformat())
    return grant


def _somebody_is_left_to_manage(grant: Grant, by: Actor) -> None:
    """Refuse to give up the right to manage people where nobody else could give it back."""
    managing = [role for role, rights in GRANTS.items() if Permission.MANAGE_PEOPLE in rights]
    if grant.role not in managing or grant.person.ref != by.ref:
        return
    others = Grant.objects.filter(role__in=managing, until=None, person__account__is_active=True)
    if not others.exclude(pk=grant.pk).exists():
        raise ValidationError("Nobody else could manage people then. Give somebody else the role first.")


@command(needs=Permission.MANAGE_PEOPLE)
def give_link(person: Person, *, by: Actor) -> Person:
    """Give a person a link by which they set a new password; the history keeps that it was given, and by whom."""
    person = lock(person)
    if person.account is None or not person.account.is_active:
        raise ValidationError("This person does not sign in.")
    person.save(update_fields=["email"])
    record("person.link_given", person)
    return person


@command(needs=Permission.MANAGE_PEOPLE)
def person_leaves(person: Person, *, by: Actor, on: datetime.date) -> Person:
    """Somebody leaves: their roles end and they can no longer sign in; what they did stays theirs."""
    person = lock(person)
    if person.employed_until:
        raise ValidationError(f"{person.name} left on {person.employed_until}.")
    person.employed_until = on
    person.save(update_fields=["employed_until"])
    record("person.left", person, on=on.isoformat())
    for grant in person.grants.filter(until=None, since__lte=on):
        end_grant(grant, by=by, on=on)
    for assignment in person.assignments.filter(until=None, since__lte=on):
        end_assignment(assignment, by=by, on=on)
    if person.account:
        person.account.is_active = False
        person.account.save(update_fields=["is_active"])
    return person


@command(needs=Permission.MANAGE_PEOPLE)
def add_role(
    *, by: Actor, name: str, responsibility: str = "", authority: str = "", contact: bool = False,
    runs_system: bool = False, customer_focus: bool = False, reports_to_top: bool = False,
    since: datetime.date | None = None,
) -> Role:  # fmt: skip
    """Add a role of the organisation, with what its holders answer for and may decide."""
    role = Role(
        name=name, responsibility=responsibility, authority=authority, contact=contact, runs_system=runs_system,
        customer_focus=customer_focus, reports_to_top=reports_to_top, since=since,
    )  # fmt: skip
    role.save()
    record("role.added", role)
    return role


@command(needs=Permission.MANAGE_PEOPLE)
def change_role(role: Role, *, by: Actor, reason: str = "", **changes: Any) -> Role:
    """Change what the holders of a role answer for and may decide."""
    role = lock(role)
    if unknown := set(changes) - ROLE_FIELDS:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(role, name, value)
    role.save(update_fields=list(changes))
    record("role.changed", role, reason=reason, changed=sorted(changes))
    return role


@command(needs=Permission.MANAGE_PEOPLE)
def retire_role(role: Role, *, by: Actor, on: datetime.date) -> Role:
    """Give a role up; it must have no holder any more."""
    role = lock(role)
    if role.retired_on:
        raise ValidationError(f"This role was given up on {role.retired_on}.")
    if held := role.assignments.filter(until=None).select_related("person").first():
        raise ValidationError(f"{held.person.name} still holds it. End that first.")
    role.retired_on = on
    role.save(update_fields=["retired_on"])
    record("role.retired", role, on=on.isoformat())
    return role


@command(needs=Permission.MANAGE_PEOPLE)
def assign_role(role: Role, *, by: Actor, person: Person, since: datetime.date) -> RoleAssignment:
    """Let a person hold a role of the organisation."""
    if role.assignments.filter(person=person, until=None).exists():
        raise ValidationError({"person": f"{person.name} holds this role already."})
    assignment = RoleAssignment(role=role, person=person, since=since)
    assignment.save()
    record("roleassignment.made", assignment)
    return assignment


@command(needs=Permission.MANAGE_PEOPLE)
def end_assignment(assignment: RoleAssignment, *, by: Actor, on: datetime.date) -> RoleAssignment:
    """End an assignment."""
    assignment = lock(assignment)
    if assignment.until:
        raise ValidationError(f"This ended on {assignment.until}.")
    assignment.until = on
    assignment.save(update_fields=["until"])
    record("roleassignment.ended", assignment, on=on.isoformat())
    return assignment


@command(needs=Permission.MANAGE_PEOPLE)
def record_training(
    person: Person, *, by: Actor, what: str, held_on: datetime.date, role: Role | None = None
) -> Training:
    """Record that somebody was trained."""
    training = Training(person=person, what=what, held_on=held_on, role=role)
    training.check_shape(None)
    if person.trainings.filter(what=what, held_on=held_on).exists():
        raise ValidationError({"what": "This training is recorded already."})
    training.save()
    record("training.held", training)
    return training


@command(needs=Permission.MANAGE_PEOPLE)
def set_limit(role: Role, *, by: Actor, what: str, since: datetime.date, amount: Any = None) -> AuthorityLimit:
    """Say what the holders of a role may settle alone."""
    limit = AuthorityLimit(role=role, what=what, amount=amount, since=since)
    limit.save()
    record("authoritylimit.set", limit)
    return limit


@command(needs=Permission.MANAGE_PEOPLE)
def end_limit(limit: AuthorityLimit, *, by: Actor, on: datetime.date) -> AuthorityLimit:
    """End a limit, such as when another takes its place."""
    limit = lock(limit)
    if limit.until:
        raise ValidationError(f"This ended on {limit.until}.")
    if on < limit.since:
        raise ValidationError({"on": f"It began on {limit.since}; give a later day."})
    limit.until = on
    limit.save(update_fields=["until"])
    record("authoritylimit.ended", limit, on=on.isoformat())
    return limit
