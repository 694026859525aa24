"""What a reading of the records gave is remembered until the records change.

Every change leaves an entry, so the newest entry stands for the state of all records: as long as it is the same, the
same question has the same answer.
"""

from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.db.models import Func, Subquery, TextField
from django.db.models.functions import Concat

from heedful.core import recording
from heedful.core.models import Entry, Organisation, Person, Row
from heedful.core.past_view import as_at

P = ParamSpec("P")
R = TypeVar("R")
MOST = 200


_looked_up: ContextVar[dict[Any, Any] | None] = ContextVar("state of the records", default=None)


def expression() -> Any:
    """Give the state as a column, so that it can come along with another look-up.

    On PostgreSQL entries become visible in another order than they are numbered in; there the database's own snapshot
    stands for the state. Elsewhere the newest leaf does: no two are alike.
    """
    newest = Subquery(Entry.objects.order_by("-serial").values("leaf")[:1])
    if connection.vendor == "postgresql":
        snapshot = Func(function="pg_current_snapshot", template="%(function)s()::text", output_field=TextField())
        return Concat(snapshot, newest, output_field=TextField())
    return newest


def look_once(state: Any) -> None:
    """Keep the state of the live records for a whole request, unless a command changes it meanwhile."""
    _looked_up.set({_here(): state})


def look_no_more() -> None:
    """End what `look_once` began: the request is over."""
    _looked_up.set(None)


def _here() -> tuple[Any, ...]:
    return (str(connection.settings_dict["NAME"]), as_at.get())


def look_again() -> None:
    """Forget the state that was looked up: a command has changed it."""
    known = _looked_up.get()
    if known is not None:
        known.clear()


def state_of_the_records() -> tuple[Any, ...]:
    """Name the state of all records that this thread reads, by one look-up at most."""
    where, known = _here(), _looked_up.get()
    if known is not None and where in known:
        return (where, known[where])
    found = Organisation.objects.annotate(state=expression()).values_list("state", flat=True).first()
    if known is not None:
        known[where] = found
    return (where, found)


def _plain(value: Any) -> Any:
    """Give what stands for an argument: a row's reference, and what a person may do beside it."""
    if isinstance(value, Person):
        return value.ref, value.rights
    return value.ref if isinstance(value, Row) else value


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a function read, by its arguments, until the records change; what it gives is not changed."""
    kept: OrderedDict[Any, R] = OrderedDict()
    guard = Lock()

    @wraps(function)
    def read(*args: P.args, **kwargs: P.kwargs) -> R:
        if recording.current.get() is not None:  # a command reads what it has not recorded yet
            return function(*args, **kwargs)
        key = (state_of_the_records(), tuple(map(_plain, args)), tuple((k, _plain(v)) for k, v in kwargs.items()))
        with guard:
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        found = function(*args, **kwargs)
        with guard:
            kept[key] = found
            while len(kept) > MOST:
                kept.popitem(last=False)
        return found

    return read
