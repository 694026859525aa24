"""The capability of the feedback process on a day, frozen: what its page says, worked out once."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from heedful.core.period import Period
from heedful.core.remembered import remembered
from heedful.feedback.models import NO_SEGMENT
from heedful.satisfaction.capability.accounts import (
    Account,
    Reach,
    accounts,
    reach_by_segment,
    reach_of,
    silent,
)
from heedful.satisfaction.capability.deeds import Deeds, deeds
from heedful.satisfaction.capability.noticing import Noticing, noticed_by
from heedful.satisfaction.capability.precision import Sharpness, sharpness_of
from heedful.satisfaction.capability.quarters import quarters_until
from heedful.satisfaction.capability.responding import (
    BeforeAndAfter,
    EarlyAndLate,
    Evenness,
    Funnel,
    before_and_after,
    early_and_late,
    ends_and_days,
    evenness_of,
    funnel_of,
    waves_of,
)
from heedful.satisfaction.capability.scales import Scale, scales
from heedful.satisfaction.compare import by_segment
from heedful.satisfaction.reading import Counts, Window, counts_of, read_customers, windows_of
from heedful.satisfaction.samples import Sample, figure_of
from heedful.satisfaction.topics import Topic, topics
from heedful.stats import Interval, TestResult, dissimilarity, equal_shares

FAR_BACK = datetime.timedelta(days=920)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whether those heard are like those served, by segment."""

    distance: float | None
    """Between the answers of the period and the customers: half the sum of the differences of shares."""
    answers: int
    reached: TestResult | None
    """Whether customers of all segments were heard alike."""
    smallest: float
    """The smallest number expected in a cell of that test: below five the test is rough."""


@dataclass(frozen=True, slots=True)
class Capability:
    """Whom the feedback process reaches, how sharp it is, what it would notice, and what came of it."""

    on: datetime.date
    year: Period
    topic: Topic | None
    window: Window | None
    noticing: Noticing | None
    figure: Interval | None
    accounts: tuple[Account, ...]
    reach: Reach
    segments: tuple[Reach, ...]
    silent: tuple[Account, ...]
    likeness: Likeness
    funnel: Funnel
    evenness: Evenness
    late: EarlyAndLate | None
    sharpness: tuple[Sharpness, ...]
    scales: tuple[Scale, ...]
    deeds: Deeds
    changes: tuple[BeforeAndAfter, ...]

    @property
    def contacts(self) -> int:
        """Count the people who may be asked."""
        return sum(account.contacts for account in self.accounts)

    @property
    def names(self) -> Mapping[uuid.UUID, str]:
        """Give the segments by name."""
        return self.deeds.names


@remembered
def capability(on: datetime.date) -> Capability:
    """Work out everything: ten questions of the database at most, whatever the number of answers."""
    found, year = topics(), Period.window(on, 12)
    topic = next((t for t in found if t.answers), found[0] if found else None)
    known, done = accounts(on), deeds(on)
    by_segment_ = reach_by_segment(known, on)
    waves = waves_of(found)
    ends, days = ends_and_days(waves, on - FAR_BACK, topic, year)
    noticing = window = figure = late = None
    answers: dict[uuid.UUID, int] = {}
    sharpness: list[Sharpness] = []
    if topic is not None:
        counts = counts_of(topic)
        window = windows_of(topic, counts.months[0] if counts.months else None)[0]
        quarters = quarters_until(on)
        read_customers(counts, [*quarters, window])
        noticing = noticed_by(_shown(counts, quarters), quarter=quarters[0], customers=len(known) or None)
        figure, late = _whole(counts, window), early_and_late(topic, days)
        customers = {reach.segment or NO_SEGMENT: reach.customers.n for reach in by_segment_}
        rows = by_segment(counts, window, None)
        answers = {row.segment: row.sample.n for row in rows if not row.hidden}
        sharpness = sharpness_of(rows, customers, done.wanted)
    return Capability(
        on=on, year=year, topic=topic, window=window, noticing=noticing, figure=figure, accounts=tuple(known),
        reach=reach_of(known, on), segments=tuple(_in_order(by_segment_, done)), silent=tuple(silent(known, on)),
        likeness=_likeness(by_segment_, answers), funnel=funnel_of(waves, ends, year),
        evenness=evenness_of(waves, ends, year), late=late, sharpness=tuple(sharpness),
        scales=tuple(scales(done.items, year)),
        deeds=done, changes=tuple(before_and_after(waves, ends, done.changes)),
    )  # fmt: skip


def _shown(counts: Counts, quarters: list[Window]) -> list[Sample]:
    """Give the quarters as far as they may be shown: in confidence only where each of their months may."""
    empty = Sample(counts.topic.kind, counts.sample(quarters[0]).histogram[:0])
    found = []
    for quarter in quarters:
        sample = counts.sample(quarter)
        months = [month for month in counts.months if month in quarter]
        told = counts.topic.named or (sample.n >= 5 and all(counts.shows(None, month) for month in months))
        found.append(sample if told or not sample.n else Sample(empty.kind, (0,) * len(sample.histogram)))
    return found


def _whole(counts: Counts, window: Window) -> Interval | None:
    """Give the figure of the newest twelve months with answers."""
    sample = counts.sample(window)
    return figure_of(sample) if counts.topic.named or sample.n >= 5 else None


def _in_order(found: list[Reach], done: Deeds) -> list[Reach]:
    """Put the segments in the order of their names; those without one last."""
    return sorted(found, key=lambda r: (r.segment is None, done.names.get(r.segment, "") if r.segment else ""))


def _likeness(found: list[Reach], answers: Mapping[uuid.UUID, int]) -> Likeness:
    """Hold those heard against those served."""
    served = {reach.segment: reach.customers.n for reach in found if reach.segment is not None}
    voices = {segment: n for segment, n in answers.items() if segment != NO_SEGMENT}
    keys = sorted({*served, *voices}, key=str)
    distance = None
    if sum(served.values()) and sum(voices.values()):
        distance = dissimilarity([voices.get(k, 0) for k in keys], [served.get(k, 0) for k in keys])
    heard = [(r.customers.k, r.customers.n) for r in found if r.customers.n]
    test, smallest = None, 0.0
    if len(heard) > 1:
        test = equal_shares([k for k, _ in heard], [n for _, n in heard])
        share = sum(k for k, _ in heard) / sum(n for _, n in heard)
        smallest = min(n for _, n in heard) * min(share, 1 - share)
    return Likeness(distance, sum(voices.values()), test, smallest)
