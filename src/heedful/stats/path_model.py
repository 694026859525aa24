"""The satisfaction index: image, expectations, quality and value lead to satisfaction and loyalty.

Partial least squares path modelling, Mode A, from the covariances of the items alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heedful.stats.matrices import Array, correlation_of
from heedful.stats.path_weights import Inner, centroid_scheme, coefficients_of, settled_weights

Path = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PathModel:
    """A fitted path model.

    `paths` and their total effects `total` go from cause to effect; `r2` is the share of each effect's
    variance that its causes explain; `weights` and `loadings` are those of each item, in the order of
    the blocks; `construct_correlation` is `(b, b)` in the order of `constructs`.
    """

    constructs: tuple[str, ...]
    paths: Mapping[Path, float]
    total: Mapping[Path, float]
    r2: Mapping[str, float]
    weights: Mapping[str, tuple[float, ...]]
    loadings: Mapping[str, tuple[float, ...]]
    construct_correlation: tuple[tuple[float, ...], ...]
    method: str

    @property
    def average_variance_extracted(self) -> dict[str, float]:
        """Mean squared loading of each block."""
        return {name: float(np.mean(np.square(block))) for name, block in self.loadings.items()}

    @property
    def goodness_of_fit(self) -> float:
        """Geometric mean of the items' mean communality and the mean R2 (Tenenhaus and others, 2005)."""
        squares = [loading**2 for block in self.loadings.values() for loading in block]
        return float(np.sqrt(np.mean(squares) * np.mean(list(self.r2.values()))))


def fit_path_model(
    covariance: Array,
    blocks: Mapping[str, Sequence[int]],
    arrows: Sequence[Path],
    *,
    scheme: Inner = centroid_scheme,
    tolerance: float = 1e-10,
    rounds: int = 1000,
) -> PathModel:
    """Fit a path model by partial least squares, Mode A [1]_.

    Parameters
    ----------
    covariance : array, (p, p)
        Of the items; give the correlation matrix for standardised items.
    blocks : mapping of str to sequence of int
        The items (rows of the matrix) of each construct.
    arrows : sequence of (str, str)
        From cause to effect; without a circle.
    scheme : function
        `centroid_scheme`, `factorial_scheme` or `path_scheme`.
    tolerance : float
        Largest step of a weight at which to stop.
    rounds : int
        After how many rounds to give up.

    Returns
    -------
    PathModel
        Weights belong to the items in their unit, and give constructs of variance 1; the sign of a
        construct is that of most of its items.

    Raises
    ------
    ValueError
        If an item has no variance, a name is unknown, the arrows go round, or the fit does not settle.

    References
    ----------
    .. [1] M. Tenenhaus, V. Esposito Vinzi, Y.-M. Chatelin and C. Lauro (2005), Comput. Statist. Data
       Anal. 48, 159-205.
    """
    names = list(blocks)
    arrow_matrix = matrix_of_arrows(names, arrows)
    correlation_of(covariance)  # refuses an item without variance
    member = members_of(blocks, len(covariance))
    many, settled = settled_weights(covariance[None], member, arrow_matrix, scheme, tolerance=tolerance, rounds=rounds)
    if not settled.all():
        raise ValueError("the weights of the path model do not settle")
    weights = many[0]
    between = weights.T @ covariance @ weights
    cross = covariance @ weights / np.sqrt(np.diag(covariance))[:, None]
    coefficients = coefficients_of(between, arrow_matrix)
    effects = np.linalg.inv(np.eye(len(names)) - coefficients) - np.eye(len(names))
    explained = np.einsum("ij,ij->j", coefficients, between)
    reached = _reached(arrow_matrix)
    index = {name: j for j, name in enumerate(names)}
    items = {name: (list(blocks[name]), index[name]) for name in names}
    return PathModel(
        tuple(names),
        {(a, b): float(coefficients[index[a], index[b]]) for a, b in arrows},
        {(a, b): float(effects[index[a], index[b]]) for a in names for b in names if reached[index[a], index[b]]},
        {name: float(explained[index[name]]) for name in names if arrow_matrix[:, index[name]].any()},
        {name: tuple(weights[rows, j].tolist()) for name, (rows, j) in items.items()},
        {name: tuple(cross[rows, j].tolist()) for name, (rows, j) in items.items()},
        tuple(tuple(row) for row in between.tolist()),
        "PLS path model, Mode A",
    )


