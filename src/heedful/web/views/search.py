"""Finding any record by its key or by words, and the way from any reference to a page."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from heedful.core import find
from heedful.core.models import Found
from heedful.core.registry import row_models
from heedful.web import places
from heedful.web.http import Request
from heedful.web.show import show

EACH, ALL_OF_ONE = 8, 200


@login_required
@require_GET
def search(request: Request) -> HttpResponse:
    """Records that hold all the words; an exact key leads straight to its record."""
    words = request.GET.get("q", "").replace("\0", " ")[:200].strip()
    kind = request.GET.get("kind", "")
    if request.person.reads and (exact := find.by_key(words)):
        return redirect(places.address(exact.ref))
    kind = kind if kind in row_models() else ""
    found = find.by_kind(words, kind=kind, each=ALL_OF_ONE if kind else EACH) if words and request.person.reads else []
    groups = [_group(name, list(few)) for name, few in groupby(found, key=lambda one: one.kind)]
    page = {"words": words, "groups": groups, "total": sum(group["many"] for group in groups), "kind": kind}
    return show(request, "search/search.html", page=page)


@login_required
@require_GET
def go(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Lead from a row without a page of its own to the record it hangs on."""
    for _ in range(4):
        if kind not in places.HANGS_ON:
            return redirect(places.address(f"{kind}/{pk}") or "today")
        model = row_models().get(kind)
        if model is None:
            raise Http404
        field = model._meta.get_field(places.HANGS_ON[kind])
        row = get_object_or_404(model.objects.visible_to(request.person), pk=pk)
        kind, pk = str(field.related_model._meta.model_name), getattr(row, field.attname)  # type: ignore[union-attr]
    raise Http404


def _group(kind: str, few: list[Found]) -> dict[str, Any]:
    """Show the first few of one kind, and how many more there are."""
    many = few[0].many  # type: ignore[attr-defined]
    items = [{"what": one.title or one.key, "href": places.address(one.ref), "key": one.key} for one in few]
    title = places.word(kind, many=True)
    return {"kind": kind, "title": title[:1].upper() + title[1:], "items": items, "many": many, "more": many - len(few)}
