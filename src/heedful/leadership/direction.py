"""Commands on strategy: where the organisation wants to go, for some years."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.leadership.models import StrategyItem

CHANGEABLE = ("what", "why", "about_customers", "owner")


@command(needs=Permission.DIRECT)
def add_strategy_item(
    *, by: Actor, what: str, since: datetime.date, why: str = "", about_customers: bool = False,
    owner: Person | None = None,
) -> StrategyItem:  # fmt: skip
    """Write down something that the organisation wants to become or hold."""
    if StrategyItem.objects.filter(what=what, until=None).exists():
        raise ValidationError({"what": "This stands in the strategy already."})
    item = StrategyItem(what=what, why=why, about_customers=about_customers, since=since, owner=owner)
    item.save()
    record("strategyitem.added", item, since=since.isoformat())
    return item


@command(needs=Permission.DIRECT)
def change_strategy_item(item: StrategyItem, *, by: Actor, reason: str = "", **changes: Any) -> StrategyItem:
    """Say better what is wanted, and why."""
    item = lock(item)
    _current(item)
    if unknown := set(changes) - set(CHANGEABLE):
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed here."))
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))
    record("strategyitem.changed", item, reason=reason, changed=sorted(changes))
    return item


@command(needs=Permission.DIRECT)
def end_strategy_item(item: StrategyItem, *, by: Actor, on: datetime.date, reason: str) -> StrategyItem:
    """Give up something that was wanted, or say that it is reached; the objectives under it stay visible."""
    item = lock(item)
    _current(item)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is wanted no longer."})
    if on < item.since:
        raise ValidationError({"on": f"It is wanted since {item.since}; give that day or a later one."})
    item.until = on
    item.save(update_fields=["until"])
    record("strategyitem.ended", item, reason=reason, on=on.isoformat())
    return item


def _current(item: StrategyItem) -> None:
    """Refuse to change what was given up."""
    if item.until:
        raise ValidationError(f"This ended on {item.until}. Write down a new one instead.")
