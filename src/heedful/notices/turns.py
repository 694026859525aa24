"""One turn of the mail: read what was recorded, tell owners what is due, send what waits."""

import datetime

from heedful.core.models import Organisation
from heedful.core.organisation import working_calendar
from heedful.feedback.surveys.reminding import remind_all_due
from heedful.notices.digests import write_digests
from heedful.notices.reading import NOTICES, read_history
from heedful.notices.sending import send_due

_done_on: dict[str, datetime.date] = {}


def take_turn(*, at: datetime.datetime) -> int:
    """Do what is due at a moment; say how many mails went. What was done already is not done again."""
    house = Organisation.objects.first()
    if house is None:
        return 0
    morning_work(house, at)
    read_history(at=at)
    return send_due(at=at)


def morning_work(house: Organisation, at: datetime.datetime) -> None:
    """Once on each working day, from the hour at which mail may go: remind who is silent, tell owners what is due."""
    here = at.astimezone(house.zoneinfo)
    day = here.date()
    if here.hour < house.mail_from_hour or _done_on.get(str(house.pk)) == day or not working_calendar().works(day):
        return
    remind_all_due(by=NOTICES, today=day)
    write_digests(by=NOTICES, day=day, at=at)
    _done_on[str(house.pk)] = day
