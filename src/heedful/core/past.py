"""The past is a database: the state on a day, rebuilt from the history into a file that is only read."""

import datetime
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import Max, QuerySet

from heedful.core import find
from heedful.core.models import Entry
from heedful.core.organisation import current_organisation
from heedful.core.past_view import as_at
from heedful.core.registry import derived_models
from heedful.core.replay import newest, row_from

REBUILDERS: list[Any] = [find.rebuild]
"""Each derived table names here how it is made again; rooms above add their own when they load."""
_building = threading.Lock()
_beneath: ContextVar[Any] = ContextVar("beneath", default=None)


def _wrapper(path: Path, *, read_only: bool) -> DatabaseWrapper:
    """Make a connection of Django's to a past file."""
    uri = f"file:{path}?mode=ro&immutable=1" if read_only else f"file:{path}"
    options: dict[str, Any] = {"uri": True, "transaction_mode": "IMMEDIATE" if not read_only else "DEFERRED"}
    config = connections["default"].settings_dict | {
        "ENGINE": "django.db.backends.sqlite3", "NAME": uri, "OPTIONS": options,
        "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False,
    }  # fmt: skip
    return DatabaseWrapper(config, "default")


@contextmanager
def _swapped(wrapper: DatabaseWrapper) -> Iterator[None]:
    """Put another database in this thread's place for a while."""
    live_one = connections["default"]
    token = _beneath.set(live_one)
    connections["default"] = wrapper
    try:
        yield
    finally:
        wrapper.close()
        connections["default"] = live_one
        _beneath.reset(token)


@contextmanager
def live() -> Iterator[None]:
    """Read the live database for a while from inside a past day: entries stand nowhere else."""
    beneath = _beneath.get()
    if beneath is None:
        yield
        return
    then = connections["default"]
    connections["default"] = beneath
    try:
        yield
    finally:
        connections["default"] = then


def _last_position(day: datetime.date) -> int:
    """Say which entry was a day's last; a later entry of that day makes the kept file stale."""
    found = Entry.objects.filter(t__lt=end_of(day)).aggregate(last=Max("serial"))["last"]
    return found or 0


def end_of(day: datetime.date) -> datetime.datetime:
    """Give the moment at which a day of the organisation is over."""
    organisation = current_organisation()
    following = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min, organisation.zoneinfo)
    return following.astimezone(datetime.UTC)


def open_day(day: datetime.date) -> Path:
    """Give the file of a day, rebuilt where there is none or it is stale."""
    folder: Path = settings.FOLDER.past
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"{day.isoformat()}-{_last_position(day)}.sqlite3"
    with _building:
        if not path.exists():
            for old in folder.glob(f"{day.isoformat()}-*"):
                old.unlink()
            _build(day, path)
    return path


def _heads(entries: QuerySet[Entry]) -> list[Entry]:
    """Give when each row was entered and what was done to it, without what it said: tests of evidence ask for it."""
    names = ("serial", "uuid", "act", "by", "kind", "object", "n", "t", "leaf")
    rows = entries.values_list(*names).iterator(chunk_size=2000)
    return [Entry(**dict(zip(names, row, strict=True)), bytes=b"", salt=b"", body=b"") for row in rows]


def _build(day: datetime.date, path: Path) -> None:
    """Rebuild a day into a new file, and put it in its place when it is whole."""
    making = path.with_name(f"making-{os.getpid()}-{path.name}")
    making.unlink(missing_ok=True)
    rows: dict[type, list[Any]] = {}
    entries = Entry.objects.filter(t__lt=end_of(day))
    for entry in newest(entries):
        row = row_from(entry)
        rows.setdefault(type(row), []).append(row)
    heads = _heads(entries)
    wrapper = _wrapper(making, read_only=False)
    with _swapped(wrapper):
        wrapper.cursor().execute("PRAGMA synchronous=OFF")
        with wrapper.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        # Accounts and sessions live now only: people of then point at rows that are not here.
        wrapper.cursor().execute("PRAGMA foreign_keys=OFF")
        for model, found in rows.items():
            model._base_manager.bulk_create(found, batch_size=500)
        Entry.objects.bulk_create(heads, batch_size=500)
        for rebuild in REBUILDERS:
            rebuild()
    making.replace(path)


@contextmanager
def as_of(day: datetime.date) -> Iterator[None]:
    """Look at a day: everything this thread reads is as it stood then, and nothing can be changed."""
    path = open_day(day)
    token = as_at.set(day)
    try:
        with _swapped(_wrapper(path, read_only=True)):
            yield
    finally:
        as_at.reset(token)


def forget_all() -> None:
    """Delete every kept day, as after an erasure."""
    for path in settings.FOLDER.past.glob("*.sqlite3"):
        path.unlink()


def unregistered() -> list[str]:
    """Name derived tables that nobody rebuilds; a test asks."""
    return [m.__name__ for m in derived_models() if not any(r.__module__.startswith("heedful") for r in REBUILDERS)]
