"""A customer, chosen by writing: the key, the name or a part of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse_lazy

from heedful.core.find import ids_of
from heedful.customers.models import Customer

SHOWN = 8


class CustomerField(forms.CharField):
    """Who the customer is; while one writes, those that fit are offered, and without a script the key or name does."""

    def __init__(self, label: str = "Customer", **options: Any) -> None:
        widget = forms.TextInput(
            attrs={
                "dir": "auto", "list": "customers-found", "autocomplete": "off",
                "hx-trigger": "input changed delay:200ms",
                "hx-get": reverse_lazy("feedback:customers"), "hx-target": "#customers-found",
            }
        )  # fmt: skip
        super().__init__(label=label, widget=widget, max_length=240, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a customer as they are offered."""
        return offered(value) if isinstance(value, Customer) else value

    def clean(self, value: Any) -> Any:
        """Find the one customer that is meant; say which fit where more do."""
        written = super().clean(value)
        if not written:
            return None
        key = written.split()[0].upper()
        if key.startswith("CU-") and (one := Customer.objects.filter(key=key).first()):
            return one
        if one := _by_id(written):
            return one
        fit = fitting(written)
        alike = [c for c in fit if c.name.casefold() == written.casefold()] or fit
        if len(alike) == 1:
            return alike[0]
        if not fit:
            raise forms.ValidationError("No customer is called so. Leave this empty, or add them under Customers.")
        raise forms.ValidationError(f"Several fit; write the key: {', '.join(offered(c) for c in alike[:SHOWN])}.")


def _by_id(written: str) -> Customer | None:
    """Find a customer whose id stands in an address of ours."""
    try:
        return Customer.objects.filter(pk=UUID(written)).first()
    except ValueError:
        return None


def fitting(words: str) -> list[Customer]:
    """Find the customers whose key or name holds every word."""
    return list(Customer.objects.filter(pk__in=ids_of("customer", words, limit=SHOWN)).order_by("name"))


def offered(customer: Customer) -> str:
    """Write a customer so that they can be told apart and found again."""
    return f"{customer.key} {customer.name}"
