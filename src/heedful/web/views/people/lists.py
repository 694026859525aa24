"""The list of people, with the organisation's roles and units."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.core import find
from heedful.core.models import AuthorityLimit, Grant, Person, Role, RoleAssignment, Unit
from heedful.core.permissions import AccessRole, Permission
from heedful.web.asking import day_of, may
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.people.forms import PeopleFilters


@login_required
@require_GET
def people(request: Request) -> HttpResponse:
    """Who works here, what they may do, and who holds which role."""
    filters, day = PeopleFilters(request.GET), day_of(request)
    found = _wanted(Person.objects.visible_to(request.person), filters, day)
    counts = found.aggregate(all=Count("pk"), signing_in=Count("pk", filter=Q(account__is_active=True)))
    rows = found.select_related("unit").annotate(signs_in=F("account__is_active")).prefetch_related("grants")
    page = page_of(request, rows.order_by("name", "pk"), count=counts["all"])
    holding = _holding(page, day)
    here = Count("people", filter=Q(people__employed_until=None))
    roles, units = list(_roles(request)), Unit.objects.visible_to(request.person).annotate(many=here)
    vacant = [role for role in roles if not any(held.until is None for held in role.assignments.all())]
    return show(request, "people/people.html", page={
        "page": page,
        "lines": [_line(person, day, holding[person.pk]) for person in page],
        "filters": filters,
        "sentence": _sentence(counts, vacant),
        "roles": [_role(role, day) for role in roles],
        "units": sorted(units, key=lambda unit: (unit.closed_on is not None, unit.name)),
        "may_manage": may(request, Permission.MANAGE_PEOPLE),
    })  # fmt: skip


def _wanted(rows: QuerySet[Person], filters: PeopleFilters, day: datetime.date) -> QuerySet[Person]:
    """Narrow people by words, access role and whether they are still here."""
    if words := filters.chosen("words"):
        rows = rows.filter(pk__in=find.ids_of("person", words))
    if role := filters.chosen("role"):
        held = Grant.objects.filter(role=role, since__lte=day).filter(Q(until=None) | Q(until__gte=day))
        rows = rows.filter(pk__in=held.values("person"))
    here = Q(employed_until=None) | Q(employed_until__gte=day)
    state = filters.chosen("state")
    return rows if state == "all" else rows.exclude(here) if state == "left" else rows.filter(here)


def _roles(request: Request) -> QuerySet[Role]:
    """List the organisation's roles with holders and limits."""
    return (
        Role.objects.visible_to(request.person)
        .filter(retired_on=None)
        .prefetch_related(
            Prefetch("assignments", RoleAssignment.objects.select_related("person")),
            Prefetch("limits", AuthorityLimit.objects.order_by("what")),
        )
    )


def _sentence(counts: dict[str, int], vacant: list[Role]) -> str:
    """Say how many there are, and which roles nobody holds."""
    signing_in = counted(counts["signing_in"], "of whom signs in", "of whom sign in")
    said = f"{counted(counts['all'], 'person', 'people')}, {signing_in}"
    if vacant:
        names = ", ".join(role.name for role in vacant[:3])
        said += f"; nobody holds {names}{' and others' if len(vacant) > 3 else ''}"
    return sentence(said)


def _holding(people: Iterable[Person], day: datetime.date) -> dict[UUID, list[str]]:
    """Name the roles that people hold on a day."""
    on = Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))
    held = RoleAssignment.objects.filter(on, person__in=[person.pk for person in people])
    names: dict[UUID, list[str]] = defaultdict(list)
    for person, name in held.values_list("person_id", "role__name"):
        names[person].append(name)
    return names


def _line(person: Any, day: datetime.date, roles: list[str]) -> dict[str, Any]:
    """Show a person in the list."""
    return {
        "person": person,
        "access": [AccessRole(role).label for role in person.roles_on(day)],
        "roles": roles,
        "signs_in": bool(person.signs_in),
    }


def _role(role: Role, day: datetime.date) -> dict[str, Any]:
    """Show a role with those who hold it and what they may settle alone."""
    return {
        "role": role,
        "held": [held for held in role.assignments.all() if held.until is None or held.until >= day],
        "limits": [limit for limit in role.limits.all() if limit.until is None or limit.until >= day],
    }