def members_of(blocks: Mapping[str, Sequence[int]], items: int) -> Array:
    """Mark which item belongs to which construct, `(items, b)`."""
    member = np.zeros((items, len(blocks)))
    for j, rows in enumerate(blocks.values()):
        member[list(rows), j] = 1
    return member


def matrix_of_arrows(names: Sequence[str], arrows: Sequence[Path]) -> Array:
    """Mark which construct leads to which, `(b, b)`.

    Raises
    ------
    ValueError
        If a name is unknown or the arrows go round.
    """
    index = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(names), len(names)))
    for cause, effect in arrows:
        if cause not in index or effect not in index:
            raise ValueError(f"no block for the arrow from {cause} to {effect}")
        matrix[index[cause], index[effect]] = 1
    if np.trace(_reached(matrix)) > 0:
        raise ValueError("the arrows go round in a circle")
    return matrix


def _reached(arrows: Array) -> Array:
    """Which constructs can be reached from which, by any number of arrows."""
    steps, found = arrows, arrows.copy()
    for _ in range(len(arrows)):
        steps = np.minimum(steps @ arrows, 1)
        found = np.maximum(found, steps)
    return np.asarray(found, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class SatisfactionIndex:
    """Index of a construct on 0..100, with the standard deviation between customers."""

    mean: float
    sd: float


def satisfaction_index(
    weights: Sequence[float], means: Sequence[float], covariance: Array, *, lowest: float, highest: float
) -> SatisfactionIndex:
    """Put a construct on 0..100: the weighted mean of its items on their scale [1]_.

    Parameters
    ----------
    weights : sequence of float, (k,)
        Of the raw items: those of standardised items over the items' standard deviations.
    means : sequence of float, (k,)
        Of the items, on the scale.
    covariance : array, (k, k)
        Of the items.
    lowest, highest : float
        Ends of the scale, such as 1 and 10.

    Raises
    ------
    ValueError
        If lengths differ, the scale has no length, or the weights add up to 0.

    References
    ----------
    .. [1] C. Fornell and others (1996), J. Marketing 60(4), 7-18.
    """
    parts = np.asarray(weights, dtype=np.float64)
    if len(parts) != len(means) or covariance.shape != (len(parts), len(parts)):
        raise ValueError("each item needs a weight, a mean and its covariances")
    if not highest > lowest or parts.sum() == 0:
        raise ValueError("an index needs a scale and weights that do not add up to 0")
    parts = parts / parts.sum()
    per_point = 100 / (highest - lowest)
    mean = per_point * (float(parts @ np.asarray(means)) - lowest)
    return SatisfactionIndex(mean, per_point * float(np.sqrt(parts @ covariance @ parts)))


@dataclass(frozen=True, slots=True)
class PathTest:
    """A path coefficient with its standard error, as of a regression on known constructs."""

    estimate: float
    standard_error: float
    t: float


def path_tests(model: PathModel, effect: str, n: int) -> dict[str, PathTest]:
    """Test the paths into one construct by least squares [1]_; resampling is surer, but needs the rows.

    Parameters
    ----------
    model : PathModel
        A fitted model.
    effect : str
        The construct that the paths lead to.
    n : int
        Customers behind it, more than the paths and one.

    Raises
    ------
    ValueError
        If no path leads there or n is too small.

    References
    ----------
    .. [1] M. Tenenhaus and others (2005), Comput. Statist. Data Anal. 48, 159-205.
    """
    causes = [cause for cause, to in model.paths if to == effect]
    left = n - len(causes) - 1
    if not causes or left < 1:
        raise ValueError(f"no paths to test into {effect} with {n} customers")
    rows = [model.constructs.index(cause) for cause in causes]
    between = np.asarray(model.construct_correlation)[np.ix_(rows, rows)]
    residual = (1 - model.r2[effect]) / left
    errors = np.sqrt(residual * np.diag(np.linalg.inv(between)))
    found = {}
    for cause, error in zip(causes, errors.tolist(), strict=True):
        estimate = model.paths[cause, effect]
        found[cause] = PathTest(estimate, error, estimate / error)
    return found
