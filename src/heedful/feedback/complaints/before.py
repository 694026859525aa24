"""Has it happened before: how many complaints like it came lately, and how many would be expected."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Sum, UUIDField, Value
from django.db.models.functions import Cast

from heedful.core.organisation import current_organisation
from heedful.core.period import months_before
from heedful.customers.models import Delivery
from heedful.feedback.models import Complaint
from heedful.stats.counts import poisson_at_most

WINDOW_DAYS = 90
YEAR_MONTHS = 12
RARE = 0.05
FEWEST = 2
"""So many others make a cluster with the complaint itself."""
NONE_BEFORE = 0.5
"""None in a year does not mean that none can come: half of one stands for it."""
LEAST_DAYS = 90
"""With fewer days on record before the window, nothing is expected of them."""


@dataclass(frozen=True)
class Before:
    """Complaints like one, in the 90 days before it; `expected` only where the time before them is on record."""

    like: str
    keys: Sequence[str]
    expected: float | None = None
    cluster: bool = False
    by_deliveries: bool = False

    @property
    def count(self) -> int:
        """Count them."""
        return len(self.keys)

    @property
    def sign(self) -> str:
        """Say it in a few words: 3 like it in 90 days; 0.7 expected."""
        return f"{self.count} like it in {WINDOW_DAYS} days; {self.expected:.1f} expected" if self.cluster else ""


@dataclass(frozen=True)
class _Like:
    """By what others are like a complaint: the code, else the theme, the product, the customer."""

    kind: str
    value: Any
    words: str

    @property
    def exposed(self) -> tuple[str, Any]:
        """Say which deliveries carry the risk: those of the product or of the customer, otherwise all."""
        return (self.kind, self.value) if self.kind in ("product", "customer") else ("", None)


@dataclass(frozen=True)
class _Heard:
    pk: uuid.UUID
    key: str
    received_on: datetime.date


Delivered = dict[tuple[str, Any], list[tuple[datetime.date, int]]]


def happened_before(complaint: Complaint) -> Before:
    """Look for complaints like this one."""
    return happened_before_each([complaint])[complaint.pk]


def happened_before_each(complaints: Sequence[Complaint]) -> dict[uuid.UUID, Before]:
    """Look for complaints like each of some (with `feedback`, its theme and product, and customer selected).

    Expected is the rate of the twelve months before the window, times the deliveries in the window: those of the
    product or the customer where that is what they have in common, otherwise all. Where deliveries are not on record,
    days stand for them. Two others or more are a cluster where chance alone would bring so many in fewer than one case
    in twenty: by the Poisson distribution with the number expected as its mean.
    Two questions, however many complaints.
    """
    likes = {complaint.pk: like for complaint in complaints if (like := _like(complaint)) is not None}
    found = {complaint.pk: Before("", ()) for complaint in complaints}
    alike = [complaint for complaint in complaints if complaint.pk in likes]
    if not alike:
        return found
    newest = max(complaint.received_on for complaint in alike)
    oldest = months_before(min(c.received_on for c in alike) - datetime.timedelta(days=WINDOW_DAYS), YEAR_MONTHS)
    heard = _heard(set(likes.values()), oldest, newest)
    delivered = _delivered({like.exposed for like in likes.values()}, oldest, newest)
    known_since = current_organisation().records_since
    for complaint in alike:
        like = likes[complaint.pk]
        others = [one for one in heard[like.kind, like.value] if one.pk != complaint.pk]
        found[complaint.pk] = _compared(complaint, like, others, delivered[like.exposed], known_since)
    return found


def _like(complaint: Complaint) -> _Like | None:
    """Choose by what others are like a complaint."""
    heard = complaint.feedback
    if complaint.code:
        return _Like("code", complaint.code.casefold(), f"of the code {complaint.code}")
    if heard.theme is not None:
        return _Like("theme", heard.theme_id, f"about {heard.theme.name}")
    if heard.product is not None:
        return _Like("product", heard.product_id, f"about {heard.product.name}")
    if complaint.customer_id is not None:
        return _Like("customer", complaint.customer_id, "of this customer")
    return None


def _heard(likes: set[_Like], oldest: datetime.date, newest: datetime.date) -> dict[tuple[str, Any], list[_Heard]]:
    """Read the complaints that are like any of some, newest first, by what they have in common."""
    by: dict[str, list[Any]] = defaultdict(list)
    for like in likes:
        by[like.kind].append(like.value)
    wanted = (
        Q(feedback__theme__in=by["theme"]) | Q(feedback__product__in=by["product"]) | Q(customer__in=by["customer"])
    )
    if by["code"]:
        wanted |= ~Q(code="")
    rows = Complaint.objects.counted().filter(wanted, received_on__gt=oldest, received_on__lte=newest)
    found: dict[tuple[str, Any], list[_Heard]] = defaultdict(list)
    for pk, key, on, code, *others in rows.order_by("-received_at").values_list(
        "pk", "key", "received_on", "code", "feedback__theme", "feedback__product", "customer"
    ):
        one = _Heard(pk, key, on)
        for kind, value in zip(("code", "theme", "product", "customer"), (code.casefold(), *others), strict=True):
            if value:
                found[kind, value].append(one)
    return found


def _delivered(exposed: Iterable[tuple[str, Any]], oldest: datetime.date, newest: datetime.date) -> Delivered:
    """Add up what was delivered by day: of all, and of the products and customers that are asked for."""
    by: dict[str, list[Any]] = defaultdict(list)
    for kind, value in exposed:
        by[kind].append(value)
    rows = Delivery.objects.filter(last_on__gt=oldest, last_on__lte=newest).order_by()
    parts = []
    if by[""]:
        parts.append(_by_day(rows, "", Cast(Value(None), UUIDField())))
    for kind in ("product", "customer"):
        if by[kind]:
            parts.append(_by_day(rows.filter(**{f"{kind}__in": by[kind]}), kind, F(f"{kind}_id")))
    found: Delivered = defaultdict(list)
    for kind, value, on, quantity in parts[0].union(*parts[1:], all=True):
        found[kind, value].append((on, quantity))
    return found


def _by_day(rows: QuerySet[Delivery], kind: str, of: Any) -> Any:
    return (
        rows.annotate(as_kind=Value(kind, output_field=CharField()), as_of=of)
        .values("as_kind", "as_of", "last_on")
        .annotate(as_sum=Sum("quantity"))
        .values_list("as_kind", "as_of", "last_on", "as_sum")
    )


def _compared(
    complaint: Complaint, like: _Like, others: Sequence[_Heard], delivered: Sequence[tuple[datetime.date, int]],
    known_since: datetime.date,
) -> Before:  # fmt: skip
    """Hold the count against the rate of the year before, where there is one to hold it against."""
    since = complaint.received_on - datetime.timedelta(days=WINDOW_DAYS)
    began = months_before(since, YEAR_MONTHS)
    lately = [one.key for one in others if since < one.received_on <= complaint.received_on]
    before = [one for one in others if began < one.received_on <= since]
    now = sum(quantity for on, quantity in delivered if since < on <= complaint.received_on)
    then = sum(quantity for on, quantity in delivered if began < on <= since)
    by_deliveries = now > 0 and then > 0
    if not by_deliveries:
        # Records that were brought in may be older than the house's own.
        first = min((one.received_on for one in before), default=known_since)
        now, then = WINDOW_DAYS, (since - max(began, min(known_since, first))).days
        if then < LEAST_DAYS:
            return Before(like.words, lately)
    expected = len(before) / then * now
    chance = 1 - poisson_at_most(len(lately) - 1, max(expected, NONE_BEFORE / then * now)) if lately else 1.0
    return Before(like.words, lately, expected, len(lately) >= FEWEST and chance < RARE, by_deliveries)
