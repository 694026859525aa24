"""The satisfaction index and its paths with their intervals, by drawing customers again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heedful.stats.matrices import Array, correlation_of
from heedful.stats.path_model import Path, matrix_of_arrows, members_of
from heedful.stats.path_weights import Inner, centroid_scheme, coefficients_of, settled_weights
from heedful.stats.resampling import Units, correlations_of, covariances_of, drawn, means_of, percentile_interval
from heedful.stats.results import Interval

FEWEST = 100
"""Below so many customers a path model is not drawn again: its weights would follow chance."""
SEED = 9001


@dataclass(frozen=True, slots=True)
class PathIntervals:
    """Index of each construct on 0..100, and each path, with percentile intervals."""

    index: Mapping[str, Interval]
    paths: Mapping[Path, Interval]
    draws: int


def index_by_resampling(
    units: Units,
    blocks: Mapping[str, Sequence[int]],
    arrows: Sequence[Path],
    *,
    lowest: float,
    highest: float,
    scheme: Inner = centroid_scheme,
    draws: int = 500,
    confidence: float = 0.95,
    seed: int = SEED,
) -> PathIntervals:
    """Fit a path model of standardised items many times over, on customers drawn again [1]_.

    Parameters
    ----------
    units : Units
        Of complete answers to the items; customers where they answered several times.
    blocks, arrows, scheme
        As `fit_path_model` takes them.
    lowest, highest : float
        Ends of the items' scale, such as 1 and 10.
    draws, seed : int
        How often units are drawn, and the seed of the draws.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Raises
    ------
    ValueError
        As `fit_path_model`, and if fewer than 100 answered independently or most draws do not settle.

    References
    ----------
    .. [1] M. Tenenhaus, V. Esposito Vinzi, Y.-M. Chatelin and C. Lauro (2005), Comput. Statist. Data
       Anal. 48, 159-205; C. Fornell and others (1996), J. Marketing 60(4), 7-18.
    """
    if units.independent < FEWEST or not highest > lowest:
        raise ValueError(f"an index with intervals needs a scale and {FEWEST} customers, not {units.independent}")
    names = list(blocks)
    arrow_matrix, member = matrix_of_arrows(names, arrows), members_of(blocks, units.sums.shape[1])
    times = np.concatenate([units.times[None], drawn(units, draws, seed=seed)])
    covariances = covariances_of(units, times)
    correlation_of(covariances[0])  # refuses an item without variance
    kept = np.diagonal(covariances, axis1=1, axis2=2).min(axis=1) > 1e-12
    correlations = correlations_of(covariances)
    weights, settled = settled_weights(correlations, member, arrow_matrix, scheme, tolerance=1e-7, rounds=300)
    if not settled[0] or settled.mean() < 0.5:
        raise ValueError("the weights of the path model do not settle")
    sds = np.sqrt(np.diagonal(covariances[kept], axis1=1, axis2=2))
    index = _indices(weights / sds[:, :, None], means_of(units, times[kept]), lowest, highest)[settled]
    between = weights.swapaxes(1, 2) @ correlations @ weights
    paths = coefficients_of(between, arrow_matrix)[settled]
    method = f"PLS path model, Mode A, percentile interval of {len(paths) - 1} draws"

    def interval(values: Array) -> Interval:
        estimate = float(values[0])
        return percentile_interval(estimate, values[1:], n=units.n, method=method, confidence=confidence)

    place = {name: j for j, name in enumerate(names)}
    return PathIntervals(
        {name: interval(index[:, j]) for name, j in place.items()},
        {(a, b): interval(paths[:, place[a], place[b]]) for a, b in arrows},
        len(paths) - 1,
    )


def _indices(weights: Array, means: Array, lowest: float, highest: float) -> Array:
    """Put each construct of each draw on 0..100, `(m, b)`."""
    parts = weights / weights.sum(axis=1, keepdims=True)
    points = (parts * means[:, :, None]).sum(axis=1)
    return np.asarray(100 * (points - lowest) / (highest - lowest), dtype=np.float64)
