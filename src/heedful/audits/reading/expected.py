"""What is expected of us: requirements by source, product and market, and what we promised after looking."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Subquery, TextField, Value, When

from heedful.audits.reading.columns import active, entered, moment, valid
from heedful.audits.reading.programme import Named, active_to
from heedful.audits.window import AsOf
from heedful.customers.models import Product
from heedful.requirements.models import (
    Commitment,
    NoneApplies,
    Offering,
    Requirement,
    RequirementReview,
    RequirementState,
    ReviewResult,
    SourceType,
)

Day = datetime.date
LAW = (SourceType.STATUTORY, SourceType.REGULATORY)
CURRENT = (RequirementState.AGREED, RequirementState.IN_FORCE)
ENDED = (RequirementState.SUPERSEDED, RequirementState.WITHDRAWN, RequirementState.REFUSED)


@dataclass(frozen=True)
class Wanted:
    """A requirement that was not ended: of which source, for what, and who sees that it is met."""

    pk: uuid.UUID
    source: str
    product: uuid.UUID | None
    market: uuid.UUID | None
    general: bool
    """It names neither product nor customer nor segment, and so holds for all."""
    safety: bool
    current: bool
    lacks: tuple[str, ...]

    @property
    def law(self) -> bool:
        """Say whether a law or an authority wants it."""
        return self.source in LAW

    def holds_for(self, product: uuid.UUID) -> bool:
        """Say whether it is asked of a product."""
        return self.product == product or self.general


def requirements(as_of: AsOf) -> list[Wanted]:
    """Read the requirements that were not ended, by one question."""
    general = Case(
        When(product=None, customer=None, segment=None, then=Value(True)), default=Value(False),
    )  # fmt: skip
    rows = (
        Requirement.objects.filter(active(as_of.day, "ended_on")).exclude(state__in=ENDED).order_by("key", "pk")
        .values_list("pk", "source_type", "product_id", "market_id", general, "safety", "state", "owner_id",
                     "owner__employed_until", "process_id", "process__retired_on", "verification")
    )  # fmt: skip
    found = []
    for pk, source, product, market, for_all, safety, state, owner, gone, process, retired, check in rows:
        lacks = (
            *(() if valid(owner, gone, as_of.day) else ("an owner employed now",)),
            *(() if process and (retired is None or retired > as_of.day) else ("a process in use",)),
            *(() if check.strip() else ("a way to verify it",)),
        )
        found.append(Wanted(pk, source, product, market, bool(for_all), safety, state in CURRENT, lacks))
    return found


def products(as_of: AsOf) -> list[Named]:
    """Read the products and services in use."""
    rows = Product.objects.filter(active(as_of.day)).order_by("name").values_list("pk", "name")
    return [Named(*row) for row in rows]


NotThere = set[tuple[uuid.UUID, str, uuid.UUID | None]]
"""Product, source and market for which somebody said with a reason that there is nothing; no market for all."""


def none_applies(as_of: AsOf) -> NotThere:
    """Read for which products and sources somebody said that nothing applies."""
    rows = NoneApplies.objects.filter(said_on__lte=as_of.day).exclude(reason="").order_by()
    return set(rows.values_list("product_id", "source_type", "market_id"))


def offerings(as_of: AsOf) -> dict[uuid.UUID, dict[uuid.UUID, str]]:
    """Read in which markets each product is sold, with their names."""
    found: dict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    rows = Offering.objects.filter(active_to(as_of.day)).order_by("market__name", "pk")
    for product, market, name in rows.values_list("product_id", "market_id", "market__name"):
        found[product][market] = name
    return found


@dataclass(frozen=True)
class Promise:
    """Something we committed ourselves to, and the first look before it."""

    pk: uuid.UUID
    committed_on: Day
    reviewed_on: Day | None
    in_time: bool
    """A review was done before the promise, by its typed moment."""
    written_on: Day
    """When that review was written down."""
    entered_on: Day
    framed: bool
    cannot: bool


def commitments(as_of: AsOf) -> list[Promise]:
    """Read what was promised within twelve months, each with the review that came first, by one question."""
    first = RequirementReview.objects.filter(commitment=OuterRef("pk")).order_by("completed_at", "pk")
    newest = RequirementReview.objects.filter(commitment=OuterRef("pk")).order_by("-completed_at", "-pk")
    entries: Any = entered()
    done = first.annotate(done=moment("completed_at"), written=entries)
    rows = (
        Commitment.objects.filter(committed_at__gt=as_of.moment(as_of.w12.after), committed_at__lte=as_of.end)
        .order_by("committed_at", "pk")
        .annotate(
            done=Subquery(done.values("done")[:1], output_field=TextField()),
            written=Subquery(done.values("written")[:1], output_field=TextField()),
            early=Exists(first.filter(completed_at__lte=OuterRef("committed_at"))),
            result=Subquery(newest.values("result")[:1], output_field=CharField()),
            stamp=entered(),
        )
        .values_list("pk", moment("committed_at"), "stamp", "done", "written", "early", "result",
                     "frame__reviewed_on", "frame__valid_until", "frame__customer_id", "customer_id",
                     "frame__product_id", "product_id")
    )  # fmt: skip
    found = []
    for pk, at, stamp, done_at, written, early, result, seen, until, f_customer, customer, f_product, product in rows:
        day = as_of.day_of(at)
        fits = f_customer in (None, customer) and f_product in (None, product)
        found.append(
            Promise(
                pk, day, as_of.day_of(done_at) if done_at else None, early,
                as_of.day_of(written or done_at) if done_at else day, as_of.day_of(stamp) if stamp else day,
                seen is not None and fits and seen <= day <= until, result == ReviewResult.CANNOT,
            )
        )  # fmt: skip
    return found
