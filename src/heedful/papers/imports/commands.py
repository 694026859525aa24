"""Commands on files: taken, mapped, decided on, brought in, withdrawn."""

import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.permissions import Permission
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.mapping import fingerprint_of, judge_decisions, judge_mapping, pairs
from heedful.papers.imports.models import (
    ImportDecision,
    ImportFile,
    ImportKind,
    ImportMapping,
    ImportProgress,
    ImportState,
)
from heedful.papers.imports.oddities import Decision, decision_from
from heedful.papers.imports.run import sha256_of
from heedful.papers.imports.stage import file_path, forget_file, staged
from heedful.papers.sheets import AskEncoding, open_sheet

OPEN = (ImportState.TAKEN, ImportState.MAPPED, ImportState.JUDGED)
"""States in which nothing of the file is in the records."""
LARGEST = 200 * 1024 * 1024


def doubtful(rows: int) -> str:
    """Say how many rows are doubtful."""
    return "1 row is doubtful" if rows == 1 else f"{rows:,} rows are doubtful"


@command(needs=Permission.IMPORT)
def take_file(
    *, by: Actor, kind: str, path: Path, name: str, encoding: str = "", sheet: str = "", stored: str = ""
) -> ImportFile:
    """Take a file to be looked at: read to its end once, kept under a name that tells nothing.

    `stored` names judged rows of the same file that lie there already.
    """
    file = described(kind, path, name, sheet)
    file.brought_by, file.stored = person_of(by), stored or file.stored
    look(file, path, encoding)
    kept = file_path(file.stored)
    shutil.copyfile(path, kept)
    try:
        file.save()
        record("importfile.taken", file, size=file.size, rows=file.rows)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    return file


def described(kind: str, path: Path, name: str, sheet: str = "") -> ImportFile:
    """Say what a file is, before anything of it is kept."""
    if kind not in ImportKind.values:
        raise ValidationError({"kind": f"Choose one of {', '.join(ImportKind.values)}."})
    size = path.stat().st_size
    if size > LARGEST:
        raise ValidationError({"file": f"A file may have up to {LARGEST >> 20} MB; this has {size >> 20} MB."})
    name = Path(name.replace("\\", "/")).name[:200] or "file"
    return ImportFile(
        kind=kind, name=name, size=size, sha256=sha256_of(path), stored=secrets.token_hex(16),
        format="xlsx" if name.lower().endswith(".xlsx") else "csv", sheet=sheet, taken_at=clock.now(),
    )  # fmt: skip


@command(needs=Permission.IMPORT)
def read_as(file: ImportFile, *, by: Actor, encoding: str = "", sheet: str = "") -> ImportFile:
    """Say which letters a text file's bytes mean, or which sheet of a workbook is meant."""
    file = _still_open(lock(file))
    file.sheet = sheet
    look(file, file_path(file.stored), encoding)
    if not file.header:
        raise ValidationError({"encoding": "Look at how the file reads, and choose."})
    file.state = ImportState.TAKEN
    file.save(update_fields=["encoding", "sheet", "header", "rows", "state"])
    record("importfile.read", file, rows=file.rows)
    return file


def look(file: ImportFile, path: Path, encoding: str = "", *, ask: bool = True) -> None:
    """Read a file from its first row to its last; its letters may stay open where somebody can be asked."""
    try:
        sheet = open_sheet(path, called=file.name, encoding=encoding, sheet=file.sheet)
    except AskEncoding:
        if encoding or not ask:
            raise
        return
    file.rows = sum(1 for _ in sheet.rows())
    file.header, file.encoding, file.sheet = sheet.header, sheet.encoding, sheet.name[:120]


@command(needs=Permission.IMPORT)
def map_columns(
    file: ImportFile, *, by: Actor, columns: dict[str, str], settings: dict[str, str] | None = None,
    decisions: Sequence[Decision] | None = None, name: str = "",
) -> ImportFile:  # fmt: skip
    """Say what the columns mean; the mapping is remembered, with what was decided before, for the next file."""
    file = _still_open(lock(file))
    if not file.header:
        raise ValidationError("Say first how the file reads.")
    settings = {key: value.strip() for key, value in (settings or {}).items() if value.strip()}
    judge_mapping(kind_of(file.kind), file.header, columns, settings)
    name = (name.strip() or f"{file.get_kind_display()}: {Path(file.name).stem}")[:120]
    mapping = ImportMapping.objects.filter(kind=file.kind, name=name).first()
    if decisions is None:
        decisions = [decision_from(given) for given in mapping.decisions] if mapping else []
        decisions = [d for d in decisions if not d.column or d.column in file.header]
    judge_decisions(file.header, decisions)
    file.mapping = _remember(mapping, file, name, columns, settings, decisions)
    file.columns, file.settings = pairs(columns), pairs(settings)
    file.decisions = [decision.as_dict() for decision in decisions]
    file.state = ImportState.MAPPED
    file.save(update_fields=["mapping", "columns", "settings", "decisions", "state"])
    record("importfile.mapped", file)
    return file


