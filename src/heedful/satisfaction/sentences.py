"""The headline of the page, computed from the same figures as everything below it."""

import uuid
from collections.abc import Mapping, Sequence

from heedful.feedback.models import NO_SEGMENT
from heedful.satisfaction.compare import Change, SegmentRow, Trend, comparisons
from heedful.satisfaction.samples import LEAST, Sample
from heedful.satisfaction.series import Series
from heedful.stats import Interval, Rule

COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(number: int) -> str:
    """Spell a small number."""
    return COUNTED[number] if number < len(COUNTED) else f"{number:,}"


def headline(sample: Sample, figure: Interval | None, change: Change, *, where: str = "", every: bool = False) -> str:
    """Say where satisfaction stands, and call a change a change only where it is one."""
    satisfaction = f"Satisfaction in {where}" if where else "Satisfaction"
    if sample.n == 0:
        return "No answers yet"
    if figure is None:
        return f"{_capital(in_words(sample.n))} answer{'' if sample.n == 1 else 's'}: too few to tell"
    if change.trend is Trend.BETTER:
        return f"{satisfaction} rose, and the rise is real"
    if change.trend is Trend.WORSE:
        return f"{satisfaction} fell, and the fall is real"
    if change.trend is Trend.NOTHING_BEFORE:
        return f"{satisfaction} {'over all answers' if every else 'now: nothing earlier to compare with'}"
    return f"No clear change in {satisfaction[0].lower()}{satisfaction[1:]}"


def explanation(
    sample: Sample, change: Change, series: Series, rows: Sequence[SegmentRow], names: Mapping[uuid.UUID, str]
) -> str:
    """Say in a few sentences what the months and the segments show."""
    if sample.n < LEAST:
        return f"A figure is shown from {LEAST} answers on."
    said = [_change_in_words(change), *_signals_in_words(series), _segments_in_words(rows, names)]
    return " ".join(words for words in said if words)


def _change_in_words(change: Change) -> str:
    """Say how large the change is, between which bounds."""
    difference = change.difference
    if difference is None:
        return ""
    points = round(100 * difference.estimate)
    low, high = (f"{round(100 * v):+d}".replace("-", "−") for v in (difference.low, difference.high))
    if change.trend is Trend.NO_CLEAR_CHANGE:
        return f"Against the twelve months before, anything from {low} to {high} points fits the answers."
    word = "higher" if points > 0 else "lower"
    return f"It is {abs(points)} points {word} than in the twelve months before (95% interval {low} to {high})."


def _signals_in_words(series: Series) -> list[str]:
    """Name the newest shift and the newest month outside the limits."""
    newest: dict[Rule, str] = {}
    for signal in sorted(series.signals, key=lambda s: s.months[-1]):
        newest[signal.rule] = signal.long
    return [newest[rule] for rule in (Rule.RUN_OF_EIGHT, Rule.OUTSIDE_LIMITS) if rule in newest]


def _segments_in_words(rows: Sequence[SegmentRow], names: Mapping[uuid.UUID, str]) -> str:
    """Name the segments that stand out even after correction."""
    made = comparisons(rows)
    if made < 2:
        return ""
    said = []
    for standing in ("lower", "higher"):
        found = [_called(row.segment, names) for row in rows if row.standing == standing]
        if found:
            verb = "is" if len(found) == 1 else "are"
            said.append(f"{_listed(found)} {verb} {standing} than all others together")
    if not said:
        return f"No segment stands out, after correcting for {in_words(made)} comparisons."
    return f"{'; '.join(said)}, even after correcting for {in_words(made)} comparisons."


def _called(segment: uuid.UUID, names: Mapping[uuid.UUID, str]) -> str:
    """Name a segment inside a sentence."""
    return "those without a segment" if segment == NO_SEGMENT else names.get(segment, "another segment")


def _listed(names: Sequence[str]) -> str:
    """Join names as one speaks: A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
