"""Continuous distributions: normal, beta, gamma, chi-square, t and F, with nothing but `math`.

The incomplete beta and gamma functions are continued fractions and series [1]_; quantiles are found
by halving, to the last digits of a double. Tails are computed as tails, never as one less the rest.

References
----------
.. [1] W. J. Cody, H. C. Thacher and others in: M. Abramowitz and I. A. Stegun (1964), Handbook of
   Mathematical Functions, 6.5.29, 6.5.31, 26.5.8.
"""

from collections.abc import Callable
from functools import lru_cache
from math import erfc, exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_EPSILON = 1e-16
_STEPS = 100_000  # a continued fraction takes about sqrt(max(a, b)) steps


def critical_value(confidence: float) -> float:
    """Give the two-sided critical value of the standard normal distribution.

    Raises
    ------
    ValueError
        If the confidence is not strictly between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies strictly between 0 and 1, not at {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def normal_below(z: float) -> float:
    """Give the standard normal probability below `z`."""
    return erfc(-z / sqrt(2)) / 2


def normal_two_sided(z: float) -> float:
    """Give the probability of a standard normal value at least as far from 0 as `z`."""
    return erfc(abs(z) / sqrt(2))


def normal_quantile(p: float) -> float:
    """Give the point below which a standard normal value falls with probability 0 < p < 1."""
    return NormalDist().inv_cdf(p)


def quantile(below: Callable[[float], float], p: float, low: float, high: float, *, steps: int = 200) -> float:
    """Find where a rising function reaches `p`, by halving; an infinite `high` is searched for first."""
    if high == inf:
        high = max(1.0, 2 * low)
        while below(high) < p and high < 1e300:
            low, high = high, 2 * high
    for _ in range(steps):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if below(middle) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function by Lentz's method."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            step = c * d
            result *= step
        if abs(step - 1) < _EPSILON * 4:
            break
    return result


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def beta_below(x: float, a: float, b: float) -> float:
    """Give the regularised incomplete beta function: the probability of Beta(a, b) below `x`.

    Raises
    ------
    ValueError
        If a or b is not positive.
    """
    if not (a > 0 and b > 0):
        raise ValueError(f"a beta distribution needs positive parameters, not {a} and {b}")
    return _beta_sides(x, a, b)[0]


def _beta_sides(x: float, a: float, b: float) -> tuple[float, float]:
    """Give the probabilities below and above; the smaller one keeps all its digits."""
    if x <= 0:
        return 0.0, 1.0
    if x >= 1:
        return 1.0, 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x <= (a + 1) / (a + b + 2):
        below = min(1.0, front * _beta_fraction(x, a, b) / a)
        return below, 1 - below
    above = min(1.0, front * _beta_fraction(1 - x, b, a) / b)
    return 1 - above, above


def beta_above(x: float, a: float, b: float) -> float:
    """Give the probability of Beta(a, b) above `x`; takes and raises what `beta_below` does."""
    if not (a > 0 and b > 0):
        raise ValueError(f"a beta distribution needs positive parameters, not {a} and {b}")
    return _beta_sides(x, a, b)[1]


def beta_quantile(p: float, a: float, b: float) -> float:
    """Give the point below which Beta(a, b) falls with probability `p`."""
    return quantile(lambda x: beta_below(x, a, b), p, 0.0, 1.0)


def _gamma_series(x: float, a: float) -> float:
    term = total = 1 / a
    for k in range(1, _STEPS):
        term *= x / (a + k)
        total += term
        if term < total * _EPSILON:
            break
    return total * exp(a * log(x) - x - lgamma(a))


def _gamma_fraction(x: float, a: float) -> float:
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / _away_from_zero(b)
    result = d
    for k in range(1, _STEPS):
        term = -k * (k - a)
        b += 2
        d = 1 / _away_from_zero(term * d + b)
        c = _away_from_zero(b + term / c)
        result *= c * d
        if abs(c * d - 1) < _EPSILON * 4:
            break
    return result * exp(a * log(x) - x - lgamma(a))


def gamma_below(x: float, a: float) -> float:
    """Give the regularised lower incomplete gamma function of shape `a` > 0 at `x`."""
    if x <= 0:
        return 0.0
    return min(1.0, _gamma_series(x, a)) if x < a + 1 else max(0.0, 1 - _gamma_fraction(x, a))


def gamma_above(x: float, a: float) -> float:
    """Give the regularised upper incomplete gamma function of shape `a` > 0 at `x`."""
    if x <= 0:
        return 1.0
    return max(0.0, 1 - _gamma_series(x, a)) if x < a + 1 else min(1.0, _gamma_fraction(x, a))


def gamma_quantile(p: float, a: float) -> float:
    """Give the point below which a gamma value of shape `a` and scale 1 falls with probability `p`."""
    return quantile(lambda x: gamma_below(x, a), p, 0.0, inf)


def chi_square_above(statistic: float, df: float) -> float:
    """Give the probability of a chi-square value above the statistic: a p-value."""
    return gamma_above(statistic / 2, df / 2)


def chi_square_quantile(p: float, df: float) -> float:
    """Give the point below which a chi-square value falls with probability `p`."""
    return 2 * gamma_quantile(p, df / 2)


def t_two_sided(t: float, df: float) -> float:
    """Give the probability that Student's t lies at least as far from 0 as `t`."""
    # The same twice; each keeps its digits where its argument is small.
    if t * t < df:
        return beta_above(t * t / (df + t * t), 0.5, df / 2)
    return beta_below(df / (df + t * t), df / 2, 0.5)


def t_below(t: float, df: float) -> float:
    """Give the probability of Student's t below `t`."""
    tail = t_two_sided(t, df) / 2
    return tail if t < 0 else 1 - tail


@lru_cache(maxsize=4096)
def t_critical_value(confidence: float, df: float) -> float:
    """Give the two-sided critical value of Student's t.

    Raises
    ------
    ValueError
        If the confidence is not strictly between 0 and 1, or df is not positive.
    """
    if not (0 < confidence < 1 and df > 0):
        raise ValueError(f"no critical value of t at confidence {confidence} with {df} degrees of freedom")
    return quantile(lambda t: 1 - t_two_sided(t, df), confidence, 0.0, inf)


def f_above(statistic: float, df1: float, df2: float) -> float:
    """Give the probability of an F value above the statistic: a p-value."""
    if statistic <= 0:
        return 1.0
    if df1 * statistic < df2:
        return beta_above(df1 * statistic / (df2 + df1 * statistic), df1 / 2, df2 / 2)
    return beta_below(df2 / (df2 + df1 * statistic), df2 / 2, df1 / 2)


def f_below(statistic: float, df1: float, df2: float) -> float:
    """Give the probability of an F value below the statistic."""
    if statistic <= 0:
        return 0.0
    if df1 * statistic < df2:
        return beta_below(df1 * statistic / (df2 + df1 * statistic), df1 / 2, df2 / 2)
    return beta_above(df2 / (df2 + df1 * statistic), df2 / 2, df1 / 2)


def f_quantile(p: float, df1: float, df2: float) -> float:
    """Give the point below which an F value falls with probability `p`."""
    # Through the beta distribution of the smaller part, which keeps its digits in either tail.
    if p < 0.5:
        part = beta_quantile(p, df1 / 2, df2 / 2)
        return df2 * part / (df1 * (1 - part))
    rest = beta_quantile(1 - p, df2 / 2, df1 / 2)
    return df2 * (1 - rest) / (df1 * rest) if rest else inf
