"""The work on an import, from wherever it stands: judged, brought in by chunks, or withdrawn; a kill loses nothing."""

import fcntl
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django_tasks import task

from heedful.core.actors import Actor, Import
from heedful.core.commands import command
from heedful.core.models import Unit
from heedful.core.people import add_unit
from heedful.core.permissions import Permission
from heedful.customers.models import Product, Segment
from heedful.customers.segments import add_segment
from heedful.customers.supply import add_product
from heedful.feedback.models import Theme
from heedful.feedback.themes import add_theme
from heedful.papers.imports.commands import finish_import, keep_judgement
from heedful.papers.imports.kind import Around, Kind, decoder
from heedful.papers.imports.known import Known
from heedful.papers.imports.models import ImportFile, ImportProgress, ImportState
from heedful.papers.imports.run import around_of, judge_file
from heedful.papers.imports.stage import HERE, Stage, folder, forget_file, staged
from heedful.papers.imports.withdrawing import finish_withdrawal, next_to_go, remove_chunk
from heedful.requirements.markets import add_market
from heedful.requirements.models import Market

CHUNK = 1000
FEWEST = 125
LONGEST_HOLD = 0.12
"""Seconds for which a chunk may hold the writer's place before the next one is made smaller."""
AT_ONCE = {ImportState.MAPPED: 10_000, ImportState.RUNNING: 300, ImportState.WITHDRAWING: 300}
"""So many rows are judged, brought in or withdrawn while the person waits: about a second."""
Told = Callable[[ImportProgress], None]
_FOR_SPEED = ("PRAGMA cache_size=-200000", "PRAGMA wal_autocheckpoint=20000")
_AS_BEFORE = ("PRAGMA cache_size=-20000", "PRAGMA wal_autocheckpoint=1000")


def silent(progress: ImportProgress) -> None:
    """Tell nobody."""


def work(import_id: uuid.UUID | str, told: Told = silent) -> ImportFile:
    """Carry an import on from where it stands; called again after a kill, it goes on there."""
    file = ImportFile.objects.get(pk=import_id)
    with _alone(file) as mine:
        if not mine:
            return file
        progress, _ = ImportProgress.objects.get_or_create(file=file.pk)
        try:
            if file.state == ImportState.MAPPED:
                file = _judge(file, progress, told)
            elif file.state == ImportState.RUNNING:
                file = _bring(file, progress, told)
            elif file.state == ImportState.WITHDRAWING:
                file = _withdraw(file, progress, told)
        except ValidationError as refusal:
            progress.problem = " ".join(refusal.messages)[:2000]
            progress.save(update_fields=["problem"])
            raise
    return file


@task()  # type: ignore[untyped-decorator]
def work_later(import_id: str) -> None:
    """Carry an import on in the worker's own time."""
    work(import_id)


def carry_on(file: ImportFile) -> ImportFile:
    """Carry a small import on at once, and leave a large one to the worker."""
    size = file.things if file.state == ImportState.RUNNING else file.rows
    if size <= AT_ONCE[ImportState(file.state)]:
        return work(file.pk)
    work_later.enqueue(str(file.pk))
    return file


