"""The recommend score with weights, and its bootstrap distribution."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from heedful.stats.distributions import critical_value
from heedful.stats.recommend import RecommendClasses, score_moments
from heedful.stats.results import Interval


@dataclass(frozen=True, slots=True)
class WeightedScore(Interval):
    """A weighted recommend score; `effective_n` is Kish's, `variance` that of one weighted answer."""

    standard_error: float
    effective_n: float
    variance: float


def weighted_recommend_score(
    groups: Sequence[RecommendClasses], weights: Sequence[float], *, confidence: float = 0.95
) -> WeightedScore:
    """Estimate the recommend score of groups that answered more or less than their part [1]_.

    Parameters
    ----------
    groups : sequence of RecommendClasses, (k,)
        Counts of answers that bear one weight.
    weights : sequence of float, (k,)
        Weight of an answer of each group; not negative, in any unit.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    WeightedScore
        Scalars in [-1, 1], the bounds clipped, with the Taylor-linearised standard error.

    Raises
    ------
    ValueError
        If lengths differ, a weight is negative, all are 0, or there are fewer than two answers.

    References
    ----------
    .. [1] C.-E. Sarndal, B. Swensson and J. Wretman (1992), Model Assisted Survey Sampling, 5.7.
    """
    if len(groups) != len(weights) or min(weights, default=-1) < 0:
        raise ValueError("each group needs a weight that is not negative")
    pairs = list(zip(groups, weights, strict=True))
    n = fsum(group.n for group in groups)
    whole, squares = fsum(w * g.n for g, w in pairs), fsum(w * w * g.n for g, w in pairs)
    if n < 2 or whole <= 0:
        raise ValueError("no weighted score without answers that count")
    plain = score_moments(
        RecommendClasses(
            fsum(w * g.detractors for g, w in pairs),
            fsum(w * g.passives for g, w in pairs),
            fsum(w * g.promoters for g, w in pairs),
        )
    )
    off = fsum(w * w * _squares_around(g, plain.score) for g, w in pairs)
    error = sqrt(n / (n - 1) * off) / whole
    half = critical_value(confidence) * error
    low, high = max(-1.0, plain.score - half), min(1.0, plain.score + half)
    return WeightedScore(
        plain.score, low, high, round(n), "weighted, linearised", confidence, error,
        whole**2 / squares, plain.variance,
    )  # fmt: skip


def _squares_around(group: RecommendClasses, score: float) -> float:
    return group.detractors * (-1 - score) ** 2 + group.passives * score**2 + group.promoters * (1 - score) ** 2


@dataclass(frozen=True, slots=True)
class BootstrapScore(Interval):
    """A bootstrap percentile interval, with mean and standard deviation of the resampled scores."""

    mean: float
    sd: float


def recommend_score_bootstrap(
    detractors: int, passives: int, promoters: int, *, confidence: float = 0.95
) -> BootstrapScore:
    """Give the percentile interval of all resamples of n answers: exact, nothing is drawn [1]_.

    Takes time with the square of n; kept as a check on the other intervals.

    Parameters
    ----------
    detractors, passives, promoters : int
        Counts; at least one answer.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    BootstrapScore
        Scalars in [-1, 1]; no width where all answers are alike.

    Raises
    ------
    ValueError
        If a count is negative or there is no answer.

    References
    ----------
    .. [1] B. Efron (1979), Ann. Statist. 7, 1-26.
    """
    plain = score_moments(RecommendClasses(detractors, passives, promoters))
    critical_value(confidence)
    n = detractors + passives + promoters
    down, stay, up = detractors / n, passives / n, promoters / n
    chances = [1.0]  # of the sums -i, ... i after i answers
    for _ in range(n):
        wide = [0.0, 0.0, *chances, 0.0, 0.0]
        chances = [down * wide[j + 2] + stay * wide[j + 1] + up * wide[j] for j in range(len(wide) - 2)]
    scores = [(j - n) / n for j in range(2 * n + 1)]
    mean = fsum(c * s for c, s in zip(chances, scores, strict=True))
    sd = sqrt(fsum(c * (s - mean) ** 2 for c, s in zip(chances, scores, strict=True)))
    tail = (1 - confidence) / 2
    low, high = (_percentile(scores, chances, p) for p in (tail, 1 - tail))
    return BootstrapScore(plain.score, low, high, n, "bootstrap percentile, exact", confidence, mean, sd)


def _percentile(scores: Sequence[float], chances: Sequence[float], p: float) -> float:
    total = 0.0
    for score, chance in zip(scores, chances, strict=True):
        total += chance
        if total >= p * (1 - 1e-12):
            return score
    return scores[-1]
