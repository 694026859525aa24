"""Do two people code the same comments alike: kappa, weighted kappa and Krippendorff's alpha."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from math import fsum, sqrt

from heedful.stats.distributions import critical_value
from heedful.stats.results import Interval

Table = Sequence[Sequence[float]]


def _shares(table: Table) -> tuple[list[list[float]], list[float], list[float]]:
    whole = fsum(fsum(row) for row in table)
    if not table or any(len(row) != len(table) for row in table) or whole <= 0:
        raise ValueError("agreement needs a square table with counts")
    if min(min(row) for row in table) < 0:
        raise ValueError("counts are not negative")
    cells = [[cell / whole for cell in row] for row in table]
    return cells, [fsum(row) for row in cells], [fsum(column) for column in zip(*cells, strict=True)]


def cohen_kappa(table: Table, *, n: int | None = None, confidence: float = 0.95) -> Interval:
    """Estimate the agreement of two coders beyond chance [1]_, with its large-sample interval [2]_.

    Parameters
    ----------
    table : sequence of sequence of float, (k, k)
        First coder's codes in rows, second's in columns; counts, or shares where `n` is given.
    n : int, optional
        Comments coded; the sum of the table where not given.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    Interval
        1 for full agreement, 0 for chance; the bounds are clipped to [-1, 1].

    Raises
    ------
    ValueError
        If the table is not square or empty, or both coders used one code only.

    References
    ----------
    .. [1] J. Cohen (1960), Educ. Psychol. Meas. 20, 37-46.
    .. [2] J. L. Fleiss, J. Cohen and B. S. Everitt (1969), Psychol. Bull. 72, 323-327.
    """
    cells, rows, columns = _shares(table)
    k, comments = len(cells), n if n is not None else round(fsum(fsum(row) for row in table))
    seen = fsum(cells[i][i] for i in range(k))
    chance = fsum(rows[i] * columns[i] for i in range(k))
    if chance >= 1 or comments < 1:
        raise ValueError("no agreement beyond chance where all have one code")
    kappa = (seen - chance) / (1 - chance)
    on = fsum(cells[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in range(k))
    off = fsum(cells[i][j] * (columns[i] + rows[j]) ** 2 for i in range(k) for j in range(k) if i != j)
    variance = on + (1 - kappa) ** 2 * off - (kappa - chance * (1 - kappa)) ** 2
    half = critical_value(confidence) * sqrt(max(0.0, variance) / comments) / (1 - chance)
    low, high = max(-1.0, kappa - half), min(1.0, kappa + half)
    return Interval(kappa, low, high, comments, "Cohen kappa (1960)", confidence)


def weighted_kappa(table: Table) -> float:
    """Give the agreement of two coders on an ordered scale, with quadratic weights [1]_.

    Parameters
    ----------
    table : sequence of sequence of float, (k, k)
        First coder's codes in rows, second's in columns, in the order of the scale.

    Returns
    -------
    float
        1 for full agreement, 0 for chance.

    Raises
    ------
    ValueError
        If the table is not square or empty, or both coders used one code only.

    References
    ----------
    .. [1] J. Cohen (1968), Psychol. Bull. 70, 213-220.
    """
    cells, rows, columns = _shares(table)
    places = [(i, j) for i in range(len(cells)) for j in range(len(cells))]
    expected = fsum((i - j) ** 2 * rows[i] * columns[j] for i, j in places)
    if expected == 0:
        raise ValueError("no agreement beyond chance where all have one code")
    return 1 - fsum((i - j) ** 2 * cells[i][j] for i, j in places) / expected


def _alpha(units: Sequence[Sequence[float]], distance: Callable[[float, float], float]) -> float:
    paired = [unit for unit in units if len(unit) >= 2]
    values = Counter(value for unit in paired for value in unit)
    n = values.total()
    seen = fsum(fsum(distance(a, b) for a in unit for b in unit) / (len(unit) - 1) for unit in paired) / max(n, 1)
    pairs = fsum(values[a] * values[b] * distance(a, b) for a in values for b in values)
    if pairs == 0:
        raise ValueError("no agreement beyond chance where all have one code")
    return 1 - seen * (n - 1) * n / pairs


def krippendorff_nominal(units: Sequence[Sequence[Hashable]]) -> float:
    """Give the agreement of any number of coders on codes without order [1]_.

    Parameters
    ----------
    units : sequence of sequences
        For each comment, the codes it was given, as many as coders saw it; those with one are left out.

    Returns
    -------
    float
        1 for full agreement, 0 for chance.

    Raises
    ------
    ValueError
        If no comment has two codes, or all codes are one.

    References
    ----------
    .. [1] K. Krippendorff (2013), Content Analysis, 3rd ed., ch. 12.
    """
    numbers: dict[Hashable, float] = {}
    coded = [[numbers.setdefault(code, float(len(numbers))) for code in unit] for unit in units]
    return _alpha(coded, lambda a, b: float(a != b))


def krippendorff_interval(units: Sequence[Sequence[float]]) -> float:
    """Give the agreement of any number of coders on an interval scale [1]_.

    Takes numbers where `krippendorff_nominal` takes codes; gives and raises the same.

    References
    ----------
    .. [1] K. Krippendorff (2013), Content Analysis, 3rd ed., ch. 12.
    """
    return _alpha(units, lambda a, b: (a - b) ** 2)
