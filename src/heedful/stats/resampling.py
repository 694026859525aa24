"""Drawing respondents again, from sums alone: for figures whose error no formula gives.

What is drawn are units: respondents one by one, distinct patterns of answers with how often they came, or
customers with all their answers, where customers answered several times. Each draw needs the units' sums only, so
that all draws together are one multiplication of matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from heedful.stats.distributions import critical_value
from heedful.stats.matrices import Array
from heedful.stats.results import Interval

CELLS_AT_ONCE = 4_000_000
"""Numbers that are held at once while drawing; more draws are made in several goes."""


@dataclass(frozen=True, slots=True)
class Units:
    """What can be drawn: for each of k units how often it came, its answers, their sums and cross-products."""

    times: Array
    """`(k,)`: 1 for a customer; the number of respondents for a pattern of answers."""
    sizes: Array
    """`(k,)`: complete answers of one such unit."""
    sums: Array
    """`(k, p)`."""
    products: Array
    """`(k, p, p)`."""

    @property
    def n(self) -> int:
        """Complete answers in all."""
        return round(float(self.times @ self.sizes))

    @property
    def independent(self) -> int:
        """Units that answered independently of each other: respondents, or customers."""
        return round(float(self.times.sum()))

    @property
    def covariance(self) -> Array:
        """Covariance matrix `(p, p)` of all answers, divisor n - 1."""
        return np.asarray(covariances_of(self, self.times[None])[0], dtype=np.float64)

    @property
    def means(self) -> Array:
        """Means `(p,)` of all answers."""
        return np.asarray(self.times @ self.sums / self.n, dtype=np.float64)


def units_of_patterns(patterns: Array | Sequence[Sequence[float]], times: Sequence[int] | Array | None = None) -> Units:
    """Take each complete answer `(k, p)` for a unit; `times` says how many respondents gave it.

    Raises
    ------
    ValueError
        If there is no answer, or lengths differ.
    """
    rows = np.asarray(patterns, dtype=np.float64)
    often = np.ones(len(rows)) if times is None else np.asarray(times, dtype=np.float64)
    if rows.ndim != 2 or not len(rows) or often.shape != (len(rows),):
        raise ValueError("each pattern of answers came a number of times")
    return Units(often, np.ones(len(rows)), rows, rows[:, :, None] * rows[:, None, :])


def units_of_clusters(rows: Array | Sequence[Sequence[float]], clusters: NDArray[np.int_] | Sequence[int]) -> Units:
    """Take each customer for a unit: complete answers `(n, p)`, and whose each is, `(n,)`.

    Raises
    ------
    ValueError
        If there is no answer, or lengths differ.
    """
    answers = np.asarray(rows, dtype=np.float64)
    if answers.ndim != 2 or not len(answers) or len(clusters) != len(answers):
        raise ValueError("each answer belongs to a customer")
    names, place = np.unique(np.asarray(clusters), return_inverse=True)
    k, p = len(names), answers.shape[1]
    sums, products = np.zeros((k, p)), np.zeros((k, p, p))
    np.add.at(sums, place, answers)
    np.add.at(products, place, answers[:, :, None] * answers[:, None, :])
    return Units(np.ones(k), np.bincount(place, minlength=k).astype(np.float64), sums, products)


def drawn(units: Units, draws: int, *, seed: int) -> Array:
    """Draw as many units as there are, with putting back: how often each came, `(draws, k)`.

    Raises
    ------
    ValueError
        If there are fewer than two units, or no draws.
    """
    if units.independent < 2 or draws < 1:
        raise ValueError("drawing again needs two respondents or more")
    chance = np.random.default_rng(seed)
    shares = units.times / units.times.sum()
    return chance.multinomial(units.independent, shares, size=draws).astype(np.float64)


def covariances_of(units: Units, times: Array) -> Array:
    """Give the covariance matrix of each draw, `(draws, p, p)`, divisor n - 1.

    Raises
    ------
    ValueError
        If a draw holds fewer than two answers.
    """
    k, p = units.sums.shape
    flat = units.products.reshape(k, p * p)
    goes = ceil(len(times) * (k + p * p) / CELLS_AT_ONCE)
    found = []
    for some in np.array_split(times, max(1, goes)):
        n = some @ units.sizes
        if n.min() < 2:
            raise ValueError("no covariance of fewer than two answers")
        sums = some @ units.sums
        outer = sums[:, :, None] * sums[:, None, :] / n[:, None, None]
        found.append(((some @ flat).reshape(len(some), p, p) - outer) / (n - 1)[:, None, None])
    return np.concatenate(found)


def means_of(units: Units, times: Array) -> Array:
    """Give the means of each draw, `(draws, p)`."""
    return np.asarray(times @ units.sums / (times @ units.sizes)[:, None], dtype=np.float64)


def correlations_of(covariances: Array) -> Array:
    """Scale covariance matrices `(m, p, p)` to correlations; draws in which an item has no variance are left out."""
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    whole = (variances > 1e-12).all(axis=1)
    sds = np.sqrt(variances[whole])
    found = covariances[whole] / (sds[:, :, None] * sds[:, None, :])
    places = np.arange(found.shape[1])
    found[:, places, places] = 1.0
    return np.asarray(found, dtype=np.float64)


def percentile_interval(estimate: float, draws: Array, *, n: int, method: str, confidence: float = 0.95) -> Interval:
    """Give the percentile interval of an estimate from its draws `(m,)`, widened to hold the estimate [1]_.

    Raises
    ------
    ValueError
        If nothing was drawn, or the confidence is out of range.

    References
    ----------
    .. [1] B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
    """
    critical_value(confidence)
    if not len(draws):
        raise ValueError("no interval without draws")
    low, high = np.quantile(draws, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(estimate, min(float(low), estimate), max(float(high), estimate), n, method, confidence)
