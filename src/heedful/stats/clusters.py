"""Answers that hang together: several from one customer, or customers drawn in groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from heedful.stats.distributions import critical_value, t_critical_value
from heedful.stats.recommend import RecommendClasses, adjusted_moments, score_moments
from heedful.stats.results import Interval
from heedful.stats.shares import wilson_effective


@dataclass(frozen=True, slots=True)
class ClusteredInterval(Interval):
    """An interval by clusters: `n` answers from `clusters` customers.

    `design_effect` is how many times larger the variance is than that of n independent answers; None
    where it cannot be told, because there was no spread.
    """

    clusters: int
    standard_error: float
    design_effect: float | None


def ratio_standard_error(
    totals: Sequence[float], sizes: Sequence[float], *, population_clusters: int | None = None
) -> float:
    """Give the linearised standard error of sum(totals) / sum(sizes) [1]_.

    Parameters
    ----------
    totals, sizes : sequence of float, (k,)
        Sum of the values, and number of answers (or sum of their weights), of each cluster; k >= 2.
    population_clusters : int, optional
        Number of clusters in the frame, where they were drawn without replacement.

    Raises
    ------
    ValueError
        If there are fewer than two clusters, an empty one, or more than in the frame.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., 9A.
    """
    k = len(totals)
    if k < 2 or k != len(sizes) or min(sizes) <= 0 or (population_clusters or k) < k:
        raise ValueError(f"no spread between {k} clusters of {population_clusters}")
    whole = fsum(sizes)
    ratio = fsum(totals) / whole
    squares = fsum((total - ratio * size) ** 2 for total, size in zip(totals, sizes, strict=True))
    left = 1 - k / population_clusters if population_clusters else 1.0
    return sqrt(left * k / (k - 1) * squares) / whole


def clustered_mean(
    totals: Sequence[float],
    sizes: Sequence[int],
    *,
    sum_of_squares: float,
    population_clusters: int | None = None,
    population: int | None = None,
    confidence: float = 0.95,
) -> ClusteredInterval:
    """Estimate a mean where customers answered several times, by linearisation and t [1]_.

    Parameters
    ----------
    totals, sizes : sequence, (k,)
        Sum of the values and number of answers of each customer; at least two customers.
    sum_of_squares : float
        Of all single values, for the design effect.
    population_clusters : int, optional
        Number of clusters in the frame, where they were drawn without replacement.
    population : int, optional
        Number of units in the frame, > n: the design effect then compares with simple random sampling
        without replacement, and else with replacement.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    ClusteredInterval
        In the unit of the values, with k - 1 degrees of freedom.

    Raises
    ------
    ValueError
        If there are fewer than two customers or one without answers.

    References
    ----------
    .. [1] L. Kish (1965), Survey Sampling, ch. 6.
    """
    error = ratio_standard_error(totals, sizes, population_clusters=population_clusters)
    n, k = sum(sizes), len(sizes)
    mean = fsum(totals) / n
    if population is not None and population <= n:
        raise ValueError(f"{n} answers out of a population of {population}")
    left = 1 - n / population if population else 1.0
    variance = left * (sum_of_squares - n * mean * mean) / (n - 1)
    # A variance that is only rounding is no variance.
    effect = error**2 * n / variance if variance > 1e-12 * max(1.0, mean * mean) else None
    half = t_critical_value(confidence, k - 1) * error
    return ClusteredInterval(
        mean, mean - half, mean + half, n, "linearised by cluster, t", confidence, k, error, effect
    )


def _effective_n(n: int, k: int, simple_variance: float, error: float) -> tuple[float, float | None]:
    """Give the answers that n from k customers are worth, and the design effect.

    Never more than n, and no more than the customers where all answers are alike, for then nothing
    tells how much alike one customer's answers are.
    """
    if simple_variance <= 1e-12:
        return float(k), None
    effect = error**2 / (simple_variance / n)
    return n / max(1.0, effect), effect


def _widened(effective: float, k: int, confidence: float) -> float:
    """Allow for few clusters, as Korn and Graubard do: the normal value over that of t, squared."""
    return effective * (critical_value(confidence) / t_critical_value(confidence, k - 1)) ** 2


def clustered_share(successes: Sequence[int], sizes: Sequence[int], *, confidence: float = 0.95) -> ClusteredInterval:
    """Estimate a share where customers answered several times: Wilson on the effective sample size [1]_.

    Parameters
    ----------
    successes, sizes : sequence of int, (k,)
        Answers that count and valid answers of each customer; at least two customers.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    ClusteredInterval
        Shares in [0, 1].

    Raises
    ------
    ValueError
        If there are fewer than two customers, one without answers, or a count is out of range.

    References
    ----------
    .. [1] E. L. Korn and B. I. Graubard (1998), Survey Methodology 24, 193-201; N. Dean and
       M. Pagano (2015), J. Survey Statist. Methodol. 3, 484-503.
    """
    if any(not 0 <= x <= n for x, n in zip(successes, sizes, strict=True)):
        raise ValueError("successes lie between 0 and the number of answers")
    error = ratio_standard_error(successes, sizes)
    n, k = sum(sizes), len(sizes)
    p = sum(successes) / n
    worth, effect = _effective_n(n, k, p * (1 - p), error)
    found = wilson_effective(p, n, effective_n=_widened(worth, k, confidence), confidence=confidence)
    return ClusteredInterval(p, found.low, found.high, n, "Wilson score by cluster", confidence, k, error, effect)


def clustered_recommend_score(customers: Sequence[RecommendClasses], *, confidence: float = 0.95) -> ClusteredInterval:
    """Estimate the recommend score where customers answered several times [1]_.

    The adjusted Wald interval of as many answers as the design effect leaves, with t for the customers.

    Parameters
    ----------
    customers : sequence of RecommendClasses, (k,)
        Counts of each customer; at least two customers, none without answers.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    ClusteredInterval
        Scalars in [-1, 1].

    Raises
    ------
    ValueError
        If there are fewer than two customers or one without answers.

    References
    ----------
    .. [1] B. Rocks (2016), Amer. Statist. 70, 365-372; E. L. Korn and B. I. Graubard (1998), Survey
       Methodology 24, 193-201.
    """
    sizes = [c.n for c in customers]
    error = ratio_standard_error([c.promoters - c.detractors for c in customers], sizes)
    everything = sum(customers, start=RecommendClasses(0, 0, 0))
    n, k, plain = round(everything.n), len(customers), score_moments(everything)
    worth, effect = _effective_n(n, k, plain.variance, error)
    scale = worth / n
    fewer = RecommendClasses(scale * everything.detractors, scale * everything.passives, scale * everything.promoters)
    adjusted = adjusted_moments(fewer)
    half = t_critical_value(confidence, k - 1) * adjusted.standard_error
    low = max(-1.0, min(plain.score, adjusted.score - half))
    high = min(1.0, max(plain.score, adjusted.score + half))
    return ClusteredInterval(plain.score, low, high, n, "adjusted Wald by cluster", confidence, k, error, effect)


def design_effect_of_weights(weights: Sequence[float]) -> float:
    """Give Kish's design effect of unequal weights, n sum(w^2) / (sum w)^2, from `(n,)` weights [1]_.

    Raises
    ------
    ValueError
        If there is no weight, or one is negative, or all are 0.

    References
    ----------
    .. [1] L. Kish (1965), Survey Sampling, 11.7.
    """
    if not weights or min(weights) < 0 or fsum(weights) == 0:
        raise ValueError("weights are not negative, and not all 0")
    return len(weights) * fsum(w * w for w in weights) / fsum(weights) ** 2


def design_effect_of_clusters(mean_cluster_size: float, intraclass_correlation: float) -> float:
    """Give Kish's design effect of clusters, 1 + (m - 1) rho, to plan with [1]_.

    Raises
    ------
    ValueError
        If the mean size is below 1 or the correlation above 1.

    References
    ----------
    .. [1] L. Kish (1965), Survey Sampling, 5.4.
    """
    if mean_cluster_size < 1 or intraclass_correlation > 1:
        raise ValueError(f"no clusters of {mean_cluster_size} with correlation {intraclass_correlation}")
    return 1 + (mean_cluster_size - 1) * intraclass_correlation
