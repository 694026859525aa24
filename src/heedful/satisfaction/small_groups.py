"""Which figures are not shown because too few people stand behind them: one rule for pages, exports and commands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

FEWEST = 5
FEWEST_COMMENTS = 10
WHOLE = "*"
"""Stands for all rows, or all columns: the margins of a table are shown too."""
Place = tuple[Any, Any]
"""Row and column."""


def hidden_cells(table: Mapping[Place, int], *, fewest: int = FEWEST) -> frozenset[Place]:
    """Choose the cells of a table with margins that are not shown, so that none can be worked out from the others.

    A cell with 1 to 4 answers is hidden. Where the hidden ones of a row or a column are a single cell, or are fewer
    than five answers together, the next smallest is hidden with them: the total would give them away.

    Parameters
    ----------
    table : mapping of (row, column) to int
        Answers of each cell, without the margins; these are added up here.

    Returns
    -------
    frozenset of (row, column)
        Cells not shown; `WHOLE` stands for a margin.
    """
    full: dict[Place, int] = defaultdict(int)
    for (row, column), n in table.items():
        full[row, column] += n
        full[WHOLE, column] += n
        full[row, WHOLE] += n
        full[WHOLE, WHOLE] += n
    hidden = {cell for cell, n in full.items() if 0 < n < fewest}
    lines = _lines(full)
    changed = True
    while changed:
        changed = False
        for line in lines:
            if (more := _next(line, full, hidden, fewest)) is not None:
                hidden.add(more)
                changed = True
    return frozenset(hidden)


def _lines(cells: Iterable[Place]) -> list[list[Place]]:
    """Group cells by the totals that stand over them: by row, by column, and the margins themselves."""
    groups: dict[tuple[int, Any], list[Place]] = defaultdict(list)
    for row, column in cells:
        if column != WHOLE:
            groups[0, row].append((row, column))
        if row != WHOLE:
            groups[1, column].append((row, column))
    return list(groups.values())


def _next(
    line: list[Place],
    full: Mapping[Place, int],
    hidden: set[Place],
    fewest: int,
) -> Place | None:
    """Give the next cell of a line to hide, if what is hidden could be worked out."""
    covered = [cell for cell in line if cell in hidden]
    if not covered or (len(covered) > 1 and sum(full[cell] for cell in covered) >= fewest):
        return None
    rest = [cell for cell in line if cell not in hidden and full[cell] > 0]
    return min(rest, key=lambda cell: (full[cell], str(cell)), default=None)
