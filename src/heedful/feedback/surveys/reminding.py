"""Who is silent is reminded by itself, where a wave says after how many working days."""

import datetime

from heedful.core.actors import Actor
from heedful.core.calendar import Calendar
from heedful.core.organisation import working_calendar
from heedful.feedback.models.surveys import Disposition, Wave, WaveState
from heedful.feedback.surveys.inviting import MOST_REMINDERS, remind_due


def remind_all_due(*, by: Actor, today: datetime.date) -> int:
    """Remind everybody whose time has come; say how many."""
    calendar, reminded = working_calendar(), 0
    waves = Wave.objects.filter(state=WaveState.OPEN, by_mail=True, closes_on__gte=today)
    for wave in waves.exclude(remind_after_days=None).order_by("pk"):
        until = _days_before(calendar, today, wave.remind_after_days or 0)
        silent = wave.invitations.filter(disposition=Disposition.UNKNOWN, reminders__lt=MOST_REMINDERS)
        if silent.filter(asked_on__lte=until).exclude(reminded_on__gt=until).exists():
            reminded += len(remind_due(wave, by=by, on=today, asked_until=until))
    return reminded


def _days_before(calendar: Calendar, day: datetime.date, working_days: int) -> datetime.date:
    """Give the last day on which so many working days have gone by until a day."""
    found = day
    while calendar.add(found, working_days) > day:
        found -= datetime.timedelta(days=1)
    return found
