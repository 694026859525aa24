"""Customers as accounts: who of them was asked, who answered, and who has been silent since when.

Only rounds with names are looked at: whoever answered in confidence is not told apart from who did not.
"""

import datetime
from typing import Any

from django.db.models import Count, DateField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from heedful.core.period import months_before
from heedful.customers.models import Contact, Customer
from heedful.feedback.models import Confidentiality, Invitation, Response
from heedful.feedback.surveys.cells import NO_DAY

MONTHS = 12
"""An account that answered in so many months is heard; one that was asked and did not is silent."""


def accounts(rows: QuerySet[Customer], on: datetime.date) -> Any:
    """Say of each customer when they were last asked and last answered by name, and since when they are silent."""
    since = months_before(on, MONTHS)
    found = _with_days(rows, "customer", on)
    people = Contact.objects.filter(customer=OuterRef("pk"), left_on=None).order_by()
    quiet = people.filter(
        Exists(_asked("contact", on).filter(asked_on__gt=since)),
        ~Exists(_answered("contact", on).filter(answered_on__gt=since)),
    )
    return found.annotate(
        people=Coalesce(Subquery(_one(people, "customer", Count("pk"))), 0),
        silent_people=Coalesce(Subquery(_one(quiet, "customer", Count("pk"))), 0),
        answers=Coalesce(Subquery(_one(_answered("customer", on), "customer", Count("pk"))), 0),
        is_heard=Q(answered_or_never__gt=since),
        is_silent=Q(asked_or_never__gt=since) & ~Q(answered_or_never__gt=since),
    )


def contacts_of(customer: Customer, on: datetime.date) -> Any:
    """Say the same of each contact of a customer, with what they answered last."""
    last = _answered("contact", on).order_by("-answered_on", "-answered_at")
    return _with_days(Contact.objects.filter(customer=customer), "contact", on).annotate(
        times_asked=Coalesce(Subquery(_one(_asked("contact", on), "contact", Count("pk"))), 0),
        last_answers=Subquery(last.values("answers")[:1]),
        last_response=Subquery(last.values("pk")[:1]),
    )


def _with_days(rows: QuerySet[Any], whose: str, on: datetime.date) -> Any:
    """Add when somebody was last asked, last answered, and first asked since without an answer."""
    answered = _answered(whose, on)
    unanswered = _asked(whose, on).filter(asked_on__gt=OuterRef("answered_or_never"))
    return rows.annotate(
        asked=Subquery(_one(_asked(whose, on), whose, Max("asked_on"))),
        answered=Subquery(_one(answered, whose, Max("answered_on"))),
    ).annotate(
        asked_or_never=Coalesce(F("asked"), Value(NO_DAY, DateField())),
        answered_or_never=Coalesce(F("answered"), Value(NO_DAY, DateField())),
    ).annotate(silent_since=Subquery(_one(unanswered, whose, Min("asked_on"))))  # fmt: skip


def _asked(whose: str, on: datetime.date) -> QuerySet[Invitation]:
    """Find when somebody was asked by name."""
    named = Invitation.objects.filter(wave__confidentiality=Confidentiality.NAMED, asked_on__lte=on)
    return named.filter(**{whose: OuterRef("pk")}).order_by()


def _answered(whose: str, on: datetime.date) -> QuerySet[Response]:
    """Find what somebody answered by name; what was left out as no honest answer does not count."""
    named = Response.objects.filter(confidentiality=Confidentiality.NAMED, excluded_because="", answered_on__lte=on)
    return named.filter(**{whose: OuterRef("pk")}).order_by()


def _one(rows: QuerySet[Any], whose: str, figure: Any) -> Any:
    """Work out one figure of somebody's rows."""
    return rows.values(whose).annotate(figure=figure).values("figure")


def standing(rows: QuerySet[Customer]) -> dict[str, Any]:
    """Count accounts that are heard, silent and not asked, by number and by value: one question."""
    silent, heard = Q(is_silent=True), Q(is_heard=True)
    return rows.aggregate(
        all=Count("pk"), heard=Count("pk", filter=heard), silent=Count("pk", filter=silent),
        worth=Sum("value"), worth_silent=Sum("value", filter=silent),
        several=Count("pk", filter=Q(people__gt=1)),
    )  # fmt: skip
