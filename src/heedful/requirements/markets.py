"""Commands on markets, and on what is sold in them."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.customers.models import Product
from heedful.requirements.models import Market, Offering


@command(needs=Permission.KEEP_PROCESSES)
def add_market(*, by: Actor, name: str, owner: Person | None = None) -> Market:
    """Add a country or region in which we sell; its owner watches its laws."""
    market = Market(name=name.strip(), owner=owner)
    market.save()
    record("market.added", market)
    return market


@command(needs=Permission.KEEP_PROCESSES)
def change_market(market: Market, *, by: Actor, name: str, owner: Person | None = None, reason: str = "") -> Market:
    """Call a market otherwise, or let somebody else watch its laws."""
    market = _used(lock(market))
    market.name, market.owner = name.strip(), owner
    market.save(update_fields=["name", "owner"])
    record("market.changed", market, reason=reason)
    return market


@command(needs=Permission.KEEP_PROCESSES)
def retire_market(market: Market, *, by: Actor, on: datetime.date) -> Market:
    """Sell there no longer; nothing may be offered there any more."""
    market = _used(lock(market))
    if sold := market.offerings.filter(until=None).select_related("product").first():
        raise ValidationError(f"{sold.product.name} is sold there. End that first.")
    market.retired_on = on
    market.save(update_fields=["retired_on"])
    record("market.retired", market, on=on.isoformat())
    return market


@command(needs=Permission.KEEP_PROCESSES)
def offer_product(product: Product, *, by: Actor, market: Market, since: datetime.date) -> Offering:
    """Sell a product in a market; the law there applies to it from that day."""
    if product.retired_on:
        raise ValidationError(f"{product.name} was retired on {product.retired_on}; it is not sold any more.")
    _used(market)
    if product.offerings.filter(market=market, until=None).exists():
        raise ValidationError({"market": f"{product.name} is sold in {market.name} already."})
    offering = Offering(product=product, market=market, since=since)
    offering.save()
    record("offering.begun", offering, since=since.isoformat())
    return offering


@command(needs=Permission.KEEP_PROCESSES)
def end_offering(offering: Offering, *, by: Actor, on: datetime.date, reason: str = "") -> Offering:
    """Sell a product in a market no longer."""
    offering = lock(offering)
    if offering.until:
        raise ValidationError(f"This ended on {offering.until}.")
    if on < offering.since:
        raise ValidationError({"on": f"It has been sold there since {offering.since}; give a later day."})
    offering.until = on
    offering.save(update_fields=["until"])
    record("offering.ended", offering, reason=reason, on=on.isoformat())
    return offering


def _used(market: Market) -> Market:
    if market.retired_on:
        raise ValidationError(f"{market.name} was given up on {market.retired_on}. Add it again to sell there.")
    return market
