"""The organisation's roles: what their holders answer for, who they are; and its units."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core import people as commands
from heedful.core.models import AuthorityLimit, Role, RoleAssignment, Unit
from heedful.core.organisation import today
from heedful.web.asking import ask
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.people.forms import (
    AssignForm,
    DayForm,
    LimitForm,
    RoleForm,
    UnitForm,
    role_as_it_stands,
)
from heedful.web.views.people.one import frame


def _role(request: Request, pk: UUID) -> Role:
    found: Role = get_object_or_404(Role.objects.visible_to(request.person), pk=pk)
    return found


def _there(row: Any) -> str:
    """Go back to the list, where roles and units stand."""
    return reverse("people:list")


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a role of the organisation."""
    form = bound(RoleForm, request)
    form.fields.pop("version")
    page = frame(None, "A new role", "Add the role")
    return ask(request, form, commands.add_role, page=page, then=_there, said="The role is added. Say who holds it.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a role."""
    found = _role(request, pk)
    form = bound(RoleForm, request, on=found, initial=role_as_it_stands(found))
    page = frame(None, f"Change {found.name}", "Save")
    return ask(request, form, commands.change_role, found, page=page, then=_there, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Give a role up."""
    found = _role(request, pk)
    form = bound(DayForm, request, on=found, initial={"on": today()})
    page = frame(None, f"Give up {found.name}", "Give it up") | {"danger": True}
    return ask(request, form, commands.retire_role, found, page=page, then=_there, said="Noted.")


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: Request, pk: UUID) -> HttpResponse:
    """Say who holds a role."""
    found = _role(request, pk)
    form = bound(AssignForm, request, initial={"since": today()})
    page = frame(None, f"Who is {found.name}", "They hold it", found.responsibility)
    return ask(request, form, commands.assign_role, found, page=page, then=_there, said="Noted.")


@login_required
@require_http_methods(["GET", "POST"])
def end_assignment(request: Request, pk: UUID) -> HttpResponse:
    """Somebody holds a role no longer."""
    rows = RoleAssignment.objects.visible_to(request.person).select_related("person", "role")
    held = get_object_or_404(rows, pk=pk)
    form = bound(DayForm, request, on=held, initial={"on": today()})
    page = frame(held.person, f"{held.role.name}: {held.person.name} no longer", "It ends")
    return ask(request, form, commands.end_assignment, held, page=page, then=_there, said="Noted.")


@login_required
@require_http_methods(["GET", "POST"])
def limit(request: Request, pk: UUID) -> HttpResponse:
    """Say what the holders of a role may settle alone."""
    found = _role(request, pk)
    form = bound(LimitForm, request, initial={"since": today()})
    page = frame(None, f"What {found.name} may settle alone", "Set it")
    return ask(request, form, commands.set_limit, found, page=page, then=_there, said="Set.")


@login_required
@require_http_methods(["GET", "POST"])
def end_limit(request: Request, pk: UUID) -> HttpResponse:
    """End a limit."""
    found = get_object_or_404(AuthorityLimit.objects.visible_to(request.person), pk=pk)
    form = bound(DayForm, request, on=found, initial={"on": today()})
    page = frame(None, f"End: {found.what}", "End it")
    return ask(request, form, commands.end_limit, found, page=page, then=_there, said="It ends.")


@login_required
@require_http_methods(["GET", "POST"])
def add_unit(request: Request) -> HttpResponse:
    """Add a site or a department."""
    page = frame(None, "A new unit", "Add the unit", "A site or a department, by which things are counted.")
    return ask(request, bound(UnitForm, request), commands.add_unit, page=page, then=_there, said="The unit is added.")


@login_required
@require_http_methods(["GET", "POST"])
def close_unit(request: Request, pk: UUID) -> HttpResponse:
    """Close a site or a department."""
    found = get_object_or_404(Unit.objects.visible_to(request.person), pk=pk)
    form = bound(DayForm, request, on=found, initial={"on": today()})
    page = frame(None, f"Close {found.name}", "Close it") | {"danger": True}
    return ask(request, form, commands.close_unit, found, page=page, then=_there, said="Closed.")
