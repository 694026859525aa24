"""Deliveries from a file: the denominators of every rate."""

import datetime
from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.core.models import Unit
from heedful.customers.bring import bring_deliveries
from heedful.customers.models import Customer, Delivery, Product
from heedful.papers.imports import fields
from heedful.papers.imports.kind import Around, Kind, Target
from heedful.papers.imports.known import Known
from heedful.papers.imports.making import maker
from heedful.papers.imports.oddities import RULE, Odd

_COLUMNS = ("external_key", "customer_id", "product_id", "unit_id", "first_on", "last_on", "quantity")


class Deliveries(Kind):
    """How much of what reached whom, and when."""

    name = "deliveries"
    title = "Deliveries"
    things = ("delivery", "deliveries")
    targets = (
        fields.external_key(),
        Target(
            "customer", "Customer", fields.known("customer"), required=True,
            words=("customer", "customer id", "customer key", "account", "company"), help="By key or by name.",
        ),
        Target("product", "Product or service", fields.known("product"), adds="product",
               words=("product", "service", "item", "article")),
        Target("unit", "Site or department", fields.known("unit"), adds="unit", parts=True,
               words=("unit", "site", "depot", "department")),
        Target("first_on", "First day", fields.past_day, datetime.date,
               words=("first day", "from", "start", "period start", "first on"), help="Empty for one day."),
        Target("last_on", "Last day", fields.past_day, datetime.date, required=True,
               words=("date", "delivered", "last day", "to", "end", "period end", "delivered on", "last on")),
        Target("quantity", "How many", fields.whole(1, 2_000_000_000), int, required=True,
               words=("quantity", "deliveries", "count", "number of deliveries", "orders", "qty")),
    )  # fmt: skip

    def around(self, around: Around) -> Around:
        """Bring customers, products and units to hand."""
        around.known["customer"] = Known.of(Customer)
        around.known["product"] = Known.of(Product, retired_on=None)
        around.known["unit"] = Known.of(Unit, closed_on=None)
        return around

    def check(self, values: list[Any], at: dict[str, int]) -> Odd | None:
        """No period ends before it begins."""
        first_on = values[at["first_on"]]
        if first_on is not None and first_on > values[at["last_on"]]:
            return Odd(RULE, "the last day lies before the first")
        return None

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know deliveries by the key of the other system."""
        return set(Delivery.objects.filter(external_key__in=keys).values_list("external_key", flat=True))

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take deliveries in: the longest files there are, so each row is made by the shortest way."""
        id_of, make = around.id_of, maker(Delivery, _COLUMNS)
        bring_deliveries(
            [
                make(
                    row["key"], id_of("customer", row["customer"]), id_of("product", row["product"]),
                    id_of("unit", row["unit"]), row["first_on"] or row["last_on"], row["last_on"], row["quantity"],
                )
                for row in rows
            ],
            by=by,
        )  # fmt: skip
