"""Complaints from a file, with the dates of their source."""

import datetime
from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.core.models import Unit
from heedful.customers.models import Customer, Product
from heedful.feedback.bringing import add_complaints
from heedful.feedback.models import Channel, Complaint, Feedback, Outcome, Severity
from heedful.feedback.models import Kind as FeedbackKind
from heedful.papers.imports import fields
from heedful.papers.imports.kind import Around, Kind, Target
from heedful.papers.imports.known import Known
from heedful.papers.imports.oddities import RULE, Odd

NOON = datetime.time(12)
_AFTER = ("acknowledged_on", "answered_on", "closed_on")


class Complaints(Kind):
    """What fell short, and how it was dealt with elsewhere."""

    name = "complaints"
    title = "Complaints"
    things = ("complaint", "complaints")
    longest_key = 120
    targets = (
        fields.external_key(120),
        Target("received_on", "Received on", fields.past_day, datetime.date, required=True,
               words=("received", "received on", "date", "reported")),
        Target("words", "What the customer said", fields.words(20_000, lines=True), required=True, said=True,
               words=("words", "complaint", "description", "comment", "text", "details")),
        Target("summary", "In short", fields.words(160), words=("summary", "title", "subject")),
        Target("customer", "Customer", fields.known("customer"), words=("customer", "customer id", "account")),
        Target("sender", "Who complained", fields.words(200), words=("sender", "complainant", "name")),
        Target("channel", "Channel", fields.known("channel"), words=("channel",)),
        Target("unit", "Site or department", fields.known("unit"), adds="unit", parts=True,
               words=("unit", "site", "depot", "department")),
        Target("product", "Product or service", fields.known("product"), adds="product", words=("product", "service")),
        Target("code", "Code", fields.words(60), words=("code", "category")),
        Target("severity", "Severity", fields.choice(Severity.choices), int, words=("severity", "priority")),
        Target("acknowledged_on", "Acknowledged on", fields.past_day, datetime.date,
               words=("acknowledged", "acknowledged on")),
        Target("answered_on", "Answered on", fields.past_day, datetime.date,
               words=("answered", "answered on", "replied", "resolved")),
        Target("outcome", "Outcome", fields.choice(Outcome.choices), words=("outcome", "result", "decision")),
        Target("answer", "Answer", fields.words(20_000, lines=True), words=("answer", "reply", "response")),
        Target("rejected_because", "Why it was not upheld", fields.words(4000, lines=True),
               words=("rejected because", "reason")),
        Target("way_to_escalate", "Where else they could turn", fields.words(4000, lines=True),
               words=("way to escalate", "escalation")),
        Target("closed_on", "Closed on", fields.past_day, datetime.date, words=("closed", "closed on")),
        fields.LANGUAGE,
    )  # fmt: skip

    def around(self, around: Around) -> Around:
        """Bring to hand what complaints point at."""
        around.known |= {
            "customer": Known.of(Customer),
            "unit": Known.of(Unit, closed_on=None),
            "product": Known.of(Product, retired_on=None),
            "channel": Known.of(Channel, closed_on=None),
        }
        return around

    def check(self, values: list[Any], at: dict[str, int]) -> Odd | None:
        """Days follow the receipt, and an answer says what was found."""
        received, outcome = values[at["received_on"]], values[at["outcome"]]
        for name in _AFTER:
            if values[at[name]] is not None and values[at[name]] < received:
                return Odd(RULE, f"{name.replace('_', ' ')} lies before the day of receipt")
        if values[at["answered_on"]] is not None and not outcome:
            return Odd(RULE, "it was answered and has no outcome")
        if outcome == Outcome.NOT_UPHELD and not (values[at["rejected_because"]] and values[at["way_to_escalate"]]):
            return Odd(RULE, "it was not upheld and lacks the reason or the way to escalate")
        return None

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know complaints by the key of the other system."""
        return set(Complaint.objects.filter(external_key__in=keys).values_list("external_key", flat=True))

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take complaints in."""
        add_complaints([self._made(row, around) for row in rows], by=by)

    def _made(self, row: dict[str, Any], around: Around) -> tuple[Feedback, Complaint]:
        """Make what was said, and the complaint on it."""
        received = datetime.datetime.combine(row["received_on"], NOON, around.organisation.zoneinfo)

        def moment(name: str) -> datetime.datetime | None:
            day = row[name]
            return datetime.datetime.combine(day, NOON, around.organisation.zoneinfo) if day else None

        said = Feedback(
            kind=FeedbackKind.COMPLAINT, first_kind=FeedbackKind.COMPLAINT, words=row["words"], heard_at=received,
            sender=row["sender"] or "", language=row["language"] or "",
            customer_id=around.id_of("customer", row["customer"]), unit_id=around.id_of("unit", row["unit"]),
            product_id=around.id_of("product", row["product"]), channel_id=around.id_of("channel", row["channel"]),
        )  # fmt: skip
        complaint = Complaint(
            external_key=row["key"], summary=row["summary"] or "", code=row["code"] or "", severity=row["severity"],
            assessed_at=None, acknowledged_at=moment("acknowledged_on"), answered_at=moment("answered_on"),
            closed_at=moment("closed_on"), outcome=row["outcome"] or "", answer=row["answer"] or "",
            rejected_because=row["rejected_because"] or "", way_to_escalate=row["way_to_escalate"] or "",
        )  # fmt: skip
        return said, complaint
