"""Importance against performance: where to put the effort."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean


class Quadrant(Enum):
    """What an attribute's place in the plane advises."""

    CONCENTRATE_HERE = "concentrate here"
    KEEP_UP = "keep up the good work"
    LOW_PRIORITY = "low priority"
    POSSIBLE_OVERKILL = "possible overkill"


@dataclass(frozen=True, slots=True)
class ImportancePerformance:
    """The quadrant of each attribute, `(k,)`, and where the cross-hairs lie."""

    quadrants: tuple[Quadrant, ...]
    importance_cut: float
    performance_cut: float


def importance_performance(
    importance: Sequence[float],
    performance: Sequence[float],
    *,
    importance_cut: float | None = None,
    performance_cut: float | None = None,
) -> ImportancePerformance:
    """Sort attributes into the four quadrants of importance and performance [1]_.

    Parameters
    ----------
    importance, performance : sequence of float, (k,)
        Of each attribute, in any unit each; k >= 1.
    importance_cut, performance_cut : float, optional
        The cross-hairs; the mean over the attributes where not given. Whoever shows the quadrants
        states the cut.

    Returns
    -------
    ImportancePerformance
        An attribute on a cut counts as above it.

    Raises
    ------
    ValueError
        If lengths differ or there is no attribute.

    References
    ----------
    .. [1] J. A. Martilla and J. C. James (1977), J. Marketing 41(1), 77-79.
    """
    if not importance or len(importance) != len(performance):
        raise ValueError("each attribute needs importance and performance")
    across = fmean(importance) if importance_cut is None else importance_cut
    down = fmean(performance) if performance_cut is None else performance_cut
    names = {
        (True, False): Quadrant.CONCENTRATE_HERE,
        (True, True): Quadrant.KEEP_UP,
        (False, False): Quadrant.LOW_PRIORITY,
        (False, True): Quadrant.POSSIBLE_OVERKILL,
    }
    found = tuple(names[i >= across, p >= down] for i, p in zip(importance, performance, strict=True))
    return ImportancePerformance(found, across, down)
