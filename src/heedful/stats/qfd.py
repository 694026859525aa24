"""The house of quality: from what customers want to what we must be good at."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TechnicalImportance:
    """Importance of each technical requirement, `(m,)` each; `rank` 1 is the most important, ties share."""

    absolute: tuple[float, ...]
    relative: tuple[float, ...]
    rank: tuple[int, ...]


def house_of_quality(importance: Sequence[float], relationship: Sequence[Sequence[float]]) -> TechnicalImportance:
    """Carry the importance of wishes over to technical requirements [1]_.

    The 9-3-1 of the relationships are an order, used as numbers: look how the ranks bear a change.

    Parameters
    ----------
    importance : sequence of float, (n,)
        Of each wish; not negative.
    relationship : sequence of sequence of float, (n, m)
        How strongly each requirement serves each wish, usually 9, 3, 1 or 0.

    Raises
    ------
    ValueError
        If shapes differ or nothing relates.

    References
    ----------
    .. [1] J. R. Hauser and D. Clausing (1988), Harvard Bus. Rev. 66(3), 63-73.
    """
    if len(importance) != len(relationship) or len({len(row) for row in relationship}) != 1:
        raise ValueError("one row of relationships, all of one length, for each wish")
    columns = zip(*relationship, strict=True)
    absolute = [sum(i * r for i, r in zip(importance, column, strict=True)) for column in columns]
    whole = sum(absolute)
    if whole <= 0:
        raise ValueError("no requirement serves any wish")
    rank = tuple(1 + sum(other > value for other in absolute) for value in absolute)
    return TechnicalImportance(tuple(absolute), tuple(value / whole for value in absolute), rank)


def planned_importance(
    importance: Sequence[float],
    now: Sequence[float],
    target: Sequence[float],
    sales_point: Sequence[float],
) -> tuple[float, ...]:
    """Weigh wishes by how far we want to go: importance x target / now x sales point, `(n,)` each [1]_.

    Raises
    ------
    ValueError
        If lengths differ or a present rating is not positive.

    References
    ----------
    .. [1] Y. Akao (1990), Quality Function Deployment, ch. 1.
    """
    if min(now, default=0) <= 0:
        raise ValueError("the present rating of a wish is positive")
    rows = zip(importance, now, target, sales_point, strict=True)
    return tuple(i * goal / present * point for i, present, goal, point in rows)
