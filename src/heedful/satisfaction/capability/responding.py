"""Who answered of those who could have been asked: the funnel, its rates, and what silence may hide."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, Sum, UUIDField, Value
from django.db.models.functions import Cast

from heedful.core.period import Period
from heedful.feedback.models import Cell, FrameCell
from heedful.feedback.surveys.cells import NO_DAY
from heedful.feedback.surveys.queries import ASKED, rates_of
from heedful.satisfaction.samples import figure_of, sample_of
from heedful.satisfaction.topics import Topic, WaveSpan
from heedful.stats import (
    Difference,
    Interval,
    Representativity,
    ResponseRates,
    TestResult,
    difference_of_intervals,
    equal_shares,
    representativity,
    wilson,
)

FRAME = ("NS", "NE", *ASKED)
LEAST_APART = 20
"""So many early and so many late answers are compared, no fewer."""
Ends = dict[uuid.UUID, dict[uuid.UUID, dict[str, int]]]
"""By wave and segment: how many came to which end."""


def waves_of(topics: Iterable[Topic]) -> dict[uuid.UUID, WaveSpan]:
    """List the waves of all surveys."""
    return {wave.id: wave for topic in topics for wave in topic.waves}


Days = dict[uuid.UUID, dict[datetime.date, dict[int, int]]]
"""By wave and day: how often each score was given."""


def ends_and_days(
    waves: Mapping[uuid.UUID, WaveSpan], since: datetime.date, topic: Topic | None = None, period: Period | None = None
) -> tuple[Ends, Days]:
    """Read what became of everybody in the frames since a day, and when a topic's answers came: one question."""
    wanted = [wave.id for wave in waves.values() if wave.closes_on >= since]
    questions = topic.questions if topic else ()
    inside = open_in(topic.waves, period) if topic and period else []
    text = CharField()
    rows: Any = (
        FrameCell.objects.filter(wave__in=wanted, disposition__in=FRAME).order_by()
        .annotate(code=Cast("disposition", text), on=Cast(Value(None), DateField()), many=Sum("count"))
        .values_list("wave", "segment", "code", "on", "many")
        .union(
            Cell.objects.filter(question__in=questions, wave__in=inside).exclude(day=NO_DAY).order_by()
            .values("wave", "day", "score").annotate(
                of=Cast(Value(None), UUIDField()), code=Cast("score", text), many=Sum("count")
            ).values_list("wave", "of", "code", "day", "many"),
            all=True,
        )
    )  # fmt: skip
    ends: Ends = defaultdict(lambda: defaultdict(dict))
    days: Days = defaultdict(lambda: defaultdict(dict))
    for wave, segment, code, on, many in rows:
        if on is None:
            ends[wave][segment][code] = many
        else:
            days[wave][on][int(code)] = many
    return ends, days


@dataclass(frozen=True, slots=True)
class Funnel:
    """From everybody who could have been asked down to complete answers, with AAPOR's rates."""

    waves: int
    ends: Mapping[str, int]
    rates: ResponseRates | None

    @property
    def framed(self) -> int:
        """Count everybody in the frames."""
        return sum(self.ends.get(code, 0) for code in FRAME)

    @property
    def could(self) -> int:
        """Count those who could be asked: not left out."""
        return self.framed - self.ends.get("NE", 0)

    @property
    def asked(self) -> int:
        """Count those who were asked."""
        return sum(self.ends.get(code, 0) for code in ASKED)

    @property
    def complete(self) -> int:
        """Count complete answers."""
        return self.ends.get("I", 0)

    @property
    def answered(self) -> int:
        """Count whole and partial answers."""
        return self.complete + self.ends.get("P", 0)

    @property
    def rr1(self) -> Interval | None:
        """Give complete answers over all asked, with the interval that a next round of the kind may fall into."""
        return wilson(self.complete, self.asked) if self.asked else None


def open_in(waves: Iterable[WaveSpan], period: Period) -> list[uuid.UUID]:
    """List the waves that were open in a period."""
    return [wave.id for wave in waves if wave.closes_on > period.after and wave.opens_on <= period.until]


