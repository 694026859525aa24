"""The history: what a command records becomes entries, in the same transaction."""

import datetime
import os
import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

from heedful.core import clock, recording
from heedful.core.models import Entry, Record, Row
from heedful.core.recording import Line
from heedful.ledger import SALT_BYTES, Part, canonical, entry_bytes, leaf_hash

_COLUMNS = (
    "position", "uuid", "act", "by", "kind", "object", "n", "t", "bytes", "leaf",
    "salt", "body", "subject", "personal_salt", "personal_body",
)  # fmt: skip
FIRST_LEAF = ""


def record(act: str, row: Row, /, *, reason: str = "", **facts: Any) -> None:
    """Write down what was done to a row; its state goes along by itself."""
    running = recording.current.get()
    if running is None:
        raise recording.OutsideCommand(f"{act} was recorded outside a command")
    kept, own = row.compartments()
    running.lines.append(
        Line(
            act=str(act), kind=row._meta.model_name or "", object=row.pk, n=row.version, schema=row.schema,
            open=kept, personal=own, subject=row.subject if own is not None else None, facts=facts, reason=reason,
        )
    )  # fmt: skip


def record_all(act: str, rows: Iterable[Row], /, *, reason: str = "", **facts: Any) -> None:
    """Write down the same deed on many rows."""
    for row in rows:
        record(act, row, reason=reason, **facts)


def append(running: recording.Recording, keys: dict[Any, str]) -> None:
    """Turn what was recorded into entries, in order; called by the gate alone."""
    position, at = _head()
    at = max(clock.now(), at)
    previous = _previous_leaves(running.lines)
    stamp = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    rows = []
    for line in running.lines:
        if line.object in keys and "key" in line.open:
            line.open["key"] = keys[line.object]
        if position is not None:
            position += 1
        rows.append(_entry(line, running.by, at, stamp, position, previous))
    _insert(rows)


def _entry(
    line: Line, by: str, at: datetime.datetime, stamp: str, position: int | None, previous: dict[Any, str]
) -> tuple[Any, ...]:
    """Make one entry's columns: canonical bytes, leaf, and the compartments beside them."""
    entry_id, salts = uuid.uuid4(), os.urandom(2 * SALT_BYTES)
    body: dict[str, Any] = {"state": line.open}
    if line.facts:
        body["facts"] = line.facts
    if line.reason:
        body["why"] = line.reason
    parts = [Part("open", salts[:SALT_BYTES], canonical(body))]
    if line.personal is not None:
        parts.append(Part(f"personal/{line.subject}", salts[SALT_BYTES:], canonical({"state": line.personal})))
    data = entry_bytes(
        id=str(entry_id), act=line.act, by=by, on=f"{line.kind}/{line.object}", n=line.n,
        prev=previous.get(line.object), schema=f"{line.kind}/{line.schema}", at=stamp, parts=parts,
    )  # fmt: skip
    leaf = leaf_hash(data)
    previous[line.object] = leaf
    own = parts[1] if len(parts) > 1 else None
    return (
        position, entry_id, line.act, by, line.kind, line.object, line.n, at, data, leaf,
        parts[0].salt, parts[0].body, line.subject, own and own.salt, own and own.body,
    )  # fmt: skip


def _insert(rows: Sequence[tuple[Any, ...]]) -> None:
    """Write entries by one set-based statement."""
    values = [_adapted(row) for row in rows] if connection.vendor == "sqlite" else rows
    marks = ", ".join(["%s"] * len(_COLUMNS))
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO core_entry ({names}) VALUES ({marks})", values)  # noqa: S608


def _adapted(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give an entry's columns as SQLite takes them."""
    position, entry_id, act, by, kind, pk, n, at, data, leaf, salt, body, subject, *own = row
    hexed = subject and subject.hex
    return (position, entry_id.hex, act, by, kind, pk.hex, n, _moment(at), data, leaf, salt, body, hexed, *own)


@lru_cache(maxsize=8)
def _moment(at: datetime.datetime) -> Any:
    """Give the moment that all entries of one command share."""
    return connection.ops.adapt_datetimefield_value(at)


def _head() -> tuple[int | None, datetime.datetime]:
    """Give the newest position and time; on PostgreSQL positions are given afterwards, by `sequence`."""
    newest = Entry.objects.order_by("-serial").values_list("position", "t").first()
    if connection.vendor == "postgresql":
        return None, newest[1] if newest else clock.now()
    return (newest[0] or 0, newest[1]) if newest else (0, clock.now())


def _previous_leaves(lines: Sequence[Line]) -> dict[Any, str]:
    """Look up the leaf before, for each row that had one."""
    older = {}
    for line in lines:
        if line.object not in older:
            older[line.object] = line.n - 1
    wanted = [(pk, n) for pk, n in older.items() if n]
    found: dict[Any, str] = {}
    for start in range(0, len(wanted), 400):
        few = dict(wanted[start : start + 400])
        rows = Entry.objects.filter(object__in=few, n__in=set(few.values())).values_list("object", "n", "leaf")
        found |= {pk: leaf for pk, n, leaf in rows if few[pk] == n}
    return found


def sequence() -> int:
    """Give positions to entries that have none, in the order of their writing; one at a time does it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(727274)")
        cursor.execute(
            "UPDATE core_entry SET position = fresh.place FROM ("
            " SELECT serial, (SELECT coalesce(max(position), 0) FROM core_entry)"
            "   + row_number() OVER (ORDER BY t, serial) AS place FROM core_entry WHERE position IS NULL) AS fresh"
            " WHERE core_entry.serial = fresh.serial"
        )
        return int(cursor.rowcount)


def entries_of(row: Row | str) -> "list[Entry]":
    """List a row's entries, oldest first."""
    pk = row.pk if isinstance(row, Row) else row.partition("/")[2]
    return list(Entry.objects.filter(object=pk).order_by("n"))


def head() -> str:
    """Say how far the history reaches and what its newest leaf is."""
    newest = Entry.objects.exclude(position=None).order_by("-position").values_list("position", "leaf").first()
    return f"{newest[0]}:{newest[1]}" if newest else "0:"


def key_of(row: Row) -> str:
    """Give a row's readable key where it has one."""
    return row.key or "" if isinstance(row, Record) else ""
