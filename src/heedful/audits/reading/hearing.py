"""Customers, what reached them, what they said, and the signs of what they feel."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Count, Exists, F, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Cast, Coalesce

from heedful.audits.reading.columns import active, named
from heedful.audits.window import AsOf
from heedful.core.models import Unit
from heedful.customers.models import Customer, Delivery, ExitContact
from heedful.feedback.models import Feedback
from heedful.satisfaction.capability.signs import LOSSES, SIGNS

Day = datetime.date


def active_customers(as_of: AsOf) -> Q:
    """Say who was a customer on the day, as a filter."""
    here = Q(since=None) | Q(since__lte=as_of.day)
    return here & active(as_of.day, "left_on")


@dataclass(frozen=True)
class Base:
    """Customers counted by segment and language; their value in whole units of money."""

    by_segment: dict[uuid.UUID, int]
    value: dict[uuid.UUID, int]
    by_language: dict[str, int]

    @property
    def n(self) -> int:
        """All customers with a segment."""
        return sum(self.by_segment.values())

    def large(self, share: Any) -> set[uuid.UUID]:
        """Name the segments that hold at least a share of the customers or of the revenue."""
        customers, revenue = self.n, sum(self.value.values())
        return {
            segment for segment, count in self.by_segment.items()
            if count >= share * customers or (revenue and self.value[segment] >= share * revenue)
        }  # fmt: skip


def customer_base(as_of: AsOf) -> Base:
    """Count the customers of the day, by one question."""
    rows = (
        Customer.objects.filter(active_customers(as_of)).order_by()
        .values_list("segment_id", "language").annotate(count=Count("pk"), worth=Sum(Cast("value", BigIntegerField())))
    )  # fmt: skip
    base = Base(defaultdict(int), defaultdict(int), defaultdict(int))
    for segment, language, count, value in rows:
        base.by_language[language] += count
        if segment is not None:
            base.by_segment[segment] += count
            base.value[segment] += int(value or 0)
    return base


@dataclass(frozen=True)
class Left:
    """A customer who left within the window, and whether we went back to them."""

    pk: uuid.UUID
    left_on: Day
    contacted: bool


def lost_customers(as_of: AsOf) -> list[Left]:
    """Read the customers who left within twelve months."""
    tried = Exists(ExitContact.objects.filter(customer=OuterRef("pk"), tried_on__lte=as_of.day))
    rows = Customer.objects.filter(left_on__gt=as_of.w12.after, left_on__lte=as_of.day).order_by("left_on", "pk")
    return [Left(*row) for row in rows.annotate(tried=tried).values_list("pk", "left_on", "tried")]


@dataclass(frozen=True)
class Delivering:
    """A unit in use, how much it delivered within twelve months, and how much was heard of it."""

    pk: uuid.UUID
    delivered: int


def delivering_units(as_of: AsOf) -> list[Delivering]:
    """Count what each unit delivered within twelve months."""
    inside = Q(deliveries__last_on__gt=as_of.w12.after, deliveries__last_on__lte=as_of.day)
    rows = (
        Unit.objects.filter(active(as_of.day, "closed_on")).order_by("name")
        .values_list("pk").annotate(many=Coalesce(Sum("deliveries__quantity", filter=inside), 0))
    )  # fmt: skip
    return [Delivering(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Said:
    """How much was said over one channel, about one unit, in one segment, and how it was taken in."""

    channel: uuid.UUID | None
    unit: uuid.UUID | None
    segment: uuid.UUID | None
    by_staff: bool
    count: int


def coding_limit(as_of: AsOf, days: int) -> datetime.datetime:
    """Give the moment before which everything heard should be coded."""
    day = as_of.day
    while as_of.add(day, days) >= as_of.day:
        day -= datetime.timedelta(days=1)
    return as_of.moment(day)


def feedback_of(as_of: AsOf) -> Any:
    """Give the feedback heard within twelve months, as a query."""
    after, until = as_of.moment(as_of.w12.after), as_of.end
    return Feedback.objects.filter(heard_at__gt=after, heard_at__lte=until).order_by()


def said(as_of: AsOf) -> list[Said]:
    """Count the feedback of twelve months in one pass."""
    staff = Case(When(logged_by=None, then=Value(0)), When(imported=True, then=Value(0)), default=Value(1))
    groups = feedback_of(as_of).values_list("channel_id", "unit_id", "customer__segment_id")
    rows = groups.annotate(staff=staff, count=Count("pk"))
    return [Said(channel, unit, segment, bool(by), n) for channel, unit, segment, by, n in rows]


def coded_items(as_of: AsOf, limit: datetime.datetime) -> tuple[int, int, int]:
    """Count the feedback of twelve months that is coded, that should be, and that is not yet due."""
    counts = feedback_of(as_of).aggregate(
        coded=Count("theme"),
        overdue=Count("pk", filter=Q(theme=None, heard_at__lte=limit)),
        waiting=Count("pk", filter=Q(theme=None, heard_at__gt=limit)),
    )
    return counts["coded"], counts["overdue"], counts["waiting"]


Signs = dict[tuple[str, uuid.UUID, int], int]
"""How many, by sign, segment and half-year: 0 is the last six months, 1 the six before."""


def signs(as_of: AsOf) -> Signs:
    """Count what customers do, by segment and half-year: complaints, returns, claims, losses and deliveries."""
    middle, first = as_of.before(6), as_of.before(12)

    def half(column: str, border: Any) -> Case:
        return Case(When(**{f"{column}__gt": border}, then=Value(0)), default=Value(1))

    at, start, end = as_of.moment(middle), as_of.moment(first), as_of.end
    heard = Feedback.objects.filter(heard_at__gt=start, heard_at__lte=end, kind__in=SIGNS)
    left = Customer.objects.filter(left_on__gt=first, left_on__lte=as_of.day)
    delivered = Delivery.objects.filter(last_on__gt=first, last_on__lte=as_of.day)
    parts = (
        heard.annotate(sign=Cast(F("kind"), CharField()), half=half("heard_at", at), segment=F("customer__segment_id"))
        .order_by().values_list("sign", "segment", "half").annotate(many=Count("pk")),
        left.annotate(sign=named(LOSSES), half=half("left_on", middle))
        .order_by().values_list("sign", "segment_id", "half").annotate(many=Count("pk")),
        delivered.annotate(sign=named("deliveries"), half=half("last_on", middle), segment=F("customer__segment_id"))
        .order_by().values_list("sign", "segment", "half").annotate(many=Sum("quantity")),
        Customer.objects.filter(active_customers(as_of)).annotate(sign=named("customers"), half=Value(0))
        .order_by().values_list("sign", "segment_id", "half").annotate(many=Count("pk")),
    )  # fmt: skip
    rows = parts[0].union(*parts[1:], all=True)
    return {(sign, segment, place): int(many) for sign, segment, place, many in rows if segment is not None}
