"""Few customers who answer again and again: how much their answers are worth, and what change they can show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from heedful.stats.differences import difference_of_intervals
from heedful.stats.distributions import (
    critical_value,
    normal_below,
    normal_quantile,
    quantile,
    t_below,
    t_critical_value,
)
from heedful.stats.recommend import RecommendClasses, adjusted_moments, score_moments
from heedful.stats.results import Interval
from heedful.stats.shares import wilson_effective


@dataclass(frozen=True, slots=True)
class ClusterSums:
    """Of one customer in one period: number of answers, sum of their values, sum of the squares."""

    size: int
    total: float
    squares: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How the spread of answers divides: within a customer, and between customers."""

    within: float
    between: float

    @property
    def correlation(self) -> float:
        """Give the intraclass correlation: how much alike two answers of one customer are, in [0, 1]."""
        whole = self.within + self.between
        return self.between / whole if whole > 0 else 0.0


def spread_by_cluster(periods: Sequence[Sequence[ClusterSums]]) -> Spread:
    """Divide the variance of an answer by analysis of variance within each period, pooled over periods [1]_.

    Parameters
    ----------
    periods : sequence of sequences of ClusterSums
        The customers who answered in each period; periods with fewer than two are passed over.

    Returns
    -------
    Spread
        Variances, none negative. Where nobody answered twice within a period the two cannot be told
        apart: all counts as within.

    Raises
    ------
    ValueError
        If a customer has no answers.

    References
    ----------
    .. [1] S. R. Searle, G. Casella and C. E. McCulloch (1992), Variance Components, 3.6.
    """
    inside = outside = between_size = 0.0
    answers = groups = lots = 0
    for customers in periods:
        if len(customers) < 2:
            continue
        if min(c.size for c in customers) < 1:
            raise ValueError("a customer without answers is none of those who answered")
        n = sum(c.size for c in customers)
        mean = fsum(c.total for c in customers) / n
        inside += fsum(c.squares - c.total * c.total / c.size for c in customers)
        outside += fsum(c.size * (c.total / c.size - mean) ** 2 for c in customers)
        between_size += n - sum(c.size * c.size for c in customers) / n
        answers, groups, lots = answers + n, groups + len(customers), lots + 1
    if not lots:
        return Spread(0.0, 0.0)
    mean_between = outside / (groups - lots)
    if answers == groups:
        return Spread(mean_between, 0.0)
    within = max(0.0, inside) / (answers - groups)
    usual_size = between_size / (groups - lots)
    return Spread(within, max(0.0, (mean_between - within) / usual_size))


def worth_of_answers(sizes: Sequence[int], *, correlation: float, population_clusters: int | None = None) -> float:
    """Say as how many independent answers those of some customers count [1]_.

    The variance is that of two stages: customers out of a finite number of them, and answers of each
    customer, of whom the next may say otherwise. Asking more customers of a few helps more than asking
    the same ones more often; once all have been heard, only the wavering within them is left.

    Parameters
    ----------
    sizes : sequence of int, (k,)
        Answers of each customer who answered; at least one customer, none without answers.
    correlation : float
        Between two answers of one customer, in [0, 1].
    population_clusters : int, optional
        Number of all customers; at least k. None where it is not known, or without end.

    Returns
    -------
    float
        Positive; more than n where most customers were heard.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., 11.3; L. Kish (1965), Survey Sampling, 5.4.
    """
    k, n = len(sizes), sum(sizes)
    if k < 1 or min(sizes) < 1 or not 0 <= correlation <= 1 or (population_clusters or k) < k:
        raise ValueError(f"{n} answers of {k} customers out of {population_clusters}, correlation {correlation}")
    heard = k / population_clusters if population_clusters else 0.0
    usual_size = sum(size * size for size in sizes) / n
    effect = (1 - heard) * (1 + (usual_size - 1) * correlation) + heard * (1 - correlation)
    # Customers who always say the same, all of them heard: then the figure is known, as far as counting goes.
    return n / max(effect, 1 / n)


def share_of_worth(share: float, n: int, *, worth: float, clusters: int, confidence: float = 0.95) -> Interval:
    """Estimate a share whose answers are worth so many, with t for the customers behind them [1]_.

    Parameters
    ----------
    share : float
        The estimate, in [0, 1].
    n, clusters : int
        Answers, and customers who gave them; at least two customers.
    worth : float
        By `worth_of_answers`; > 0.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] E. L. Korn and B. I. Graubard (1998), Survey Methodology 24, 193-201.
    """
    few = (critical_value(confidence) / t_critical_value(confidence, clusters - 1)) ** 2
    found = wilson_effective(share, n, effective_n=worth * few, confidence=confidence)
    return Interval(share, found.low, found.high, n, "Wilson score, two stages", confidence)


def recommend_score_of_worth(
    classes: RecommendClasses, *, worth: float, clusters: int, confidence: float = 0.95
) -> Interval:
    """Estimate the recommend score of answers that are worth so many: adjusted Wald, t for the customers [1]_.

    Takes and raises what `share_of_worth` does, with the counts by class in place of the share.

    References
    ----------
    .. [1] B. Rocks (2016), Amer. Statist. 70, 365-372; E. L. Korn and B. I. Graubard (1998), Survey
       Methodology 24, 193-201.
    """
    plain, adjusted = score_moments(classes), adjusted_moments(_scaled(classes, worth))
    half = t_critical_value(confidence, clusters - 1) * adjusted.standard_error
    low = max(-1.0, min(plain.score, adjusted.score - half))
    high = min(1.0, max(plain.score, adjusted.score + half))
    return Interval(plain.score, low, high, round(classes.n), "adjusted Wald, two stages", confidence)


