"""Reading the cells of a topic: counts by segment and month, and sums by customer."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, Sum

from heedful.core.period import months_before
from heedful.feedback.models import CustomerCell, FrameCell, MonthCell
from heedful.feedback.surveys.cells import NO_DAY
from heedful.satisfaction.samples import Sample, Sums, sample_of
from heedful.satisfaction.small_groups import WHOLE, hidden_cells
from heedful.satisfaction.topics import Topic

ALL = "all"


@dataclass(frozen=True, slots=True)
class Window:
    """Twelve whole months up to one that holds answers, or all answers whatever their day."""

    first: datetime.date
    last: datetime.date
    every: bool = False

    @classmethod
    def ending(cls, month: datetime.date) -> "Window":
        """Give the twelve months that end with a month."""
        return cls(months_before(month, 11), month)

    @property
    def before(self) -> "Window":
        """Give the twelve months before."""
        return Window.ending(months_before(self.first, 1))

    @property
    def key(self) -> str:
        """Name it in an address."""
        return ALL if self.every else f"{self.last:%Y-%m}"

    def __contains__(self, month: datetime.date) -> bool:
        return self.every or self.first <= month <= self.last

    def __str__(self) -> str:
        if self.every:
            return "all answers, those without a day too"
        return f"{self.first:%b %Y} to {self.last:%b %Y}"


EVERY = Window(NO_DAY, datetime.date.max.replace(day=1), every=True)


def windows_of(topic: Topic, oldest: datetime.date | None) -> list[Window]:
    """List the stretches that can be looked at; they do not overlap, so that none tells a month of another."""
    if topic.newest is None:
        return [EVERY]
    found = [Window.ending(topic.newest)]
    while oldest is not None and found[-1].first > oldest and len(found) < 30:
        found.append(found[-1].before)
    return [*found, EVERY]


class Counts:
    """The cells of a topic, by segment and month."""

    def __init__(self, topic: Topic, cells: Iterable[tuple[uuid.UUID, datetime.date, int, int]]) -> None:
        self.topic = topic
        self.table: dict[tuple[uuid.UUID, datetime.date], dict[int, int]] = defaultdict(dict)
        for segment, month, score, count in cells:
            scores = self.table[segment, month]
            scores[score] = scores.get(score, 0) + count
        self._customers: dict[Window, dict[tuple[uuid.UUID, uuid.UUID], Sums]] = {}

    @cached_property
    def months(self) -> list[datetime.date]:
        """List the months that hold answers, in order."""
        return sorted({month for _, month in self.table if month != NO_DAY})

    @cached_property
    def segments(self) -> list[uuid.UUID]:
        """List the segments that hold answers."""
        return sorted({segment for segment, _ in self.table})

    @cached_property
    def hidden(self) -> frozenset[tuple[Any, Any]]:
        """Choose what is not shown of the table of segments and months; nothing where every answer has a name."""
        if self.topic.named:
            return frozenset()
        return hidden_cells({cell: sum(scores.values()) for cell, scores in self.table.items()})

    def shows(self, segment: uuid.UUID | None, month: datetime.date) -> bool:
        """Say whether a month of a segment, or of all, may be shown."""
        return (segment or WHOLE, month) not in self.hidden

    def hidden_segments(self, window: Window) -> frozenset[Any]:
        """Choose which segments of a window are not shown."""
        if self.topic.named:
            return frozenset()
        sums: dict[tuple[Any, Any], int] = defaultdict(int)
        for (segment, month), scores in self.table.items():
            if month in window:
                sums[segment, "window"] += sum(scores.values())
        return frozenset(row for row, column in hidden_cells(sums) if column == "window" and row != WHOLE)

    def sample(self, window: Window, segment: uuid.UUID | None = None, *, without: uuid.UUID | None = None) -> Sample:
        """Add up a window, of one segment, of all, or of all but one."""
        scores: dict[int, int] = defaultdict(int)
        for (of, month), counted in self.table.items():
            if month in window and segment in (None, of) and of != without:
                for score, count in counted.items():
                    scores[score] += count
        return sample_of(self.topic.kind, scores, self._sums(window, segment, without))

    def month(self, month: datetime.date, segment: uuid.UUID | None = None) -> Sample:
        """Give one month; its answers are taken one by one."""
        scores: dict[int, int] = defaultdict(int)
        for (of, at), counted in self.table.items():
            if at == month and segment in (None, of):
                for score, count in counted.items():
                    scores[score] += count
        return sample_of(self.topic.kind, scores)

    def by_month(self, segment: uuid.UUID | None = None) -> dict[datetime.date, Sample]:
        """Give every month that holds answers, read through once."""
        found: dict[datetime.date, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for (of, month), counted in self.table.items():
            if month != NO_DAY and segment in (None, of):
                for score, count in counted.items():
                    found[month][score] += count
        return {month: sample_of(self.topic.kind, found[month]) for month in sorted(found)}

    def hold_customers(self, window: Window, sums: dict[tuple[uuid.UUID, uuid.UUID], Sums]) -> None:
        """Keep what each customer gave in a window, by segment and customer."""
        self._customers[window] = sums

    def _sums(self, window: Window, segment: uuid.UUID | None, without: uuid.UUID | None) -> tuple[Sums, ...]:
        """Give what each customer gave in a window, over the segments that are looked at."""
        known = self._customers.get(window, {})
        if segment is not None:
            return tuple(sums for (of, _), sums in known.items() if of == segment)
        together: dict[uuid.UUID, Sums] = {}
        for (of, customer), sums in known.items():
            if of != without:
                before = together.get(customer)
                together[customer] = sums if before is None else _added(before, sums)
        return tuple(together.values())


def _added(one: Sums, other: Sums) -> Sums:
    """Add what a customer gave in two segments."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4])


