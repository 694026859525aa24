"""Commands on what hangs on any record: links, comments, attachments."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from heedful.core import clock, find
from heedful.core.actors import Actor
from heedful.core.commands import command, remove
from heedful.core.history import record
from heedful.core.models import Attachment, Comment, Found, Link, Person, Row
from heedful.core.permissions import Permission
from heedful.core.pictures import size_of

LARGEST = 10 * 1024 * 1024
LARGEST_TOGETHER = 25 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "txt": (),
    "csv": (),
    "eml": (),
}
"""Kinds of file that are taken, by name and by how their content begins; text kinds must be UTF-8."""


def person_of(by: Actor) -> Person | None:
    """Give the person who acts; nobody for the public, jobs and imports."""
    return by if isinstance(by, Person) else None


@command(needs=Permission.COMMENT)
def comment(row: Row, *, by: Actor, words: str) -> Comment:
    """Note something on a record."""
    author = person_of(by)
    if author is None:
        raise ValidationError("Only a person comments.")
    if not words.strip():
        raise ValidationError({"words": "Write the comment first."})
    last = Comment.objects.filter(on=row.ref).order_by("-written_at").first()
    if last is not None and (last.author_id, last.words) == (author.pk, words):
        raise ValidationError({"words": "You have written this already; it is the last comment above."})
    note = Comment(on=row.ref, author=author, words=words, written_at=clock.now())
    note.save()
    record("comment.written", note)
    return note


@command(needs=Permission.ACT)
def link(source: Row, *, by: Actor, target: Row, relation: str = "relates to") -> Link:
    """Say that one record came from another, or has to do with it."""
    if source.ref == target.ref:
        raise ValidationError("A record is not linked to itself.")
    tie = Link(source=source.ref, target=target.ref, relation=relation)
    tie.save()
    record("link.made", tie)
    return tie


@command(needs=Permission.ACT)
def unlink(tie: Link, *, by: Actor, reason: str = "") -> Link:
    """Take a link away; history still has it."""
    remove(tie, "link.removed", reason=reason)
    return tie


def links_of(refs: Iterable[str]) -> list[tuple[Link, Found | None]]:
    """List what a record is linked with, both ways, each with how the other is shown: two questions."""
    mine = set(refs)
    ties = list(Link.objects.filter(Q(source__in=mine) | Q(target__in=mine)))
    others = find.titles(t.target if t.source in mine else t.source for t in ties)
    return [(t, others.get(t.target if t.source in mine else t.source)) for t in ties]


def _kind_of(name: str, content: bytes) -> str:
    """Judge a file by its name and by how it begins; both must agree."""
    kind = PurePosixPath(name.lower()).suffix.lstrip(".")
    if kind not in SIGNATURES:
        raise ValidationError({"file": f"Files of this kind are not taken; take one of {', '.join(SIGNATURES)}."})
    begins = SIGNATURES[kind]
    if begins and not content.startswith(begins):
        raise ValidationError({"file": f"This file is called .{kind} but is something else."})
    if not begins:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            raise ValidationError({"file": "Text files are taken as UTF-8."}) from wrong
        if "\0" in text or text.lstrip()[:1] == "<":
            raise ValidationError({"file": f"This file is called .{kind} but is something else."})
    if kind in ("png", "jpg", "jpeg"):
        _judge_picture(content)
    return kind


def _judge_picture(content: bytes) -> None:
    """Refuse a picture that would flood whoever opens it, and one that does not say how large it is."""
    size = size_of(content)
    if size is None or not all(size):
        raise ValidationError({"file": "This picture is damaged: it does not say how large it is."})
    if size[0] * size[1] > MOST_PIXELS:
        raise ValidationError({"file": f"This picture says it has {size[0]} times {size[1]} pixels; 40 million go."})


@command(needs=Permission.COMMENT)
def attach(row: Row, *, by: Actor, name: str, content: bytes) -> Attachment:
    """Keep a file with a record: judged by name and content, stored under a name that tells nothing."""
    name = PurePosixPath(name.replace("\\", "/")).name[:200] or "file"
    if not content:
        raise ValidationError({"file": "This file is empty."})
    if len(content) > LARGEST:
        raise ValidationError({"file": "A file may have up to 10 MB."})
    together = sum(Attachment.objects.filter(on=row.ref).values_list("size", flat=True))
    if together + len(content) > LARGEST_TOGETHER:
        raise ValidationError({"file": "The files of one record may have up to 25 MB together."})
    kind = _kind_of(name, content)
    digest = hashlib.sha256(content).hexdigest()
    if Attachment.objects.filter(on=row.ref, sha256=digest).exists():
        raise ValidationError({"file": "This very file hangs on the record already."})
    stored = secrets.token_hex(16)
    kept = Attachment(
        on=row.ref, name=name, kind=kind, size=len(content), sha256=digest,
        stored=stored, added_by=person_of(by), added_at=clock.now(),
    )  # fmt: skip
    kept.save()
    record("attachment.added", kept)
    folder = settings.FOLDER.attachments
    folder.mkdir(exist_ok=True, mode=0o700)
    _write(folder / stored, content)
    return kept


def _write(path: Path, content: bytes) -> None:
    """Write a file to the disk before its row is committed; where there is no room, nothing of it stays."""
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def content_of(kept: Attachment) -> bytes:
    """Read a kept file."""
    content: Any = (settings.FOLDER.attachments / kept.stored).read_bytes()
    return bytes(content)
