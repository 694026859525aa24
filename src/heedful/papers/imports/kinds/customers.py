"""Customers from a file."""

import datetime
import decimal
from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.customers.bring import bring_customers
from heedful.customers.models import Customer, Segment
from heedful.papers.imports import fields
from heedful.papers.imports.kind import Around, Kind, Target
from heedful.papers.imports.known import Known
from heedful.papers.imports.oddities import RULE, Odd


class Customers(Kind):
    """Who our customers are."""

    name = "customers"
    title = "Customers"
    things = ("customer", "customers")
    targets = (
        fields.external_key(),
        Target("name", "Name", fields.words(200), required=True, words=("name", "customer", "company", "account")),
        Target("segment", "Segment", fields.known("segment"), adds="segment", words=("segment", "group", "industry")),
        fields.LANGUAGE,
        Target(
            "value", "Revenue a year", fields.number(14, 2), decimal.Decimal, words=("value", "revenue", "turnover")
        ),
        Target("since", "Customer since", fields.past_day, datetime.date, words=("since", "customer since")),
        Target("left_on", "Left on", fields.past_day, datetime.date, words=("left", "left on", "lost on")),
        Target("left_because", "Why they left", fields.words(4000, lines=True), words=("left because", "reason")),
    )

    def around(self, around: Around) -> Around:
        """Bring the segments to hand."""
        around.known["segment"] = Known.of(Segment, retired_on=None)
        return around

    def check(self, values: list[Any], at: dict[str, int]) -> Odd | None:
        """Nobody leaves before they came."""
        since, left_on = values[at["since"]], values[at["left_on"]]
        return Odd(RULE, "the customer left before they came") if since and left_on and left_on < since else None

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know customers by the key of the other system."""
        return set(Customer.objects.filter(external_key__in=keys).values_list("external_key", flat=True))

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take customers in."""
        bring_customers(
            [
                Customer(
                    external_key=row["key"], name=row["name"], segment_id=around.id_of("segment", row["segment"]),
                    language=row["language"] or "en", value=row["value"], since=row["since"], left_on=row["left_on"],
                    left_because=row["left_because"] or "",
                )
                for row in rows
            ],
            by=by,
        )  # fmt: skip
