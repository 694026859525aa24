"""The evidence: what happened, and how each record came to be what it is."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from heedful.core import chronicle, find
from heedful.core.models import Entry, Found, Person, Row
from heedful.core.organisation import current_organisation
from heedful.core.registry import row_models
from heedful.web import places
from heedful.web.deeds import deed, name_of_actor
from heedful.web.fields import DayField, Filters, offer
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.versions import read_versions, refs_of

MANY = 25


class EvidenceFilters(Filters):
    """Which entries are shown."""

    kind = forms.ChoiceField(label="Records", required=False)
    by = forms.ChoiceField(label="Done by", required=False)
    first = DayField("From", required=False)
    last = DayField("To", required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = sorted((places.word(kind, many=True).capitalize(), kind) for kind in row_models())
        offer(self, "kind", [("", "All"), *((kind, words) for words, kind in kinds)])
        others = [("public", "A customer"), ("system", "Heedful itself"), ("import", "An import")]
        offer(self, "by", [("", "Anybody"), *people, *others])


@login_required
@require_GET
def entries(request: Request) -> HttpResponse:
    """What was done last, by whom, to which record."""
    people = Person.objects.visible_to(request.person).order_by("name").values_list("pk", "name")
    filters = EvidenceFilters(request.GET, people=[(f"person/{pk}", name) for pk, name in people])
    found = chronicle.newest(**_wanted(filters), before=_number(request, "before"), many=MANY + 1)
    titles = find.titles(ref for entry in found for ref in (_ref(entry), entry.by))
    total, latest = chronicle.length()
    page = {
        "entries": list(_told(found[:MANY], titles)) if request.person.reads else [],
        "older": found[MANY - 1].serial if len(found) > MANY else None,
        "filters": filters,
        "total": total,
        "latest": latest,
    }
    return show(request, "history/entries.html", page=page)


@login_required
@require_GET
def of(request: Request, kind: str = "", pk: UUID | None = None, ref: str = "") -> HttpResponse:
    """Every version of a record: who, when, why, and what changed."""
    if ref:
        kind, pk = _taken_apart(ref)
    row = _visible_row(request, kind, pk)
    found = chronicle.versions(kind, pk, before=_number(request, "before"), many=MANY + 1)
    if not found:
        raise Http404
    titles = find.titles({f"{kind}/{pk}", *refs_of(kind, found)})
    page = {
        "ref": f"{kind}/{pk}",
        "word": places.word(kind),
        "shown": titles.get(f"{kind}/{pk}"),
        "gone": row is None,
        "href": places.address(f"{kind}/{pk}") if row is not None else "",
        "versions": read_versions(kind, found[:MANY], titles),
        "older": found[MANY - 1].entry.n if len(found) > MANY else None,
        "count": found[0].entry.n,
    }
    return show(request, "history/of.html", page=page)


def _taken_apart(ref: str) -> tuple[str, UUID]:
    """Read a reference given as one piece."""
    kind, pk = places.split(ref)
    try:
        return kind, UUID(pk)
    except ValueError as wrong:
        raise Http404 from wrong


def _visible_row(request: Request, kind: str, pk: UUID | None) -> Row | None:
    """Find the row as far as this person may see it; None where it was removed."""
    model = row_models().get(kind)
    if model is None or pk is None or not request.person.reads:
        raise Http404
    row: Row | None = model.objects.visible_to(request.person).filter(pk=pk).first()
    if row is None and model._base_manager.filter(pk=pk).exists():
        raise Http404
    return row


def _number(request: Request, name: str) -> int | None:
    """Read a number of the address; nonsense counts as none."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _wanted(filters: EvidenceFilters) -> dict[str, Any]:
    """Turn filters into what is asked of the history; days are the organisation's."""
    zone = current_organisation().zoneinfo
    first, last, by = filters.chosen("first"), filters.chosen("last"), filters.chosen("by")
    midnight = datetime.time.min
    wanted: dict[str, Any] = {"kind": filters.chosen("kind"), "by": by}
    if first:
        wanted["first"] = datetime.datetime.combine(first, midnight, zone)
    if last:
        wanted["last"] = datetime.datetime.combine(last + datetime.timedelta(days=1), midnight, zone)
    return wanted


def _ref(entry: Entry) -> str:
    return f"{entry.kind}/{entry.object}"


def _told(entries: Sequence[Entry], titles: Mapping[str, Found]) -> Iterator[dict[str, Any]]:
    """Tell entries in words; what one command did to many rows alike is told once."""
    for _, alike in groupby(entries, key=lambda entry: (entry.act, entry.by, entry.t)):
        group = list(alike)
        entry, last = group[0], group[-1]
        shown = titles.get(_ref(entry)) if len(group) == 1 else None
        yield {
            "number": entry.position or entry.serial,
            "down_to": (last.position or last.serial) if len(group) > 1 else None,
            "at": entry.t,
            "who": name_of_actor(entry.by, titles),
            "what": deed(entry.act) + (f", {len(group)} times" if len(group) > 1 else ""),
            "title": shown.title if shown else "",
            "key": shown.key if shown else "",
            "href": places.history_address(_ref(entry)),
        }
