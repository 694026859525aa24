"""What indicators stand at: worked out from cells and from counted complaints, by few questions for all of them."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import fmean

from django.db.models import Case, CharField, Q, Sum, Value, When

from heedful.core.period import Period
from heedful.feedback.models import CustomerCell, MonthCell, QuestionKind
from heedful.satisfaction.compare import Trend
from heedful.satisfaction.indicators.handling import Handling, handling_in
from heedful.satisfaction.models import Basis, Indicator, IndicatorVersion
from heedful.satisfaction.reading import Counts, Window, windows_of
from heedful.satisfaction.samples import LEAST, Sample, Sums, figure_of, mean_of, plus
from heedful.satisfaction.topics import Topic, topics
from heedful.stats import Interval, difference_of_intervals, wilson

ON_A_SCALE = (QuestionKind.RECOMMEND, QuestionKind.SATISFACTION, QuestionKind.EFFORT)
"""Kinds of question with one scale for all surveys."""
EASY = 5
"""Answers from here on, of 1 to 7, found it easy."""
KINDS = {Basis.RECOMMEND: "nps", Basis.SHARE: "share", Basis.EFFORT: "share", Basis.MEAN: "score"}
"""How figures are spelled; the others are plain numbers."""


class Standing(StrEnum):
    """How a figure stands to its target: said only where the whole interval lies on one side."""

    REACHED = "target reached"
    MISSED = "target missed"
    CANNOT_TELL = "cannot tell"
    NO_TARGET = "no target"
    NO_FIGURE = "no figure yet"

    @property
    def tone(self) -> str:
        """Give the tone of its badge."""
        return {"target reached": "good", "target missed": "late"}.get(self.value, "")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an indicator stands: its figure with interval, n and period, how it changed, and how it is to its aim."""

    version: IndicatorVersion
    figure: Interval | None
    n: int
    customers: int | None
    period: str
    trend: Trend
    change: Interval | None
    hidden: bool = False
    note: str = ""

    @property
    def kind(self) -> str:
        """Say how its figure is spelled."""
        return KINDS.get(self.version.kind, "number")

    @property
    def target(self) -> float | None:
        """Give the target in the unit of the figure."""
        return in_unit(self.version.kind, self.version.target)

    @property
    def standing(self) -> Standing:
        """Hold the interval against the target."""
        if self.figure is None:
            return Standing.NO_FIGURE
        if self.target is None:
            return Standing.NO_TARGET
        low, high = self.figure.low, self.figure.high
        if self.version.kind.lower_is_better:
            low, high, target = -high, -low, -self.target
        else:
            target = self.target
        return Standing.REACHED if low >= target else Standing.MISSED if high < target else Standing.CANNOT_TELL


def in_unit(basis: Basis, value: object) -> float | None:
    """Give a target or a benchmark in the unit of the figure: shares and scores between -1 and 1."""
    if value is None:
        return None
    return float(str(value)) / (100 if KINDS.get(basis) in ("nps", "share") else 1)


def stands(versions: Sequence[IndicatorVersion], on: datetime.date) -> list[Stand]:
    """Work out where each version stands on a day; every reading is made once for all of them."""
    of_surveys = [version for version in versions if version.question_id]
    found = topics(ON_A_SCALE) if of_surveys else []
    chosen = {version.pk: _topics_of(version, found) for version in of_surveys}
    counts = _read({topic.key: topic for mine in chosen.values() for topic in mine}.values())
    now = Period.window(on, 12)
    handled = handling_in(now, Period.window(now.after, 12)) if len(of_surveys) < len(versions) else []
    result = []
    for version in versions:
        if version.question_id:
            result.append(_from_survey(version, [counts[topic.key] for topic in chosen[version.pk]]))
        else:
            result.append(_from_handling(version, *handled, period=now))
    return result


