"""Drivers with their intervals, and a refusal where there are too few answers to tell them apart."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from heedful.stats.drivers import MOST_EXACT, explained_share, johnson_of_many, lmg_of_many, standardised_betas
from heedful.stats.matrices import Array, correlation_of
from heedful.stats.resampling import Units, correlations_of, covariances_of, drawn, percentile_interval
from heedful.stats.results import Interval

SEED = 9001
"""Kept, so that the same answers give the same interval each time."""


def fewest_for_drivers(predictors: int) -> int:
    """Say from how many independent respondents on drivers are told apart: 50, and 8 for each predictor [1]_.

    Raises
    ------
    ValueError
        If there is no predictor.

    References
    ----------
    .. [1] S. B. Green (1991), Multivar. Behav. Res. 26, 499-510.
    """
    if predictors < 1:
        raise ValueError("no drivers without a predictor")
    return 50 + 8 * predictors


@dataclass(frozen=True, slots=True)
class Driver:
    """What one predictor has to do with the outcome.

    `share` is its part of the outcome's variance, `correlation` that with the outcome by itself, `coefficient` that
    of the regression on standardised predictors; where its sign is not that of the correlation, the others' company
    turns it round (suppression).
    """

    share: Interval
    correlation: Interval
    coefficient: float
    mean: float

    @property
    def suppressed(self) -> bool:
        """Whether the coefficient points the other way than the correlation."""
        return self.coefficient * self.correlation.estimate < 0


@dataclass(frozen=True, slots=True)
class Drivers:
    """All predictors `(p,)` of an outcome, and what they explain together.

    `apart` `(p - 1,)` says of each driver and the next one, in falling order of their shares, by how much they
    differ; where that interval leaves out 0 the order is more than chance.
    """

    drivers: tuple[Driver, ...]
    explained: Interval
    apart: tuple[Interval, ...]
    n: int
    independent: int
    method: str


def drivers_of(units: Units, *, draws: int = 500, confidence: float = 0.95, seed: int = SEED) -> Drivers:
    """Split what the predictors explain of an outcome, with percentile intervals from drawing again [1]_ [2]_.

    Exact averages over all orders of entry (LMG) up to 15 predictors, Johnson's weights above.

    Parameters
    ----------
    units : Units
        Of complete answers, the outcome in the last column; customers where they answered several times.
    draws : int
        How often the units are drawn again.
    confidence : float
        Coverage wanted, strictly between 0 and 1.
    seed : int
        Of the draws.

    Returns
    -------
    Drivers
        Shares are never negative, so that chance alone gives every predictor a little: compare them with each
        other, and look at the correlation to see whether there is anything.

    Raises
    ------
    ValueError
        If fewer than `fewest_for_drivers` answered independently of each other, an item has no variance, or
        predictors depend on each other.

    References
    ----------
    .. [1] R. H. Lindeman, P. F. Merenda and R. Z. Gold (1980), Introduction to Bivariate and Multivariate
       Analysis, 4.4; U. Gromping (2007), Amer. Statist. 61, 139-147.
    .. [2] B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
    """
    p = units.sums.shape[1] - 1
    wanted = fewest_for_drivers(p)
    if units.independent < wanted:
        raise ValueError(f"drivers of {p} predictors need {wanted} independent answers, not {units.independent}")
    correlation = correlation_of(units.covariance)
    betas = standardised_betas(correlation[:p, :p], correlation[:p, p])
    again = correlations_of(covariances_of(units, drawn(units, draws, seed=seed)))
    again = again[np.linalg.eigvalsh(again[:, :p, :p])[:, 0] > 1e-10]
    shares, drawn_shares = _shares(correlation[None])[0], _shares(again)
    words = "LMG shares" if p <= MOST_EXACT else "Johnson's relative weights"
    method = f"{words}, percentile interval of {len(again)} draws"

    def interval(estimate: float, values: Array) -> Interval:
        return percentile_interval(float(estimate), values, n=units.n, method=method, confidence=confidence)

    drivers = tuple(
        Driver(
            interval(shares[j], drawn_shares[:, j]), interval(correlation[j, p], again[:, j, p]),
            float(betas[j]), float(units.means[j]),
        )
        for j in range(p)
    )  # fmt: skip
    order = np.argsort(-shares, kind="stable")
    apart = tuple(interval(shares[a] - shares[b], drawn_shares[:, a] - drawn_shares[:, b]) for a, b in pairwise(order))
    whole = explained_share(correlation[:p, :p], correlation[:p, p])
    explained = interval(whole, drawn_shares.sum(axis=1))
    return Drivers(drivers, explained, apart, units.n, units.independent, method)


def _shares(correlations: Array) -> Array:
    """Split what is explained, in goes that fit into memory."""
    p = correlations.shape[1] - 1
    if p > MOST_EXACT:
        return johnson_of_many(correlations[:, :p, :p], correlations[:, :p, p])
    at_once = max(1, 2**20 >> p)
    goes = [correlations[at:at + at_once] for at in range(0, len(correlations), at_once)]  # fmt: skip
    return np.concatenate([lmg_of_many(some) for some in goes])
