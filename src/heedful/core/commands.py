"""The gate: the one way to change a thing."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import wraps
from itertools import groupby
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from heedful.core import find, history, recording
from heedful.core.adapting import adapters
from heedful.core.models import Record, Row
from heedful.core.past_view import looking_back
from heedful.core.permissions import Permission
from heedful.core.refusals import Conflict, NothingRecorded, PastIsReadOnly, broken_rule
from heedful.core.remembered import look_again
from heedful.core.turns import turn_to_write

P = ParamSpec("P")
R = TypeVar("R")
AnyRow = TypeVar("AnyRow", bound=Row)

COMMANDS: list[Callable[..., Any]] = []


def command(*, needs: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the one way to change a thing; it takes the actor as `by`.

    The outermost command asks the permission, opens the transaction and appends the history; a command that
    another one calls is a consequence of it and only joins in.
    """

    def gate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if recording.current.get() is not None:
                return function(*args, **kwargs)
            by: Any = kwargs["by"]
            if looking_back():
                raise PastIsReadOnly("You are looking at the past. Go back to today to change anything.")
            if not by.may(needs):
                raise PermissionDenied(f"You may not {needs.label}.")
            return _carry_out(function, by.ref, args, kwargs)

        run.needs = needs  # type: ignore[attr-defined]
        COMMANDS.append(run)
        return run

    return gate


def _carry_out(function: Callable[..., R], by: str, args: Any, kwargs: Any) -> R:
    """Run the outermost command in its transaction and append what it recorded."""
    running = recording.Recording(by=by)
    token = recording.current.set(running)
    try:
        with turn_to_write(), transaction.atomic():
            result = function(*args, **kwargs)
            if not running.lines:
                raise NothingRecorded(f"{function.__qualname__} recorded nothing")
            history.append(running, _draw_keys(running.keyless))
            _delete(running.removed)
            find.show_all(running.shown.values(), [row.ref for row in running.removed])
        return result
    except IntegrityError as refusal:
        raise broken_rule(refusal) from refusal
    finally:
        recording.current.reset(token)
        look_again()


def _draw_keys(keyless: Sequence[Record]) -> dict[Any, str]:
    """Give readable keys without gaps, last of all, kinds in order: so writers wait for each other least."""
    by_prefix: dict[str, list[Record]] = defaultdict(list)
    for row in keyless:
        by_prefix[row.prefix].append(row)
    keys = {}
    with connection.cursor() as cursor:
        for prefix in sorted(by_prefix):
            rows = by_prefix[prefix]
            last = reserve_keys(prefix, len(rows))
            table = rows[0]._meta.db_table
            given = []
            for number, row in enumerate(rows, last - len(rows) + 1):
                row.key = keys[row.pk] = f"{prefix}-{number}"
                given.append((row.key, row.pk.hex if connection.vendor == "sqlite" else row.pk))
            cursor.executemany(f'UPDATE "{table}" SET key = %s WHERE id = %s', given)  # noqa: S608
    return keys


def reserve_keys(prefix: str, many: int) -> int:
    """Take so many numbers of a kind at once, and give the last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_keyblock (prefix, last) VALUES (%s, %s)"
            " ON CONFLICT (prefix) DO UPDATE SET last = core_keyblock.last + excluded.last RETURNING last",
            [prefix, many],
        )
        return int(cursor.fetchone()[0])


def lock(row: AnyRow) -> AnyRow:
    """Hold a row until the command ends; refuse where it is no longer what the person saw."""
    fresh = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if fresh is None:
        raise ValidationError("This was removed meanwhile.")
    if fresh.version != row.version:
        raise Conflict(seen=row, now=fresh)
    return fresh


def add_all(rows: Sequence[AnyRow], *, shown: bool = True) -> Sequence[AnyRow]:
    """Insert many new rows of one kind by few statements; a command records them afterwards.

    Records get their readable keys here, a block at once. With `shown=False` the search list does not hear of them:
    then `find.rebuild()` is called when all are in.
    """
    running = recording.current.get()
    if running is None:
        raise recording.OutsideCommand("rows were added outside a command")
    for row in rows:
        row.version = 1
    records = [row for row in rows if isinstance(row, Record)]
    keyless = [row for row in records if row.key is None]
    if keyless:
        last = reserve_keys(keyless[0].prefix, len(keyless))
        for number, row in enumerate(keyless, last - len(keyless) + 1):
            row.key = f"{row.prefix}-{number}"
    if rows:
        _insert(rows)
    if shown:
        running.shown |= {row.pk: row for row in records}
    return rows


def _delete(removed: Sequence[Row]) -> None:
    """Delete what was removed, in the order of removal; rows that may hang on their own kind one by one."""
    for kind, found in groupby(removed, key=lambda row: row._meta.model):
        gone = list(found)
        own = any(relation.related_model is kind for relation in kind._meta.related_objects)
        for start in range(0, len(gone), 1 if own else 500):
            some = gone[start : start + (1 if own else 500)]
            kind._base_manager.filter(pk__in=[row.pk for row in some]).delete()


def _insert(rows: Sequence[Row]) -> None:
    """Insert new rows of one kind: four times as fast as the ORM's own way, which a large import needs."""
    fields = type(rows[0])._meta.concrete_fields
    write = adapters(fields)
    values = [[adapt(getattr(row, name)) for name, adapt in write] for row in rows]
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{type(rows[0])._meta.db_table}" ({names}) VALUES ({marks})', values)  # noqa: S608
    for row in rows:
        row._state.adding = False


def remove(row: Row, act: str, *, reason: str = "") -> None:
    """Take a row away; its last entry says so, and the past still shows it."""
    running = recording.current.get()
    if running is None:
        raise recording.OutsideCommand(f"{row.ref} was removed outside a command")
    row.version += 1
    history.record(act, row, reason=reason)
    running.removed.append(row)
