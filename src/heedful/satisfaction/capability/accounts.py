"""Our customers, what reaches them, and when each was last heard: read by one question, whatever was said."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    Max,
    Q,
    Sum,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, TruncDate

from heedful.core.period import Period
from heedful.customers.models import Contact, Customer, Delivery, Interaction
from heedful.feedback.models import Confidentiality, Feedback, Response

Day = datetime.date


class Way(StrEnum):
    """By which way a customer was heard."""

    ANSWERED = "answered a survey"
    SPOKE = "told us something"
    MET = "was met"


@dataclass(frozen=True, slots=True)
class Account:
    """A customer of the day: their worth, what was delivered in twelve months, and when they were last heard."""

    pk: uuid.UUID
    name: str
    segment: uuid.UUID | None
    value: int
    delivered: int
    delivered_lately: int
    """Of that, in the last six months."""
    heard: dict[Way, Day]
    contacts: int = 0
    """People there who may be asked."""

    @property
    def heard_on(self) -> Day | None:
        """Give the newest day on which they were heard by any way."""
        return max(self.heard.values(), default=None)

    def heard_in(self, period: Period, *ways: Way) -> bool:
        """Say whether they were heard in a period, by one of some ways or by any."""
        return any(day in period for way, day in self.heard.items() if not ways or way in ways)

    def silent_on(self, on: Day) -> bool:
        """Say whether they were not heard within twelve months by any way."""
        return not self.heard_in(Period.window(on, 12))

    def days_since(self, on: Day) -> int | None:
        """Say how old what we know of them is."""
        return None if self.heard_on is None else (on - self.heard_on).days


def accounts(on: Day) -> list[Account]:
    """Read the customers of a day: one question, one row for each customer and way."""
    year = Period.window(on, 12)
    half = Period.window(on, 6).after
    here = Q(since=None) | Q(since__lte=on)
    customers = Customer.objects.filter(here & (Q(left_on=None) | Q(left_on__gt=on))).order_by()
    rows: Any = (
        customers.annotate(
            what=_word("customer"), text=Cast("name", CharField()), day=_NO_DAY,
            many=Cast("value", BigIntegerField()), of=F("segment_id"),
        ).values_list("pk", "of", "what", "text", "day", "many")
        .union(
            _newest(Response.objects.filter(confidentiality=Confidentiality.NAMED, excluded_because="",
                                            answered_on__lte=on), "answered_on", Way.ANSWERED),
            _newest(Feedback.objects.filter(heard_at__date__lte=on), TruncDate("heard_at"), Way.SPOKE),
            _newest(Interaction.objects.filter(held_on__lte=on).exclude(heard=""), "held_on", Way.MET),
            _delivered(year, half),
            _contacts(on),
            all=True,
        )
    )  # fmt: skip
    return _put_together(rows)


_NO_DAY = Cast(Value(None), DateField())


def _word(word: str) -> Cast:
    return Cast(Value(word), CharField())


def _newest(rows: Any, day: Any, way: Way) -> Any:
    """Give the newest day of each customer."""
    found = rows.filter(customer__isnull=False).order_by().values("customer_id")
    return found.annotate(
        of=Cast(Value(None), UUIDField()), what=_word(way.name), text=_word(""), day=Max(day),
        many=Cast(Value(0), BigIntegerField()),
    ).values_list("customer_id", "of", "what", "text", "day", "many")  # fmt: skip


def _delivered(year: Period, half: Day) -> Any:
    """Give what reached each customer in the year, by half."""
    found = Delivery.objects.filter(last_on__gt=year.after, last_on__lte=year.until).order_by()
    lately = Case(When(last_on__gt=half, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        found.annotate(lately=lately, what=Concat(Value("delivered"), Cast("lately", CharField())))
        .values("customer_id", "what")
        .annotate(of=Cast(Value(None), UUIDField()), text=_word(""), day=_NO_DAY,
                  many=Cast(Sum("quantity"), BigIntegerField()))
        .values_list("customer_id", "of", "what", "text", "day", "many")
    )  # fmt: skip


def _contacts(on: Day) -> Any:
    """Count the people of each customer who may be asked."""
    found = Contact.objects.filter(Q(left_on=None) | Q(left_on__gt=on), consents=True).order_by()
    return found.values("customer_id").annotate(
        of=Cast(Value(None), UUIDField()), what=_word("contacts"), text=_word(""), day=_NO_DAY,
        many=Cast(Count("pk"), BigIntegerField()),
    ).values_list("customer_id", "of", "what", "text", "day", "many")  # fmt: skip


def _put_together(rows: Iterable[tuple[Any, ...]]) -> list[Account]:
    """Make accounts of the rows."""
    named: dict[uuid.UUID, tuple[Any, ...]] = {}
    heard: dict[uuid.UUID, dict[Way, Day]] = defaultdict(dict)
    delivered: dict[tuple[uuid.UUID, str], int] = {}
    for pk, segment, what, text, day, many in rows:
        if what == "customer":
            named[pk] = (text, segment, int(many or 0))
        elif what == "contacts" or what.startswith("delivered"):
            delivered[pk, what] = int(many)
        elif day is not None:
            heard[pk][Way[what]] = day
    found = []
    for pk, (name, segment, value) in named.items():
        lately = delivered.get((pk, "delivered1"), 0)
        early = delivered.get((pk, "delivered0"), 0)
        found.append(Account(pk, name, segment, value, lately + early, lately, heard.get(pk, {}),
                             delivered.get((pk, "contacts"), 0)))  # fmt: skip
    return sorted(found, key=lambda account: (account.name, str(account.pk)))


@dataclass(frozen=True, slots=True)
class Part:
    """How many, or how much, of a whole; counted, not estimated."""

    k: int
    n: int

    @property
    def share(self) -> float | None:
        """Give the share; none of nothing."""
        return self.k / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Reach:
    """Who was heard within a period: by number, by deliveries, by worth, and how fresh that is."""

    segment: uuid.UUID | None
    customers: Part
    asked: Part
    """Those heard because we asked or met them, not only because they spoke."""
    delivered: Part
    value: Part
    median_age: int | None
    """Days since the middle customer was last heard, of those ever heard."""
    never: int


def reach_of(found: Sequence[Account], on: Day, segment: uuid.UUID | None = None) -> Reach:
    """Count who was heard within twelve months."""
    year = Period.window(on, 12)
    heard = [account for account in found if account.heard_in(year)]
    asked = sum(account.heard_in(year, Way.ANSWERED, Way.MET) for account in found)
    ages = sorted(age for account in found if (age := account.days_since(on)) is not None)
    return Reach(
        segment, Part(len(heard), len(found)), Part(asked, len(found)),
        Part(sum(a.delivered for a in heard), sum(a.delivered for a in found)),
        Part(sum(a.value for a in heard), sum(a.value for a in found)),
        ages[len(ages) // 2] if ages else None, len(found) - len(ages),
    )  # fmt: skip


def reach_by_segment(found: Sequence[Account], on: Day) -> list[Reach]:
    """Count the same for each segment."""
    groups: dict[uuid.UUID | None, list[Account]] = defaultdict(list)
    for account in found:
        groups[account.segment].append(account)
    return [reach_of(mine, on, segment) for segment, mine in groups.items()]


def silent(found: Sequence[Account], on: Day) -> list[Account]:
    """List who was not heard within twelve months by any way, those worth most first."""
    mine = [account for account in found if account.silent_on(on)]
    return sorted(mine, key=lambda account: (-account.value, -account.delivered, account.name, str(account.pk)))
