"""Run charts: signals of a series without any limits, by Anhoej's two rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2
from statistics import median

from heedful.stats.counts import binomial_quantile


@dataclass(frozen=True, slots=True)
class RunChart:
    """Median, longest run and crossings, with the limits that `useful` points give them."""

    centre: float
    useful: int
    longest_run: int
    longest_run_limit: int
    crossings: int
    crossings_limit: int
    signal: bool


def longest_run_limit(useful: int) -> int:
    """Give the longest run on one side that chance explains, of so many useful points [1]_.

    Raises
    ------
    ValueError
        If there is no useful point.

    References
    ----------
    .. [1] J. Anhoej and A. V. Olesen (2014), PLoS ONE 9(11), e113825; M. F. Schilling (2012), Math. Mag. 85.
    """
    if useful < 1:
        raise ValueError("no run without a point off the median")
    return round(log2(useful) + 3)


def crossings_limit(useful: int) -> int:
    """Give the fewest crossings of the median that chance explains, of so many useful points [1]_.

    Raises
    ------
    ValueError
        If there is no useful point.

    References
    ----------
    .. [1] J. Anhoej and A. V. Olesen (2014), PLoS ONE 9(11), e113825.
    """
    if useful < 1:
        raise ValueError("no crossing without a point off the median")
    return binomial_quantile(0.05, useful - 1, 0.5)


def run_chart(values: Sequence[float], *, centre: float | None = None) -> RunChart:
    """Look for runs that are too long, or crossings of the median that are too few [1]_.

    Points on the median are left out: they neither break nor lengthen a run.

    Parameters
    ----------
    values : sequence of float, (n,)
        In time order, some ten and more.
    centre : float, optional
        A median kept from before; that of the values where not given.

    Raises
    ------
    ValueError
        If there is no value, or all lie on the centre.

    References
    ----------
    .. [1] J. Anhoej and A. V. Olesen (2014), PLoS ONE 9(11), e113825.
    """
    if not values:
        raise ValueError("a run chart needs values")
    middle = median(values) if centre is None else centre
    sides = [value > middle for value in values if value != middle]
    runs = [len(list(run)) for _, run in groupby(sides)]
    if not runs:
        raise ValueError("all points lie on the median")
    longest_limit, fewest = longest_run_limit(len(sides)), crossings_limit(len(sides))
    longest, crossings = max(runs), len(runs) - 1
    signal = longest > longest_limit or crossings < fewest
    return RunChart(middle, len(sides), longest, longest_limit, crossings, fewest, signal)
