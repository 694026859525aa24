"""When customers may be written to: in the organisation's hours, on its working days."""

import datetime

from heedful.core.calendar import Calendar


def next_allowed(calendar: Calendar, at: datetime.datetime, *, from_hour: int, until_hour: int) -> datetime.datetime:
    """Give the moment itself where mail may go then, else the first one after it at which it may."""
    here = at.astimezone(calendar.zone)
    day = here.date()
    if calendar.works(day) and from_hour <= here.hour < until_hour:
        return at
    if not calendar.works(day) or here.hour >= until_hour:
        day = calendar.start(day + datetime.timedelta(days=1))
    opening = datetime.datetime.combine(day, datetime.time(from_hour), calendar.zone)
    return opening.astimezone(datetime.UTC)
