"""Columns out of the data files of the cases."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from heedful.stats.matrices import Array

ReadData = Callable[[str], list[dict[str, str]]]


def numbers(rows: Sequence[Mapping[str, str]], column: str) -> list[float]:
    """Give a column as numbers, `(n,)`."""
    return [float(row[column]) for row in rows]


def matrix(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> Array:
    """Give some columns as an array, `(n, p)`."""
    return np.array([[float(row[column]) for column in columns] for row in rows])


def named(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Give each value its name."""
    return dict(zip(names, values, strict=True))
