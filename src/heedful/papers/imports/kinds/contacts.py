"""Contacts at customers from a file."""

import datetime
from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.customers.bring import bring_contacts
from heedful.customers.models import Contact, ContactRole, Customer
from heedful.papers.imports import converters, fields
from heedful.papers.imports.kind import Around, Kind, Target
from heedful.papers.imports.known import Known


class Contacts(Kind):
    """Who may be asked and called at a customer."""

    name = "contacts"
    title = "Contacts at customers"
    things = ("contact", "contacts")
    targets = (
        fields.external_key(),
        Target(
            "customer", "Customer", fields.known("customer"), required=True,
            words=("customer", "company", "account", "customer id", "customer key"), help="By key or by name.",
        ),
        Target("name", "Name", fields.words(160), required=True, words=("name", "contact", "full name")),
        Target("email", "E-mail", lambda around: converters.address(254), words=("email", "e-mail", "mail")),
        Target("phone", "Telephone", fields.words(40), words=("phone", "telephone", "mobile", "tel")),
        Target(
            "role", "What they have to do with us", fields.choice(ContactRole.choices), words=("role",),
        ),
        fields.LANGUAGE,
        Target("consents", "May be asked", fields.yes_no, bool, words=("consent", "consents", "opt in", "may ask")),
        Target("left_on", "Left on", fields.past_day, datetime.date, words=("left", "left on")),
    )  # fmt: skip

    def around(self, around: Around) -> Around:
        """Bring the customers to hand."""
        around.known["customer"] = Known.of(Customer)
        return around

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know contacts by the key of the other system."""
        return set(Contact.objects.filter(external_key__in=keys).values_list("external_key", flat=True))

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take contacts in."""
        bring_contacts(
            [
                Contact(
                    external_key=row["key"], customer_id=around.id_of("customer", row["customer"]), name=row["name"],
                    email=row["email"] or "", phone=row["phone"] or "", role=row["role"] or ContactRole.BUYER,
                    language=row["language"] or "en", consents=row["consents"] is not False, left_on=row["left_on"],
                )
                for row in rows
            ],
            by=by,
        )  # fmt: skip
