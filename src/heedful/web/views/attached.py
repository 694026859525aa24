"""Comments, files and links of any record, found by its reference."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from heedful.core import attached as commands
from heedful.core import find
from heedful.core.actors import Actor
from heedful.core.models import Attachment, Link, Record, Row
from heedful.core.permissions import Permission
from heedful.core.registry import record_models, row_models
from heedful.web import places
from heedful.web.asking import must
from heedful.web.attached import BACKWARDS, CommentForm, FileForm, LinkForm, UnlinkForm, attached
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.show import show

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
"""Content types by kind of file; what is not named here goes out as bytes."""


def visible_record(request: Request, kind: str, pk: UUID) -> Record:
    """Find a record by its reference, as far as this person may see it."""
    model = record_models().get(kind)
    if model is None:
        raise Http404
    found: Record = get_object_or_404(model.objects.visible_to(request.person), pk=pk)
    return found


@login_required
@require_GET
def one(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """All that hangs on a record, on a page of its own."""
    return _answer(request, visible_record(request, kind, pk))


@login_required
@require_POST
def comment(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Write a comment."""
    record = visible_record(request, kind, pk)
    must(request, Permission.COMMENT)
    form = bound(CommentForm, request)
    carry_out(form, commands.comment, record, by=request.person)
    return _answer(request, record, comment=form)


@login_required
@require_POST
def attach(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Attach a file."""
    record = visible_record(request, kind, pk)
    must(request, Permission.COMMENT)
    form = bound(FileForm, request)
    carry_out(form, _keep_file, record, by=request.person)
    return _answer(request, record, attach=form)


@login_required
@require_POST
def link(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Link the record with another one, named by its key."""
    record = visible_record(request, kind, pk)
    must(request, Permission.ACT)
    form = bound(LinkForm, request)
    carry_out(form, _link_by_key, record, by=request.person)
    return _answer(request, record, link=form)


@login_required
@require_POST
def unlink(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Take a link away."""
    record = visible_record(request, kind, pk)
    must(request, Permission.ACT)
    form = bound(UnlinkForm, request)
    ties = Link.objects.filter(source=record.ref) | Link.objects.filter(target=record.ref)
    form.fields["tie"].choices = [(str(tie.pk), tie.relation) for tie in ties]
    carry_out(form, _unlink, ties, by=request.person)
    return _answer(request, record, unlink=form)


@login_required
@require_GET
def file(request: Request, pk: UUID) -> HttpResponse:
    """Hand out a file: always to be saved, never to be shown by the browser."""
    kept = get_object_or_404(Attachment.objects.visible_to(request.person), pk=pk)
    kind, of = places.split(kept.on)
    model = row_models().get(kind, Attachment)
    if not model.objects.visible_to(request.person).filter(pk=of).exists():
        raise Http404
    return _handed_out(kept)


def _handed_out(kept: Attachment) -> HttpResponse:
    """Send a file's bytes with headers that let no browser run them."""
    try:
        content = commands.content_of(kept)
    except FileNotFoundError as lost:
        raise Http404("The file is no longer in the data folder.") from lost
    response = HttpResponse(content, content_type=TYPES.get(kept.kind, "application/octet-stream"))
    response["Content-Disposition"] = _disposition(kept)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _disposition(kept: Attachment) -> str:
    """Name the file for saving, without anything that could leave the header."""
    name = "".join(c for c in kept.name if c.isalnum() or c in " ._-()")[:120].strip(" .") or f"file.{kept.kind}"
    plain = name.encode("ascii", "ignore").decode().strip(" .") or f"file.{kept.kind}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _answer(request: Request, record: Record, **forms: Form) -> HttpResponse:
    """Come back to the record's page; where something was refused, show what was typed and why."""
    sent = next(iter(forms.values()), None)
    refused = sent is not None and bool(sent.errors)
    if sent is not None and not refused and not request.htmx:
        return redirect(places.back_to(record.ref))
    page: dict[str, Any] = {
        "record": record,
        "href": places.address(record.ref),
        "attached": attached(request, record, **(forms if refused else {})),
    }
    return show(request, "attached/one.html", part="part", page=page, form=sent)


def _keep_file(record: Row, *, by: Actor, file: Any) -> Attachment:
    """Read no more of a file than tells whether it is too large."""
    return commands.attach(record, by=by, name=file.name or "", content=file.read(commands.LARGEST + 1))


def _link_by_key(record: Record, *, by: Actor, relation: str, other: str) -> Link:
    """Find the other record by its key, and link the two in the direction that was chosen."""
    found = find.by_key(other)
    if found is None:
        raise ValidationError({"other": "No record has this key. Search for it by words and copy its key."})
    kind, pk = places.split(found.ref)
    target: Record = record_models()[kind]._base_manager.get(pk=pk)
    if relation == "led to":
        return commands.link(target, by=by, target=record, relation=BACKWARDS[relation])
    return commands.link(record, by=by, target=target, relation=relation)


def _unlink(ties: Any, *, by: Actor, tie: str, reason: str) -> Link:
    """Take away the chosen one of a record's links."""
    return commands.unlink(ties.get(pk=tie), by=by, reason=reason)
