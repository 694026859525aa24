"""How partial least squares finds the weights of items: the schemes, and the turns until nothing moves."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from heedful.stats.matrices import Array

Inner = Callable[[Array, Array], Array]


def centroid_scheme(correlation: Array, arrows: Array) -> Array:
    """Weigh neighbours by the sign of their correlation, `(..., b, b)` [1]_.

    References
    ----------
    .. [1] H. Wold (1982) in: K. G. Joreskog and H. Wold, Systems under Indirect Observation II.
    """
    return np.asarray(np.sign(correlation) * (arrows + arrows.T), dtype=np.float64)


def factorial_scheme(correlation: Array, arrows: Array) -> Array:
    """Weigh neighbours by their correlation, `(..., b, b)` [1]_.

    References
    ----------
    .. [1] J.-B. Lohmoeller (1989), Latent Variable Path Modeling with Partial Least Squares.
    """
    return np.asarray(correlation * (arrows + arrows.T), dtype=np.float64)


def path_scheme(correlation: Array, arrows: Array) -> Array:
    """Weigh causes by their coefficient and effects by their correlation, `(..., b, b)` [1]_.

    References
    ----------
    .. [1] J.-B. Lohmoeller (1989), Latent Variable Path Modeling with Partial Least Squares.
    """
    inner = correlation * arrows  # towards effects; column j weighs the neighbours of row i
    return np.asarray(inner + coefficients_of(correlation, arrows).swapaxes(-1, -2), dtype=np.float64)


def coefficients_of(correlation: Array, arrows: Array) -> Array:
    """Regress each construct on its causes: `[..., i, j]` is the path from i to j."""
    found = np.zeros_like(correlation)
    for j in range(len(arrows)):
        causes = np.flatnonzero(arrows[:, j])
        if len(causes):
            among = correlation[..., causes[:, None], causes]
            found[..., causes, j] = np.linalg.solve(among, correlation[..., causes, j][..., None])[..., 0]
    return found


def _of_variance_one(weights: Array, covariances: Array) -> Array:
    variances = (weights * (covariances @ weights)).sum(axis=-2, keepdims=True)
    return np.asarray(weights / np.sqrt(variances), dtype=np.float64)


def settled_weights(
    covariances: Array, member: Array, arrows: Array, scheme: Inner, *, tolerance: float, rounds: int
) -> tuple[Array, NDArray[np.bool_]]:
    """Find the weights of the items by turns, for many covariance matrices at once.

    Parameters
    ----------
    covariances : array, (m, p, p)
        Of the items.
    member : array, (p, b)
        1 where an item belongs to a construct.
    arrows : array, (b, b)
        1 where a construct leads to another.
    scheme : function
        How neighbours are weighed.
    tolerance, rounds : float, int
        Largest step of a weight at which to stop, and after how many rounds to give up.

    Returns
    -------
    weights, settled : array, (m, p, b), and array of bool, (m,)
        Where not settled the weights are those of the last round.
    """
    weights = _of_variance_one(np.broadcast_to(member, (len(covariances), *member.shape)), covariances)
    settled = np.zeros(len(covariances), dtype=bool)
    for _ in range(rounds):
        crossed = covariances @ weights
        inner = scheme(weights.swapaxes(1, 2) @ crossed, arrows)
        better = _of_variance_one(member * (crossed @ inner.swapaxes(1, 2)), covariances)
        settled = np.abs(np.abs(better) - np.abs(weights)).max(axis=(1, 2)) < tolerance
        weights = better
        if settled.all():
            break
    turned = np.where((np.sign(covariances @ weights) * member).sum(axis=1) < 0, -1.0, 1.0)
    return np.asarray(weights * turned[:, None, :], dtype=np.float64), settled
