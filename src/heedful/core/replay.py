"""Rows made again from the history."""

import json
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.db import models

from heedful.core.models import Entry, Row
from heedful.core.registry import row_models

ERASED = "[erased]"


@cache
def _readers(model: type[Row]) -> list[tuple[str, Callable[[Any], Any], Any]]:
    """Say how each column is read back, and what stands there after an erasure."""
    readers = []
    for field in model._meta.concrete_fields:
        if field.name in ("id", "version"):
            continue
        target: Any = field
        while target.remote_field:
            target = target.target_field
        text = isinstance(field, (models.CharField, models.TextField))
        erased = (ERASED if text else None) if field.name in model.personal else None
        readers.append((field.attname, target.to_python, erased))
    return readers


def row_from(entry: Entry) -> Row:
    """Make the row as it stood after an entry."""
    model = row_models()[entry.kind]
    state: dict[str, Any] = json.loads(bytes(entry.body))["state"]
    if entry.personal_body is not None:
        state |= json.loads(bytes(entry.personal_body))["state"]
    values = {name: read(state[name]) if name in state else erased for name, read, erased in _readers(model)}
    row = model(id=entry.object, version=entry.n, **values)
    row._state.adding = False
    return row


def newest(entries: models.QuerySet[Entry]) -> Iterator[Entry]:
    """Give each object's last entry among these, but for objects that were removed."""
    last = entries.filter(object=models.OuterRef("object")).order_by("-n").values("n")[:1]
    for entry in entries.filter(n=models.Subquery(last)).iterator(chunk_size=2000):
        if not entry.act.endswith(".removed"):
            yield entry


def differences(kinds: set[str] | None = None) -> list[str]:
    """Hold today, rebuilt from the history, against the live tables; name every row that differs."""
    wrong: list[str] = []
    for kind, model in row_models().items():
        if kinds is not None and kind not in kinds:
            continue
        rebuilt: dict[uuid.UUID, Row] = {e.object: row_from(e) for e in newest(Entry.objects.filter(kind=kind))}
        for row in model._base_manager.all().iterator(chunk_size=2000):
            twin = rebuilt.pop(row.pk, None)
            if twin is None:
                wrong.append(f"{row.ref} has no entry")
            elif twin.version != row.version or twin.compartments() != row.compartments():
                wrong.append(f"{row.ref} is not what its newest entry says")
        wrong += [f"{kind}/{pk} is missing from its table" for pk in rebuilt]
    return wrong
