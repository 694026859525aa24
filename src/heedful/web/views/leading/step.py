"""A step with a record of the leading rooms: what its page says, what it asks, and the command that takes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from heedful.core.models import Row
from heedful.core.organisation import today
from heedful.web.asking import ask, may
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request


def _nothing(row: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Step:
    """One step: how it is called, what its page says, and what it does."""

    label: str
    title: str
    action: str
    said: str
    command: Callable[..., Any]
    form: type[VersionForm] = VersionForm
    lead: str = ""
    danger: bool = False
    initial: Callable[[Any], dict[str, Any]] = field(default=_nothing)
    given: Callable[[Any], dict[str, Any]] = field(default=_nothing)


def on_today(row: Any) -> dict[str, Any]:
    """Begin with, or give along, the day of today."""
    return {"on": today()}


def as_it_stands(*names: str) -> Callable[[Any], dict[str, Any]]:
    """Begin with what the record says already."""
    return lambda row: {name: getattr(row, name) for name in names}


def take(
    request: Request, steps: Mapping[str, Step], name: str, row: Row, *, trail: Sequence[dict[str, Any]],
    then: Callable[[Any], str] | None = None, form: Any = None,
) -> HttpResponse:  # fmt: skip
    """Show the page of a step, and take it; the last but one of the trail is where one goes back to."""
    known = steps.get(name)
    if known is None:
        raise Http404
    form = form or bound(known.form, request, on=row, initial=known.initial(row))
    back = trail[-1]["href"]
    page = {
        "trail": [*trail, {"label": known.label}], "title": known.title, "lead": known.lead, "action": known.action,
        "back": back, "danger": known.danger,
    }  # fmt: skip
    return ask(request, form, known.command, row, page=page, then=then or (lambda _: back), said=known.said,
               more=known.given(row))  # fmt: skip


def links(
    request: Request, steps: Mapping[str, Step], names: Sequence[str], address: str, row: Row
) -> list[dict[str, str]]:
    """Lead to those steps of a record that this person may take."""
    return [
        {"label": steps[name].label, "href": reverse(address, args=[row.pk, name]), "name": name}
        for name in names
        if may(request, steps[name].command.needs)  # type: ignore[attr-defined]
    ]
