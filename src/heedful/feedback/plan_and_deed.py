"""The plan held against the deed: which method is due for which customers, and what nobody planned."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from heedful.customers.models import Segment
from heedful.feedback.models import Method, Programme, ProgrammeState

GRACE = Decimal("0.25")
"""A method is overdue when it is late by more than this share of its rhythm."""


@dataclass(frozen=True)
class Use:
    """One planned method, when it is due again, and whether it is overdue."""

    method: Method
    due_on: datetime.date
    overdue: bool


@dataclass(frozen=True)
class Heard:
    """What is planned for one segment: direct methods, which ask, and indirect ones, which read signs."""

    segment: Segment
    direct: tuple[Use, ...]
    indirect: tuple[Use, ...]

    @property
    def planned(self) -> bool:
        """Say whether it is heard both ways."""
        return bool(self.direct and self.indirect)

    @property
    def overdue(self) -> list[Use]:
        """List what is overdue for it."""
        return [use for use in (*self.direct, *self.indirect) if use.overdue]


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Go on by so many months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def due_on(began_on: datetime.date, every_months: int) -> datetime.date:
    """Say when a method that was used, or planned, on a day is due."""
    return months_after(began_on, every_months)


def overdue_from(began_on: datetime.date, every_months: int) -> datetime.date:
    """Give the last day on which it is not yet overdue: a quarter of its rhythm after it was due."""
    due = due_on(began_on, every_months)
    grace = (Decimal((due - began_on).days) * GRACE).to_integral_value(ROUND_FLOOR)
    return due + datetime.timedelta(days=int(grace))


def use_of(method: Method, planned_on: datetime.date, today: datetime.date) -> Use:
    """Say when a method is due; one that was never used counts from the day its plan came into force."""
    began = method.last_used_on or planned_on
    return Use(method, due_on(began, method.every_months), today > overdue_from(began, method.every_months))


def plan_and_deed(
    programme: Programme, segments: Iterable[Segment], methods: Iterable[Method], today: datetime.date
) -> list[Heard]:
    """Hold the plan against what was done, for each segment."""
    planned_on = programme.approved_on or today
    uses: dict[object, list[Use]] = {}
    for method in methods:
        uses.setdefault(method.segment_id, []).append(use_of(method, planned_on, today))
    return [
        Heard(
            segment,
            direct=tuple(use for use in uses.get(segment.pk, []) if use.method.direct),
            indirect=tuple(use for use in uses.get(segment.pk, []) if not use.method.direct),
        )
        for segment in segments
    ]


def programme_in_force() -> Programme | None:
    """Find the plan that holds now; the newest draft where none was approved yet."""
    states = [ProgrammeState.APPROVED, ProgrammeState.DRAFT]
    found = list(Programme.objects.filter(state__in=states).order_by("state", "-approved_on", "pk")[:1])
    return found[0] if found else None
