"""What lifts satisfaction, on an ordered scale: the proportional odds model, from counts."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_UNKNOWN = 100.0  # log odds: an error as large as this means that the likelihood never turns down
_SEPARATED = "the likelihood has no maximum: some predictor separates the answers"


@dataclass(frozen=True, slots=True)
class OddsModel:
    """Fitted model logit P(answer <= k) = threshold_k - x'b.

    `coefficients` `(p,)` are log odds ratios of a higher answer, `thresholds` `(k - 1,)` rise; the
    standard errors follow the same shapes. `n` is the sum of the counts.
    """

    coefficients: tuple[float, ...]
    thresholds: tuple[float, ...]
    coefficient_errors: tuple[float, ...]
    threshold_errors: tuple[float, ...]
    deviance: float
    n: float
    method: str


class _Data(NamedTuple):
    upper: Array  # (n, q), what the upper bound of the answer's cell depends on
    lower: Array  # (n, q), the lower bound
    has_upper: Array
    has_lower: Array
    counts: Array


def proportional_odds(predictors: Array, answers: NDArray[np.int_], counts: Array, *, levels: int) -> OddsModel:
    """Fit the proportional odds model by maximum likelihood [1]_.

    Parameters
    ----------
    predictors : array, (n, p)
        Of each pattern, without a constant column; classes as 0/1 columns against a reference.
    answers : array of int, (n,)
        The answer, 0 ... levels - 1.
    counts : array, (n,)
        How many gave it; not negative.
    levels : int
        Points of the scale, each answered at least once.

    Returns
    -------
    OddsModel
        With standard errors from the observed information.

    Raises
    ------
    ValueError
        If shapes differ, a level is never answered, or the likelihood has no maximum (separation).

    References
    ----------
    .. [1] P. McCullagh (1980), J. R. Statist. Soc. B 42, 109-142.
    """
    if not (len(predictors) == len(answers) == len(counts)) or levels < 2 or counts.min() < 0:
        raise ValueError("predictors, answers and counts need one row each")
    shares = np.bincount(answers, weights=counts, minlength=levels)
    if len(shares) != levels or shares.min() <= 0:
        raise ValueError("each level of the scale must have been answered")
    used = counts > 0
    data = _arranged(predictors[used], answers[used], counts[used], levels)
    below = np.cumsum(shares)[:-1] / shares.sum()
    start = np.concatenate([np.log(below / (1 - below)), np.zeros(predictors.shape[1])])
    fitted, information = _climb(start, data)
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    reach = np.concatenate([np.ones(levels - 1), np.ptp(predictors, axis=0)])
    if np.any(errors * reach > _UNKNOWN):
        raise ValueError(_SEPARATED)
    cut = levels - 1
    return OddsModel(
        tuple(fitted[cut:].tolist()),
        tuple(fitted[:cut].tolist()),
        tuple(errors[cut:].tolist()),
        tuple(errors[:cut].tolist()),
        -2 * _log_likelihood(fitted, data),
        float(counts.sum()),
        "proportional odds, maximum likelihood (1980)",
    )


def _arranged(predictors: Array, answers: NDArray[np.int_], counts: Array, levels: int) -> _Data:
    steps = np.eye(levels - 1)
    none = np.zeros((1, levels - 1))
    upper = np.hstack([np.vstack([steps, none])[answers], -predictors])
    lower = np.hstack([np.vstack([none, steps])[answers], -predictors])
    has_upper, has_lower = (answers < levels - 1).astype(float), (answers > 0).astype(float)
    return _Data(upper, lower, has_upper, has_lower, counts)


def _logistic(x: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(x / 2)), dtype=np.float64)


def _cells(parameters: Array, data: _Data) -> tuple[Array, Array, Array]:
    """Give the cumulative chances above and below each answer, and the chance of the answer."""
    above = np.where(data.has_upper > 0, _logistic(data.upper @ parameters), 1.0)
    below = np.where(data.has_lower > 0, _logistic(data.lower @ parameters), 0.0)
    return above, below, above - below


def _log_likelihood(parameters: Array, data: _Data) -> float:
    chance = _cells(parameters, data)[2]
    return float(data.counts @ np.log(chance)) if chance.min() > 0 else float("-inf")


def _slopes(parameters: Array, data: _Data) -> tuple[Array, Array]:
    """Give gradient and observed information of the log-likelihood."""
    above, below, chance = _cells(parameters, data)
    density_above, density_below = above * (1 - above), below * (1 - below)
    first = (data.upper * density_above[:, None] - data.lower * density_below[:, None]) / chance[:, None]
    gradient = data.counts @ first
    bend_above = data.counts * density_above * (1 - 2 * above) / chance
    bend_below = data.counts * density_below * (1 - 2 * below) / chance
    information = (first * data.counts[:, None]).T @ first
    information -= (data.upper * bend_above[:, None]).T @ data.upper
    information += (data.lower * bend_below[:, None]).T @ data.lower
    return gradient, information


def _climb(parameters: Array, data: _Data) -> tuple[Array, Array]:
    """Climb to the maximum by Newton's steps, halved where they overshoot."""
    height = _log_likelihood(parameters, data)
    for _ in range(100):
        gradient, information = _slopes(parameters, data)
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError as error:
            raise ValueError("predictors that depend on each other, or separate the answers") from error
        if gradient @ step < 1e-16 * max(1.0, abs(height)):
            return parameters, information
        while (higher := _log_likelihood(parameters + step, data)) < height - 1e-9 and np.abs(step).max() > 1e-12:
            step /= 2
        parameters, height = parameters + step, higher
    raise ValueError(_SEPARATED)
