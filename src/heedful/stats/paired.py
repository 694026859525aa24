"""The same customers asked twice: their changes, not two samples."""

from collections.abc import Sequence
from math import fsum, sqrt

from heedful.stats.counts import binomial_at_most
from heedful.stats.distributions import t_critical_value, t_two_sided
from heedful.stats.results import Difference


def paired_difference(
    table: Sequence[Sequence[int]], values: Sequence[float], *, confidence: float = 0.95
) -> Difference:
    """Compare two answers of the same customers, by the t interval of their changes [1]_.

    Serves means with the points of the scale as values, recommend scores with -1, 0 and 1, and shares
    with 0 and 1.

    Parameters
    ----------
    table : sequence of sequence of int, (k, k)
        How many gave which first answer (rows) and which second one (columns).
    values : sequence of float, (k,)
        What each answer counts.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Difference
        First less second, in the unit of the values. Without width where all changed alike.

    Raises
    ------
    ValueError
        If the table is not square, a count is negative, or fewer than two answered twice.

    References
    ----------
    .. [1] G. W. Snedecor and W. G. Cochran (1989), Statistical Methods, 8th ed., ch. 6.
    """
    if len(table) != len(values) or any(len(row) != len(values) or min(row) < 0 for row in table):
        raise ValueError("a table of two answers has a row and a column for each value")
    n = sum(map(sum, table))
    if n < 2:
        raise ValueError(f"no spread of {n} changes")
    changes = [
        (a - b, count) for a, row in zip(values, table, strict=True) for b, count in zip(values, row, strict=True)
    ]
    mean = fsum(change * count for change, count in changes) / n
    error = sqrt(fsum(count * (change - mean) ** 2 for change, count in changes) / (n - 1) / n)
    half = t_critical_value(confidence, n - 1) * error
    p = t_two_sided(mean / error, n - 1) if error > 0 else float(mean == 0)
    return Difference(mean, mean - half, mean + half, n, "paired t", confidence, error, p)


def mcnemar_exact(only_first: int, only_second: int) -> float:
    """Give the exact two-sided p-value that a share changed in the same customers [1]_.

    Parameters
    ----------
    only_first, only_second : int
        Satisfied the first time but not the second, and the other way round.

    Returns
    -------
    float
        In [0, 1]; 1 where nobody changed.

    Raises
    ------
    ValueError
        If a count is negative.

    References
    ----------
    .. [1] Q. McNemar (1947), Psychometrika 12, 153-157.
    """
    if min(only_first, only_second) < 0:
        raise ValueError("counts are not negative")
    changed = only_first + only_second
    return min(1.0, 2 * binomial_at_most(min(only_first, only_second), changed, 0.5))
