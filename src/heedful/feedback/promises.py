"""What a complainant is promised: by which day, how it stands on a day, and how a pause moves it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from heedful.core.calendar import Calendar
from heedful.core.models import Organisation

LONGEST = {"acknowledge": 3, "first update": 5, "update": 10, "answer": 20}
"""Working days promised where an organisation promises nothing shorter."""


class Standing(StrEnum):
    """How a promise stands."""

    RUNNING = "running"
    NEAR = "near"
    LATE = "late"
    PAUSED = "paused"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True)
class Terms:
    """What an organisation promises, in working days."""

    acknowledge: int
    first_update: int
    update: int
    answer: int


@dataclass(frozen=True)
class Due:
    """The days by which a complaint received on a day is acknowledged, reported on and answered."""

    acknowledge_by: datetime.date
    first_update_by: datetime.date
    answer_by: datetime.date


@dataclass(frozen=True)
class Promise:
    """One promise and how it stands: days late or left are working days."""

    name: str
    days: int
    due_on: datetime.date
    standing: Standing
    done_on: datetime.date | None = None
    days_late: int = 0
    days_left: int = 0

    @property
    def longest(self) -> int:
        """Give the days of the product's own promise, printed beside a shorter one."""
        return LONGEST[self.name]

    @property
    def open(self) -> bool:
        """Say whether it is still to be kept."""
        return self.standing not in (Standing.KEPT, Standing.BROKEN)


def terms_of(organisation: Organisation) -> Terms:
    """Read what an organisation promises."""
    return Terms(
        organisation.acknowledge_days,
        organisation.first_update_days,
        organisation.update_days,
        organisation.answer_days,
    )


def due_dates(calendar: Calendar, terms: Terms, received_on: datetime.date) -> Due:
    """Give the days promised; day 0 is the day received, or the next one worked."""
    return Due(
        acknowledge_by=calendar.add(received_on, terms.acknowledge),
        first_update_by=calendar.add(received_on, terms.first_update),
        answer_by=calendar.add(received_on, terms.answer),
    )


def paused_days(calendar: Calendar, since: datetime.date, until: datetime.date) -> int:
    """Count the working days that a pause held: those after its first day, up to and with its last."""
    days = (since + datetime.timedelta(days=n) for n in range(1, (until - since).days + 1))
    return sum(calendar.works(day) for day in days)


def moved(calendar: Calendar, due_on: datetime.date, since: datetime.date, until: datetime.date) -> datetime.date:
    """Move a promise by the days it was paused; one that was broken before the pause stays broken."""
    held = paused_days(calendar, since, until)
    if due_on < since or not held:
        return due_on
    return calendar.add(due_on, held)


def warns_from(days: int) -> int:
    """Say how many working days before a promise breaks it warns: a fifth of its length, one at least."""
    return max(1, days // 5)


def judge(
    calendar: Calendar, name: str, days: int, due_on: datetime.date, *, on: datetime.date,
    done_on: datetime.date | None = None, paused_since: datetime.date | None = None,
) -> Promise:  # fmt: skip
    """Say how a promise stands on a day.

    It may be kept until the end of its day, in the organisation's zone. A pause holds what was not broken before.
    """
    if done_on is not None:
        late = _late(calendar, due_on, done_on)
        return Promise(name, days, due_on, Standing.BROKEN if late else Standing.KEPT, done_on, days_late=late)
    if paused_since is not None and due_on >= paused_since:
        now_due = moved(calendar, due_on, paused_since, max(on, paused_since))
        return Promise(name, days, now_due, Standing.PAUSED, days_left=calendar.between(on, now_due))
    if late := _late(calendar, due_on, on):
        return Promise(name, days, due_on, Standing.LATE, days_late=late)
    left = calendar.between(on, due_on)
    near = left <= warns_from(days)
    return Promise(name, days, due_on, Standing.NEAR if near else Standing.RUNNING, days_left=left)


def _late(calendar: Calendar, due_on: datetime.date, day: datetime.date) -> int:
    """Count the working days after the promised one; a day off after it is one day late as well."""
    return max(1, calendar.between(due_on, day)) if day > due_on else 0


def next_of(promises: Iterable[Promise]) -> Promise | None:
    """Choose what is due next: the first that is still to be kept."""
    return min((p for p in promises if p.open), key=lambda p: p.due_on, default=None)