def current(indicators: Iterable[Indicator] | None = None) -> list[IndicatorVersion]:
    """List the versions that hold now, of all indicators in use or of some."""
    rows = IndicatorVersion.objects.filter(replaced_on=None).select_related(
        "indicator__owner", "question__survey_version__survey", "segment"
    )
    if indicators is None:
        return list(rows.filter(indicator__retired_on=None).order_by("-indicator__headline", "indicator__name"))
    return list(rows.filter(indicator__in=indicators))


def _topics_of(version: IndicatorVersion, found: Sequence[Topic]) -> list[Topic]:
    """Find the newest series that a version is worked out from; of an index, all questions of its survey."""
    question = version.question
    assert question is not None  # noqa: S101  only those of surveys come here
    asked = next((topic for topic in found if question.pk in topic.questions), None)
    if asked is None:
        return []
    newest: dict[int, Topic] = {}
    for topic in found:
        if topic.survey == asked.survey and topic.series >= newest.get(topic.line, topic).series:
            newest[topic.line] = topic
    return list(newest.values()) if version.kind is Basis.INDEX else [newest[asked.line]]


def _read(wanted: Iterable[Topic]) -> dict[str, Counts]:
    """Read the cells of several topics by two questions: by month, and by customer in the two newest windows."""
    found = list(wanted)
    if not found:
        return {}
    of = {question: topic.key for topic in found for question in topic.questions}
    rows = (
        MonthCell.objects.filter(question__in=list(of)).order_by()
        .values_list("question", "segment", "month", "score").annotate(Sum("count"))
    )  # fmt: skip
    cells: dict[str, list[tuple[uuid.UUID, datetime.date, int, int]]] = {topic.key: [] for topic in found}
    for question, segment, month, score, count in rows:
        cells[of[question]].append((segment, month, score, count))
    counts = {topic.key: Counts(topic, cells[topic.key]) for topic in found}
    _hold_customers(found, counts, of)
    return counts


def windows_to_compare(topic: Topic) -> list[Window]:
    """Give the newest window of a topic, and the twelve months before."""
    newest = windows_of(topic, None)[0]
    return [newest] if newest.every else [newest, newest.before]


def _hold_customers(found: Sequence[Topic], counts: Mapping[str, Counts], of: Mapping[uuid.UUID, str]) -> None:
    """Read what each customer gave in the windows that are compared."""
    windows = {topic.key: windows_to_compare(topic) for topic in found}
    whens = [
        When(_inside(topic, window), then=Value(str(place)))
        for topic in found
        for place, window in enumerate(windows[topic.key])
    ]
    sums = {f"sum_{name}": Sum(name) for name in ("count", "total", "promoters", "detractors", "satisfied")}
    rows = (
        CustomerCell.objects.filter(question__in=list(of)).order_by()
        .annotate(window=Case(*whens, default=Value(""), output_field=CharField()))
        .exclude(window="").values_list("question", "segment", "customer", "window").annotate(**sums)
    )  # fmt: skip
    held: dict[tuple[str, Window], dict[tuple[uuid.UUID, uuid.UUID], Sums]] = {}
    for question, segment, customer, place, *given in rows:
        key = of[question]
        mine = held.setdefault((key, windows[key][int(place)]), {})
        before = mine.get((segment, customer), (0, 0, 0, 0, 0))
        mine[segment, customer] = plus(before, given)
    for (key, window), given_by in held.items():
        counts[key].hold_customers(window, given_by)


def _inside(topic: Topic, window: Window) -> Q:
    mine = Q(question__in=list(topic.questions))
    return mine if window.every else mine & Q(month__gte=window.first, month__lte=window.last)


