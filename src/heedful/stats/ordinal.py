"""Comparing answers on an ordered scale by ranks, exact from histograms.

A histogram is `(k,)` counts, one for each point of the scale in rising order; all the histograms of a
call share the scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, sqrt

from heedful.stats.distributions import (
    chi_square_above,
    normal_two_sided,
    t_critical_value,
    t_two_sided,
)
from heedful.stats.results import Interval, TestResult

Histogram = Sequence[int]


def _checked(histograms: Sequence[Histogram]) -> None:
    if len(histograms) < 2 or len({len(h) for h in histograms}) != 1:
        raise ValueError("comparing needs two or more histograms on one scale")
    if any(min(h, default=-1) < 0 or sum(h) == 0 for h in histograms):
        raise ValueError("each histogram needs counts that are not negative, and answers")


def _midranks(ties: Sequence[int]) -> list[float]:
    """Give the mean rank of the answers at each point of the scale."""
    return [last - (count - 1) / 2 for count, last in zip(ties, accumulate(ties), strict=True)]


def _tie_correction(ties: Sequence[int]) -> float:
    n = sum(ties)
    return 1 - fsum(t**3 - t for t in ties) / (n**3 - n) if n > 1 else 0.0


def kruskal_wallis(histograms: Sequence[Histogram]) -> TestResult:
    """Test whether several groups answer equally high, by ranks with the tie correction [1]_.

    Parameters
    ----------
    histograms : sequence of histograms, (g, k)
        One for each group.

    Returns
    -------
    TestResult
        H with g - 1 degrees of freedom; 0 where all answers are alike.

    Raises
    ------
    ValueError
        If there are fewer than two groups, an empty one, or scales differ.

    References
    ----------
    .. [1] W. H. Kruskal and W. A. Wallis (1952), J. Amer. Statist. Assoc. 47, 583-621.
    """
    _checked(histograms)
    ties = [sum(column) for column in zip(*histograms, strict=True)]
    n, ranks, correction = sum(ties), _midranks(ties), _tie_correction(ties)
    sums = [fsum(count * rank for count, rank in zip(h, ranks, strict=True)) for h in histograms]
    spread = fsum(total**2 / sum(h) for total, h in zip(sums, histograms, strict=True))
    h = (12 / (n * (n + 1)) * spread - 3 * (n + 1)) / correction if correction > 0 else 0.0
    df = len(histograms) - 1
    return TestResult(h, df, chi_square_above(h, df), n, "Kruskal-Wallis (1952)")


@dataclass(frozen=True, slots=True)
class RankSum:
    """Mann and Whitney's U of the first group: pairs in which it answers higher, ties counted half."""

    u: float
    z: float
    p_value: float
    n: int
    method: str


def mann_whitney(first: Histogram, second: Histogram) -> RankSum:
    """Test whether two groups answer equally high, by ranks, tie and continuity corrected [1]_.

    Parameters
    ----------
    first, second : histograms, (k,)
        One for each group; for the normal approximation, some 10 answers each and more.

    Returns
    -------
    RankSum
        U in [0, n1 n2].

    Raises
    ------
    ValueError
        If a group is empty or the scales differ.

    References
    ----------
    .. [1] H. B. Mann and D. R. Whitney (1947), Ann. Math. Statist. 18, 50-60.
    """
    _checked([first, second])
    ties = [a + b for a, b in zip(first, second, strict=True)]
    n1, n2, n = sum(first), sum(second), sum(ties)
    ranks = fsum(count * rank for count, rank in zip(first, _midranks(ties), strict=True))
    u = ranks - n1 * (n1 + 1) / 2
    sd = sqrt(n1 * n2 * (n + 1) / 12 * _tie_correction(ties))
    off = u - n1 * n2 / 2
    nearer = max(0.0, abs(off) - 0.5)
    z = (nearer if off > 0 else -nearer) / sd if sd > 0 else 0.0
    return RankSum(u, z, normal_two_sided(z), n, "Mann-Whitney (1947), normal approximation")


@dataclass(frozen=True, slots=True)
class RelativeEffect(Interval):
    """The chance that an answer of the second group is higher than one of the first, ties half."""

    statistic: float
    df: float
    p_value: float


def _placements(of: Histogram, among: Histogram) -> tuple[float, float]:
    """Give mean and variance (divisor n - 1) of the share of one group below each answer of another."""
    n = sum(of)
    places = [(last - count / 2) / sum(among) for count, last in zip(among, accumulate(among), strict=True)]
    mean = fsum(count * place for count, place in zip(of, places, strict=True)) / n
    squares = fsum(count * (place - mean) ** 2 for count, place in zip(of, places, strict=True))
    return mean, squares / (n - 1)


def brunner_munzel(first: Histogram, second: Histogram, *, confidence: float = 0.95) -> RelativeEffect:
    """Compare two groups whose spreads may differ: P(first < second) + P(equal) / 2 [1]_.

    Parameters
    ----------
    first, second : histograms, (k,)
        One for each group, at least two answers each.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    RelativeEffect
        In [0, 1], with 0.5 for no tendency; the bounds are not clipped. Without spread, no width.

    Raises
    ------
    ValueError
        If a group has fewer than two answers or the scales differ.

    References
    ----------
    .. [1] E. Brunner and U. Munzel (2000), Biom. J. 42, 17-25.
    """
    _checked([first, second])
    n1, n2, method = sum(first), sum(second), "Brunner-Munzel (2000)"
    if min(n1, n2) < 2:
        raise ValueError("no spread in a group of one")
    (_, variance1), (effect, variance2) = _placements(first, second), _placements(second, first)
    one, two = variance1 / n1, variance2 / n2
    if one + two == 0:
        p = float(effect == 0.5)
        return RelativeEffect(effect, effect, effect, n1 + n2, method, confidence, 0.0, n1 + n2 - 2, p)
    error = sqrt(one + two)
    df = (one + two) ** 2 / (one**2 / (n1 - 1) + two**2 / (n2 - 1))
    statistic, half = (effect - 0.5) / error, t_critical_value(confidence, df) * error
    p = t_two_sided(statistic, df)
    return RelativeEffect(effect, effect - half, effect + half, n1 + n2, method, confidence, statistic, df, p)