def funnel_of(
    waves: Mapping[uuid.UUID, WaveSpan], ends: Ends, period: Period, segment: uuid.UUID | None = None
) -> Funnel:
    """Add up the waves that were open in a period."""
    total: dict[str, int] = defaultdict(int)
    inside = [wave for wave in open_in(waves.values(), period) if wave in ends]
    for wave in inside:
        for of, counted in ends[wave].items():
            if segment in (None, of):
                for code, count in counted.items():
                    total[code] += count
    return Funnel(len(inside), dict(total), rates_of(total))


@dataclass(frozen=True, slots=True)
class Evenness:
    """Whether the segments answered alike."""

    by_segment: Mapping[uuid.UUID, Funnel]
    test: TestResult | None
    indicator: Representativity | None


def evenness_of(waves: Mapping[uuid.UUID, WaveSpan], ends: Ends, period: Period) -> Evenness:
    """Test whether response rates are equal over the segments, and measure how far they are not."""
    segments = {segment for wave in ends.values() for segment in wave}
    found = {segment: funnel_of(waves, ends, period, segment) for segment in segments}
    found = {segment: funnel for segment, funnel in found.items() if funnel.asked}
    answered, asked = [f.answered for f in found.values()], [f.asked for f in found.values()]
    if len(found) < 2 or not sum(answered):
        return Evenness(found, None, None)
    return Evenness(found, equal_shares(answered, asked), representativity(answered, asked))


@dataclass(frozen=True, slots=True)
class EarlyAndLate:
    """What came early in each round beside what came late: the silent are likelier to be like the late."""

    early: Interval
    late: Interval
    difference: Difference

    @property
    def differ(self) -> bool:
        """Say whether the difference is more than chance."""
        return self.difference.low > 0 or self.difference.high < 0


def early_and_late(topic: Topic, days: Days) -> EarlyAndLate | None:
    """Divide the answers of each wave at its middle day; nothing where either part is small."""
    halves: tuple[dict[int, int], dict[int, int]] = (defaultdict(int), defaultdict(int))
    for by_day in days.values():
        middle = _middle(by_day)
        for day, scores in by_day.items():
            for score, count in scores.items():
                halves[day > middle][score] += count
    if min(sum(half.values()) for half in halves) < LEAST_APART:
        return None
    early, late = (figure_of(sample_of(topic.kind, half)) for half in halves)
    return EarlyAndLate(early, late, difference_of_intervals(late, early)) if early and late else None


def _middle(by_day: Mapping[datetime.date, Mapping[int, int]]) -> datetime.date:
    """Give the day by which half of a wave's answers had come."""
    whole, seen = sum(sum(scores.values()) for scores in by_day.values()), 0
    for day in sorted(by_day):
        seen += sum(by_day[day].values())
        if 2 * seen >= whole:
            return day
    return NO_DAY


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """A change of the process, and how many answered in the half-years before and after it."""

    on: datetime.date
    what: str
    before: Interval | None
    after: Interval | None
    difference: Difference | None

    @property
    def words(self) -> str:
        """Say what came of it."""
        if self.difference is None:
            return "cannot be told: nobody was asked before, or after"
        if self.difference.low > 0:
            return "more answer"
        return "fewer answer" if self.difference.high < 0 else "no clear change"


def before_and_after(
    waves: Mapping[uuid.UUID, WaveSpan], ends: Ends, changes: Sequence[tuple[datetime.date, str]]
) -> list[BeforeAndAfter]:
    """Compare the response rates of the waves that opened within half a year before and after each change."""
    found = []
    half = datetime.timedelta(days=183)
    for on, what in changes:
        before = _rate([w for w in waves.values() if on - half <= w.opens_on < on], ends)
        after = _rate([w for w in waves.values() if on <= w.opens_on < on + half], ends)
        difference = difference_of_intervals(after, before) if before and after else None
        found.append(BeforeAndAfter(on, what, before, after, difference))
    return found


def _rate(waves: Iterable[WaveSpan], ends: Ends) -> Interval | None:
    """Give the share of those asked who answered, in whole or in part: AAPOR's response rate 2."""
    mine = [counted for wave in waves if wave.id in ends for counted in ends[wave.id].values()]
    asked = sum(counted.get(code, 0) for counted in mine for code in ASKED)
    answered = sum(counted.get("I", 0) + counted.get("P", 0) for counted in mine)
    return wilson(answered, asked) if asked else None
