"""Do the questions of one scale measure one thing: alpha, omega and composite reliability.

All work on the covariance matrix `(k, k)` of the items over complete answers; turn items that are worded
the other way round beforehand. An item to which all gave the same answer is an error, not a 0.
"""

from dataclasses import dataclass

import numpy as np

from heedful.stats.distributions import critical_value, f_quantile
from heedful.stats.matrices import Array, correlation_of
from heedful.stats.results import Interval


@dataclass(frozen=True, slots=True)
class Alpha(Interval):
    """Cronbach's alpha with Feldt's interval.

    `standardised` is alpha of the correlations, `mean_correlation` their mean between items, and
    `if_dropped` `(k,)` alpha without each item (empty for two items).
    """

    standardised: float
    mean_correlation: float
    if_dropped: tuple[float, ...]


def _alpha(covariance: Array) -> float:
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


def _checked(covariance: Array) -> Array:
    if covariance.ndim != 2 or len(covariance) < 2 or covariance.shape[0] != covariance.shape[1]:
        raise ValueError("reliability needs the covariance matrix of two items or more")
    return correlation_of(covariance)


def cronbach_alpha(covariance: Array, n: int, *, confidence: float = 0.95) -> Alpha:
    """Estimate the reliability of a sum of items by Cronbach's alpha [1]_, with Feldt's interval [2]_.

    Parameters
    ----------
    covariance : array, (k, k)
        Of the items; k >= 2.
    n : int
        Complete answers behind it.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Alpha
        At most 1; negative where items contradict each other.

    Raises
    ------
    ValueError
        If an item has no variance, or n < 2.

    References
    ----------
    .. [1] L. J. Cronbach (1951), Psychometrika 16, 297-334.
    .. [2] L. S. Feldt (1965), Psychometrika 30, 357-370.
    """
    correlation = _checked(covariance)
    critical_value(confidence)
    k = len(covariance)
    if n < 2 or covariance.sum() <= 0:
        raise ValueError("no alpha without a spread of the sum")
    mean_correlation = float((correlation.sum() - k) / (k * (k - 1)))
    alpha, df1, df2, tail = _alpha(covariance), n - 1, (n - 1) * (k - 1), (1 - confidence) / 2
    low = 1 - (1 - alpha) * f_quantile(1 - tail, df1, df2)
    high = 1 - (1 - alpha) * f_quantile(tail, df1, df2)
    without = [np.delete(np.delete(covariance, i, 0), i, 1) for i in range(k)] if k > 2 else []
    dropped = tuple(_alpha(rest) for rest in without)
    return Alpha(
        alpha, low, high, n, "Cronbach (1951), Feldt interval (1965)", confidence, _alpha(correlation),
        mean_correlation, dropped,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Omega:
    """McDonald's omega of one factor, with its loadings and residual variances, `(k,)` each."""

    estimate: float
    loadings: tuple[float, ...]
    residual_variances: tuple[float, ...]
    method: str


def mcdonald_omega(covariance: Array, *, tolerance: float = 1e-12, rounds: int = 50_000) -> Omega:
    """Estimate the reliability of a sum of items that load unequally on one factor [1]_.

    The factor is fitted by maximum likelihood, by the EM algorithm [2]_.

    Parameters
    ----------
    covariance : array, (k, k)
        Of the items; k >= 3. Maximum likelihood has divisor n: multiply one with n - 1 by
        (n - 1) / n where loadings are compared with another program's. Omega does not change.
    tolerance : float
        Largest step, in standard deviations of an item, at which to stop.
    rounds : int
        After how many rounds to give up.

    Returns
    -------
    Omega
        In [0, 1]; loadings in the unit of the items.

    Raises
    ------
    ValueError
        If there are fewer than three items, one has no variance, or the fit finds no rest.

    References
    ----------
    .. [1] R. P. McDonald (1999), Test Theory, ch. 6.
    .. [2] D. B. Rubin and D. T. Thayer (1982), Psychometrika 47, 69-76.
    """
    correlation = _checked(covariance)
    if len(covariance) < 3:
        raise ValueError("a factor of two items is not determined")
    sds = np.sqrt(np.diag(covariance))
    loadings, residual = _one_factor(correlation, tolerance, rounds)
    loadings, residual = loadings * sds, residual * sds**2
    common = float(loadings.sum() ** 2)
    return Omega(
        common / (common + float(residual.sum())),
        tuple(loadings.tolist()),
        tuple(residual.tolist()),
        "omega of one factor, maximum likelihood",
    )


def _one_factor(correlation: Array, tolerance: float, rounds: int) -> tuple[Array, Array]:
    values, vectors = np.linalg.eigh(correlation)
    first = vectors[:, -1] * (1.0 if vectors[:, -1].sum() >= 0 else -1.0)
    loadings = 0.8 * first * np.sqrt(values[-1])
    residual = np.maximum(1 - loadings**2, 0.05)
    for _ in range(rounds):
        inverse = np.linalg.inv(np.outer(loadings, loadings) + np.diag(residual))
        slope = inverse @ loadings
        with_factor = correlation @ slope
        factor_variance = 1 - float(loadings @ slope) + float(slope @ with_factor)
        better = with_factor / factor_variance
        rest = np.maximum(1 - better * with_factor, 1e-6)
        step = max(np.abs(better - loadings).max(), np.abs(rest - residual).max())
        loadings, residual = better, rest
        if step < tolerance:
            return loadings, residual
    raise ValueError("the fit of one factor finds no rest")


@dataclass(frozen=True, slots=True)
class BlockReliability:
    """Is a block of items of one dimension: first eigenvalue above 1, second below."""

    alpha: float
    rho: float
    first_eigenvalue: float
    second_eigenvalue: float


def block_reliability(covariance: Array) -> BlockReliability:
    """Give standardised alpha, Dillon and Goldstein's rho and the first two eigenvalues [1]_.

    Rho rests on the correlations of the items with their first principal component.

    Parameters
    ----------
    covariance : array, (k, k)
        Of the items of a block; k >= 2.

    Raises
    ------
    ValueError
        If an item has no variance.

    References
    ----------
    .. [1] M. Tenenhaus and others (2005), Comput. Statist. Data Anal. 48, 159-205.
    """
    correlation = _checked(covariance)
    values, vectors = np.linalg.eigh(correlation)
    loadings = vectors[:, -1] * np.sqrt(values[-1])
    common = float(loadings.sum() ** 2)
    rho = common / (common + float((1 - loadings**2).sum()))
    return BlockReliability(_alpha(correlation), rho, float(values[-1]), float(values[-2]))
