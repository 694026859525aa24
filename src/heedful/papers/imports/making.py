"""Many rows of one table made from values, without looking each name up again for each row."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from heedful.core.models import Row

AnyRow = TypeVar("AnyRow", bound=Row)


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
        row[own] = uuid.uuid4()
        for place, default in fresh:
            row[place] = default()
        for place, value in zip(at, values, strict=True):
            row[place] = value
        return model(*row)

    return make