@contextmanager
def _alone(file: ImportFile) -> Iterator[bool]:
    """Let one process at a time work on an import."""
    with (folder() / f"{file.stored}.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _judge(file: ImportFile, progress: ImportProgress, told: Told) -> ImportFile:
    """Judge the file, and write down how its rows stand."""
    progress.step, progress.done, progress.total, progress.problem = "judge", 0, file.rows, ""
    progress.save()

    def at(done: int) -> None:
        progress.done = done
        told(progress)
        if done % 50_000 == 0:
            progress.save(update_fields=["done"])

    return keep_judgement(file, by=Import(file.pk), counts=judge_file(file, at))


def _bring(file: ImportFile, progress: ImportProgress, told: Told) -> ImportFile:
    """Bring the judged rows in, a chunk and its position in one transaction."""
    by = Import(file.pk)
    kind, around = around_of(file)
    with staged(file.stored) as stage, _fast():
        around.settings |= {name: stage.fact(name, "") for name in ("grouped", "first_on", "last_on", "undated_on")}
        grouped = around.settings["grouped"] == "1"
        _add_first(stage, around, by)
        kind.prepare(around, by=by, named=file.name)
        reader, many = _Reader(kind), CHUNK
        while things := stage.things_after(progress.position, many, grouped=grouped):
            fresh = _not_here(kind, around, stage, things, grouped=grouped)
            progress.position, progress.done = things[-1][0], progress.done + len(things)
            if fresh:
                rows: list[Any] = [(key, value) for _, key, value in fresh] if grouped else reader.rows(fresh)
                began = time.monotonic()
                bring_chunk(kind, around, progress, rows, grouped=grouped, by=by)
                many = _next_size(many, time.monotonic() - began)
            else:
                progress.save(update_fields=["position", "done"])
            told(progress)
        counts = _counts(stage, grouped=grouped)
        stage.forget_values()
    file = finish_import(file, by=by, counts=counts)
    forget_file(file.stored)
    return file


def _next_size(many: int, took: float) -> int:
    """Take fewer rows at once where the machine is slow, so that nobody who writes beside waits long."""
    return max(min(FEWEST, CHUNK), many // 2) if took > LONGEST_HOLD else min(CHUNK, many * 2)


@command(needs=Permission.IMPORT)
def bring_chunk(
    kind: Kind, around: Around, progress: ImportProgress, rows: list[Any], *, grouped: bool, by: Actor
) -> None:
    """Bring some rows in, and move the position in the same transaction."""
    if grouped:
        kind.bring_respondents(rows, around, by=by)
    else:
        kind.bring(rows, around, by=by)
    progress.save(update_fields=["position", "done"])


class _Reader:
    """Reads staged rows back as values by name."""

    def __init__(self, kind: Kind) -> None:
        self.names = [target.name for target in kind.targets]
        self.decode = decoder(kind.targets).decode

    def rows(self, things: list[tuple[int, str, bytes]]) -> list[dict[str, Any]]:
        """Give rows as values by name, with their key."""
        made = []
        for _, key, value in things:
            row = dict(zip(self.names, self.decode(value), strict=True))
            row["key"] = key
            made.append(row)
        return made


def _not_here(
    kind: Kind, around: Around, stage: Stage, things: list[tuple[int, str, bytes]], *, grouped: bool
) -> list[tuple[int, str, bytes]]:
    """Leave out what came in since the file was judged, such as by another import."""
    keys = [key for _, key, _ in things]
    here = (kind.respondents_here if grouped else kind.here)(keys, around)
    if not here:
        return things
    column = "who" if grouped else "key"
    stage.database.executemany(
        f"UPDATE row SET state = {HERE} WHERE {column} = ?",  # noqa: S608  names are ours
        [(key,) for key in here],
    )
    return [thing for thing in things if thing[1] not in here]


def _counts(stage: Stage, *, grouped: bool) -> dict[str, int]:
    """Count the rows once more, as they became."""
    counts = stage.counts()
    found = {"taken": counts["taken"], "left_out": counts["left out"], "here": counts["here already"]}
    if grouped:
        number = "SELECT count(DISTINCT who) FROM row WHERE state = ?"
        things, here = (stage.database.execute(number, (state,)).fetchone()[0] for state in (0, HERE))
    else:
        things, here = found["taken"], found["here"]
    return {**found, "things": things, "things_here": here}


ADDERS: dict[str, tuple[Any, Callable[..., Any]]] = {
    "segment": (Segment, add_segment),
    "unit": (Unit, add_unit),
    "product": (Product, add_product),
    "theme": (Theme, add_theme),
    "market": (Market, add_market),
}


def _add_first(stage: Stage, around: Around, by: Actor) -> None:
    """Add the names that rows point at and that are not here yet."""
    for table, name, above in stage.additions():
        model, add = ADDERS[table]
        known = around.known.setdefault(table, Known.of(model))
        found = known.find(name)
        if found is None:
            parent = known.find(above) if above else None
            more = {"parent": Theme.objects.get(pk=parent)} if parent else {}
            found = add(by=by, name=name, **more).pk
            around.known[table] = known = Known.of(model)
        around.added[table, name] = found


def _withdraw(file: ImportFile, progress: ImportProgress, told: Told) -> ImportFile:
    """Take away what was brought, the newest first."""
    by = Import(file.pk)
    while going := next_to_go(file, progress.position, CHUNK):
        remove_chunk(file, progress, going, by=by)
        told(progress)
    forget_file(file.stored)
    return finish_withdrawal(file, by=by)


@contextmanager
def _fast() -> Iterator[None]:
    """Give SQLite more room while very many rows come in."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        for pragma in _FOR_SPEED:
            cursor.execute(pragma)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for pragma in _AS_BEFORE:
                cursor.execute(pragma)
