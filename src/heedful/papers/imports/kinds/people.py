"""People from a file: who works here or for us, with or without an account."""

import datetime
from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.core.bring import bring_people
from heedful.core.models import Person, Unit
from heedful.papers.imports import converters, fields
from heedful.papers.imports.kind import Around, Kind, Target
from heedful.papers.imports.known import Known
from heedful.papers.imports.oddities import RULE, Odd


class People(Kind):
    """Who works here or for us; rights and accounts are given here, never by a file."""

    name = "people"
    title = "People"
    things = ("person", "people")
    targets = (
        fields.external_key(),
        Target("name", "Name", fields.words(120), required=True,
               words=("name", "full name", "employee", "person")),
        Target("email", "E-mail", lambda around: converters.address(254), words=("email", "e-mail", "mail")),
        Target("unit", "Site or department", fields.known("unit"), adds="unit",
               words=("unit", "site", "department", "depot", "team")),
        Target("employed_from", "Works here since", fields.past_day, datetime.date,
               words=("employed from", "since", "started", "start", "hired")),
        Target("employed_until", "Worked here until", fields.past_day, datetime.date,
               words=("employed until", "until", "left", "end", "left on")),
    )  # fmt: skip

    def around(self, around: Around) -> Around:
        """Bring the units to hand, and the addresses of those who are here."""
        around.known["unit"] = Known.of(Unit, closed_on=None)
        here = Person.objects.exclude(email="").values_list("email", "external_key")
        self.addresses = {email.casefold(): key for email, key in here}
        return around

    def check(self, values: list[Any], at: dict[str, int]) -> Odd | None:
        """Nobody leaves before they came, and nobody is here twice."""
        began, ended = values[at["employed_from"]], values[at["employed_until"]]
        if began and ended and ended < began:
            return Odd(RULE, "the person left before they came")
        email, key = values[at["email"]], values[at["external_key"]]
        if email and email.casefold() in self.addresses and self.addresses[email.casefold()] != key:
            return Odd(RULE, "somebody here has this e-mail address already")
        return None

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know people by the key of the other system."""
        return set(Person.objects.filter(external_key__in=keys).values_list("external_key", flat=True))

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take people in."""
        bring_people(
            [
                Person(
                    external_key=row["key"], name=row["name"], email=row["email"] or "",
                    unit_id=around.id_of("unit", row["unit"]), employed_from=row["employed_from"],
                    employed_until=row["employed_until"],
                )
                for row in rows
            ],
            by=by,
        )  # fmt: skip
