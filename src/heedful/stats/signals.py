"""Signals of control charts: where a series shows more than chance.

Points are counted from 0, as Python counts; a page that shows them counts from 1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise


class Rule(Enum):
    """What sets a signal off."""

    OUTSIDE_LIMITS = "outside the limits"
    RUN_OF_EIGHT = "eight in a row on one side"


@dataclass(frozen=True, slots=True)
class Signal:
    """One rule met: `points` are all the points of the run, `above` tells the side of the centre."""

    rule: Rule
    points: tuple[int, ...]
    above: bool


def points_outside(values: Sequence[float], lower: Sequence[float], upper: Sequence[float]) -> tuple[int, ...]:
    """Give the points strictly outside their limits; all three sequences are `(n,)`."""
    triples = zip(values, lower, upper, strict=True)
    return tuple(i for i, (value, low, high) in enumerate(triples) if value < low or value > high)


def runs_on_one_side(values: Sequence[float], centre: Sequence[float]) -> list[tuple[int, ...]]:
    """Split a series into its runs above or below the centre; a point on the centre ends a run."""
    runs: list[list[int]] = []
    last = 0
    for i, (value, middle) in enumerate(zip(values, centre, strict=True)):
        side = (value > middle) - (value < middle)
        if side and side == last:
            runs[-1].append(i)
        elif side:
            runs.append([i])
        last = side
    return [tuple(run) for run in runs]


def chart_signals(
    values: Sequence[float], centre: Sequence[float], lower: Sequence[float], upper: Sequence[float]
) -> tuple[Signal, ...]:
    """Give the two signals shown on every chart: outside the limits, and eight in a row on one side [1]_.

    Together they are set off by chance about once in 150 points of a steady series.

    Parameters
    ----------
    values, centre, lower, upper : sequence of float, (n,)
        The series in time order, with its centre and limits at each point.

    Returns
    -------
    tuple of Signal
        Single points first, then runs, each in time order.

    References
    ----------
    .. [1] Western Electric (1956), Statistical Quality Control Handbook; D. J. Wheeler (2000),
       Understanding Variation, 2nd ed.
    """
    outside = [Signal(Rule.OUTSIDE_LIMITS, (i,), values[i] > upper[i]) for i in points_outside(values, lower, upper)]
    runs = [
        Signal(Rule.RUN_OF_EIGHT, run, values[run[0]] > centre[run[0]])
        for run in runs_on_one_side(values, centre)
        if len(run) >= 8
    ]
    return (*outside, *runs)


def _windows(z: Sequence[float], length: int, meets: Callable[[Sequence[float]], bool]) -> tuple[int, ...]:
    """Give the last point of every window of a length that meets a rule."""
    return tuple(i for i in range(length - 1, len(z)) if meets(z[i - length + 1 : i + 1]))


def _some_beyond(window: Sequence[float], bound: float, least: int) -> bool:
    return max(sum(z > bound for z in window), sum(z < -bound for z in window)) >= least


def _steady(window: Sequence[float]) -> bool:
    steps = [b - a for a, b in pairwise(window)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _alternating(window: Sequence[float]) -> bool:
    steps = [b - a for a, b in pairwise(window)]
    return all(a * b < 0 for a, b in pairwise(steps))


def _both_sides_outside_one(window: Sequence[float]) -> bool:
    return all(abs(z) > 1 for z in window) and min(window) < 0 < max(window)


def nelson_rules(values: Sequence[float], *, centre: float, sigma: float) -> dict[str, tuple[int, ...]]:
    """Apply Nelson's eight rules [1]_. All together they cry wolf about once in 70 points: choose.

    Parameters
    ----------
    values : sequence of float, (n,)
        In time order.
    centre, sigma : float
        In the unit of the values; sigma > 0.

    Returns
    -------
    dict of str to tuple of int
        For "rule1" to "rule8", the last point of every window that meets the rule. Rule 8 asks for
        points on both sides of the centre.

    Raises
    ------
    ValueError
        If sigma is not positive.

    References
    ----------
    .. [1] L. S. Nelson (1984), J. Qual. Technol. 16, 237-239.
    """
    if not sigma > 0:
        raise ValueError(f"no zones around the centre with sigma {sigma}")
    z = [(value - centre) / sigma for value in values]
    return {
        "rule1": _windows(z, 1, lambda w: abs(w[0]) > 3),
        "rule2": _windows(z, 9, lambda w: min(w) > 0 or max(w) < 0),
        "rule3": _windows(z, 6, _steady),
        "rule4": _windows(z, 14, _alternating),
        "rule5": _windows(z, 3, lambda w: _some_beyond(w, 2, 2)),
        "rule6": _windows(z, 5, lambda w: _some_beyond(w, 1, 4)),
        "rule7": _windows(z, 15, lambda w: all(abs(value) < 1 for value in w)),
        "rule8": _windows(z, 8, _both_sides_outside_one),
    }
