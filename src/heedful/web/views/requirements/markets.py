"""Markets in which we sell, and what is sold there."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.customers.models import Product
from heedful.requirements import markets as commands
from heedful.requirements.models import Market, Offering
from heedful.web.asking import ask, day_of, may
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.requirements import forms
from heedful.web.views.requirements.lists import views_of
from heedful.web.views.requirements.steps import BOTH


@login_required
@require_GET
def markets(request: Request) -> HttpResponse:
    """All markets with what is sold there."""
    sold = Offering.objects.visible_to(request.person).filter(until=None).select_related("product")
    every = Market.objects.visible_to(request.person).filter(retired_on=None).select_related("owner")
    found = page_of(request, every.prefetch_related(Prefetch("offerings", queryset=sold, to_attr="sold")))
    many = found.paginator.count
    page = {
        "sentence": sentence(f"We sell in {counted(many, 'market')}") if many else "No market is entered yet.",
        "page": found,
        "views": views_of("markets"),
        "may_keep": may(request, Permission.KEEP_PROCESSES),
    }
    return show(request, "requirements/markets.html", page=page)


def to_markets(done: Any) -> str:
    """Go back to the markets."""
    return reverse("requirements:markets")


def _found(request: Request, pk: UUID) -> Market:
    market: Market = get_object_or_404(Market.objects.visible_to(request.person), pk=pk)
    return market


def _asked(last: str, title: str, button: str, **more: Any) -> dict[str, Any]:
    back = reverse("requirements:markets")
    trail = [{"label": "Markets", "href": back}, {"label": last}]
    return {"trail": trail, "title": title, "action": button, "back": back, **more}


@login_required
@require_http_methods(BOTH)
def add(request: Request) -> HttpResponse:
    """Add a market."""
    page = _asked("New", "Where do we sell?", "Add the market")
    return ask(request, bound(forms.MarketForm, request), commands.add_market, page=page, then=to_markets,
               said="The market is added.")  # fmt: skip


@login_required
@require_http_methods(BOTH)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a market's name, or who watches its laws."""
    market = _found(request, pk)
    form = bound(forms.MarketForm, request, on=market, initial={"name": market.name, "owner": market.owner_id})
    page = _asked(market.name, f"Change {market.name}", "Save the market")
    return ask(request, form, commands.change_market, market, page=page, then=to_markets, said="Saved.")


@login_required
@require_http_methods(BOTH)
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Give a market up."""
    market = _found(request, pk)
    form = bound(forms.OnForm, request, on=market, initial={"on": day_of(request)})
    page = _asked(market.name, f"Do we sell in {market.name} no longer?", "Give the market up", danger=True)
    return ask(
        request, form, commands.retire_market, market, page=page, then=to_markets, said="The market is given up."
    )


@login_required
@require_http_methods(BOTH)
def offer(request: Request, pk: UUID) -> HttpResponse:
    """Sell a product in a market."""
    market = _found(request, pk)
    form = bound(forms.OfferForm, request, initial={"since": day_of(request)})
    page = _asked(market.name, f"What is sold in {market.name}?", "It is sold there")
    return ask(request, form, _offer, page=page, then=to_markets, said="The law of this market applies to it now.",
               more={"market": market})  # fmt: skip


def _offer(*, by: Any, product: Product, **taken: Any) -> Offering:
    """Hand the product over as the thing the command is about."""
    return commands.offer_product(product, by=by, **taken)


_offer.needs = Permission.KEEP_PROCESSES  # type: ignore[attr-defined]


@login_required
@require_http_methods(BOTH)
def end(request: Request, pk: UUID) -> HttpResponse:
    """Sell a product in a market no longer."""
    every = Offering.objects.visible_to(request.person).select_related("product", "market")
    sold = get_object_or_404(every, pk=pk)
    form = bound(forms.OnForm, request, on=sold, initial={"on": day_of(request)})
    page = _asked(sold.market.name, f"Is {sold.product.name} sold there no longer?", "It is sold there no longer")
    return ask(
        request, form, commands.end_offering, sold, page=page, then=to_markets, said="It is sold there no longer."
    )
