"""The recommend score of few answers: the posterior of three shares, worked out without simulation."""

from collections.abc import Callable, Sequence
from math import asin, exp, lgamma, log, pi, sin, sqrt

from heedful.stats.distributions import beta_above, beta_below, critical_value
from heedful.stats.quadrature import integral
from heedful.stats.recommend import RecommendClasses, adjusted_moments, recommend_classes, score_moments
from heedful.stats.results import Interval

_REACH = 6  # standard deviations of the share of those who are not passive


class _Posterior:
    """Promoters less detractors, as s (2 b - 1): s who are not passive, b of them promoting."""

    def __init__(self, classes: RecommendClasses, pseudo: float) -> None:
        self.promoting = classes.promoters + pseudo
        self.detracting = classes.detractors + pseudo
        self.decided, self.passive = self.promoting + self.detracting, classes.passives + pseudo
        all_of_them = self.decided + self.passive
        self.scale = lgamma(all_of_them) - lgamma(self.decided) - lgamma(self.passive) + log(2)
        centre = asin(sqrt(self.decided / all_of_them))
        reach = _REACH / (2 * sqrt(all_of_them))
        self.first, self.last = max(0.0, centre - reach), min(pi / 2, centre + reach)

    def _density(self, angle: float) -> float:
        """Density of s = sin(angle)^2, in terms of the angle."""
        s = sin(angle) ** 2
        if not 0 < s < 1:
            return 0.0
        return exp(self.scale + (self.decided - 0.5) * log(s) + (self.passive - 0.5) * log(1 - s))

    def above(self, score: float) -> float:
        """Probability of a score above one that is not negative."""
        first = max(self.first, asin(sqrt(score)))
        if first >= self.last:
            return 0.0

        def joint(angle: float) -> float:
            density = self._density(angle)
            if density < 1e-12:
                return 0.0
            share = (score / sin(angle) ** 2 + 1) / 2
            return density * beta_above(share, self.promoting, self.detracting)

        return integral(joint, first, self.last)

    def mirrored(self) -> "_Posterior":
        """The same with promoters and detractors exchanged."""
        return _Posterior(RecommendClasses(self.promoting, self.passive, self.detracting), 0.0)


def recommend_score_dirichlet_of_classes(
    classes: RecommendClasses, *, pseudo: float = 0.5, confidence: float = 0.95
) -> Interval:
    """Estimate the recommend score of counted classes, with the equal-tailed posterior interval [1]_.

    Takes counts where `recommend_score_dirichlet` takes a histogram; gives and raises the same.

    References
    ----------
    .. [1] A. Gelman and others (2013), Bayesian Data Analysis, 3rd ed., 3.4; Jeffreys's prior.
    """
    score, tail = score_moments(classes).score, (1 - confidence) / 2
    critical_value(confidence)
    if pseudo < 0.5:
        raise ValueError(f"a pseudo-count of {pseudo} is below 0.5")
    posterior = _Posterior(classes, pseudo)
    mirrored = posterior.mirrored()
    # The probability that the score is negative: half of the beta of promoters against detractors.
    negative = beta_below(0.5, posterior.promoting, posterior.detracting)

    def below(value: float) -> float:
        if value == 0:
            return negative
        return 1 - posterior.above(value) if value > 0 else mirrored.above(-value)

    guesses = adjusted_moments(classes).bounds(confidence)
    low, high = (_solved(below, p, near=guess) for p, guess in zip((tail, 1 - tail), guesses, strict=True))
    low, high = min(low, score), max(high, score)
    return Interval(score, low, high, round(classes.n), f"Dirichlet posterior, {pseudo} each", confidence)


def _solved(below: Callable[[float], float], p: float, *, near: float) -> float:
    """Find the score below which the probability is `p`, by the Illinois rule, starting around a guess."""
    low, at_low, high, at_high, side = -1.0, -p, 1.0, 1 - p, 0
    middle = max(-0.999, min(0.999, near))
    for _ in range(100):
        value = below(middle) - p
        if abs(value) < 1e-7 or high - low < 1e-9:
            break
        if value > 0:
            high, at_high, at_low = middle, value, at_low / 2 if side > 0 else at_low
        else:
            low, at_low, at_high = middle, value, at_high / 2 if side < 0 else at_high
        side = 1 if value > 0 else -1
        middle = high - at_high * (high - low) / (at_high - at_low)
    return middle


def recommend_score_dirichlet(histogram: Sequence[int], *, pseudo: float = 0.5, confidence: float = 0.95) -> Interval:
    """Estimate the recommend score from few answers: multinomial counts, Jeffreys's Dirichlet prior [1]_.

    Covers as it says from about five answers on, where the Wald intervals are too short. For the
    bounds of an interval it is exact to about 1e-6 and the same each time: nothing is drawn.

    Parameters
    ----------
    histogram : sequence of int, (11,)
        Answers 0, 1, ... 10; without "don't know" and blanks.
    pseudo : float
        Added to each of the three classes; at least 0.5, and 0.5 covers best.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Interval
        Scalars in [-1, 1]; the estimate is the plain score, which the interval is made to hold.

    Raises
    ------
    ValueError
        If the histogram has not 11 counts, is empty, or an argument is out of range.

    References
    ----------
    .. [1] A. Gelman and others (2013), Bayesian Data Analysis, 3rd ed., 3.4.
    """
    classes = recommend_classes(histogram)
    return recommend_score_dirichlet_of_classes(classes, pseudo=pseudo, confidence=confidence)
