"""The one clock: it never goes back, and only a simulated folder may set it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

_set: ContextVar[datetime.datetime | None] = ContextVar("clock", default=None)
_last = datetime.datetime.min.replace(tzinfo=datetime.UTC)


class NotSimulated(RuntimeError):
    """Somebody tried to set the clock of a real folder."""


def now() -> datetime.datetime:
    """Give the moment in UTC; never earlier than the one given before."""
    global _last
    chosen = _set.get()
    if chosen is not None:
        return chosen
    _last = max(datetime.datetime.now(datetime.UTC), _last)
    return _last


def today(zone: ZoneInfo) -> datetime.date:
    """Say which day it is in a zone."""
    return now().astimezone(zone).date()


@contextmanager
def at(moment: datetime.datetime, *, simulated: bool) -> Iterator[None]:
    """Set the clock for a while; only where the folder's records are simulated."""
    if not simulated:
        raise NotSimulated("the clock of this folder cannot be set")
    token = _set.set(moment.astimezone(datetime.UTC))
    try:
        yield
    finally:
        _set.reset(token)
