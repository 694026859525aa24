"""Few customers who answer again and again: how much their answers are worth, and what change they can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from heedful.stats.distributions import (
    critical_value,
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
    return _worth(n, sum(size * size for size in sizes) / n, correlation, heard)


def _worth(n: int, usual_size: float, correlation: float, heard: float) -> float:
    """Divide by the design effect of two stages, where so large a part of all customers was heard."""
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
    plain, adjusted = score_moments(classes), adjusted_moments(scaled(classes, worth))
    half = t_critical_value(confidence, clusters - 1) * adjusted.standard_error
    low = max(-1.0, min(plain.score, adjusted.score - half))
    high = min(1.0, max(plain.score, adjusted.score + half))
    return Interval(plain.score, low, high, round(classes.n), "adjusted Wald, two stages", confidence)


def scaled(classes: RecommendClasses, worth: float) -> RecommendClasses:
    """Give the same shares as if there had been so many answers."""
    scale = worth / classes.n
    return RecommendClasses(scale * classes.detractors, scale * classes.passives, scale * classes.promoters)


@dataclass(frozen=True, slots=True)
class Lot:
    """Answers of one period as far as planning needs them: how many, of how many customers, worth how many."""

    n: int
    clusters: int
    worth: float


@dataclass(frozen=True, slots=True)
class Base:
    """Whom a round can ask: people at customers, and how much alike two answers of one customer are."""

    people: int
    customers: int
    correlation: float

    def __post_init__(self) -> None:
        """Refuse more customers than people, and what is no correlation."""
        if not (1 <= self.customers <= self.people and 0 <= self.correlation <= 1):
            raise ValueError(f"no base of {self.people} people at {self.customers} customers")

    def lot(self, answers: int) -> Lot:
        """Say what so many answers of people drawn singly will be worth, customers being of one size.

        Raises
        ------
        ValueError
            If there are fewer than two answers, or more than people.
        """
        if not 2 <= answers <= self.people:
            raise ValueError(f"{answers} answers of {self.people} people")
        each = self.people / self.customers
        usual_size = 1 + (answers - 1) * (each - 1) / (self.people - 1)
        clusters = self.customers * (1 - (1 - answers / self.people) ** each)
        heard = clusters / self.customers
        worth = _worth(answers, usual_size, self.correlation, heard)
        return Lot(answers, max(2, min(answers, round(clusters))), worth)
