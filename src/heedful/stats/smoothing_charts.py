"""Charts that remember: EWMA and CUSUM find small lasting shifts sooner than single points do."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from heedful.stats.signals import points_outside


@dataclass(frozen=True, slots=True)
class EwmaChart:
    """Smoothed values with their limits, `(n,)` each, and the points outside, counted from 0."""

    smoothed: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    outside: tuple[int, ...]


def ewma(values: Sequence[float], *, target: float, sigma: float, weight: float = 0.2, width: float = 2.7) -> EwmaChart:
    """Smooth a series, each value counting with `weight`, against limits that widen with time [1]_.

    Parameters
    ----------
    values : sequence of float, (n,)
        In time order.
    target, sigma : float
        Centre and standard deviation of a value while the process is steady; sigma > 0.
    weight : float
        Of the newest value, in (0, 1].
    width : float
        Of the limits, in standard deviations of the smoothed value; > 0.

    Raises
    ------
    ValueError
        If sigma, weight or width is out of range.

    References
    ----------
    .. [1] S. W. Roberts (1959), Technometrics 1, 239-250; J. M. Lucas and M. S. Saccucci (1990),
       Technometrics 32, 1-12.
    """
    if not (sigma > 0 and 0 < weight <= 1 and width > 0):
        raise ValueError(f"no EWMA with sigma {sigma}, weight {weight} and width {width}")
    smoothed, last = [], target
    for value in values:
        last = weight * value + (1 - weight) * last
        smoothed.append(last)
    shrink = weight / (2 - weight)
    halves = [width * sigma * sqrt(shrink * (1 - (1 - weight) ** (2 * (i + 1)))) for i in range(len(values))]
    lower, upper = [target - half for half in halves], [target + half for half in halves]
    return EwmaChart(tuple(smoothed), tuple(lower), tuple(upper), points_outside(smoothed, lower, upper))


@dataclass(frozen=True, slots=True)
class CusumChart:
    """Sums of what lies above and below the target, in sigmas, `(n,)` each; `below` is not positive.

    The signals are the points, counted from 0, at which a sum is past the limit.
    """

    above: tuple[float, ...]
    below: tuple[float, ...]
    signals_above: tuple[int, ...]
    signals_below: tuple[int, ...]


def cusum(
    values: Sequence[float], *, target: float, sigma: float, slack: float = 0.5, limit: float = 5.0
) -> CusumChart:
    """Add up deviations from the target beyond a slack, on each side [1]_.

    Parameters
    ----------
    values : sequence of float, (n,)
        In time order.
    target, sigma : float
        Centre and standard deviation of a value while the process is steady; sigma > 0.
    slack : float
        In sigmas; half of the shift that matters.
    limit : float
        In sigmas; past it, a sum is a signal.

    Raises
    ------
    ValueError
        If sigma or the limit is not positive, or the slack negative.

    References
    ----------
    .. [1] E. S. Page (1954), Biometrika 41, 100-115.
    """
    if not (sigma > 0 and slack >= 0 and limit > 0):
        raise ValueError(f"no CUSUM with sigma {sigma}, slack {slack} and limit {limit}")
    above, below, up, down = [], [], 0.0, 0.0
    for value in values:
        z = (value - target) / sigma
        up, down = max(0.0, up + z - slack), min(0.0, down + z + slack)
        above.append(up)
        below.append(down)
    return CusumChart(
        tuple(above),
        tuple(below),
        tuple(i for i, total in enumerate(above) if total > limit),
        tuple(i for i, total in enumerate(below) if total < -limit),
    )
