"""What may get better or worse: risks of what customers complain about, opportunities, and how often they complain."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, Sum, Value, When

from heedful.audits.reading.columns import named, text
from heedful.audits.window import AsOf
from heedful.core.models import Link
from heedful.customers.models import Delivery
from heedful.feedback.models import Complaint, ComplaintState
from heedful.improvement.models import Nonconformity, Opportunity

Day = datetime.date
CUSTOMER_SOURCES = (
    "complaint", "feedback", "response", "interaction", "segment", "customer", "analysis", "callback", "survey", "wave",
)  # fmt: skip


@dataclass(frozen=True)
class Common:
    """A code under which customers complain, with its newest complaint, which stands for it where rows are listed."""

    pk: uuid.UUID
    code: str
    many: int


@dataclass(frozen=True)
class Codes:
    """The codes of the year's complaints, the commonest first, and to which codes risks are linked."""

    common: list[Common]
    risks: dict[str, set[uuid.UUID]]


def codes(as_of: AsOf) -> Codes:
    """Count the complaints of twelve months by code, and follow the links of risks to complaints and cases."""
    linked: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    links = Link.objects.filter(Q(source__startswith="risk/") | Q(target__startswith="risk/")).order_by()
    for source, target in links.values_list("source", "target"):
        risk, (kind, _, pk) = (source, target.partition("/")) if source.startswith("risk/") else (
            target, source.partition("/"))  # fmt: skip
        if kind in ("complaint", "nonconformity"):
            linked[uuid.UUID(pk)].add(uuid.UUID(risk.removeprefix("risk/")))
    year = Q(received_on__gt=as_of.w12.after, received_on__lte=as_of.day, same_as=None)
    year &= ~Q(state=ComplaintState.WITHDRAWN)
    said = Complaint.objects.filter(year | Q(pk__in=linked)).exclude(code="").order_by()
    counts = Case(When(year, then=Value(1)), default=Value(0))
    cases = Nonconformity.objects.filter(pk__in=linked).exclude(code="").order_by()
    rows: Any = said.values_list("pk", text("code"), counts, "received_on").union(
        cases.values_list("pk", text("code"), Value(0), "found_on"), all=True
    )
    of_code: dict[str, list[tuple[Day, str, uuid.UUID]]] = defaultdict(list)
    found = Codes([], defaultdict(set))
    for pk, code, inside, on in rows:
        name = code.strip().lower()
        found.risks[name] |= linked.get(pk, set())
        if inside:
            of_code[name].append((on, str(pk), pk))
    for name, mine in sorted(of_code.items(), key=lambda item: (-len(item[1]), item[0])):
        found.common.append(Common(max(mine)[2], name, len(mine)))
    return found


@dataclass(frozen=True)
class Chance:
    """An opportunity: whether customers gave the idea, and what came of it."""

    pk: uuid.UUID
    from_customers: bool
    opened_on: Day
    completed_on: Day | None
    evaluated: bool


def opportunities(as_of: AsOf) -> list[Chance]:
    """Read the opportunities that were opened or completed within twelve months."""
    inside = Q(opened_on__gt=as_of.w12.after) | Q(completed_on__gt=as_of.w12.after)
    rows = Opportunity.objects.filter(inside, opened_on__lte=as_of.day).order_by("opened_on", "pk")
    return [
        Chance(pk, told or source.partition("/")[0] in CUSTOMER_SOURCES, opened, completed, evaluated is not None)
        for pk, told, source, opened, completed, evaluated in rows.values_list(
            "pk", "from_customer", "source", "opened_on", "completed_on", "evaluated_on"
        )
    ]


def complained_and_delivered(as_of: AsOf) -> dict[tuple[str, int], int]:
    """Count complaints and deliveries of the last twelve months and of the twelve before, by one question."""
    middle, first = as_of.before(12), as_of.before(24)

    def year(column: str) -> Case:
        return Case(When(**{f"{column}__gt": middle}, then=Value(0)), default=Value(1))

    complaints = Complaint.objects.filter(received_on__gt=first, received_on__lte=as_of.day, same_as=None)
    delivered = Delivery.objects.filter(last_on__gt=first, last_on__lte=as_of.day)
    rows = (
        complaints.exclude(state=ComplaintState.WITHDRAWN).annotate(what=named("complaints"), year=year("received_on"))
        .order_by().values_list("what", "year").annotate(many=Count("pk"))
        .union(
            delivered.annotate(what=named("deliveries"), year=year("last_on"))
            .order_by().values_list("what", "year").annotate(many=Sum("quantity")),
            all=True,
        )
    )  # fmt: skip
    return {(what, place): int(many) for what, place, many in rows}


def complaints_of_two_years(as_of: AsOf) -> Any:
    """Name the complaints of two years, newest first, when somebody opens them."""
    mine = Complaint.objects.filter(received_on__gt=as_of.before(24), received_on__lte=as_of.day, same_as=None)
    return mine.exclude(state=ComplaintState.WITHDRAWN).order_by("-received_at", "pk").values_list("pk", flat=True)
