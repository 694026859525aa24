"""Is it different from before, or from the others: differences of shares and of any two figures."""

from math import sqrt

from heedful.stats.distributions import critical_value, normal_two_sided
from heedful.stats.results import Difference, Interval
from heedful.stats.shares import wilson


def normal_difference(estimate: float, standard_error: float, *, n: int, method: str, confidence: float) -> Difference:
    """Judge a difference by its standard error and the normal distribution; the bounds are not clipped."""
    half = critical_value(confidence) * standard_error
    z = estimate / standard_error if standard_error > 0 else 0.0
    # Without any spread the two sides are alike or they are not: there is nothing to be unsure about.
    p = normal_two_sided(z) if standard_error > 0 else float(estimate == 0)
    return Difference(estimate, estimate - half, estimate + half, n, method, confidence, standard_error, p)


def difference_of_intervals(first: Interval, second: Interval) -> Difference:
    """Subtract two independent figures of any kind, recovering their variances from their intervals [1]_.

    Keeps the lopsidedness of each interval, and so holds for small samples where the two intervals do.
    With two Wilson intervals it is Newcombe's method 10.

    Parameters
    ----------
    first, second : Interval
        Of independent samples, at one confidence.

    Returns
    -------
    Difference
        First less second, in their unit. The standard error is the one which the half-widths stand
        for; the p-value rests on the bound that faces 0.

    Raises
    ------
    ValueError
        If the two were computed at different confidences.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), Statist. Med. 27, 1693-1702.
    """
    if first.confidence != second.confidence:
        raise ValueError(f"intervals at {first.confidence} and at {second.confidence} do not compare")
    z = critical_value(first.confidence)
    estimate = first.estimate - second.estimate
    below = sqrt((first.estimate - first.low) ** 2 + (second.high - second.estimate) ** 2)
    above = sqrt((first.high - first.estimate) ** 2 + (second.estimate - second.low) ** 2)
    facing = below if estimate > 0 else above
    p = normal_two_sided(z * estimate / facing) if facing > 0 else float(estimate == 0)
    method = f"MOVER (2008) of {first.method}"
    error = (below + above) / (2 * z)
    n = first.n + second.n
    return Difference(estimate, estimate - below, estimate + above, n, method, first.confidence, error, p)


def newcombe(successes1: int, n1: int, successes2: int, n2: int, *, confidence: float = 0.95) -> Difference:
    """Subtract two independent shares, with Newcombe's hybrid score interval [1]_.

    Parameters
    ----------
    successes1, n1, successes2, n2 : int
        Answers that count and all valid answers, of each sample.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Difference
        First share less the second, in [-1, 1].

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] R. G. Newcombe (1998), Statist. Med. 17, 873-890, method 10.
    """
    first = wilson(successes1, n1, confidence=confidence)
    second = wilson(successes2, n2, confidence=confidence)
    found = difference_of_intervals(first, second)
    return Difference(
        found.estimate,
        found.low,
        found.high,
        found.n,
        "Newcombe hybrid score (1998)",
        confidence,
        found.standard_error,
        found.p_value,
    )


def two_sample_z(successes1: int, n1: int, successes2: int, n2: int, *, confidence: float = 0.95) -> Difference:
    """Compare two independent shares by the pooled z test, with the unpooled Wald interval [1]_.

    The test is the chi-square test of the 2 x 2 table without Yates's correction. For an interval of
    small samples take `newcombe`.

    Parameters
    ----------
    successes1, n1, successes2, n2 : int
        Answers that count and all valid answers, of each sample.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Difference
        First share less the second; `standard_error` is the unpooled one, `p_value` the pooled test's.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] J. L. Fleiss (1981), Statistical Methods for Rates and Proportions, 2nd ed., ch. 2.
    """
    if not (n1 >= 1 and n2 >= 1 and 0 <= successes1 <= n1 and 0 <= successes2 <= n2):
        raise ValueError(f"no shares of {successes1} in {n1} and {successes2} in {n2}")
    p1, p2 = successes1 / n1, successes2 / n2
    both = (successes1 + successes2) / (n1 + n2)
    pooled = sqrt(both * (1 - both) * (1 / n1 + 1 / n2))
    error = sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    half = critical_value(confidence) * error
    p_value = normal_two_sided((p1 - p2) / pooled) if pooled > 0 else 1.0
    gap = p1 - p2
    return Difference(gap, gap - half, gap + half, n1 + n2, "two-sample z", confidence, error, p_value)
