"""Chi-square tests of tables of counts: whether the groups answer alike."""

from collections.abc import Sequence
from math import fsum

from heedful.stats.distributions import chi_square_above
from heedful.stats.results import TestResult


def chi_square_of_table(table: Sequence[Sequence[int]]) -> TestResult:
    """Test whether rows and columns of a table hang together, by Pearson's chi-square [1]_.

    Parameters
    ----------
    table : sequence of sequence of int, (r, c)
        Counts, r >= 2 and c >= 2; a row or column without any count is left out.

    Returns
    -------
    TestResult
        With (r - 1) (c - 1) degrees of freedom.

    Raises
    ------
    ValueError
        If the rows differ in length, a count is negative, or too little is left to compare.

    References
    ----------
    .. [1] K. Pearson (1900), Phil. Mag. 50, 157-175.
    """
    if len({len(row) for row in table}) != 1 or min(min(row, default=-1) for row in table) < 0:
        raise ValueError("a table has rows of one length, with counts that are not negative")
    rows = [sum(row) for row in table if sum(row)]
    columns = [sum(column) for column in zip(*table, strict=True) if sum(column)]
    n, df = sum(rows), (len(rows) - 1) * (len(columns) - 1)
    if min(len(rows), len(columns)) < 2:
        raise ValueError("nothing to compare: fewer than two rows or columns have counts")
    kept = [count for row in table if sum(row) for count in _without_empty(row, table)]
    expected = [r * c / n for r in rows for c in columns]
    statistic = fsum((o - e) ** 2 / e for o, e in zip(kept, expected, strict=True))
    return TestResult(statistic, df, chi_square_above(statistic, df), n, "Pearson chi-square (1900)")


def _without_empty(row: Sequence[int], table: Sequence[Sequence[int]]) -> list[int]:
    return [count for count, column in zip(row, zip(*table, strict=True), strict=True) if sum(column)]


def equal_shares(successes: Sequence[int], n: Sequence[int]) -> TestResult:
    """Test whether several independent shares are equal, without a correction for continuity [1]_.

    Parameters
    ----------
    successes, n : sequence of int, (k,)
        Answers that count, and all valid answers, of each group; k >= 2.

    Returns
    -------
    TestResult
        Chi-square with k - 1 degrees of freedom; 0 where all or none succeed.

    Raises
    ------
    ValueError
        If a count is out of range, or fewer than two groups have answers.

    References
    ----------
    .. [1] J. L. Fleiss (1981), Statistical Methods for Rates and Proportions, 2nd ed., ch. 9.
    """
    pairs = list(zip(successes, n, strict=True))
    if len(pairs) < 2 or any(not (0 <= x <= m and m >= 1) for x, m in pairs):
        raise ValueError("each of two or more groups needs answers, and successes among them")
    if sum(successes) in (0, sum(n)):
        return TestResult(0.0, len(pairs) - 1, 1.0, sum(n), "Pearson chi-square (1900)")
    return chi_square_of_table([[x, m - x] for x, m in pairs])


def yates_test(successes1: int, n1: int, successes2: int, n2: int) -> TestResult:
    """Test whether two shares are equal, with Yates's correction for continuity [1]_.

    Parameters
    ----------
    successes1, n1, successes2, n2 : int
        Answers that count and all valid answers, of each sample.

    Returns
    -------
    TestResult
        Chi-square with one degree of freedom.

    Raises
    ------
    ValueError
        If a count is out of range.

    References
    ----------
    .. [1] F. Yates (1934), Suppl. J. R. Statist. Soc. 1, 217-235.
    """
    if not (n1 >= 1 and n2 >= 1 and 0 <= successes1 <= n1 and 0 <= successes2 <= n2):
        raise ValueError(f"no shares of {successes1} in {n1} and {successes2} in {n2}")
    n, method = n1 + n2, "chi-square, Yates (1934)"
    both = (successes1 + successes2) / n
    if both in (0, 1):
        return TestResult(0.0, 1, 1.0, n, method)
    off = abs(successes1 - n1 * both)
    off = max(0.0, off - 0.5)
    statistic = off**2 * (1 / n1 + 1 / n2) / (both * (1 - both))
    return TestResult(statistic, 1, chi_square_above(statistic, 1), n, method)