def _from_survey(version: IndicatorVersion, counts: Sequence[Counts]) -> Stand:
    """Work out a version from the cells of its questions."""
    empty = Stand(version, None, 0, None, "", Trend.NOTHING_BEFORE, None)
    if not counts:
        return empty
    segment = version.segment_id
    windows = windows_to_compare(counts[0].topic)
    now, *earlier = windows
    hidden = any(_hidden(one, now, segment) for one in counts)
    samples = [one.sample(now, segment) for one in counts]
    n = min(sample.n for sample in samples)
    if hidden:
        return replace(empty, period=str(now), hidden=True, note="Too few answered in confidence to be shown.")
    figure = _figure(version.kind, samples)
    trend, change = Trend.NOTHING_BEFORE, None
    if figure is None:
        trend = Trend.TOO_FEW
    elif earlier and not any(_hidden(one, earlier[0], segment) for one in counts):
        trend, change = compared(figure, _figure(version.kind, [one.sample(earlier[0], segment) for one in counts]))
    customers = len(samples[0].customers) if samples[0].by_customer else None
    return Stand(version, figure, n, customers, str(now), trend, change, note=_note(version.kind, samples))


def _hidden(counts: Counts, window: Window, segment: uuid.UUID | None) -> bool:
    """Say whether too few answered in confidence for a figure to be shown."""
    if counts.topic.named:
        return False
    if segment is not None and segment in counts.hidden_segments(window):
        return True
    return 0 < counts.sample(window, segment).n < LEAST


def _figure(basis: Basis, samples: Sequence[Sample]) -> Interval | None:
    """Choose the figure of a basis."""
    if basis is Basis.MEAN:
        return mean_of(samples[0])
    if basis is Basis.INDEX:
        return _index(samples)
    if basis is Basis.EFFORT:
        easy = sum(samples[0].histogram[EASY - samples[0].scale[0] :])
        return wilson(easy, samples[0].n) if samples[0].n >= LEAST else None
    return figure_of(samples[0])


def _index(samples: Sequence[Sample]) -> Interval | None:
    """Put the mean of each question on 0 to 100 and average them.

    Cells do not tell how far the questions move together; the interval is that of questions that move wholly
    together, which is never too narrow.
    """
    parts = []
    for sample in samples:
        mean, (low, high) = mean_of(sample), sample.scale
        if mean is None:
            return None
        parts.append([100 * (value - low) / (high - low) for value in (mean.estimate, mean.low, mean.high)])
    estimate, low_end, high_end = (fmean(column) for column in zip(*parts, strict=True))
    n = min(sample.n for sample in samples)
    method = f"mean of {len(parts)} questions on 0 to 100, as if they moved together"
    return Interval(estimate, max(0.0, low_end), min(100.0, high_end), n, method, 0.95)


def _note(basis: Basis, samples: Sequence[Sample]) -> str:
    if basis is Basis.INDEX:
        return f"From {len(samples)} question{'' if len(samples) == 1 else 's'} of one weight."
    return ""


def compared(now: Interval, before: Interval | None, *, lower_is_better: bool = False) -> tuple[Trend, Interval | None]:
    """Call a change better or worse only where its interval leaves out nought."""
    if before is None:
        return Trend.NOTHING_BEFORE, None
    change = difference_of_intervals(now, before)
    if change.low <= 0 <= change.high:
        return Trend.NO_CLEAR_CHANGE, change
    return (Trend.BETTER if (change.low > 0) is not lower_is_better else Trend.WORSE), change


def _from_handling(version: IndicatorVersion, now: Handling, before: Handling, *, period: Period) -> Stand:
    """Work out a version from complaints and deliveries."""
    rate = version.kind is Basis.COMPLAINTS
    figure = now.rate if rate else now.days
    n = now.complaints
    if figure is None:
        return Stand(version, None, n, None, str(period), Trend.TOO_FEW, None, note=now.why_no_figure(rate=rate))
    trend, change = Trend.NOTHING_BEFORE, None
    if rate:
        trend, change = compared(figure, before.rate, lower_is_better=True)
    elif before.days is not None:
        trend = now.quicker_than(before)
    note = f"{now.complaints:,} complaints on {now.delivered:,} deliveries." if rate else now.open_in_words
    return Stand(version, figure, n, None, str(period), trend, change, note=note)
