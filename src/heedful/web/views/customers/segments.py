"""Segments: customers who need the same, and when we last looked at what that is."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.period import months_before
from heedful.core.permissions import Permission
from heedful.customers import segments as commands
from heedful.customers import supply
from heedful.customers.models import Product, Segment
from heedful.feedback.models import Method
from heedful.web import places
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.customers.forms import (
    DayForm,
    ProductForm,
    ReviewForm,
    SegmentForm,
    as_it_stands,
    on_that_day,
)

REVIEWED_WITHIN = 12
"""Months after which a segment's needs are looked at again."""


def _trail(last: str, listed: str, words: str, href: str = "", name: str = "") -> list[dict[str, str]]:
    steps = [{"label": "Customers", "href": reverse("customers:list")}, {"label": words, "href": reverse(listed)}]
    if name:
        steps.append({"label": name, "href": href})
    return [*steps, {"label": last, "href": ""}]


def _segment(request: Request, pk: UUID) -> Segment:
    found: Segment = get_object_or_404(Segment.objects.visible_to(request.person).select_related("owner"), pk=pk)
    return found


@login_required
@require_GET
def segments(request: Request) -> HttpResponse:
    """Every segment, with how many customers it holds and when its needs were looked at."""
    active = Count("customers", filter=Q(customers__left_on=None))
    rows = list(Segment.objects.visible_to(request.person).select_related("owner").annotate(many=active))
    since = months_before(day_of(request), REVIEWED_WITHIN)
    live = [row for row in rows if not row.retired_on]
    stale = [row for row in live if row.reviewed_on is None or row.reviewed_on <= since]
    said = f"{counted(len(live), 'segment')}"
    if stale:
        said += f"; the needs of {counted(len(stale), 'segment')} were not looked at in the last 12 months"
    page = {
        "segments": live + [row for row in rows if row.retired_on],
        "stale": {row.pk for row in stale},
        "sentence": sentence(said),
        "may_keep": may(request, Permission.KEEP_CUSTOMERS),
    }
    return show(request, "customers/segments.html", page=page)


@login_required
@require_GET
def segment(request: Request, pk: UUID) -> HttpResponse:
    """One segment: what its customers need, who they are, and how we plan to hear them."""
    found = _segment(request, pk)
    methods = Method.objects.visible_to(request.person).filter(segment=found).select_related("programme")
    page = {
        "segment": found,
        "trail": _trail(found.name, "customers:segments", "Segments"),
        "page": page_of(request, found.customers.filter(left_on=None).order_by("name", "pk")),
        "methods": [{"what": one.name, "href": places.address(one.ref), "key": one.key,
                     "why": f"{'direct' if one.direct else 'indirect'}, every {one.every_months} months"}
                    for one in methods.order_by("name")],
        "may_keep": may(request, Permission.KEEP_CUSTOMERS) and not found.retired_on,
        "attached": attached(request, found),
    }  # fmt: skip
    return show(request, "customers/segment.html", page=page)


def _page(found: Any, title: str, action: str, listed: str, words: str) -> dict[str, Any]:
    """Give the frame of a form about a segment or a product."""
    if found is None:
        steps, back = _trail(title, listed, words), reverse(listed)
    else:
        back = places.address(found.ref)
        steps = _trail(title, listed, words, back, found.name)
    return {"title": title, "trail": steps, "action": action, "back": back}


def _there(row: Any) -> str:
    return places.address(row.ref)


@login_required
@require_http_methods(["GET", "POST"])
def add_segment(request: Request) -> HttpResponse:
    """Add a segment."""
    form = bound(SegmentForm, request)
    form.fields.pop("version")
    page = _page(None, "A new segment", "Add the segment", "customers:segments", "Segments")
    return ask(request, form, commands.add_segment, page=page, then=_there, said="The segment is added.")


