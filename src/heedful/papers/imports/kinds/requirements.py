"""Requirements from a file."""

from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.core.models import Person
from heedful.customers.models import Customer, Product, Segment
from heedful.papers.imports import fields
from heedful.papers.imports.kind import Around, Kind, Target
from heedful.papers.imports.known import Known
from heedful.processes.models import Process
from heedful.requirements.commands import add_requirements
from heedful.requirements.models import Market, Requirement, SourceType

_WORDS = (
    "source_document", "criterion", "verification", "jurisdiction", "instrument", "article", "applies_because",
)  # fmt: skip
_POINTS_AT = ("customer", "segment", "product", "process", "market")


class Requirements(Kind):
    """What is expected of us; each comes in as identified, and is agreed and put in force here."""

    name = "requirements"
    title = "Requirements"
    things = ("requirement", "requirements")
    targets = (
        fields.external_key(),
        Target("statement", "What is expected", fields.words(4000, lines=True), required=True,
               words=("statement", "requirement", "what is expected", "text", "description")),
        Target("source_type", "Where it comes from", fields.choice(SourceType.choices), required=True,
               words=("source type", "type", "origin")),
        Target("source_document", "Document", fields.words(200), words=("source document", "document", "source")),
        Target("customer", "Customer", fields.known("customer"), words=("customer",)),
        Target("segment", "Segment", fields.known("segment"), adds="segment", words=("segment",)),
        Target("product", "Product or service", fields.known("product"), adds="product", words=("product", "service")),
        Target("criterion", "When it is met", fields.words(4000, lines=True), words=("criterion", "acceptance")),
        Target("critical", "Critical", fields.yes_no, bool, words=("critical",)),
        Target("process", "Process", fields.known("process"), words=("process",)),
        Target("verification", "How we know", fields.words(200), words=("verification", "verified by", "method")),
        Target("market", "Market", fields.known("market"), adds="market", words=("market", "country", "region")),
        Target("jurisdiction", "Jurisdiction", fields.words(120), words=("jurisdiction",)),
        Target("instrument", "Law or rule", fields.words(200), words=("instrument", "law", "regulation", "rule")),
        Target("article", "Article", fields.words(80), words=("article", "section", "paragraph")),
        Target("applies_because", "Why it applies to us", fields.words(4000, lines=True),
               words=("applies because", "applicability", "why it applies")),
        Target("safety", "Safety", fields.yes_no, bool, words=("safety",)),
        Target("every_months", "Evaluated every so many months", fields.whole(1, 120), int,
               words=("every months", "evaluated every", "months")),
        Target("owner", "Owner", fields.known("person"), words=("owner", "responsible")),
    )  # fmt: skip

    def around(self, around: Around) -> Around:
        """Bring to hand what requirements point at."""
        around.known["customer"] = Known.of(Customer)
        around.known["segment"] = Known.of(Segment, retired_on=None)
        around.known["product"] = Known.of(Product, retired_on=None)
        around.known["process"] = Known.of(Process, retired_on=None)
        around.known["market"] = Known.of(Market, retired_on=None)
        around.known["person"] = Known.of(Person, employed_until=None)
        return around

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know requirements by the key of the other system."""
        return set(Requirement.objects.filter(external_key__in=keys).values_list("external_key", flat=True))

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take requirements in."""
        id_of = around.id_of
        add_requirements(
            [
                Requirement(
                    external_key=row["key"], statement=row["statement"], source_type=row["source_type"],
                    critical=bool(row["critical"]), safety=bool(row["safety"]), every_months=row["every_months"] or 12,
                    owner_id=id_of("person", row["owner"]),
                    **{name: row[name] or "" for name in _WORDS},
                    **{f"{name}_id": id_of(name, row[name]) for name in _POINTS_AT},
                )
                for row in rows
            ],
            by=by,
        )  # fmt: skip
