"""Commands on sources that a product has no requirement from: said with a reason, and taken back."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.customers.models import Product
from heedful.requirements.commands import CURRENT
from heedful.requirements.models import Market, NoneApplies, Requirement, SourceType

LAW = (SourceType.STATUTORY, SourceType.REGULATORY)
"""What the law imposes; it depends on the market."""


@command(needs=Permission.KEEP_PROCESSES)
def say_none_applies(
    product: Product, *, by: Actor, source_type: str, reason: str, on: datetime.date, market: Market | None = None,
    author: Person | None = None,
) -> NoneApplies:  # fmt: skip
    """Say that a product has no requirement of a source, in a market for the law, and why."""
    author = author or person_of(by)
    wrong = {}
    if author is None:
        wrong["author"] = "Name who says so."
    if not reason.strip():
        wrong["reason"] = "Say why none applies, so that somebody else can follow it."
    if source_type not in SourceType.values:
        wrong["source_type"] = "Choose a source."
    if market is not None and source_type not in LAW:
        wrong["market"] = "Only the law depends on the market. Leave it empty."
    if product.retired_on:
        wrong["product"] = f"{product.name} was retired on {product.retired_on}; nothing is required of it any more."
    if wrong:
        raise ValidationError(wrong)
    _nothing_against(product, source_type, market)
    said = NoneApplies(
        product=product, source_type=source_type, market=market, reason=reason, author=author, said_on=on
    )
    said.save()
    record("noneapplies.said", said, on=on.isoformat())
    return said


@command(needs=Permission.KEEP_PROCESSES)
def take_back_none_applies(said: NoneApplies, *, by: Actor, reason: str) -> NoneApplies:
    """Take back that none applies, such as when one was found after all."""
    said = lock(said)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is taken back."})
    remove(said, "noneapplies.removed", reason=reason)
    return said


def _nothing_against(product: Product, source_type: str, market: Market | None) -> None:
    """Refuse where a requirement of this very kind holds, or where it was said already."""
    holds = Requirement.objects.filter(product=product, source_type=source_type, state__in=CURRENT)
    if market is not None:
        holds = holds.filter(market=market)
    if found := holds.first():
        state = found.get_state_display().lower()
        raise ValidationError(f"{found.key} is {state} for it. Withdraw that first, or leave this.")
    if said := NoneApplies.objects.filter(product=product, source_type=source_type, market=market).first():
        raise ValidationError(f"This was said on {said.said_on} already. Take that back first to say it otherwise.")
