"""How many to ask, and how small a change we can hope to see, before a survey goes out."""

from math import asin, ceil, sqrt

from heedful.stats.distributions import critical_value, normal_below, normal_quantile, quantile


def _with_population(n: float, population: int | None) -> int:
    """Shrink a sample size for a finite frame, and round up."""
    if population is not None and population < 1:
        raise ValueError(f"nobody in a population of {population}")
    shrunk = n if population is None else n / (1 + (n - 1) / population)
    return max(1, ceil(round(shrunk, 9)))


def _power_quantile(power: float) -> float:
    if not 0 < power < 1:
        raise ValueError(f"a power lies strictly between 0 and 1, not at {power}")
    return normal_quantile(power)


def sample_size_for_share(
    margin: float, *, share: float = 0.5, population: int | None = None, confidence: float = 0.95
) -> int:
    """Give the answers needed to know a share to within a margin [1]_.

    Parameters
    ----------
    margin : float
        Half-width wanted, in (0, 1).
    share : float
        The share expected; 0.5 is the worst case.
    population : int, optional
        Size of the frame, for the finite population correction.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    int
        Valid answers, rounded up; divide by the response rate for the invitations.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] R. V. Krejcie and D. W. Morgan (1970), Educ. Psychol. Meas. 30, 607-610.
    """
    if not (0 < margin < 1 and 0 <= share <= 1):
        raise ValueError(f"no sample size for a share of {share} to within {margin}")
    return sample_size_for_mean(margin, variance=share * (1 - share), population=population, confidence=confidence)


def sample_size_for_mean(
    margin: float, *, variance: float, population: int | None = None, confidence: float = 0.95
) -> int:
    """Give the answers needed to know a mean, or a recommend score, to within a margin [1]_.

    Parameters
    ----------
    margin : float
        Half-width wanted, in the unit of the mean; > 0.
    variance : float
        Of one answer; for a recommend score p + d - (p - d)^2, at worst 1.
    population : int, optional
        Size of the frame, for the finite population correction.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    int
        Valid answers, rounded up.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., 4.6.
    """
    if not (margin > 0 and variance >= 0):
        raise ValueError(f"no sample size for variance {variance} to within {margin}")
    return _with_population(critical_value(confidence) ** 2 * variance / margin**2, population)


def power_of_two_shares(first: float, second: float, n: float, *, confidence: float = 0.95) -> float:
    """Give the chance to find the difference of two shares with n answers on each side [1]_.

    Parameters
    ----------
    first, second : float
        True shares in [0, 1].
    n : float
        Answers in each sample.
    confidence : float
        One less the significance level of the two-sided test; the far tail is left out.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] J. L. Fleiss, A. Tytun and H. K. Ury (1980), Biometrics 36, 343-346.
    """
    if not (0 <= first <= 1 and 0 <= second <= 1 and n > 0):
        raise ValueError(f"no power for shares {first} and {second} with {n} answers")
    middle = (first + second) / 2
    unequal = sqrt(first * (1 - first) + second * (1 - second))
    if unequal == 0:
        return float(first != second)
    pooled = critical_value(confidence) * sqrt(2 * middle * (1 - middle))
    return normal_below((sqrt(n) * abs(first - second) - pooled) / unequal)


def sample_size_for_two_shares(first: float, second: float, *, power: float = 0.8, confidence: float = 0.95) -> float:
    """Give the answers needed on each side to find the difference of two shares [1]_.

    Parameters
    ----------
    first, second : float
        Shares to be told apart, in [0, 1] and not equal.
    power : float
        Chance wanted to find the difference, strictly between 0 and 1.
    confidence : float
        One less the significance level of the two-sided test.

    Returns
    -------
    float
        Answers in each sample, not rounded: round up.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] J. L. Fleiss, A. Tytun and H. K. Ury (1980), Biometrics 36, 343-346.
    """
    if not (0 <= first <= 1 and 0 <= second <= 1 and first != second):
        raise ValueError(f"no sample size to tell {first} from {second}")
    middle = (first + second) / 2
    pooled = critical_value(confidence) * sqrt(2 * middle * (1 - middle))
    unequal = _power_quantile(power) * sqrt(first * (1 - first) + second * (1 - second))
    return ((pooled + unequal) / (first - second)) ** 2


def power_to_find(difference: float, *, standard_error: float, confidence: float = 0.95) -> float:
    """Give the chance to find a true difference of two figures, by the normal approximation [1]_.

    Parameters
    ----------
    difference, standard_error : float
        In one unit; the standard error is that of the difference, > 0.
    confidence : float
        One less the significance level of the two-sided test; the far tail is left out.

    Raises
    ------
    ValueError
        If the standard error is not positive.

    References
    ----------
    .. [1] J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    if not standard_error > 0:
        raise ValueError("no power without a standard error")
    return normal_below(abs(difference) / standard_error - critical_value(confidence))


def detectable_change(
    variance1: float, n1: float, variance2: float, n2: float, *, power: float = 0.8, confidence: float = 0.95
) -> float:
    """Give the smallest change between two waves that is found with the power wanted [1]_.

    Parameters
    ----------
    variance1, variance2 : float
        Of one answer in each wave: p (1 - p) of a share, p + d - (p - d)^2 of a recommend score.
    n1, n2 : float
        Answers in each wave; > 0.
    power : float
        Chance wanted to find the change, strictly between 0 and 1.
    confidence : float
        One less the significance level of the two-sided test.

    Returns
    -------
    float
        In the unit of the figure.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    if not (min(n1, n2) > 0 and min(variance1, variance2) >= 0):
        raise ValueError("no detectable change without answers")
    error = sqrt(variance1 / n1 + variance2 / n2)
    return (critical_value(confidence) + _power_quantile(power)) * error


def detectable_rise_of_share(share: float, n: float, *, power: float = 0.8, confidence: float = 0.95) -> float | None:
    """Give the smallest rise of a share that two waves of n answers find; None where even 1 is too near [1]_.

    Takes what `power_of_two_shares` takes. For the smallest fall, turn the share round: 1 - share.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] J. L. Fleiss, A. Tytun and H. K. Ury (1980), Biometrics 36, 343-346.
    """
    _power_quantile(power)
    if power_of_two_shares(share, 1.0, n, confidence=confidence) < power:
        return None

    def rising(rise: float) -> float:
        return power_of_two_shares(share, min(1.0, share + rise), n, confidence=confidence)

    return quantile(rising, power, 0.0, 1 - share)


def cohen_h(first: float, second: float) -> float:
    """Give Cohen's h, the difference of two shares on the arcsine scale, first less second [1]_.

    Raises
    ------
    ValueError
        If a share lies outside [0, 1].

    References
    ----------
    .. [1] J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 6.
    """
    if not (0 <= first <= 1 and 0 <= second <= 1):
        raise ValueError(f"shares lie in [0, 1], not at {first} and {second}")
    return 2 * asin(sqrt(first)) - 2 * asin(sqrt(second))
