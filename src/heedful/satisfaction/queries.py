"""What Today, reports and tests ask of satisfaction.

latest_figure(on) -> Latest | None                 the main topic's figure, with n, period, trend and headline
trends_by_segment(topic, *, on) -> list[SegmentTrend]
signals_of(topic, *, on) -> list[NamedSignal]
figures(on) -> list[Overview]                      every topic with answers, newest window of each
"""

import datetime
import uuid
from dataclasses import dataclass

from heedful.satisfaction.compare import Trend
from heedful.satisfaction.overview import Overview, overview
from heedful.satisfaction.series import NamedSignal
from heedful.satisfaction.topics import Topic, topics
from heedful.stats import Interval


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest figure of the main topic."""

    topic: Topic
    figure: Interval | None
    n: int
    period: str
    trend: Trend
    headline: str
    kind: str
    """How a page spells it: "nps" or "share"."""


def latest_figure(on: datetime.date) -> Latest | None:
    """Give the newest figure of the main topic; nothing where no survey was published."""
    found = topics()
    if not found:
        return None
    seen = overview(found[0], on=on)
    return Latest(
        seen.topic, seen.figure, seen.sample.n, str(seen.window), seen.change.trend, seen.headline,
        kind_of_figure(seen.topic),
    )  # fmt: skip


def kind_of_figure(topic: Topic) -> str:
    """Say how the main figure of a topic is spelled."""
    return "nps" if topic.recommends else "share"


@dataclass(frozen=True, slots=True)
class SegmentTrend:
    """Where a segment's figure went against the twelve months before."""

    segment: uuid.UUID
    name: str
    trend: Trend
    figure: Interval | None
    n: int | None


def trends_by_segment(topic: Topic, *, on: datetime.date) -> list[SegmentTrend]:
    """Say of each segment whether its figure rose, fell, or cannot be told apart from before."""
    seen = overview(topic, on=on)
    return [SegmentTrend(r.segment, seen.names.get(r.segment, ""), r.trend, r.figure, r.n) for r in seen.rows]


def signals_of(topic: Topic, *, on: datetime.date) -> list[NamedSignal]:
    """List what chance does not explain in the months of a topic."""
    return list(overview(topic, on=on).series.signals)


def figures(on: datetime.date) -> list[Overview]:
    """Work out every topic that holds answers."""
    return [overview(topic, on=on) for topic in topics() if topic.answers]
