"""Comparisons that hold: a window against the one before, and each segment against all the others."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from heedful.satisfaction.reading import Counts, Window
from heedful.satisfaction.samples import Sample, figure_of
from heedful.stats import Difference, Interval, difference_of_intervals, holm

SURE = 0.05


class Trend(StrEnum):
    """Where a figure went against the twelve months before."""

    BETTER = "better"
    WORSE = "worse"
    NO_CLEAR_CHANGE = "no clear change"
    NOTHING_BEFORE = "nothing to compare with"
    TOO_FEW = "too few answers"

    @property
    def tone(self) -> str:
        """Give the tone of its badge."""
        return {"better": "good", "worse": "late"}.get(self.value, "")


@dataclass(frozen=True, slots=True)
class Change:
    """A change with its interval; judged by that alone."""

    trend: Trend
    difference: Difference | None
    before: Interval | None


def change_between(now: Sample, before: Sample) -> Change:
    """Judge the change between two independent lots of answers: it is one only where its interval leaves out 0."""
    return change_of(figure_of(now), figure_of(before))


def change_of(figure: Interval | None, earlier: Interval | None) -> Change:
    """Judge the change from one figure to another, of independent answers."""
    if figure is None:
        return Change(Trend.TOO_FEW, None, earlier)
    if earlier is None:
        return Change(Trend.NOTHING_BEFORE, None, None)
    difference = difference_of_intervals(figure, earlier)
    if difference.low > 0:
        return Change(Trend.BETTER, difference, earlier)
    return Change(Trend.WORSE if difference.high < 0 else Trend.NO_CLEAR_CHANGE, difference, earlier)


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment with its figure, how it stands to all others, and where it went."""

    segment: uuid.UUID
    sample: Sample
    figure: Interval | None
    hidden: bool
    standing: str
    """"lower" or "higher" only where it holds after correction for all comparisons; empty elsewhere."""
    p_value: float | None
    trend: Trend

    @property
    def n(self) -> int | None:
        """Give the answers, where even their number may be told."""
        return None if self.hidden else self.sample.n


def by_segment(counts: Counts, window: Window, before: Window | None) -> list[SegmentRow]:
    """Compare each segment with all the others, corrected by Holm for their number."""
    hidden = counts.hidden_segments(window)
    samples = {segment: counts.sample(window, segment) for segment in counts.segments}
    samples = {segment: sample for segment, sample in samples.items() if sample.n}
    differences = {
        segment: difference
        for segment, sample in samples.items()
        if segment not in hidden and (difference := _against_rest(counts, window, segment, sample)) is not None
    }
    corrected = dict(zip(differences, holm([d.p_value for d in differences.values()]), strict=True))
    earlier_hidden = counts.hidden_segments(before) if before else frozenset()
    rows = []
    for segment, sample in samples.items():
        covered = segment in hidden
        p = corrected.get(segment)
        standing = ""
        if p is not None and p < SURE:
            standing = "higher" if differences[segment].estimate > 0 else "lower"
        trend = Trend.NOTHING_BEFORE
        if not covered and before is not None and segment not in earlier_hidden:
            trend = change_between(sample, counts.sample(before, segment)).trend
        figure = None if covered else figure_of(sample)
        rows.append(SegmentRow(segment, sample, figure, covered, standing, p, trend))
    return rows


def _against_rest(counts: Counts, window: Window, segment: uuid.UUID, sample: Sample) -> Difference | None:
    """Subtract the figure of all others from a segment's."""
    mine, others = figure_of(sample), figure_of(counts.sample(window, without=segment))
    return None if mine is None or others is None else difference_of_intervals(mine, others)


def comparisons(rows: Sequence[SegmentRow]) -> int:
    """Say how many comparisons were made and corrected for."""
    return sum(row.p_value is not None for row in rows)
