"""Commands on whom a policy reached, and who understood it: confirmed by a press or a sheet, shown by a check."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.leadership.models import AcknowledgedHow, Acknowledgement, ComprehensionCheck, PolicyVersion
from heedful.leadership.policies import approved


@command(needs=Permission.ACKNOWLEDGE)
def acknowledge_version(version: PolicyVersion, *, by: Actor, on: datetime.date) -> Acknowledgement:
    """Confirm that a policy reached you; it does not say that you understand it."""
    version = lock(version)
    _told(version, on)
    person = person_of(by)
    if person is None:
        raise ValidationError("A person confirms this for themselves.")
    _not_yet(version, [person])
    confirmed = Acknowledgement(on=version.ref, person=person, acknowledged_on=on, how=AcknowledgedHow.CLICK)
    confirmed.save()
    record("acknowledgement.given", confirmed, on=version.ref)
    return confirmed


@command(needs=Permission.CHECK_UNDERSTANDING)
def enter_sheet(
    version: PolicyVersion, *, by: Actor, people: Iterable[Person], on: datetime.date
) -> list[Acknowledgement]:
    """Enter a sheet that many signed; the one who enters it is kept beside each name."""
    version = lock(version)
    _told(version, on)
    signed = list(dict.fromkeys(people))
    if not signed:
        raise ValidationError({"people": "Say who signed the sheet."})
    supervisor = person_of(by)
    if supervisor in signed:
        raise ValidationError({"people": "Do not enter yourself; confirm it with your own press."})
    _not_yet(version, signed)
    rows = [
        Acknowledgement(
            on=version.ref, person=person, acknowledged_on=on, how=AcknowledgedHow.SHEET, entered_by=supervisor
        )
        for person in signed
    ]
    add_all(rows)
    record_all("acknowledgement.entered", rows, on=version.ref)
    return rows


@command(needs=Permission.CHECK_UNDERSTANDING)
def record_check(
    version: PolicyVersion, *, by: Actor, person: Person, on: datetime.date, right: int, asked: int = 1,
    pass_mark: int = 80, interview: bool = False, checker: Person | None = None, note: str = "",
) -> ComprehensionCheck:  # fmt: skip
    """Record what somebody showed in a check or an interview that another person held."""
    version = lock(version)
    approved(version)
    checker = checker or person_of(by)
    if checker == person or by.ref == person.ref:
        raise ValidationError({"person": "Nobody checks themselves. Somebody else asks, and records what they saw."})
    if asked < 1 or not 0 <= right <= asked:
        raise ValidationError({"right": "Give how many of the questions asked were answered right."})
    if not 1 <= pass_mark <= 100:
        raise ValidationError({"pass_mark": "Give a share from 1 to 100 per cent."})
    if ComprehensionCheck.objects.filter(on=version.ref, person=person, checked_on=on).exists():
        raise ValidationError({"on": f"{person.name} was checked on that day already."})
    check = ComprehensionCheck(
        on=version.ref, person=person, checked_on=on, interview=interview, asked=asked, right=right,
        pass_mark=pass_mark, passed=right * 100 >= pass_mark * asked, checker=checker, note=note,
    )  # fmt: skip
    check.save()
    record("comprehensioncheck.recorded", check, on=version.ref, right=right, asked=asked)
    return check


def _told(version: PolicyVersion, on: datetime.date) -> None:
    """Refuse to confirm what is a draft, was replaced, or came later."""
    approved(version)
    if version.communicated_on is None:
        raise ValidationError("Nobody recorded yet that it was told. Say first when it was.")
    if on < version.communicated_on:
        raise ValidationError({"on": f"It was told on {version.communicated_on}; give that day or a later one."})


def _not_yet(version: PolicyVersion, people: list[Person]) -> None:
    """Refuse to confirm twice, and name who did already."""
    known = Acknowledgement.objects.filter(on=version.ref, person__in=people).select_related("person")
    if names := ", ".join(row.person.name for row in known[:3]):
        raise ValidationError({"people": f"Confirmed already: {names}. Take these names out."})
