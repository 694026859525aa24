"""Who top management is on a day: those in office, whose word some commands need."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from heedful.core.actors import Actor
from heedful.core.models import Grant, Person
from heedful.core.permissions import AccessRole


def in_office(day: datetime.date, role: AccessRole = AccessRole.TOP_MANAGEMENT) -> QuerySet[Person]:
    """Give the people who hold an access role on a day; top management unless another is named."""
    held = Grant.objects.filter(role=role, since__lte=day).filter(Q(until=None) | Q(until__gte=day))
    found: QuerySet[Person] = Person.objects.filter(pk__in=held.values("person"))
    return found


def leads_on(person: Person, day: datetime.date) -> bool:
    """Say whether somebody is top management on a day."""
    return AccessRole.TOP_MANAGEMENT in person.roles_on(day)


def leader(by: Actor, day: datetime.date, deed: str) -> Person:
    """Give the member of top management who acts; refuse anybody else, and every machine."""
    if not isinstance(by, Person) or not leads_on(by, day):
        raise ValidationError(f"Only somebody who was top management on {day} {deed}. Ask one of them.")
    return by


def staff_on(day: datetime.date) -> QuerySet[Person]:
    """Give the people who work here on a day, with or without an account."""
    here = Q(employed_from=None) | Q(employed_from__lte=day)
    found: QuerySet[Person] = Person.objects.filter(here, Q(employed_until=None) | Q(employed_until__gte=day))
    return found
