"""Power of tests of means and of shares on the arcsine scale."""

from math import exp, inf, lgamma, log, sqrt

from heedful.stats.distributions import normal_below, normal_quantile, quantile, t_critical_value
from heedful.stats.quadrature import integral


def noncentral_t_above(t: float, df: float, shift: float) -> float:
    """Give the probability of a noncentral t value above `t` [1]_.

    References
    ----------
    .. [1] N. L. Johnson and B. L. Welch (1940), Biometrika 31, 362-389.
    """
    scale = log(2) + df / 2 * log(df / 2) - lgamma(df / 2)

    def joint(s: float) -> float:
        """Density of s, the square root of chi-square / df, times the normal tail."""
        return exp(scale + (df - 1) * log(s) - df * s * s / 2) * normal_below(shift - t * s)

    reach = 8 / sqrt(2 * df)
    return integral(joint, max(1e-12, 1 - reach), 1 + reach)


def power_of_two_means(n: float, difference: float, sd: float, *, confidence: float = 0.95) -> float:
    """Give the chance to find the difference of two means with n answers on each side, by t [1]_.

    Parameters
    ----------
    n : float
        Answers in each sample, > 1.
    difference, sd : float
        True difference, and standard deviation of one answer, in one unit; sd > 0.
    confidence : float
        One less the significance level of the two-sided test; the far tail is left out.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2.
    """
    if not (n > 1 and sd > 0):
        raise ValueError(f"no power with {n} answers and standard deviation {sd}")
    df = 2 * (n - 1)
    return noncentral_t_above(t_critical_value(confidence, df), df, sqrt(n / 2) * abs(difference) / sd)


def sample_size_for_two_means(difference: float, sd: float, *, power: float = 0.8, confidence: float = 0.95) -> float:
    """Give the answers needed on each side to find the difference of two means, by t [1]_.

    Takes what `power_of_two_means` takes; not rounded: round up.

    Raises
    ------
    ValueError
        If the difference is 0, or an argument is out of range.

    References
    ----------
    .. [1] J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2.
    """
    if difference == 0 or not 0 < power < 1:
        raise ValueError(f"no sample size to find {difference} with power {power}")

    def rising(n: float) -> float:
        return power_of_two_means(n, difference, sd, confidence=confidence)

    return quantile(rising, power, 1.01, inf, steps=50)


def one_sided_power_of_h(h: float, n1: float, n2: float, *, significance: float = 0.05) -> float:
    """Give the one-sided power for Cohen's h of two shares [1]_.

    Parameters
    ----------
    h : float
        Difference on the arcsine scale, in the direction of the claim.
    n1, n2 : float
        Answers in each sample; > 0.
    significance : float
        Level of the one-sided test, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 6.
    """
    if not (min(n1, n2) > 0 and 0 < significance < 1):
        raise ValueError(f"no power with {n1} and {n2} answers at level {significance}")
    return normal_below(h * sqrt(n1 * n2 / (n1 + n2)) - normal_quantile(1 - significance))
