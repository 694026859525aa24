"""How values are given to the database when very many rows come in: the fields' own way, without its detours."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections, models

Adapter = Callable[[Any], Any]

_PLAIN: tuple[tuple[type[models.Field[Any, Any]], type, Adapter], ...] = (
    (models.UUIDField, uuid.UUID, lambda value: value.hex),
    (models.DateTimeField, type(None), lambda value: value),
    (models.DateField, datetime.date, lambda value: value.isoformat()),
    (models.CharField, str, lambda value: value),
    (models.TextField, str, lambda value: value),
    (models.BooleanField, bool, lambda value: value),
    (models.IntegerField, int, lambda value: value),
)
"""What SQLite takes as it is, or nearly: by kind of field, and the one type of value for which that holds."""


def adapters(fields: Sequence[Any]) -> list[tuple[str, Adapter]]:
    """Say for each column how its value is given to this database."""
    live = connections[connection.alias]  # not the proxy, which is looked up again for every value
    return [(field.attname, _adapter(field, live)) for field in fields]


def _adapter(field: Any, live: Any) -> Adapter:
    """Choose the short way where value and column are plain, and the field's own everywhere else."""
    own = field.get_db_prep_save
    target = field
    while target.remote_field:
        target = target.target_field
    short = next((found for found in _PLAIN if isinstance(target, found[0])), None)
    if live.vendor != "sqlite" or short is None:
        return lambda value: own(value, live)
    _, plain, give = short

    def adapt(value: Any) -> Any:
        if value is None:
            return None
        return give(value) if type(value) is plain else own(value, live)

    return adapt
