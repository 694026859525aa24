"""Commands on what is done at once: containment and correction, and looking where else it could happen."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.improvement.models import Correction, ExtentCheck, Nonconformity
from heedful.improvement.nonconformities import still_open


@command(needs=Permission.PUT_RIGHT)
def start_correction(
    case: Nonconformity, *, by: Actor, kind: str, what: str, started_at: datetime.datetime, owner: Person | None = None
) -> Correction:
    """Begin to contain the fault, or to put it right."""
    case = still_open(lock(case))
    if not what.strip():
        raise ValidationError({"what": "Say what is done."})
    if started_at.astimezone(current_organisation().zoneinfo).date() < case.found_on:
        raise ValidationError({"started_at": f"It was found on {case.found_on}; it cannot have begun before."})
    if case.corrections.filter(kind=kind, what=what).exists():
        raise ValidationError({"what": "This is written down already."})
    correction = Correction(
        nonconformity=case, kind=kind, what=what, started_at=started_at, owner=owner or person_of(by)
    )
    correction.save()
    record("correction.started", correction, case=case.ref)
    return correction


@command(needs=Permission.PUT_RIGHT)
def finish_correction(
    correction: Correction, *, by: Actor, done_at: datetime.datetime, consequences: str
) -> Correction:
    """Say that it is done, and how the consequences were dealt with."""
    correction = lock(correction)
    still_open(correction.nonconformity)
    if correction.done_at:
        raise ValidationError("This is done already.")
    if not consequences.strip():
        raise ValidationError(
            {"consequences": "Say how the consequences were dealt with, such as what the customer got; or that none."}
        )
    if done_at < correction.started_at:
        raise ValidationError({"done_at": "It cannot be done before it began."})
    correction.done_at, correction.consequences = done_at, consequences
    correction.save(update_fields=["done_at", "consequences"])
    record("correction.finished", correction, case=correction.nonconformity.ref)
    return correction


@command(needs=Permission.PUT_RIGHT)
def check_extent(
    case: Nonconformity, *, by: Actor, on: datetime.date, scope: str, result: str, found_more: bool = False,
    checker: Person | None = None,
) -> ExtentCheck:  # fmt: skip
    """Note where else it was looked for, and what was found there."""
    case = still_open(lock(case))
    checker = checker or person_of(by)
    wrong = {}
    if not scope.strip():
        wrong["scope"] = "Say where you looked."
    if not result.strip():
        wrong["result"] = "Say what you found, also where it was nothing."
    if checker is None:
        wrong["checker"] = "Say who looked."
    if on < case.found_on:
        wrong["on"] = f"It was found on {case.found_on}; give that day or a later one."
    if wrong:
        raise ValidationError(wrong)
    if case.extent_checks.filter(scope=scope, checked_on=on).exists():
        raise ValidationError({"scope": "This is written down already."})
    check = ExtentCheck(
        nonconformity=case, scope=scope, result=result, found_more=found_more, checked_on=on, checker=checker
    )
    check.save()
    record("extentcheck.made", check, case=case.ref, found_more=found_more)
    return check
