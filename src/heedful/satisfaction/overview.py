"""Everything the satisfaction page says of a topic, frozen: figures, months, segments, response, sentence."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, DateField, Value
from django.db.models.functions import Cast

from heedful.customers.models import Segment
from heedful.feedback.models import NO_SEGMENT
from heedful.feedback.surveys.cells import ANSWERS
from heedful.feedback.surveys.queries import ASKED, rates_of
from heedful.improvement.models import Improvement
from heedful.satisfaction.compare import Change, SegmentRow, Trend, by_segment, change_between, comparisons
from heedful.satisfaction.reading import (
    ALL,
    EVERY,
    Counts,
    Frames,
    Window,
    counts_of,
    ends_in,
    frames_of,
    read_customers,
    windows_of,
)
from heedful.satisfaction.samples import Sample, figure_of, mean_of, method_in_words
from heedful.satisfaction.sentences import explanation, headline
from heedful.satisfaction.series import Series, series_of
from heedful.satisfaction.topics import Topic
from heedful.stats import Interval, ResponseRates


@dataclass(frozen=True, slots=True)
class Response:
    """Who was asked and who answered, beside a figure."""

    asked: int
    answered: int
    rates: ResponseRates | None

    @property
    def rr1(self) -> float | None:
        """Give complete answers over all who were asked."""
        return self.rates.rr1 if self.rates else None


@dataclass(frozen=True, slots=True)
class Marked:
    """Something that happened, to be marked on the chart."""

    month: datetime.date
    label: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of a topic in a window; nothing in it is worked out by a page."""

    topic: Topic
    window: Window
    windows: tuple[Window, ...]
    segment: uuid.UUID | None
    sample: Sample
    figure: Interval | None
    mean: Interval | None
    change: Change
    series: Series
    rows: tuple[SegmentRow, ...]
    names: Mapping[uuid.UUID, str]
    response: Response
    events: tuple[Marked, ...]
    undated: int
    unscored: int
    scored: int
    """All answers with a score, on whatever day; with those without one they are all who answered."""
    hidden: bool
    method: str
    headline: str
    explanation: str

    @property
    def compared(self) -> int:
        """Say how many comparisons the segments were corrected for."""
        return comparisons(self.rows)

    @property
    def customers(self) -> int | None:
        """Say how many customers gave the answers, where answers were taken together by customer."""
        return len(self.sample.customers) if self.sample.by_customer else None


def overview(topic: Topic, window: str = "", segment: uuid.UUID | None = None, *, on: datetime.date) -> Overview:
    """Work out everything of a topic: four questions, whatever the number of answers."""
    counts = counts_of(topic)
    windows = windows_of(topic, counts.months[0] if counts.months else None)
    chosen = next((w for w in windows if w.key == window), windows[0])
    before = None if chosen.every else chosen.before
    read_customers(counts, [chosen, *([before] if before else [])])
    names, events = _names_and_events(topic, on)
    frames = frames_of(topic)
    hidden = segment is not None and segment in counts.hidden_segments(chosen)
    sample = counts.sample(chosen, segment)
    hidden = hidden or (not topic.named and 0 < sample.n < 5)
    shown = Sample(sample.kind, (0,) * len(sample.histogram)) if hidden else sample
    change = _change(counts, shown, before, segment, hidden)
    series, rows = series_of(counts, segment), tuple(_in_order(by_segment(counts, chosen, before), names))
    figure = figure_of(shown)
    return Overview(
        topic=topic, window=chosen, windows=tuple(windows), segment=segment, sample=shown, figure=figure,
        mean=None if topic.recommends else mean_of(shown), change=change, series=series, rows=rows, names=names,
        response=_response(topic, frames, chosen, segment), events=events, undated=_undated(counts, segment),
        unscored=_unscored(counts, frames, segment), scored=counts.sample(EVERY, segment).n, hidden=hidden,
        method=method_in_words(figure, shown),
        headline="Too few answers to be shown" if hidden else headline(
            shown, figure, change, where=names.get(segment, "") if segment else "", every=chosen.every
        ),
        explanation=_why_hidden() if hidden else explanation(shown, change, series, rows, names),
    )  # fmt: skip


def _why_hidden() -> str:
    """Say why there is no figure."""
    return "These answers were given in confidence: fewer than five, or so few that others would give them away."


def _change(counts: Counts, sample: Sample, before: Window | None, segment: uuid.UUID | None, hidden: bool) -> Change:
    """Compare with the twelve months before, where both may be shown."""
    if before is None or hidden or (segment is not None and segment in counts.hidden_segments(before)):
        return Change(Trend.NOTHING_BEFORE, None, None)
    return change_between(sample, counts.sample(before, segment))


def _in_order(rows: list[SegmentRow], names: Mapping[uuid.UUID, str]) -> list[SegmentRow]:
    """Put the best first; those without a figure last, by name."""
    return sorted(
        rows, key=lambda r: (r.figure is None, -(r.figure.estimate if r.figure else 0), names.get(r.segment, ""))
    )  # fmt: skip


def _undated(counts: Counts, segment: uuid.UUID | None) -> int:
    """Count the answers whose day the source did not tell; they stand in no month."""
    if not counts.topic.named:
        return 0
    return counts.sample(EVERY, segment).n - sum(sample.n for sample in counts.by_month(segment).values())


def _unscored(counts: Counts, frames: Frames, segment: uuid.UUID | None) -> int:
    """Count the answers that gave words and no score; they stand in no figure."""
    if not counts.topic.named:
        return 0
    given = ends_in(frames, counts.topic, EVERY, segment).get(ANSWERS, 0)
    return max(0, given - counts.sample(EVERY, segment).n)


def _response(topic: Topic, frames: Frames, window: Window, segment: uuid.UUID | None) -> Response:
    """Work out the response rate of the waves behind the figure."""
    ends = ends_in(frames, topic, window, segment)
    asked = sum(ends.get(code, 0) for code in ASKED)
    return Response(asked, ends.get("I", 0) + ends.get("P", 0), rates_of(ends))


def _names_and_events(topic: Topic, on: datetime.date) -> tuple[dict[uuid.UUID, str], tuple[Marked, ...]]:
    """Read the names of segments, and the improvements to mark on the chart, by one question."""
    nothing = Cast(Value(None), DateField())
    segments = Segment.objects.order_by().values_list("pk", "name", nothing, Value("", CharField()))
    begun = Improvement.objects.filter(started_on__lte=on).order_by()
    found = segments.union(begun.values_list("pk", "what", "started_on", "key"), all=True)
    names = {NO_SEGMENT: "Answers without a segment"}
    events = []
    for pk, words, day, key in found:
        if day is None:
            names[pk] = words
        else:
            events.append(Marked(day.replace(day=1), f"{key} {words}"))
    events += [Marked(day.replace(day=1), "wording changed") for day in topic.changes]
    return names, tuple(sorted(events, key=lambda e: (e.month, e.label)))


__all__ = ["ALL", "Marked", "Overview", "Response", "overview"]
