"""Pages for what was not saved: nothing that was typed is lost, and where two people changed the same, both stand."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from heedful.core import chronicle, find
from heedful.core.refusals import Conflict
from heedful.core.registry import row_models
from heedful.web.deeds import name_now
from heedful.web.places import address
from heedful.web.versions import in_words, refs_of

CANNOT_WRITE = (OperationalError, InterfaceError, OSError)
"""The disk is full, the database held by somebody else or not there: all of them pass, and none is the person's."""
MOST_FIELDS, MOST_VERSIONS = 80, 50
FOR_MACHINES = re.compile(r"[0-9a-f-]{32,36}|[\w.:-]{0,3}|[\w-]+=*:[\w:.-]{20,}|\d+")
"""Values that nobody typed as words: ids, ticks, numbers, seals."""


@dataclass(frozen=True)
class Typed:
    """One field of a form as it was sent."""

    name: str
    label: str
    value: str
    words: bool


def typed(request: HttpRequest) -> list[Typed]:
    """List what a form held; secrets of the sign-in are never shown again."""
    if request.method != "POST" or request.path.startswith("/account/"):
        return []
    return list(_typed(request))[:MOST_FIELDS]


def _typed(request: HttpRequest) -> Iterator[Typed]:
    for name, values in request.POST.lists():
        if name == "csrfmiddlewaretoken" or "password" in name:
            continue
        label = name.replace("_", " ").capitalize()
        for value in values:
            words = name != "version" and not FOR_MACHINES.fullmatch(value)
            yield Typed(name, label, value, words)


def refused_page(request: HttpRequest, messages: list[str]) -> HttpResponse:
    """Say which rule something broke, and give back what was typed."""
    page = {"messages_": messages, "typed": [field for field in typed(request) if field.words]}
    return render(request, "errors/422.html", page, status=422)


def conflict_page(request: HttpRequest, clash: Conflict) -> HttpResponse:
    """Show what somebody else has saved meanwhile, what stood there before, and what was typed here."""
    who, at, rows = _both(request, clash)
    page = {
        "who": who, "at": at, "rows": rows, "typed": [field for field in typed(request) if field.words],
        "title": getattr(clash.now, "title", ""), "href": address(clash.now.ref),
    }  # fmt: skip
    return render(request, "errors/conflict.html", page, status=409)


def _both(request: HttpRequest, clash: Conflict) -> tuple[str, Any, list[dict[str, str]]]:
    """Put the version that the person saw beside the one that is there now, field by field."""
    kind = str(clash.now._meta.model_name)
    found = [
        version
        for version in chronicle.versions(kind, clash.now.pk, many=MOST_VERSIONS)
        if version.entry.n > clash.seen.version
    ]
    fields = {field.attname: field for field in row_models()[kind]._meta.concrete_fields}
    titles = find.titles(refs_of(kind, found))
    changed: dict[str, tuple[Any, Any]] = {}
    for version in reversed(found):
        for change in version.changes:
            changed[change.field] = (changed.get(change.field, (change.before,))[0], change.after)
    rows = [
        {
            "label": str(getattr(fields.get(name), "verbose_name", name)).capitalize(),
            "seen": in_words(fields.get(name), seen, titles),
            "now": in_words(fields.get(name), now, titles),
            "yours": request.POST.get(getattr(fields.get(name), "name", name), ""),
        }
        for name, (seen, now) in changed.items()
    ]
    last = found[0].entry if found else None
    return (name_now(last.by), last.t, rows) if last else ("", None, rows)


def unsaved_page(request: HttpRequest) -> HttpResponse:
    """Say that nothing was saved, and give back what was typed in a form that can be sent once more."""
    page = {"typed": typed(request), "files": bool(request.FILES), "again": request.get_full_path()}
    if settings.CSRF_COOKIE_NAME in request.COOKIES:  # public forms have no such cookie, and get none here
        page["token"] = get_token(request)
    response = render(request, "errors/503.html", page, status=503)
    response["Retry-After"] = "5"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Answer to what no view could: the records that cannot be written or read just now, or a fault of ours."""
    if isinstance(sys.exc_info()[1], CANNOT_WRITE):
        return unsaved_page(request)
    return render(request, "500.html", status=500)
