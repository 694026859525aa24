"""The recommend score: share of promoters less share of detractors, on -1..1, never without its interval.

Answers run from 0 to 10: 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract. Where the bounds of
the classes are others, count the classes yourself and call the functions with `RecommendClasses`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from heedful.stats.differences import normal_difference
from heedful.stats.distributions import critical_value, normal_two_sided
from heedful.stats.results import Difference, Interval


@dataclass(frozen=True, slots=True)
class RecommendClasses:
    """How many answers detract, are passive and promote; floats where answers are weighted."""

    detractors: float
    passives: float
    promoters: float

    def __post_init__(self) -> None:
        """Refuse negative counts."""
        if min(self.detractors, self.passives, self.promoters) < 0:
            raise ValueError(f"counts are not negative: {self}")

    @property
    def n(self) -> float:
        """All valid answers."""
        return self.detractors + self.passives + self.promoters

    def __sub__(self, part: "RecommendClasses") -> "RecommendClasses":
        """Leave a part out, such as one segment out of all."""
        return RecommendClasses(
            self.detractors - part.detractors, self.passives - part.passives, self.promoters - part.promoters
        )

    def __add__(self, other: "RecommendClasses") -> "RecommendClasses":
        """Put two lots of answers together."""
        return RecommendClasses(
            self.detractors + other.detractors,
            self.passives + other.passives,
            self.promoters + other.promoters,
        )


@dataclass(frozen=True, slots=True)
class ScoreMoments:
    """A recommend score with the variance of one answer and the answers behind it."""

    score: float
    variance: float
    n: float

    @property
    def standard_error(self) -> float:
        """Standard error of the score, with divisor n."""
        return sqrt(self.variance / self.n)

    @property
    def p_value(self) -> float:
        """Two-sided test that promoters and detractors are equally many."""
        error = self.standard_error
        return normal_two_sided(self.score / error) if error > 0 else float(self.score == 0)

    def bounds(self, confidence: float) -> tuple[float, float]:
        """Normal bounds around the score, not clipped to [-1, 1]."""
        half = critical_value(confidence) * self.standard_error
        return self.score - half, self.score + half


def recommend_classes(histogram: Sequence[int]) -> RecommendClasses:
    """Count detractors, passives and promoters in a histogram of the answers 0 to 10.

    Parameters
    ----------
    histogram : sequence of int, (11,)
        Answers 0, 1, ... 10; without "don't know" and blanks.

    Raises
    ------
    ValueError
        If there are not 11 counts, or one is negative.
    """
    if len(histogram) != 11 or min(histogram) < 0:
        raise ValueError(f"a recommend histogram has 11 counts, not {list(histogram)}")
    return RecommendClasses(sum(histogram[:7]), sum(histogram[7:9]), sum(histogram[9:]))


def score_moments(classes: RecommendClasses) -> ScoreMoments:
    """Give the score and the multinomial variance p + d - (p - d)^2 of one answer.

    Raises
    ------
    ValueError
        If there is no answer.
    """
    if not classes.n > 0:
        raise ValueError("no recommend score without answers")
    promoting, detracting = classes.promoters / classes.n, classes.detractors / classes.n
    score = promoting - detracting
    return ScoreMoments(score, promoting + detracting - score * score, classes.n)


def adjusted_moments(classes: RecommendClasses) -> ScoreMoments:
    """Give the moments after adding 3/4 promoter, 3/2 passives and 3/4 detractor [1]_.

    Raises
    ------
    ValueError
        If there is no answer.

    References
    ----------
    .. [1] B. Rocks (2016), Amer. Statist. 70, 365-372.
    """
    if not classes.n > 0:
        raise ValueError("no recommend score without answers")
    return score_moments(classes + RecommendClasses(0.75, 1.5, 0.75))


def recommend_score_of_classes(classes: RecommendClasses, *, confidence: float = 0.95) -> Interval:
    """Estimate the recommend score of counted classes, with the adjusted Wald interval [1]_.

    Takes counts where `recommend_score` takes a histogram; gives and raises the same.

    References
    ----------
    .. [1] B. Rocks (2016), Amer. Statist. 70, 365-372.
    """
    score = score_moments(classes).score
    low, high = adjusted_moments(classes).bounds(confidence)
    # The interval is centred on the adjusted score; it is clipped, and holds the score that is shown.
    low, high = max(-1.0, min(low, score)), min(1.0, max(high, score))
    return Interval(score, low, high, round(classes.n), "adjusted Wald, n + 3 (2016)", confidence)


def recommend_score(histogram: Sequence[int], *, confidence: float = 0.95) -> Interval:
    """Estimate the recommend score from the answers 0 to 10, with the adjusted Wald interval [1]_.

    Below about 20 answers take `recommend_score_dirichlet`.

    Parameters
    ----------
    histogram : sequence of int, (11,)
        Answers 0, 1, ... 10; without "don't know" and blanks.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Interval
        Scalars in [-1, 1]; the estimate is the unadjusted score.

    Raises
    ------
    ValueError
        If the histogram has not 11 counts, is empty, or the confidence is out of range.

    References
    ----------
    .. [1] B. Rocks (2016), Amer. Statist. 70, 365-372.
    """
    return recommend_score_of_classes(recommend_classes(histogram), confidence=confidence)


def difference_of_recommend_scores(
    first: RecommendClasses, second: RecommendClasses, *, confidence: float = 0.95
) -> Difference:
    """Compare the recommend scores of two independent samples by their multinomial variances [1]_.

    Good for some 50 answers on each side and more; for fewer, take `difference_of_intervals` of two
    Dirichlet intervals. Where the same people answered twice, neither is right.

    Parameters
    ----------
    first, second : RecommendClasses
        Counts of each sample.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Difference
        First score less the second, in [-2, 2]; not clipped.

    Raises
    ------
    ValueError
        If a side is empty.

    References
    ----------
    .. [1] L. A. Goodman (1964), Ann. Math. Statist. 35, 716-725 (contrasts of multinomial shares).
    """
    one, two = score_moments(first), score_moments(second)
    error = sqrt(one.variance / one.n + two.variance / two.n)
    n, gap = round(first.n + second.n), one.score - two.score
    return normal_difference(gap, error, n=n, method="two-sample z", confidence=confidence)
