"""Commands on what we deliver: products and services, and how much of them reached whom."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person, Unit
from heedful.core.permissions import Permission
from heedful.customers.models import Customer, Delivery, Product


@command(needs=Permission.KEEP_CUSTOMERS)
def add_product(*, by: Actor, name: str, service: bool = False, owner: Person | None = None) -> Product:
    """Add a product, or a service."""
    product = Product(name=name.strip(), service=service, owner=owner)
    product.save()
    record("product.added", product)
    return product


@command(needs=Permission.KEEP_CUSTOMERS)
def change_product(
    product: Product, *, by: Actor, name: str, service: bool, owner: Person | None = None, reason: str = ""
) -> Product:
    """Change a product's name, kind or owner."""
    product = lock(product)
    product.name, product.service, product.owner = name.strip(), service, owner
    product.save(update_fields=["name", "service", "owner"])
    record("product.changed", product, reason=reason)
    return product


@command(needs=Permission.KEEP_CUSTOMERS)
def retire_product(product: Product, *, by: Actor, on: datetime.date) -> Product:
    """Stop delivering something; what was delivered stays."""
    product = lock(product)
    if product.retired_on:
        raise ValidationError(f"This was retired on {product.retired_on}.")
    product.retired_on = on
    product.save(update_fields=["retired_on"])
    record("product.retired", product, on=on.isoformat())
    return product


@command(needs=Permission.KEEP_CUSTOMERS)
def enter_delivery(
    customer: Customer,
    *,
    by: Actor,
    first_on: datetime.date,
    last_on: datetime.date,
    quantity: int,
    product: Product | None = None,
    unit: Unit | None = None,
    external_key: str | None = None,
) -> Delivery:
    """Enter how much reached a customer in a period: every rate is counted against it."""
    if quantity < 1:
        raise ValidationError({"quantity": "Enter what was delivered; where nothing was, there is nothing to enter."})
    same = Delivery.objects.filter(customer=customer, product=product, unit=unit, first_on=first_on, last_on=last_on)
    if twin := same.first():
        raise ValidationError(
            {"quantity": f"This period is entered already, with {twin.quantity}. Take that one away."}
        )
    delivery = Delivery(
        customer=customer, product=product, unit=unit, first_on=first_on, last_on=last_on, quantity=quantity,
        external_key=external_key,
    )  # fmt: skip
    delivery.save()
    record("delivery.entered", delivery, quantity=quantity)
    return delivery


@command(needs=Permission.KEEP_CUSTOMERS)
def remove_delivery(delivery: Delivery, *, by: Actor, reason: str) -> Delivery:
    """Take away a delivery that was entered by mistake; history still has it."""
    delivery = lock(delivery)
    if not reason.strip():
        raise ValidationError({"reason": "Say what was wrong with it."})
    remove(delivery, "delivery.removed", reason=reason)
    return delivery
