"""Covariances and correlations: the cross-products that reliability, drivers and path models rest on."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def covariance_of(rows: Array) -> Array:
    """Give the covariance matrix `(p, p)`, divisor n - 1, of complete answers `(n, p)`.

    Raises
    ------
    ValueError
        If there are fewer than two rows.
    """
    if rows.ndim != 2 or len(rows) < 2:
        raise ValueError("no covariance of fewer than two answers")
    centred = rows - rows.mean(axis=0)
    return np.asarray(centred.T @ centred / (len(rows) - 1), dtype=np.float64)


def covariance_of_sums(n: int, sums: Array, products: Array) -> Array:
    """Give the covariance matrix `(p, p)` from n, the sums `(p,)` and the cross-products `(p, p)`.

    Raises
    ------
    ValueError
        If n < 2.
    """
    if n < 2:
        raise ValueError("no covariance of fewer than two answers")
    return np.asarray((products - np.outer(sums, sums) / n) / (n - 1), dtype=np.float64)


def correlation_of(covariance: Array) -> Array:
    """Scale a covariance matrix `(p, p)` to correlations.

    Raises
    ------
    ValueError
        If an item has no variance: everybody gave it the same answer.
    """
    variances = np.diag(covariance)
    if variances.min() <= 0:
        raise ValueError("an item to which all gave the same answer has no correlation")
    sds = np.sqrt(variances)
    found = covariance / np.outer(sds, sds)
    np.fill_diagonal(found, 1.0)
    return np.asarray(found, dtype=np.float64)
