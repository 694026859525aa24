"""What an import brings: many customers, contacts and deliveries that were judged already, a chunk at a time."""

from collections.abc import Sequence

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.permissions import Permission
from heedful.customers.models import Contact, Customer, Delivery


@command(needs=Permission.KEEP_CUSTOMERS)
def bring_customers(rows: Sequence[Customer], *, by: Actor, shown: bool = True) -> Sequence[Customer]:
    """Bring in many customers; with `shown=False` call `find.rebuild()` when all are in."""
    add_all(rows, shown=shown)
    record_all("customer.imported", rows)
    return rows


@command(needs=Permission.KEEP_CUSTOMERS)
def bring_contacts(rows: Sequence[Contact], *, by: Actor, shown: bool = True) -> Sequence[Contact]:
    """Bring in many contacts; with `shown=False` call `find.rebuild()` when all are in."""
    add_all(rows, shown=shown)
    record_all("contact.imported", rows)
    return rows


@command(needs=Permission.KEEP_CUSTOMERS)
def bring_deliveries(rows: Sequence[Delivery], *, by: Actor) -> Sequence[Delivery]:
    """Bring in many volumes delivered."""
    add_all(rows)
    record_all("delivery.imported", rows)
    return rows
