"""An import taken back whole: everything it brought goes, the history says so, and the past still shows it."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Entry, Row
from heedful.core.permissions import Permission
from heedful.core.registry import row_models
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.models import ImportFile, ImportProgress, ImportState

SHARED = ("segment", "unit", "product", "market", "theme", "survey", "surveyversion", "surveyquestion", "wave")
"""What an import may add and others may use since: it stays where they do."""
OWN = ("importfile", "importdecision")


def brought(file: ImportFile) -> models.QuerySet[Entry]:
    """Give the first entries of everything an import brought."""
    return Entry.objects.filter(by=file.actor_ref, n=1).exclude(kind__in=OWN)


def in_use(file: ImportFile) -> list[str]:
    """Name what others hang on records that this import brought; empty where it can be withdrawn."""
    found = []
    mine = brought(file)
    for kind in sorted(set(mine.values_list("kind", flat=True)) - set(SHARED)):
        model = row_models()[kind]
        for relation in _pointing_at(model):
            others = _others(relation, mine, kind)
            if number := others.count():
                names = relation.related_model._meta
                hang = (
                    f"1 {names.verbose_name} hangs" if number == 1 else f"{number:,} {names.verbose_name_plural} hang"
                )
                found.append(f"{hang} on {model._meta.verbose_name_plural} of this import")
    return found


def _pointing_at(model: type[Row]) -> list[Any]:
    """List the relations by which other rows would keep a row from going."""
    return [
        relation for relation in model._meta.related_objects
        if relation.on_delete is models.PROTECT and issubclass(relation.related_model, Row)
    ]  # fmt: skip


def _others(relation: Any, mine: models.QuerySet[Entry], kind: str) -> models.QuerySet[Any]:
    """Give the rows that point at what was brought and were not brought with it."""
    model = relation.related_model
    held = model._base_manager.filter(**{f"{relation.field.attname}__in": mine.filter(kind=kind).values("object")})
    return held.exclude(pk__in=mine.filter(kind=model._meta.model_name).values("object"))  # type: ignore[no-any-return]


@command(needs=Permission.IMPORT)
def withdraw_import(file: ImportFile, *, by: Actor, reason: str) -> ImportFile:
    """Take back everything an import brought; refused where other records hang on it."""
    file = lock(file)
    if file.state not in (ImportState.DONE, ImportState.RUNNING):
        raise ValidationError("Only what was brought in can be withdrawn.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why the import is withdrawn."})
    if used := in_use(file):
        raise ValidationError(f"{'; '.join(used)}. Take those away first; nothing was withdrawn.")
    file.state, file.withdrawn_because = ImportState.WITHDRAWING, reason.strip()[:300]
    file.save(update_fields=["state", "withdrawn_because"])
    record("importfile.withdrawing", file, reason=reason)
    progress, _ = ImportProgress.objects.get_or_create(file=file.pk)
    progress.step, progress.done, progress.total = "withdraw", 0, brought(file).count()
    newest = brought(file).order_by("-serial").values_list("serial", flat=True).first()
    progress.position, progress.problem = (newest or 0) + 1, ""
    progress.save()
    return file


def next_to_go(file: ImportFile, position: int, many: int) -> list[tuple[int, str, uuid.UUID]]:
    """Give what goes next, the newest first, so that nothing hangs on what goes."""
    found = brought(file).filter(serial__lt=position).order_by("-serial")
    return list(found.values_list("serial", "kind", "object")[:many])


@command(needs=Permission.IMPORT)
def remove_chunk(
    file: ImportFile, progress: ImportProgress, going: list[tuple[int, str, uuid.UUID]], *, by: Actor
) -> None:
    """Take some of it away, and move the position in the same transaction."""
    by_kind: dict[str, list[uuid.UUID]] = {}
    for _, kind, pk in going:
        by_kind.setdefault(kind, []).append(pk)
    rows: dict[uuid.UUID, Row] = {}
    for kind, ids in by_kind.items():
        rows |= row_models()[kind]._base_manager.in_bulk(ids)
    kind_of(file.kind).goes([row for row in rows.values() if row._meta.model_name == "response"])
    for _, kind, pk in going:
        row = rows.get(pk)
        if row is not None and not (kind in SHARED and _used(row, set(rows))):
            remove(row, f"{kind}.removed", reason=file.withdrawn_because)
    progress.position, progress.done = going[-1][0], progress.done + len(going)
    progress.save(update_fields=["position", "done"])


def _used(row: Row, going: set[uuid.UUID]) -> bool:
    """Say whether anything that stays points at a shared record."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.attname: row.pk}).exclude(pk__in=going).exists()
        for relation in _pointing_at(type(row))
    )


@command(needs=Permission.IMPORT)
def finish_withdrawal(file: ImportFile, *, by: Actor) -> ImportFile:
    """Nothing of it is left."""
    file = lock(file)
    if file.state != ImportState.WITHDRAWING:
        raise ValidationError("This import is not being withdrawn.")
    file.state, file.withdrawn_at = ImportState.WITHDRAWN, clock.now()
    file.save(update_fields=["state", "withdrawn_at"])
    record("importfile.withdrawn", file, reason=file.withdrawn_because)
    return file
