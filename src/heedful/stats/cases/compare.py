"""Holding computed figures against expected ones, leaf by leaf."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A number passes when it is off by at most `absolute` + `relative` x |expected|."""

    absolute: float = 0.0
    relative: float = 0.0

    def allows(self, expected: float, got: float) -> bool:
        """Whether a figure is near enough; NaN never is."""
        return abs(got - expected) <= self.absolute + self.relative * abs(expected)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One figure that is not as expected; `path` leads to it, such as `segments[2].low`."""

    path: str
    expected: Any
    got: Any


MISSING = "(missing)"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def leaves(expected: Any) -> int:
    """Count the figures that there are to compare."""
    if isinstance(expected, Mapping):
        return sum(leaves(value) for value in expected.values())
    if isinstance(expected, list):
        return sum(leaves(value) for value in expected) or 1
    return 1


def mismatches(expected: Any, got: Any, tolerance: Tolerance, path: str = "") -> Iterator[Mismatch]:
    """Give every leaf that is off. Mappings may hold more than expected; lists are of one length.

    Booleans, texts and lists of whole numbers must be equal; all other numbers may be off by the
    tolerance.
    """
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            inner = got.get(key, MISSING) if isinstance(got, Mapping) else MISSING
            yield from mismatches(value, inner, tolerance, f"{path}.{key}" if path else str(key))
    elif isinstance(expected, list):
        yield from _of_list(expected, got, tolerance, path)
    elif _is_number(expected) and _is_number(got):
        if not tolerance.allows(expected, got):
            yield Mismatch(path, expected, got)
    elif type(expected) is not type(got) or expected != got:
        yield Mismatch(path, expected, got)


def _of_list(expected: list[Any], got: Any, tolerance: Tolerance, path: str) -> Iterator[Mismatch]:
    if not isinstance(got, Sequence) or isinstance(got, str) or len(got) != len(expected):
        yield Mismatch(path, expected, got)
        return
    whole = all(isinstance(value, int) for value in expected)
    for i, (value, inner) in enumerate(zip(expected, got, strict=True)):
        yield from mismatches(value, inner, Tolerance() if whole else tolerance, f"{path}[{i}]")
