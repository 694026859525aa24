"""Draws that can be repeated: pure, the same list and the same seed give the same people."""

import hashlib
import random
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")


def simple(listed: Sequence[T], size: int, seed: int) -> list[T]:
    """Draw so many at random; everybody has the same chance."""
    return random.Random(seed).sample(list(listed), min(size, len(listed)))  # noqa: S311  repeatable on purpose


def stratified(listed: Sequence[T], strata: Sequence[Hashable], size: int, seed: int) -> list[T]:
    """Draw at random within each stratum, in proportion to its size; none is left out while there is room."""
    by_stratum: dict[str, list[T]] = defaultdict(list)
    for one, stratum in zip(listed, strata, strict=True):
        by_stratum[str(stratum)].append(one)
    shares = allot({name: len(found) for name, found in by_stratum.items()}, size)
    drawn: list[T] = []
    for name in sorted(by_stratum):
        chance = random.Random(f"{seed}/{name}")  # noqa: S311  repeatable on purpose
        drawn += chance.sample(by_stratum[name], shares[name])
    return drawn


def allot(sizes: dict[str, int], size: int) -> dict[str, int]:
    """Share a sample out in proportion, by largest remainders; one at least for each while there are enough."""
    total = sum(sizes.values())
    size = min(size, total)
    least = 1 if size >= len(sizes) else 0
    exact = {name: size * many / total for name, many in sizes.items()}
    shares = {name: min(sizes[name], max(least, int(exact[name]))) for name in sizes}
    order = sorted(sizes, key=lambda name: (int(exact[name]) - exact[name], name))
    while sum(shares.values()) < size:
        for name in order:
            if sum(shares.values()) < size and shares[name] < sizes[name]:
                shares[name] += 1
    while sum(shares.values()) > size:
        largest = max(shares, key=lambda name: (shares[name], name))
        shares[largest] -= 1
    return shares


def fingerprint(listed: Sequence[object]) -> str:
    """Name a list so that another one, or another order, shows."""
    return hashlib.sha256("\n".join(str(one) for one in listed).encode()).hexdigest()
