"""Intervals of a share: what part of our customers is satisfied, and how sure we are of it."""

from math import sqrt

from heedful.stats.distributions import beta_quantile, critical_value
from heedful.stats.results import Interval


def _share(successes: int, n: int) -> float:
    if not (n >= 1 and 0 <= successes <= n):
        raise ValueError(f"no share of {successes} in {n}")
    return successes / n


def _score_interval(p: float, n: float, z: float) -> tuple[float, float]:
    """Solve Wilson's quadratic, for a sample size that need not be whole."""
    shrink = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / shrink
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    # Rounding can carry a bound past the estimate, or out of [0, 1], when all answers are alike.
    return max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half))


def wilson(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Estimate a share of a simple random sample, with Wilson's score interval [1]_.

    Parameters
    ----------
    successes, n : int
        Answers that count, and all valid answers; 0 <= successes <= n and n >= 1.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Interval
        Scalars: shares in [0, 1], not per cent.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] E. B. Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212.
    """
    p = _share(successes, n)
    low, high = _score_interval(p, n, critical_value(confidence))
    return Interval(p, low, high, n, "Wilson score (1927)", confidence)


def wilson_finite(successes: int, n: int, *, population: int, confidence: float = 0.95) -> Interval:
    """Estimate a share of a finite population that was sampled without replacement [1]_.

    Wilson's interval with n (N - 1) / (N - n) in the place of n. Not for a census that some did not
    answer: silence is not sampling.

    Parameters
    ----------
    successes, n : int
        Answers that count, and all valid answers.
    population : int
        Size N of the frame the sample was drawn from; N >= n.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Interval
        Shares in [0, 1]; without width when everybody was asked and answered.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., 3.3; E. B. Wilson (1927).
    """
    p, z = _share(successes, n), critical_value(confidence)
    if population < n:
        raise ValueError(f"a sample of {n} out of a population of {population}")
    low, high = (p, p) if population == n else _score_interval(p, n * (population - 1) / (population - n), z)
    return Interval(p, low, high, n, "Wilson score, finite population", confidence)


def wilson_effective(share: float, n: int, *, effective_n: float, confidence: float = 0.95) -> Interval:
    """Estimate a share whose answers tell less than n independent ones (clusters, weights) [1]_.

    Parameters
    ----------
    share : float
        The estimate, in [0, 1], weighted where there are weights.
    n : int
        Valid answers.
    effective_n : float
        Size of the simple random sample that would tell as much: n / design effect; > 0.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] N. Dean and M. Pagano (2015), J. Survey Statist. Methodol. 3, 484-503.
    """
    if not (0 <= share <= 1 and n >= 1 and effective_n > 0):
        raise ValueError(f"no share {share} of {n} answers that tell as much as {effective_n}")
    low, high = _score_interval(share, effective_n, critical_value(confidence))
    return Interval(share, low, high, n, "Wilson score, effective sample size", confidence)


def wilson_continuity(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Estimate a share with Wilson's interval and the correction for continuity [1]_.

    Takes, gives and raises what `wilson` does; wider, and nearly guaranteed to cover.

    References
    ----------
    .. [1] R. G. Newcombe (1998), Statist. Med. 17, 857-872, method 4.
    """
    p, z = _share(successes, n), critical_value(confidence)
    squared, wide = z * z, 2 * (n + z * z)
    below = squared - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)
    above = squared + 2 - 1 / n + 4 * p * (n * (1 - p) - 1)
    low = 0.0 if successes == 0 else max(0.0, (2 * n * p + squared - 1 - z * sqrt(below)) / wide)
    high = 1.0 if successes == n else min(1.0, (2 * n * p + squared + 1 + z * sqrt(above)) / wide)
    return Interval(p, low, high, n, "Wilson score, continuity corrected", confidence)


def clopper_pearson(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Estimate a share with the exact interval, which covers at least as often as it says [1]_.

    Takes, gives and raises what `wilson` does; for audits, where a bound must be guaranteed.

    References
    ----------
    .. [1] C. J. Clopper and E. S. Pearson (1934), Biometrika 26, 404-413.
    """
    p, tail = _share(successes, n), (1 - confidence) / 2
    critical_value(confidence)
    low = 0.0 if successes == 0 else beta_quantile(tail, successes, n - successes + 1)
    high = 1.0 if successes == n else beta_quantile(1 - tail, successes + 1, n - successes)
    return Interval(p, low, high, n, "Clopper-Pearson exact (1934)", confidence)


def agresti_coull(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Estimate a share with the interval of Agresti and Coull, which may leave [0, 1] [1]_.

    Takes and raises what `wilson` does; kept to check figures of others.

    References
    ----------
    .. [1] A. Agresti and B. A. Coull (1998), Amer. Statist. 52, 119-126.
    """
    p, z = _share(successes, n), critical_value(confidence)
    more = n + z * z
    centre = (successes + z * z / 2) / more
    half = z * sqrt(centre * (1 - centre) / more)
    return Interval(p, centre - half, centre + half, n, "Agresti-Coull (1998)", confidence)


def wald_share(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Estimate a share with the textbook's interval, too short for small n and near 0 and 1 [1]_.

    Takes and raises what `wilson` does; kept to check figures of others, not to show.

    References
    ----------
    .. [1] L. D. Brown, T. T. Cai and A. DasGupta (2001), Statist. Sci. 16, 101-133.
    """
    p, z = _share(successes, n), critical_value(confidence)
    half = z * sqrt(p * (1 - p) / n)
    return Interval(p, p - half, p + half, n, "Wald", confidence)
