"""Many rows of one table made from values, without looking each name up again for each row."""

import os
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from heedful.core.models import Row

AnyRow = TypeVar("AnyRow", bound=Row)
_newest = 0


def ordered_id() -> uuid.UUID:
    """Give an id that nobody can guess, after all given before (UUID version 7).

    Random ids would scatter a million rows over every page of each index, and each page is written again and again.
    """
    global _newest
    _newest = max(_newest + 1, time.time_ns() * 4096 // 1_000_000)  # steps of 1/4096 ms
    chance = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return uuid.UUID(int=_newest >> 12 << 80 | 7 << 76 | (_newest & 0xFFF) << 64 | 2 << 62 | chance)


def maker(model: type[AnyRow], names: Sequence[str]) -> Callable[..., AnyRow]:
    """Give a function that makes a new row of these columns' values, in this order; the others have their defaults."""
    fields = model._meta.concrete_fields
    places = {field.attname: place for place, field in enumerate(fields)}
    empty = [None if field.has_default() else field.get_default() for field in fields]
    fresh = [(place, field.get_default) for place, field in enumerate(fields) if field.has_default()]
    at = [places[name] for name in names]
    own = places["id"]
    fresh = [(place, default) for place, default in fresh if place not in (own, *at)]

    def make(*values: Any) -> AnyRow:
        row = empty.copy()
        row[own] = ordered_id()
        for place, default in fresh:
            row[place] = default()
        for place, value in zip(at, values, strict=True):
            row[place] = value
        return model(*row)

    return make
