"""The few causes behind most of the complaints."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """One cause: its count, the count so far, and both as shares in [0, 1]."""

    name: str
    count: int
    cumulative: int
    share: float
    cumulative_share: float


def pareto(counts: Mapping[str, int]) -> tuple[ParetoRow, ...]:
    """Sort causes by their counts, and add up [1]_.

    Where a comment has several themes, these are shares of mentions, not of comments.

    Parameters
    ----------
    counts : mapping of str to int
        Not negative; of equal counts, the one given first stays first.

    Raises
    ------
    ValueError
        If a count is negative or there is nothing to count.

    References
    ----------
    .. [1] J. M. Juran (1951), Quality Control Handbook.
    """
    whole = sum(counts.values())
    if whole <= 0 or min(counts.values()) < 0:
        raise ValueError("nothing to count, or a negative count")
    rows, so_far = [], 0
    for name, count in sorted(counts.items(), key=lambda item: -item[1]):
        so_far += count
        rows.append(ParetoRow(name, count, so_far, count / whole, so_far / whole))
    return tuple(rows)