def counts_of(topic: Topic) -> Counts:
    """Read the month cells of a topic: one question."""
    cells = (
        MonthCell.objects.filter(question__in=topic.questions)
        .order_by()
        .values_list("segment", "month", "score")
        .annotate(Sum("count"))
    )
    return Counts(topic, cells)


def read_customers(counts: Counts, windows: list[Window]) -> None:
    """Read what each customer gave in some windows: one question, one row for each customer."""
    names = ("count", "total", "promoters", "detractors", "satisfied")
    sums = {
        f"w{place}_{name}": Sum(
            name, filter=Q() if window.every else Q(month__gte=window.first, month__lte=window.last)
        )
        for place, window in enumerate(windows)
        for name in names
    }
    mine = CustomerCell.objects.filter(question__in=counts.topic.questions).order_by("segment", "customer")
    rows = list(mine.values_list("segment", "customer").annotate(**sums))
    for place, window in enumerate(windows):
        start = 2 + place * len(names)
        counts.hold_customers(window, {(r[0], r[1]): tuple(r[start : start + 5]) for r in rows if r[start]})


Frames = list[tuple[uuid.UUID, uuid.UUID, str, int]]
"""Of each wave and segment, how many came to which end, or gave an answer."""


def frames_of(topic: Topic) -> Frames:
    """Read the ends of the frames of a topic's waves: one question."""
    cells = FrameCell.objects.filter(wave__in=[w.id for w in topic.waves])
    return list(cells.values_list("wave", "segment", "disposition", "count"))


def ends_in(frames: Frames, topic: Topic, window: Window, segment: uuid.UUID | None) -> dict[str, int]:
    """Add up the ends of the frames of the waves that ran in a window, of one segment or of all."""
    last = window.last if window.every else months_before(window.last, -1)
    waves = {w.id for w in topic.waves if w.closes_on >= window.first and (window.every or w.opens_on < last)}
    ends: dict[str, int] = defaultdict(int)
    for wave, of, code, count in frames:
        if wave in waves and segment in (None, of):
            ends[code] += count
    return ends
