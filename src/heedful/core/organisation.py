"""The one organisation of this folder, and how it is founded and changed."""

import datetime
from contextvars import ContextVar
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError

from heedful.core import clock, history
from heedful.core.actors import Actor
from heedful.core.calendar import Calendar, calendar_of, known_region
from heedful.core.commands import command, lock
from heedful.core.models import Organisation
from heedful.core.permissions import Permission

CHANGEABLE = (
    "name", "scope", "sector", "size", "country", "region", "zone", "workdays", "languages", "acknowledge_days",
    "first_update_days", "update_days", "answer_days", "call_back_days", "call_back_tries",
    "contact_rest_days", "mail_from_hour", "mail_until_hour", "machine_acknowledges", "recommend_target",
    "satisfaction_target",
)  # fmt: skip
LONGEST = {"acknowledge_days": 3, "first_update_days": 5, "update_days": 10, "answer_days": 20}
_held: ContextVar[Organisation | None] = ContextVar("organisation", default=None)


def current_organisation() -> Organisation:
    """Give the organisation; looked up once where a face holds it for a request."""
    return _held.get() or Organisation.objects.get()


def hold(organisation: Organisation | None) -> None:
    """Keep the organisation at hand for this request."""
    _held.set(organisation)


def working_calendar() -> Calendar:
    """Give the organisation's working calendar."""
    return calendar_of(current_organisation())


def today() -> datetime.date:
    """Say which day it is at the organisation."""
    return clock.today(current_organisation().zoneinfo)


@command(needs=Permission.SET_UP)
def found_organisation(
    *, by: Actor, name: str, on: datetime.date, simulated: bool = False, **more: Any
) -> Organisation:
    """Begin: the first entry of a folder, which also says whether its records are simulated."""
    if Organisation.objects.exists():
        raise ValidationError("This folder has an organisation already.")
    organisation = Organisation(name=name, records_since=on, simulated=simulated, **more)
    _judge(organisation)
    organisation.save()
    history.record("organisation.simulated" if simulated else "organisation.founded", organisation)
    return organisation


@command(needs=Permission.SET_UP)
def change_organisation(organisation: Organisation, *, by: Actor, reason: str = "", **changes: Any) -> Organisation:
    """Change what is set up: name, calendar, promises, targets."""
    organisation = lock(organisation)
    if unknown := set(changes) - set(CHANGEABLE):
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(organisation, name, value)
    _judge(organisation)
    organisation.save(update_fields=list(changes))
    history.record("organisation.changed", organisation, reason=reason, changed=sorted(changes))
    hold(None)
    return organisation


def _judge(organisation: Organisation) -> None:
    """Refuse a calendar that never works, an unknown zone, and promises longer than the product's own."""
    wrong = {}
    if organisation.zone not in available_timezones() or not ZoneInfo(organisation.zone):
        wrong["zone"] = "This time zone is not known; an example is Europe/Oslo."
    if organisation.region and not known_region(organisation.country, organisation.region):
        wrong["region"] = f"{organisation.country} has no such region in the calendar of public holidays."
    if not organisation.workdays or set(organisation.workdays) - set("1234567"):
        wrong["workdays"] = "Give the numbers of the working days, Monday is 1: 12345."
    for name, longest in LONGEST.items():
        if getattr(organisation, name) > longest:
            wrong[name] = f"A promise may be shorter than {longest} working days, not longer."
    if not organisation.mail_from_hour < organisation.mail_until_hour <= 24:
        wrong["mail_until_hour"] = "Give an hour after the first one, up to 24."
    if wrong:
        raise ValidationError(wrong)
