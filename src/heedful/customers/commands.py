"""Commands on customers and their contacts."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.customers.models import Contact, Customer, Segment

CUSTOMER_FIELDS = {"name", "segment", "owner", "language", "value", "since", "external_key"}
CONTACT_FIELDS = {"name", "email", "phone", "role", "language", "consents", "external_key"}


@command(needs=Permission.KEEP_CUSTOMERS)
def add_customer(*, by: Actor, name: str, **more: Any) -> Customer:
    """Add a customer; `more` takes segment, owner, language, value, since and the key of another system."""
    _known(more, CUSTOMER_FIELDS)
    customer = Customer(name=name.strip(), **more)
    customer.check_shape(None)
    twin = Customer.objects.filter(name__iexact=customer.name, left_on=None).first()
    if twin is not None:
        raise ValidationError({"name": f"{twin.key} is a customer of this name already. Tell the two apart by name."})
    _takes_customers(customer.segment)
    customer.save()
    record("customer.added", customer)
    return customer


@command(needs=Permission.KEEP_CUSTOMERS)
def change_customer(customer: Customer, *, by: Actor, reason: str = "", **changes: Any) -> Customer:
    """Change what is known of a customer; `changes` takes what `add_customer` takes."""
    customer = lock(customer)
    _known(changes, CUSTOMER_FIELDS)
    if "segment" in changes and changes["segment"] != customer.segment:
        _takes_customers(changes["segment"])
    for name, value in changes.items():
        setattr(customer, name, value)
    customer.save(update_fields=list(changes))
    record("customer.changed", customer, reason=reason, changed=sorted(changes))
    return customer


@command(needs=Permission.KEEP_CUSTOMERS)
def customer_leaves(customer: Customer, *, by: Actor, on: datetime.date, because: str) -> Customer:
    """A customer leaves; from then on we owe them a question: why."""
    customer = lock(customer)
    if customer.left_on:
        raise ValidationError(f"This customer left on {customer.left_on}.")
    if not because.strip():
        raise ValidationError({"because": "Say why, or that it is not known yet."})
    if customer.since and on < customer.since:
        raise ValidationError({"on": f"They have been a customer since {customer.since}; give a later day."})
    customer.left_on, customer.left_because = on, because
    customer.save(update_fields=["left_on", "left_because"])
    record("customer.left", customer, on=on.isoformat())
    return customer


@command(needs=Permission.KEEP_CUSTOMERS)
def customer_returns(customer: Customer, *, by: Actor, reason: str) -> Customer:
    """A customer who had left is one again, or had never left; history keeps that we thought so."""
    customer = lock(customer)
    if not customer.left_on:
        raise ValidationError("They are a customer already.")
    if not reason.strip():
        raise ValidationError({"reason": "Say what brought them back, or that it was a mistake."})
    customer.left_on, customer.left_because = None, ""
    customer.save(update_fields=["left_on", "left_because"])
    record("customer.returned", customer, reason=reason)
    return customer


@command(needs=Permission.KEEP_CUSTOMERS)
def add_contact(customer: Customer, *, by: Actor, name: str, **more: Any) -> Contact:
    """Add a person at a customer; `more` takes e-mail, phone, role, language and whether they may be asked."""
    _known(more, CONTACT_FIELDS)
    contact = Contact(customer=customer, name=name.strip(), **more)
    contact.check_shape(None)
    same = customer.contacts.filter(left_on=None, name__iexact=contact.name, email__iexact=contact.email)
    if twin := same.first():
        raise ValidationError({"name": f"{twin.key} is this contact already."})
    contact.save()
    record("contact.added", contact)
    return contact


@command(needs=Permission.KEEP_CUSTOMERS)
def change_contact(contact: Contact, *, by: Actor, reason: str = "", **changes: Any) -> Contact:
    """Change what is known of a contact, such as whether they may be asked."""
    contact = lock(contact)
    _known(changes, CONTACT_FIELDS)
    for name, value in changes.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(changes))
    record("contact.changed", contact, reason=reason, changed=sorted(changes))
    return contact


@command(needs=Permission.KEEP_CUSTOMERS)
def contact_leaves(contact: Contact, *, by: Actor, on: datetime.date) -> Contact:
    """A contact leaves the customer; they are asked no more, what they said stays."""
    contact = lock(contact)
    if contact.left_on:
        raise ValidationError(f"This contact left on {contact.left_on}.")
    contact.left_on = on
    contact.save(update_fields=["left_on"])
    record("contact.left", contact, on=on.isoformat())
    return contact


def _known(given: dict[str, Any], fields: set[str]) -> None:
    """Refuse what is no field, by name."""
    if unknown := set(given) - fields:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be given here."))


def _takes_customers(segment: Segment | None) -> None:
    """Refuse a segment that is no longer used."""
    if segment is not None and segment.retired_on:
        raise ValidationError({"segment": f"{segment.name} was retired on {segment.retired_on}; choose another."})
