"""What hangs on any record, for its page: threads, comments, files and the last lines of its history.

How a page uses it, whatever the record::

    page = {"complaint": found, "attached": attached(request, found)}
    {% include "components/attached.html" with attached=attached only %}

It costs two questions of the database, however much hangs there. Writing a comment, attaching a file, linking and
unlinking need nothing else: the forms in the include go to addresses of their own (`web/urls/attached.py`), which
find the record by its reference, through its model's `visible_to`, and come back to its page. A record's page only
has to be named in `web/places.py`.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast
from django.middleware.csrf import get_token
from django.urls import reverse

from heedful.core import find
from heedful.core.models import Attachment, Comment, Entry, Found, Link, Record
from heedful.core.permissions import Permission
from heedful.core.registry import record_models
from heedful.web import places
from heedful.web.deeds import deed, name_of_actor
from heedful.web.fields import offer
from heedful.web.http import Request

LAST = 6
"""How many lines of history are shown beside a record."""
HUBS = {"channel", "customer", "person", "process", "product", "role", "segment", "survey", "theme", "unit", "wave"}
"""Kinds that very many records point at; their pages list these themselves, with pages."""
NOT_THREADS = {"person", "unit", "theme", "role"}
"""Kinds that a record names as its owner or its place, not as where it came from."""

RELATIONS = {
    "relates to": "has to do with",
    "came from": "came from",
    "led to": "led to",
    "same as": "is the same as",
}
BACKWARDS = {"came from": "led to", "led to": "came from"}


@dataclasses.dataclass(frozen=True)
class Thread:
    """Another record that this one hangs together with, and how."""

    ref: str
    how: str
    key: str
    title: str
    tie: str = ""

    @property
    def kind(self) -> str:
        """Say what kind of record it is."""
        return places.word(places.split(self.ref)[0])

    @property
    def href(self) -> str:
        """Lead to it."""
        return places.address(self.ref)


class CommentForm(forms.Form):
    """A note on a record."""

    words = forms.CharField(label="Comment", max_length=10_000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))


class FileForm(forms.Form):
    """A file for a record."""

    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        help_text="PDF, picture, document, sheet, text or mail; up to 10 MB. Files are not scanned for viruses here.",
    )


class LinkForm(forms.Form):
    """Another record, by its key, and what this one has to do with it."""

    relation = forms.ChoiceField(label="This record", choices=list(RELATIONS.items()))
    other = forms.CharField(label="Key of the other record", max_length=24, help_text="Such as C-431 or REQ-37.")


class UnlinkForm(forms.Form):
    """A link to take away, with the reason."""

    tie = forms.ChoiceField(label="Link")
    reason = forms.CharField(label="Reason", max_length=300, required=False)


def attached(request: Request, record: Record, **refused: forms.Form) -> dict[str, Any]:
    """Gather all that hangs on a record, with the forms to add to it; a refused form takes its place."""
    rows = list(_hanging(record))
    titles = find.titles(_named(record, rows))
    threads = [*_own_threads(record, titles), *_threads(record, rows, titles)]
    ties = [(t.tie, f"{RELATIONS.get(t.how, t.how)} {t.key}") for t in threads if t.tie]
    may_add = request.as_at is None and request.person.may(Permission.COMMENT)
    may_link = request.as_at is None and request.person.may(Permission.ACT)
    unlink_form = refused.get("unlink", UnlinkForm())
    offer(unlink_form, "tie", ties)
    return {
        "record": record,
        "kind": record._meta.model_name,
        "pk": record.pk,
        "token": get_token(request),
        "threads": threads,
        "ties": ties,
        "comments": [_said(row, titles) for row in rows if row["what"] == "comment"],
        "files": [_kept(row, titles) for row in rows if row["what"] == "attachment"],
        "lines": [_line(row, titles) for row in rows if row["what"] == "entry"],
        "history": places.history_address(record.ref) if request.person.reads else "",
        "comment_form": (refused.get("comment") or CommentForm()) if may_add else None,
        "file_form": (refused.get("attach") or FileForm()) if may_add else None,
        "link_form": (refused.get("link") or LinkForm()) if may_link else None,
        "unlink_form": unlink_form if may_link and ties else None,
    }


def _columns(rows: models.QuerySet[Any], what: str, **columns: Any) -> models.QuerySet[Any, dict[str, Any]]:
    """Bring rows of any table into the one shape of the union."""
    text = models.TextField()
    empty: dict[str, Any] = {name: Value("", output_field=text) for name in ("a", "b", "c")}
    empty |= {
        "at": Value(None, output_field=models.DateTimeField()),
        "number": Value(0, output_field=models.BigIntegerField()),
    }
    shape = {
        name: Cast(value, text) if name in ("a", "b", "c") and isinstance(value, F) else value
        for name, value in (empty | columns).items()
    }
    # as_…: the tables have fields of these names themselves
    shown = {"as_what": Value(what, output_field=text), "as_row": shape.pop("row", F("pk"))}
    shown |= {f"as_{name}": value for name, value in shape.items()}
    named: models.QuerySet[Any, dict[str, Any]] = rows.order_by().annotate(**shown)
    return named.values(*(f"as_{name}" for name in ("what", "row", "a", "b", "c", "at", "number")))


def _hanging(record: Record) -> Iterator[dict[str, Any]]:
    """Ask once for links, comments, files, last entries and the records that point here."""
    ref = record.ref
    parts = [
        _columns(Comment.objects.filter(on=ref), "comment", a=F("words"), b=F("author_id"), at=F("written_at")),
        _columns(Link.objects.filter(Q(source=ref) | Q(target=ref)), "link", a=F("source"), b=F("target"),
                 c=F("relation")),
        _columns(Attachment.objects.filter(on=ref), "attachment", a=F("name"), b=F("added_by_id"), at=F("added_at"),
                 number=F("size")),
        _columns(Entry.objects.filter(object=record.pk, n__gt=record.version - LAST), "entry", row=F("uuid"),
                 a=F("act"), b=F("by"), at=F("t"), number=F("n")),
    ]  # fmt: skip
    if record._meta.model_name not in HUBS:
        parts += [
            _columns(model._base_manager.filter(**{field: record.pk}), f"{kind} {field}")
            for kind, field, model in _pointing_at(type(record))
        ]
    together = parts[0].union(*parts[1:], all=True)
    found = [{name.removeprefix("as_"): value for name, value in row.items()} for row in together]
    yield from sorted(found, key=lambda row: row["at"] or datetime.datetime.min.replace(tzinfo=datetime.UTC))


def _pointing_at(model: type[Record]) -> Iterator[tuple[str, str, type[Record]]]:
    """List the fields by which other kinds of records point at this kind."""
    for kind, other in record_models().items():
        for field in other._meta.concrete_fields:
            if field.related_model is model and other is not model:
                yield kind, field.name, other


def _named(record: Record, rows: list[dict[str, Any]]) -> set[str]:
    """Collect every reference whose title is shown."""
    refs = {ref for _, ref in _own_refs(record)}
    for row in rows:
        if row["what"] == "link":
            refs |= {row["a"], row["b"]}
        elif row["what"] in ("comment", "attachment") and row["b"]:
            refs.add(f"person/{uuid.UUID(row['b'])}")
        elif row["what"] == "entry":
            refs.add(row["b"])
        elif " " in row["what"]:
            refs.add(_pointing_ref(row))
    return refs


def _pointing_ref(row: dict[str, Any]) -> str:
    return f"{row['what'].partition(' ')[0]}/{row['row']}"


def _own_refs(record: Record) -> Iterator[tuple[str, str]]:
    """List the records that this one points at by its own fields, as (field's words, reference)."""
    for field in record._meta.concrete_fields:
        target = field.related_model
        if not (isinstance(target, type) and issubclass(target, Record)) or target._meta.model_name in NOT_THREADS:
            continue
        if pk := getattr(record, field.attname):
            yield str(field.verbose_name), f"{target._meta.model_name}/{pk}"


def _own_threads(record: Record, titles: dict[str, Found]) -> Iterator[Thread]:
    """Show the records that this one points at."""
    for how, ref in _own_refs(record):
        if found := titles.get(ref):
            yield Thread(ref, how, found.key, found.title)


def _threads(record: Record, rows: list[dict[str, Any]], titles: dict[str, Found]) -> Iterator[Thread]:
    """Show links, seen from this record, and the records that point here."""
    for row in rows:
        if row["what"] == "link":
            mine = row["a"] == record.ref
            ref = row["b"] if mine else row["a"]
            how = row["c"] if mine else BACKWARDS.get(row["c"], row["c"])
            if found := titles.get(ref):
                yield Thread(ref, how, found.key, found.title, tie=str(row["row"]))
        elif " " in row["what"]:
            ref = _pointing_ref(row)
            if found := titles.get(ref):
                yield Thread(ref, "came of it", found.key, found.title)


def _who(pk: str | None, titles: dict[str, Found]) -> str:
    return name_of_actor(f"person/{uuid.UUID(pk)}", titles) if pk else ""


def _said(row: dict[str, Any], titles: dict[str, Found]) -> dict[str, Any]:
    """Show a comment."""
    return {"words": row["a"], "who": _who(row["b"], titles), "at": row["at"]}


def _kept(row: dict[str, Any], titles: dict[str, Found]) -> dict[str, Any]:
    """Show a file."""
    href = reverse("attached:file", args=[row["row"]])
    return {"name": row["a"], "who": _who(row["b"], titles), "at": row["at"], "size": row["number"], "href": href}


def _line(row: dict[str, Any], titles: dict[str, Found]) -> dict[str, Any]:
    """Show a line of history, newest first in the include."""
    return {"who": name_of_actor(row["b"], titles), "what": deed(row["a"]), "at": row["at"]}
