"""Means of answers on a scale, exact from a histogram."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from heedful.stats.distributions import t_critical_value, t_two_sided
from heedful.stats.results import Difference, Interval


@dataclass(frozen=True, slots=True)
class Moments:
    """Number, mean and variance (divisor n - 1) of some answers: all that comparing means needs."""

    n: int
    mean: float
    variance: float

    @property
    def sd(self) -> float:
        """Standard deviation, with divisor n - 1."""
        return sqrt(self.variance)


def moments_of_histogram(histogram: Sequence[int], values: Sequence[float]) -> Moments:
    """Sum up a histogram.

    Parameters
    ----------
    histogram : sequence of int, (k,)
        How often each value was answered.
    values : sequence of float, (k,)
        The points of the scale.

    Raises
    ------
    ValueError
        If the two differ in length, a count is negative, or there are fewer than two answers.
    """
    if len(histogram) != len(values) or min(histogram, default=-1) < 0:
        raise ValueError("a histogram has one count, not negative, for each value")
    n = sum(histogram)
    if n < 2:
        raise ValueError(f"no spread in {n} answers")
    mean = sum(count * value for count, value in zip(histogram, values, strict=True)) / n
    squares = sum(count * (value - mean) ** 2 for count, value in zip(histogram, values, strict=True))
    return Moments(n, mean, squares / (n - 1))


def mean_of_moments(moments: Moments, *, confidence: float = 0.95) -> Interval:
    """Estimate a mean with Student's t interval [1]_.

    Raises
    ------
    ValueError
        If the confidence is out of range or n < 2.

    References
    ----------
    .. [1] Student (1908), Biometrika 6, 1-25.
    """
    half = t_critical_value(confidence, moments.n - 1) * sqrt(moments.variance / moments.n)
    mean = moments.mean
    return Interval(mean, mean - half, mean + half, moments.n, "Student t", confidence)


def mean_of_histogram(
    histogram: Sequence[int], values: Sequence[float] | None = None, *, confidence: float = 0.95
) -> Interval:
    """Estimate the mean answer on a scale, with Student's t interval clipped to the scale [1]_.

    Parameters
    ----------
    histogram : sequence of int, (k,)
        How often each point of the scale was answered; at least two answers.
    values : sequence of float, (k,), optional
        The points of the scale; 1, 2, ... k where not given.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Interval
        Scalars in points of the scale. Without width when all answers are alike: say so beside it.

    Raises
    ------
    ValueError
        If lengths differ, a count is negative, or there are fewer than two answers.

    References
    ----------
    .. [1] Student (1908), Biometrika 6, 1-25.
    """
    points = range(1, len(histogram) + 1) if values is None else values
    found = mean_of_moments(moments_of_histogram(histogram, points), confidence=confidence)
    low, high = max(found.low, min(points)), min(found.high, max(points))
    return Interval(found.estimate, low, high, found.n, found.method, confidence)


@dataclass(frozen=True, slots=True)
class WelchTest(Difference):
    """A difference of means with Welch's t and its degrees of freedom."""

    statistic: float
    df: float


def difference_of_means(first: Moments, second: Moments, *, confidence: float = 0.95) -> WelchTest:
    """Compare the means of two independent samples, whose spreads may differ [1]_.

    Parameters
    ----------
    first, second : Moments
        Of each sample, such as `moments_of_histogram` gives them.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    WelchTest
        First mean less the second, in points of the scale.

    Raises
    ------
    ValueError
        If the confidence is out of range or a sample has fewer than two answers.

    References
    ----------
    .. [1] B. L. Welch (1947), Biometrika 34, 28-35.
    """
    if min(first.n, second.n) < 2:
        raise ValueError("no spread in fewer than two answers")
    one, two = first.variance / first.n, second.variance / second.n
    gap, error, n = first.mean - second.mean, sqrt(one + two), first.n + second.n
    if error == 0:
        p = float(gap == 0)
        return WelchTest(gap, gap, gap, n, "Welch t (1947)", confidence, 0.0, p, 0.0, n - 2)
    df = (one + two) ** 2 / (one**2 / (first.n - 1) + two**2 / (second.n - 1))
    half, t = t_critical_value(confidence, df) * error, gap / error
    p = t_two_sided(t, df)
    return WelchTest(gap, gap - half, gap + half, n, "Welch t (1947)", confidence, error, p, t, df)