def _scaled(classes: RecommendClasses, worth: float) -> RecommendClasses:
    scale = worth / classes.n
    return RecommendClasses(scale * classes.detractors, scale * classes.passives, scale * classes.promoters)


@dataclass(frozen=True, slots=True)
class Lot:
    """Answers of one period as far as planning needs them: how many, of how many customers, worth how many."""

    n: int
    clusters: int
    worth: float


def noticeable_fall_of_share(
    share: float, before: Lot, now: Lot, *, power: float = 0.8, confidence: float = 0.95
) -> float | None:
    """Give the smallest fall of a share between two periods that their intervals show with the power wanted [1]_.

    A fall shows where the interval of the difference (by `difference_of_intervals`) leaves out 0.

    Parameters
    ----------
    share : float
        As it is before, in (0, 1).
    before, now : Lot
        The answers of the two periods.
    power : float
        Chance wanted that the fall shows, strictly between 0 and 1.
    confidence : float
        Of the intervals.

    Returns
    -------
    float or None
        In shares; None where not even a fall to 0 would show.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), Statist. Med. 27, 1693-1702; J. Cohen (1988), Statistical
       Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    if not 0 < share < 1:
        raise ValueError(f"no fall from a share of {share}")

    def seen(value: float, lot: Lot) -> tuple[Interval, float]:
        figure = share_of_worth(value, lot.n, worth=lot.worth, clusters=lot.clusters, confidence=confidence)
        return figure, value * (1 - value) / lot.worth

    df = min(before.clusters, now.clusters) - 1
    return _smallest(lambda fall: _chance(seen(share, before), seen(max(0.0, share - fall), now), df), share, power)


def noticeable_fall_of_score(
    classes: RecommendClasses, before: Lot, now: Lot, *, power: float = 0.8, confidence: float = 0.95
) -> float | None:
    """Give the smallest fall of the recommend score that two periods show with the power wanted [1]_.

    Takes, gives and raises what `noticeable_fall_of_share` does, with the counts by class before in
    place of the share, and the fall in shares of one.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), Statist. Med. 27, 1693-1702; J. Cohen (1988), Statistical
       Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    start = _scaled(classes, 1.0)

    def seen(shares: RecommendClasses, lot: Lot) -> tuple[Interval, float]:
        counts = _scaled(shares, float(lot.n))
        figure = recommend_score_of_worth(counts, worth=lot.worth, clusters=lot.clusters, confidence=confidence)
        return figure, score_moments(counts).variance / lot.worth

    def chance(fall: float) -> float:
        df = min(before.clusters, now.clusters) - 1
        return _chance(seen(start, before), seen(classes_after_fall(start, fall), now), df)

    return _smallest(chance, 1 + start.promoters - start.detractors, power)


def classes_after_fall(classes: RecommendClasses, fall: float) -> RecommendClasses:
    """Let the recommend score fall by so much, as if every customer's mood fell alike [1]_.

    The mood is a normal variable, cut into the three classes where the counts cut it; a shift of it
    takes promoters to the passives and passives to the detractors.

    Parameters
    ----------
    classes : RecommendClasses
        Before; at least one answer.
    fall : float
        Of the score, >= 0 and no more than it can fall.

    Returns
    -------
    RecommendClasses
        As many answers in all.

    Raises
    ------
    ValueError
        If the fall is out of range.

    References
    ----------
    .. [1] P. McCullagh (1980), J. R. Statist. Soc. B 42, 109-142.
    """
    shares = _scaled(classes, 1.0)
    score, nearly = shares.promoters - shares.detractors, 1e-9
    if not 0 <= fall <= 1 + score + nearly:
        raise ValueError(f"a score of {score} cannot fall by {fall}")
    top = normal_quantile(min(1 - nearly, max(nearly, shares.promoters)))
    bottom = normal_quantile(min(1 - nearly, max(nearly, shares.detractors)))

    def fallen(shift: float) -> float:
        return score - normal_below(top - shift) + normal_below(bottom + shift)

    shift = quantile(fallen, min(fall, 1 + score - nearly), 0.0, 30.0) if fall > 0 else 0.0
    promoters, detractors = (shares.promoters, shares.detractors) if not fall else (
        normal_below(top - shift), normal_below(bottom + shift))  # fmt: skip
    return _scaled(RecommendClasses(detractors, max(0.0, 1 - promoters - detractors), promoters), classes.n)


def _chance(before: tuple[Interval, float], now: tuple[Interval, float], df: int) -> float:
    """Give the chance that a fall shows: that the upper bound of the change lies below 0; t for few customers."""
    change = difference_of_intervals(now[0], before[0])
    reach, error = change.high - change.estimate, sqrt(before[1] + now[1])
    return t_below((-change.estimate - reach) / error, df) if error > 0 else float(change.high < 0)


def _smallest(chance: Callable[[float], float], largest: float, power: float) -> float | None:
    if not 0 < power < 1:
        raise ValueError(f"a power lies strictly between 0 and 1, not at {power}")
    return quantile(chance, power, 0.0, largest, steps=60) if chance(largest) >= power else None
