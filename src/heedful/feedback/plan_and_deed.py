"""The plan held against the deed: which method is due for which customers, and what nobody planned."""

import calendar
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from django.db.models import Sum

from heedful.core.period import Period
from heedful.customers.models import Segment
from heedful.feedback.models import FrameCell, Method, Programme, ProgrammeState, Wave, WaveState
from heedful.feedback.surveys.cells import ANSWERS
from heedful.feedback.surveys.queries import ASKED

GRACE = Decimal("0.25")
"""A method is overdue when it is late by more than this share of its rhythm."""


@dataclass(frozen=True)
class Deed:
    """What was done by a method within twelve months: rounds of asking, and who was asked and answered."""

    rounds: int = 0
    asked: int = 0
    answered: int = 0
    """Asked, who answered in whole or in part; over an open link, all answers that count."""


@dataclass(frozen=True)
class Use:
    """One planned method, when it is due again, whether it is overdue, and what was done by it."""

    method: Method
    due_on: datetime.date
    overdue: bool
    deed: Deed = Deed()
    owner_left_on: datetime.date | None = None
    """Since when nobody who works here answers for it."""

    @property
    def planned(self) -> int:
        """Say how often it is planned in twelve months, once at least."""
        return max(1, 12 // self.method.every_months)

    @property
    def behind(self) -> bool:
        """Say whether fewer rounds were held than planned, of a method that rounds belong to."""
        return 0 < self.deed.rounds < self.planned


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


def use_of(
    method: Method, planned_on: datetime.date, today: datetime.date, deed: Deed | None = None,
    last_round_on: datetime.date | None = None,
) -> Use:  # fmt: skip
    """Say when a method is due; one that was never used counts from the day its plan came into force.

    It was used when somebody noted it, or when a round of asking that belongs to it opened.
    """
    began = max((day for day in (method.last_used_on, last_round_on) if day), default=planned_on)
    owner = method.owner
    left = owner.employed_until if owner and owner.employed_until and owner.employed_until < today else None
    overdue = today > overdue_from(began, method.every_months)
    return Use(method, due_on(began, method.every_months), overdue, deed or Deed(), left)


@dataclass(frozen=True)
class Rounds:
    """What was done by each method within twelve months, and when its newest round opened."""

    deeds: dict[object, Deed] = field(default_factory=dict)
    newest: dict[object, datetime.date] = field(default_factory=dict)


def rounds_of(methods: Iterable[Method], today: datetime.date) -> Rounds:
    """Read the rounds of a plan's methods, whatever plan they were begun under: two questions.

    A method that was taken over into the next plan is the same method under the same name for the same segment.
    """
    year = Period.window(today, 12)
    mine = {(method.segment_id, method.name): method.pk for method in methods}
    waves = Wave.objects.filter(opens_on__lte=today, method__isnull=False).order_by().exclude(state=WaveState.PLANNED)
    found = {
        pk: (mine[segment, name], opens_on)
        for pk, segment, name, opens_on in waves.values_list("pk", "method__segment_id", "method__name", "opens_on")
        if (segment, name) in mine
    }
    inside = {pk for pk, (_, opens_on) in found.items() if opens_on in year}
    totals: dict[object, Counter[str]] = defaultdict(Counter)
    cells = FrameCell.objects.filter(wave__in=inside).order_by().values_list("wave", "disposition")
    for wave, code, many in cells.annotate(Sum("count")):
        totals[wave][code] += many
    deeds: dict[object, Deed] = {}
    for pk in inside:
        method, ends, before = found[pk][0], totals[pk], deeds.get(found[pk][0], Deed())
        asked = sum(ends[code] for code in ASKED)
        answered = ends["I"] + ends["P"] if asked else ends[ANSWERS]
        deeds[method] = Deed(before.rounds + 1, before.asked + asked, before.answered + answered)
    newest: dict[object, datetime.date] = {}
    for method, opens_on in found.values():
        newest[method] = max(opens_on, newest.get(method, opens_on))
    return Rounds(deeds, newest)


def plan_and_deed(
    programme: Programme, segments: Iterable[Segment], methods: Iterable[Method], today: datetime.date,
    rounds: Rounds | None = None,
) -> list[Heard]:  # fmt: skip
    """Hold the plan against what was done, for each segment."""
    planned_on, known = programme.approved_on or today, rounds or Rounds()
    uses: dict[object, list[Use]] = {}
    for method in methods:
        deed, newest = known.deeds.get(method.pk), known.newest.get(method.pk)
        uses.setdefault(method.segment_id, []).append(use_of(method, planned_on, today, deed, newest))
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
    return shown_first(Programme.objects.exclude(state=ProgrammeState.SUPERSEDED))


def shown_first(programmes: Iterable[Programme]) -> Programme | None:
    """Choose the plan that holds; the newest draft where none was approved yet."""
    order = {ProgrammeState.APPROVED: 1, ProgrammeState.DRAFT: 0}
    held = [one for one in programmes if one.state in order]
    none = datetime.date.min
    return max(held, key=lambda p: (order[ProgrammeState(p.state)], p.approved_on or none, str(p.pk)), default=None)
