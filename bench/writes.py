"""A write with its history against the same write without: medians of interleaved rounds, and the time of one edit."""

import datetime
import sqlite3
import statistics
import time
from collections.abc import Callable

from django.conf import settings

from heedful.core import history, people
from heedful.core.actors import System
from heedful.core.models import Person
from heedful.core.organisation import found_organisation

BENCH = System("bench")
ROUNDS, EACH = 15, 40


def _plain(running: object, keys: object) -> None:
    """Stand where the history would be written."""


def _time(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(EACH):
        deed()
    return (time.perf_counter() - began) / EACH


def _edit(person: Person) -> Callable[[], object]:
    state = {"row": person, "at": 0}

    def deed() -> None:
        state["at"] += 1
        state["row"] = people.change_person(state["row"], by=BENCH, name=f"Somebody {state['at']}")

    return deed


def bare_commits() -> float:
    """Time one row and one commit that is on the disk when it returns, beside the database of this process."""
    beside = sqlite3.connect(settings.FOLDER.path / "bare.sqlite3", isolation_level=None)
    beside.execute("PRAGMA journal_mode=WAL")
    beside.execute("PRAGMA synchronous=FULL")
    beside.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, words TEXT)")
    took = _time(lambda: beside.execute("INSERT INTO bare (words) VALUES (?)", ["x" * 200]))
    beside.close()
    return took


def run() -> dict[str, float]:
    """Measure on the database of this process; the caller gives it an empty folder."""
    found_organisation(by=BENCH, name="Bench", on=datetime.date(2026, 1, 1), simulated=True)
    written, ratios = history.append, {"edit": [], "create": []}
    edits, over_bare = [], []
    for _ in range(ROUNDS):
        kept = _edit(people.add_person(by=BENCH, name="Kept"))
        bare_row = people.add_person(by=BENCH, name="Bare")
        with_history = _time(kept)
        created = _time(lambda: people.add_person(by=BENCH, name="Somebody"))
        history.append = _plain
        try:
            without = _time(_edit(bare_row))
            bare_created = _time(lambda: people.add_person(by=BENCH, name="Somebody"))
        finally:
            history.append = written
        edits.append(with_history * 1000)
        over_bare.append(with_history / bare_commits())
        ratios["edit"].append(with_history / without)
        ratios["create"].append(created / bare_created)
    return {
        "edit with history over without": statistics.median(ratios["edit"]),
        "create with history over without": statistics.median(ratios["create"]),
        "one edit, ms": statistics.median(edits),
        "one edit over a bare commit": statistics.median(over_bare),
    }