def _remember(
    mapping: ImportMapping | None, file: ImportFile, name: str, columns: dict[str, str], settings: dict[str, str],
    decisions: Sequence[Decision],
) -> ImportMapping:  # fmt: skip
    """Keep a mapping under its name."""
    fresh = mapping is None
    mapping = mapping or ImportMapping(kind=file.kind, name=name)
    mapping.fingerprint = fingerprint_of(file.header)
    mapping.columns, mapping.settings = pairs(columns), pairs(settings)
    mapping.decisions = [decision.as_dict() for decision in decisions]
    if fresh:
        mapping.save()
    else:
        mapping.save(update_fields=["fingerprint", "columns", "settings", "decisions"])
    record("importmapping.made" if fresh else "importmapping.changed", mapping)
    return mapping


@command(needs=Permission.IMPORT)
def decide(file: ImportFile, *, by: Actor, decisions: Sequence[Decision]) -> ImportFile:
    """Decide on odd rows; what was decided on the same thing before gives way. The file is judged again."""
    file = _still_open(lock(file))
    if not file.columns:
        raise ValidationError("Say first what the columns mean.")
    judge_decisions(file.header, decisions)
    kept = {(d.column, d.oddity, d.value): d for d in map(decision_from, file.decisions)}
    kept |= {(d.column, d.oddity, d.value): d for d in decisions}
    file.decisions = [decision.as_dict() for decision in kept.values()]
    file.state = ImportState.MAPPED
    file.save(update_fields=["decisions", "state"])
    record("importfile.decided", file, decisions=len(kept))
    if file.mapping is not None:
        mapping = lock(file.mapping)
        mapping.decisions = file.decisions
        mapping.save(update_fields=["decisions"])
        record("importmapping.changed", mapping)
    return file


@command(needs=Permission.IMPORT)
def keep_judgement(file: ImportFile, *, by: Actor, counts: dict[str, int]) -> ImportFile:
    """Write down how the rows of a file were judged."""
    file = lock(file)
    if file.state not in (ImportState.MAPPED, ImportState.JUDGED):
        raise ValidationError("This file is not being judged.")
    for name, number in counts.items():
        setattr(file, name, number)
    file.state = ImportState.JUDGED
    file.save(update_fields=[*counts, "state"])
    record("importfile.judged", file, reason="", **counts)
    return file


@command(needs=Permission.IMPORT)
def start_import(file: ImportFile, *, by: Actor) -> ImportFile:
    """Let a judged file in: every row is decided on, or none comes in."""
    file = lock(file)
    if file.state != ImportState.JUDGED:
        raise ValidationError("Only a judged file is brought in. Judge it first.")
    if file.doubtful:
        raise ValidationError(f"{doubtful(file.doubtful)}. Decide on them first; nothing is brought in before.")
    file.state, file.started_at = ImportState.RUNNING, clock.now()
    file.save(update_fields=["state", "started_at"])
    record("importfile.started", file, rows=file.rows, things=file.things)
    with staged(file.stored) as stage:
        decided = [
            ImportDecision(
                file=file, column=group.column, oddity=group.code, value=group.value[:200],
                deed=group.decision["deed"], to=group.decision.get("to", "")[:200],
                because=group.decision.get("because", ""), rows=group.count, lines=stage.lines_of(group.id),
            )
            for group in stage.groups() if group.decision
        ]  # fmt: skip
    add_all(decided)
    record_all("importdecision.made", decided)
    progress, _ = ImportProgress.objects.get_or_create(file=file.pk)
    progress.step, progress.position, progress.done, progress.total = "bring", 0, 0, file.things
    progress.problem = ""
    progress.save()
    return file


@command(needs=Permission.IMPORT)
def finish_import(file: ImportFile, *, by: Actor, counts: dict[str, int]) -> ImportFile:
    """All rows are in; the file itself is no longer kept."""
    file = lock(file)
    if file.state != ImportState.RUNNING:
        raise ValidationError("This file is not being brought in.")
    for name, number in counts.items():
        setattr(file, name, number)
    file.state, file.done_at = ImportState.DONE, clock.now()
    file.save(update_fields=[*counts, "state", "done_at"])
    record("importfile.done", file, reason="", **counts)
    return file


@command(needs=Permission.IMPORT)
def drop_file(file: ImportFile, *, by: Actor) -> ImportFile:
    """Give a file up before anything of it came in; it is no longer kept."""
    file = _still_open(lock(file))
    file.state = ImportState.DROPPED
    file.save(update_fields=["state"])
    record("importfile.dropped", file)
    forget_file(file.stored, rows=True)
    return file


def _still_open(file: ImportFile) -> ImportFile:
    """Refuse to change what is in the records already, or given up."""
    if file.state not in OPEN:
        raise ValidationError(f"This import is {file.get_state_display().lower()}; it can no longer be changed.")
    return file