@login_required
@require_http_methods(["GET", "POST"])
def change_segment(request: Request, pk: UUID) -> HttpResponse:
    """Change a segment."""
    found = _segment(request, pk)
    form = bound(SegmentForm, request, on=found, initial=as_it_stands(found, SegmentForm))
    page = _page(found, f"Change {found.name}", "Save", "customers:segments", "Segments")
    return ask(request, form, commands.change_segment, found, page=page, then=_there, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def review_segment(request: Request, pk: UUID) -> HttpResponse:
    """Look again at what the customers of a segment need."""
    found = _segment(request, pk)
    form = bound(ReviewForm, request, on=found, initial={"on": today(), "needs": found.needs})
    title = f"Look again at the needs of {found.name}"
    page = _page(found, title, "They are as written", "customers:segments", "Segments")
    return ask(request, form, commands.review_segment, found, page=page, then=_there, said="Noted.")


@login_required
@require_http_methods(["GET", "POST"])
def retire_segment(request: Request, pk: UUID) -> HttpResponse:
    """Retire a segment."""
    found = _segment(request, pk)
    form = bound(DayForm, request, on=found, initial=on_that_day(today(), "on"))
    page = _page(found, f"Retire {found.name}", "Retire it", "customers:segments", "Segments") | {"danger": True}
    return ask(request, form, commands.retire_segment, found, page=page, then=_there, said="Retired.")


@login_required
@require_GET
def products(request: Request) -> HttpResponse:
    """What we deliver."""
    year_ago = months_before(day_of(request), 12)
    lately = Sum("deliveries__quantity", filter=Q(deliveries__last_on__gt=year_ago))
    rows = list(Product.objects.visible_to(request.person).select_related("owner").annotate(lately=lately))
    live = [row for row in rows if not row.retired_on]
    services = sum(row.service for row in live)
    said = f"{counted(len(live) - services, 'product')} and {counted(services, 'service')}"
    page = {
        "products": live + [row for row in rows if row.retired_on],
        "sentence": sentence(said),
        "may_keep": may(request, Permission.KEEP_CUSTOMERS),
    }
    return show(request, "customers/products.html", page=page)


def _product(request: Request, pk: UUID) -> Product:
    found: Product = get_object_or_404(Product.objects.visible_to(request.person).select_related("owner"), pk=pk)
    return found


@login_required
@require_GET
def product(request: Request, pk: UUID) -> HttpResponse:
    """One product or service: to whom it was delivered in the last twelve months."""
    found, day = _product(request, pk), day_of(request)
    lately = found.deliveries.filter(last_on__gt=months_before(day, 12), last_on__lte=day).order_by()
    reached = lately.values("customer", "customer__name").annotate(total=Sum("quantity")).order_by("-total", "customer")
    page = {
        "product": found,
        "trail": _trail(found.name, "customers:products", "Products and services"),
        "page": page_of(request, reached),
        "total": lately.aggregate(total=Sum("quantity"))["total"] or 0,
        "may_keep": may(request, Permission.KEEP_CUSTOMERS) and not found.retired_on,
        "attached": attached(request, found),
    }
    return show(request, "customers/product.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def add_product(request: Request) -> HttpResponse:
    """Add a product or a service."""
    form = bound(ProductForm, request)
    form.fields.pop("version")
    page = _page(None, "A new product or service", "Add it", "customers:products", "Products and services")
    return ask(request, form, supply.add_product, page=page, then=_there, said="It is added.")


@login_required
@require_http_methods(["GET", "POST"])
def change_product(request: Request, pk: UUID) -> HttpResponse:
    """Change a product or a service."""
    found = _product(request, pk)
    form = bound(ProductForm, request, on=found, initial=as_it_stands(found, ProductForm))
    page = _page(found, f"Change {found.name}", "Save", "customers:products", "Products and services")
    return ask(request, form, supply.change_product, found, page=page, then=_there, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def retire_product(request: Request, pk: UUID) -> HttpResponse:
    """Stop delivering something."""
    found = _product(request, pk)
    form = bound(DayForm, request, on=found, initial=on_that_day(today(), "on"))
    page = _page(found, f"Retire {found.name}", "Retire it", "customers:products", "Products and services")
    return ask(request, form, supply.retire_product, found, page=page | {"danger": True}, then=_there, said="Retired.")
