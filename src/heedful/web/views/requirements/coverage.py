"""Products against the sources of requirements and the law of their markets: what is there, what is missing."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.customers.models import Product
from heedful.requirements import queries, sources
from heedful.requirements.models import NoneApplies, SourceType
from heedful.web.asking import ask, day_of, may
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.requirements import forms
from heedful.web.views.requirements.lists import views_of
from heedful.web.views.requirements.steps import BOTH

SHOWN = 3
"""How many requirements a cell names."""


@login_required
@require_GET
def coverage(request: Request) -> HttpResponse:
    """The grid of products and sources."""
    products = list(Product.objects.visible_to(request.person).filter(retired_on=None))
    rows = queries.coverage(products, request.person, day_of(request))
    found = page_of(request, rows)
    page = {
        "sentence": says(rows),
        "page": found,
        "rows": [{"product": row.product, "cells": [_cell(row.product, cell) for cell in row.cells]} for row in found],
        "law": [
            {"product": row.product, "cell": _cell(row.product, cell), "market": cell.market}
            for row in found
            for cell in row.law
        ],
        "sources": [SourceType(source).label for source in queries.SOURCES],
        "views": views_of("coverage"),
        "may_add": may(request, Permission.KEEP_PROCESSES),
    }
    return show(request, "requirements/coverage.html", page=page)


def _cell(product: Product, cell: queries.Cell) -> dict[str, Any]:
    """Lay out one cell: what stands there, or the two presses that fill it."""
    given: dict[str, Any] = {"product": product.pk, "source_type": cell.source}
    if cell.market is not None:
        given["market"] = cell.market.pk
    there = "?" + urlencode(given)
    return {
        "source": SourceType(cell.source).label,
        "requirements": cell.requirements[:SHOWN],
        "more": max(0, len(cell.requirements) - SHOWN),
        "none": cell.none[0] if cell.none and not cell.requirements else None,
        "missing": cell.missing,
        "add": reverse("requirements:new") + there,
        "say_none": reverse("requirements:none_applies") + there,
    }


def says(rows: list[queries.ProductRow]) -> str:
    """Say how many cells are empty, and of how many products."""
    if not rows:
        return "No product or service is entered yet."
    empty, of = sum(row.missing for row in rows), sum(len(row.cells) + len(row.law) for row in rows)
    if not empty:
        return "Every product has a requirement from every source, or a reason why none applies."
    products = sum(row.missing > 0 for row in rows)
    is_ = "is" if empty == 1 else "are"
    return sentence(f"{number_word(empty)} of {of:,} cells {is_} empty, at {counted(products, 'product')}")


@login_required
@require_http_methods(BOTH)
def none_applies(request: Request) -> HttpResponse:
    """Say that a product has no requirement of a source, and why."""
    given = {name: request.GET.get(name) for name in ("product", "source_type", "market")}
    form = bound(forms.NoneForm, request, initial=given)
    back = reverse("requirements:coverage")
    page = {
        "trail": [{"label": "By product and source", "href": back}, {"label": "None applies"}],
        "title": "Why does none apply?",
        "lead": "Your name and the day are kept with it.",
        "action": "None applies",
        "back": back,
    }
    return ask(request, form, _say_none, page=page, then=lambda said: back, said="It is kept that none applies.",
               more={"on": day_of(request)})  # fmt: skip


def _say_none(*, by: Any, product: Product, **taken: Any) -> NoneApplies:
    """Hand the product over as the thing the command is about."""
    return sources.say_none_applies(product, by=by, **taken)


_say_none.needs = Permission.KEEP_PROCESSES  # type: ignore[attr-defined]


@login_required
@require_http_methods(BOTH)
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back that none applies."""
    said = get_object_or_404(NoneApplies.objects.visible_to(request.person).select_related("product", "author"), pk=pk)
    back = reverse("requirements:coverage")
    page = {
        "trail": [{"label": "By product and source", "href": back}, {"label": "Take back"}],
        "title": "Why is it taken back?",
        "lead": f"{said.product.name}, {said.get_source_type_display().lower()}: {said.reason} {said.author.name} said "
        f"so on {said.said_on:%-d %b %Y}.",
        "action": "Take it back",
        "back": back,
        "danger": True,
    }
    form = bound(forms.ReasonForm, request, on=said)
    return ask(request, form, sources.take_back_none_applies, said, page=page, then=lambda gone: back,
               said="It is taken back.")  # fmt: skip
