"""What the history tells a reader: the newest entries, and how a row came to be what it is."""

import datetime
import json
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db.models import QuerySet

from heedful.core import past
from heedful.core.models import Entry
from heedful.core.past_view import as_at
from heedful.core.registry import row_models
from heedful.core.replay import ERASED

HEAD_ONLY = ("bytes", "salt", "body", "personal_salt", "personal_body")


@dataclass(frozen=True)
class Change:
    """One field of a row, as it was and as it became."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Version:
    """A row as one entry left it: the entry, what changed, and the reason and facts given."""

    entry: Entry
    changes: tuple[Change, ...]
    facts: tuple[tuple[str, Any], ...] = ()
    reason: str = ""


def known() -> QuerySet[Entry]:
    """Give the entries that were there on the day looked at; read them inside `past.live()`."""
    day = as_at.get()
    return Entry.objects.all() if day is None else Entry.objects.filter(t__lt=past.end_of(day))


def newest(
    *,
    kind: str = "",
    act: str = "",
    by: str = "",
    first: datetime.datetime | None = None,
    last: datetime.datetime | None = None,
    before: int | None = None,
    many: int = 50,
) -> list[Entry]:
    """List the newest entries, without their bodies; `before` is the serial from which to go back further."""
    with past.live():
        found = known().defer(*HEAD_ONLY)
        if act:
            found = found.filter(act=act)
        elif kind:
            found = found.filter(kind=kind)
        if by:
            found = found.filter(by=by) if "/" in by or by == "public" else found.filter(by__startswith=f"{by}/")
        if first:
            found = found.filter(t__gte=first)
        if last:
            found = found.filter(t__lt=last)
        if before:
            found = found.filter(serial__lt=before)
        return list(found.order_by("-serial")[:many])


def length() -> tuple[int, datetime.datetime | None]:
    """Say how many entries there are, and when the newest was written."""
    with past.live():
        last = known().order_by("-serial").values_list("serial", "position", "t").first()
    return (last[1] or last[0], last[2]) if last else (0, None)


def versions(kind: str, pk: Any, *, before: int | None = None, many: int = 50) -> list[Version]:
    """List a row's versions, newest first, each with what changed against the one before."""
    with past.live():
        found = known().filter(kind=kind, object=pk)
        if before:
            found = found.filter(n__lt=before)
        entries = list(found.order_by("-n")[: many + 1])
    return [_version(entry, earlier) for entry, earlier in list(zip_longest(entries, entries[1:]))[:many]]


def _version(entry: Entry, earlier: Entry | None) -> Version:
    """Hold an entry's state against the one before it."""
    body = json.loads(bytes(entry.body))
    now, then = _state(entry), _state(earlier) if earlier else {}
    changes = tuple(Change(name, then.get(name), value) for name, value in now.items() if then.get(name) != value)
    return Version(entry, changes, tuple(body.get("facts", {}).items()), body.get("why", ""))


def _state(entry: Entry) -> dict[str, Any]:
    """Read a row's fields from an entry; what was erased says so, field by field."""
    state: dict[str, Any] = json.loads(bytes(entry.body))["state"]
    if entry.personal_body is not None:
        return state | dict(json.loads(bytes(entry.personal_body))["state"])
    if entry.subject is not None:
        state |= dict.fromkeys(row_models()[entry.kind].personal, ERASED)
    return state
