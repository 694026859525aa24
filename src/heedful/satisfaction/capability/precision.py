"""How sharp a figure is, overall and by segment, beside what the plan wants."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from heedful.satisfaction.compare import SegmentRow
from heedful.stats import Interval


def margin(figure: Interval | None, population: int) -> float | None:
    """Give half the width of an interval, corrected for a finite population where each answers once at most."""
    if figure is None:
        return None
    finite = sqrt((population - figure.n) / (population - 1)) if population > figure.n > 0 else 1.0
    return figure.half_width * finite


@dataclass(frozen=True, slots=True)
class Sharpness:
    """The margin of a segment, what the plan wants of it, and whether it has that."""

    segment: uuid.UUID
    figure: Interval | None
    margin: float | None
    wanted: float | None
    hidden: bool

    @property
    def enough(self) -> bool | None:
        """Say whether it is sharp enough; None where nothing is wanted or nothing is known."""
        return None if self.margin is None or self.wanted is None else self.margin <= self.wanted


def sharpness_of(
    rows: Sequence[SegmentRow], customers: Mapping[uuid.UUID, int], wanted: Mapping[uuid.UUID, float]
) -> list[Sharpness]:
    """Give the margin of each segment."""
    return [
        Sharpness(
            row.segment, row.figure, margin(row.figure, customers.get(row.segment, 0)), wanted.get(row.segment),
            row.hidden,
        )
        for row in rows
    ]  # fmt: skip
