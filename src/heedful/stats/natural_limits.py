"""Natural limits of a series of single figures: what is noise, and what is news."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from heedful.stats.signals import Signal, chart_signals

D2 = 1.128  # tabulated constant of moving ranges of two; the exact 2 / sqrt(pi) is 1.128379
RANGE_FACTOR = 3.268  # D4 of moving ranges of two, 1 + 3 d3 / d2


@dataclass(frozen=True, slots=True)
class XmrChart:
    """Centre and natural limits of a series, with what fell out of them.

    `sigma` is the mean moving range / 1.128, the limits lie 3 sigma off the centre; `range_upper` is
    the upper limit of a moving range. `baseline` tells how many first points the limits rest on.
    """

    centre: float
    sigma: float
    lower: float
    upper: float
    mean_range: float
    range_upper: float
    baseline: int
    signals: tuple[Signal, ...]
    n: int
    method: str


def xmr(values: Sequence[float], *, baseline: int | None = None) -> XmrChart:
    """Find the natural limits of a series, and the points and runs that chance does not explain [1]_.

    Parameters
    ----------
    values : sequence of float, (n,)
        One figure for each period, in time order; n >= 2. A figure is a mean or a score of a period
        with about equally many answers, not a single answer.
    baseline : int, optional
        How many first points set the limits, 2 <= baseline <= n; all where not given. Freeze it when
        a process is steady, and start anew after a change that is meant to last.

    Returns
    -------
    XmrChart
        In the unit of the values. Limits are not clipped to the scale.

    Raises
    ------
    ValueError
        If there are fewer than two values, or the baseline is out of range.

    References
    ----------
    .. [1] W. A. Shewhart (1931), Economic Control of Quality; D. J. Wheeler and D. S. Chambers
       (1992), Understanding Statistical Process Control, 2nd ed.
    """
    first = len(values) if baseline is None else baseline
    if not 2 <= first <= len(values):
        raise ValueError(f"no natural limits from {first} of {len(values)} values")
    used = values[:first]
    centre = fmean(used)
    mean_range = fmean(abs(b - a) for a, b in pairwise(used))
    sigma = mean_range / D2
    lower, upper, n = centre - 3 * sigma, centre + 3 * sigma, len(values)
    signals = chart_signals(values, [centre] * n, [lower] * n, [upper] * n)
    above = RANGE_FACTOR * mean_range
    return XmrChart(centre, sigma, lower, upper, mean_range, above, first, signals, n, "XmR, mean moving range / 1.128")
