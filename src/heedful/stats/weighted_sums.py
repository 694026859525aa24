"""Weighted means from sums that can be added up: weighted histograms, and cells of all weighting variables."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from heedful.stats.distributions import critical_value
from heedful.stats.weighting import WeightedMean


def weighted_mean_of_sums(
    n: Sequence[int], weights: Sequence[float], squared: Sequence[float], values: Sequence[float], *,
    confidence: float = 0.95,
) -> WeightedMean:  # fmt: skip
    """Do as `weighted_mean` from a weighted histogram, which may have been added up [1]_.

    Parameters
    ----------
    n, weights, squared : sequence, (k,)
        Of each point of the scale: its answers, the sum of their weights, and that of the weights squared.
    values : sequence of float, (k,)
        The points; -1, 0 and 1 of detractors, passives and promoters give the weighted recommend score.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If lengths differ, there are fewer than two answers, or the weights are out of range.

    References
    ----------
    .. [1] C.-E. Sarndal, B. Swensson and J. Wretman (1992), Model Assisted Survey Sampling, 5.7.
    """
    mean = _mean_of(weights, [w * y for w, y in zip(weights, values, strict=True)])
    off = fsum(ww * (y - mean) ** 2 for ww, y in zip(squared, values, strict=True))
    return _of_sums(sum(n), fsum(weights), fsum(squared), mean, off, "weighted, linearised", confidence)


@dataclass(frozen=True, slots=True)
class CellSums:
    """Answers of one cell of the table of all weighting variables: their number, sum and sum of squares."""

    n: int
    total: float
    squares: float

    def around(self, mean: float) -> float:
        """Sum of squared distances from a mean."""
        return self.squares - 2 * mean * self.total + self.n * mean * mean


def weighted_mean_of_cells(
    cells: Sequence[CellSums], weights: Sequence[float], *, confidence: float = 0.95
) -> WeightedMean:
    """Do as `weighted_mean` where all answers of a cell bear one weight, as after raking [1]_.

    Parameters
    ----------
    cells : sequence of CellSums, (k,)
        Of the values.
    weights : sequence of float, (k,)
        The weight of an answer of each cell. Raking the cells' numbers as if each cell were one respondent
        gives their sums: divide by the number.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If lengths differ, there are fewer than two answers, or the weights are out of range.

    References
    ----------
    .. [1] C.-E. Sarndal, B. Swensson and J. Wretman (1992), Model Assisted Survey Sampling, 5.7.
    """
    pairs = list(zip(cells, weights, strict=True))
    sums = [w * cell.n for cell, w in pairs]
    mean = _mean_of(sums, [w * cell.total for cell, w in pairs])
    off = fsum(w * w * cell.around(mean) for cell, w in pairs)
    squared = fsum(w * w * cell.n for cell, w in pairs)
    return _of_sums(sum(c.n for c in cells), fsum(sums), squared, mean, off, "weighted, linearised", confidence)


def post_stratified_mean(
    cells: Sequence[CellSums], totals: Sequence[float], *, confidence: float = 0.95
) -> WeightedMean:
    """Estimate a mean from cells weighted to their totals in the frame, with the error that this leaves [1]_.

    What lies between the cells is known from the frame and adds nothing to the error.

    Parameters
    ----------
    cells : sequence of CellSums, (k,)
        Of the values.
    totals : sequence of float, (k,)
        How many of the frame are in each cell.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If lengths differ, there are fewer than two answers, or a cell with a total has no answer.

    References
    ----------
    .. [1] D. Holt and T. M. F. Smith (1979), J. R. Statist. Soc. A 142, 33-46; T. Lumley (2010),
       Complex Surveys, 7.2.
    """
    pairs = list(zip(cells, totals, strict=True))
    if any(total > 0 and not cell.n for cell, total in pairs):
        raise ValueError("nobody answered of a cell: put cells together")
    used = [(cell, total / cell.n) for cell, total in pairs if cell.n]
    mean = _mean_of([w * cell.n for cell, w in used], [w * cell.total for cell, w in used])
    off = fsum(w * w * max(0.0, cell.around(cell.total / cell.n)) for cell, w in used)
    squared = fsum(w * w * cell.n for cell, w in used)
    return _of_sums(
        sum(c.n for c in cells), fsum(totals), squared, mean, off, "post-stratified, linearised", confidence
    )


def _mean_of(weights: Sequence[float], parts: Sequence[float]) -> float:
    if min(weights, default=-1) < 0 or fsum(weights) <= 0:
        raise ValueError("weights are not negative, and not all 0")
    return fsum(parts) / fsum(weights)


def _of_sums(
    n: int, whole: float, squared: float, mean: float, off: float, method: str, confidence: float
) -> WeightedMean:
    """Give a weighted mean its interval, from what lies off it."""
    if n < 2:
        raise ValueError("a weighted mean needs two values or more")
    error = sqrt(n / (n - 1) * max(0.0, off)) / whole
    half = critical_value(confidence) * error
    effect = n * squared / whole**2
    return WeightedMean(mean, mean - half, mean + half, n, method, confidence, error, effect, n / effect)
