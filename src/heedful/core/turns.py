"""Whose turn it is to write: SQLite has one writer at a time and lets the others starve, a lock on a file does not."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Wait in line for the one writer's place; PostgreSQL needs no such line.

    Left out inside a transaction that somebody else has begun: who holds the database must not wait for the line.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    folder: Path = settings.FOLDER.path
    with (folder / "turn").open("w") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield
