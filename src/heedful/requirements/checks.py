"""Commands on checks of conformity: k of n passed, with what shows it."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import add_all, command, lock, remove
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.requirements.commands import standing
from heedful.requirements.models import ConformityCheck, Requirement


@command(needs=Permission.CHECK)
def check_conformity(
    requirement: Requirement, *, by: Actor, on: datetime.date, k: int, n: int, evidence: str,
    checker: Person | None = None,
) -> ConformityCheck:  # fmt: skip
    """Enter how many of those looked at met a requirement, and what shows it."""
    standing(requirement)
    wrong = {}
    if n < 1:
        wrong["n"] = "At least one was looked at; where none was, there is no check."
    elif not 0 <= k <= n:
        wrong["k"] = f"Between 0 and {n} passed."
    if not evidence.strip():
        wrong["evidence"] = "Say what shows it, so that somebody else finds it again."
    if wrong:
        raise ValidationError(wrong)
    if requirement.checks.filter(checked_on=on, k=k, n=n, evidence=evidence).exists():
        raise ValidationError("This check is entered already.")
    check = ConformityCheck(
        requirement=requirement, checked_on=on, k=k, n=n, evidence=evidence, checker=checker or person_of(by)
    )
    check.save()
    record("conformitycheck.entered", check, on=on.isoformat(), k=k, n=n)
    return check


@command(needs=Permission.CHECK)
def remove_check(check: ConformityCheck, *, by: Actor, reason: str) -> ConformityCheck:
    """Take away a check that was entered by mistake; history still has it."""
    check = lock(check)
    if not reason.strip():
        raise ValidationError({"reason": "Say what was wrong with it."})
    remove(check, "conformitycheck.removed", reason=reason)
    return check


@command(needs=Permission.CHECK)
def bring_checks(rows: Sequence[ConformityCheck], *, by: Actor) -> Sequence[ConformityCheck]:
    """Take many checks that were judged already: one transaction."""
    rows = add_all(rows)
    record_all("conformitycheck.entered", rows)
    return rows
