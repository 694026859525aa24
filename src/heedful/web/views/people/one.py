"""One person: who they are, what they may do, and what changes it."""

from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core import people as commands
from heedful.core.models import Account, Grant, Person
from heedful.core.organisation import today
from heedful.core.permissions import GRANTS, AccessRole, Permission
from heedful.web.asking import ask, day_of, may, must
from heedful.web.attached import attached
from heedful.web.forms import VersionForm, bound, carry_out
from heedful.web.http import Request
from heedful.web.sentences import sentence
from heedful.web.show import show
from heedful.web.views.people.forms import (
    DayForm,
    EndGrantForm,
    GrantForm,
    LetInForm,
    PersonForm,
    TrainingForm,
    person_as_it_stands,
)


def visible(request: Request, pk: UUID) -> Person:
    """Find a person as far as this person may see them."""
    rows = Person.objects.visible_to(request.person).select_related("unit", "account")
    found: Person = get_object_or_404(rows, pk=pk)
    return found


def frame(found: Person | None, title: str, action: str, lead: str = "") -> dict[str, Any]:
    """Give the frame of a form about a person."""
    steps = [{"label": "People", "href": reverse("people:list")}]
    if found is not None:
        steps.append({"label": found.name, "href": reverse("people:one", args=[found.pk])})
    back = steps[-1]["href"]
    return {
        "title": title,
        "trail": [*steps, {"label": title, "href": ""}],
        "action": action,
        "back": back,
        "lead": lead,
    }


def there(row: Any) -> str:
    """Go back to the person."""
    return reverse("people:one", args=[row.person_id if hasattr(row, "person_id") else row.pk])


@login_required
@require_GET
def own(request: Request) -> HttpResponse:
    """Lead to one's own page, where the address for signing in stands."""
    return redirect("people:one", request.person.pk)


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One person."""
    found, day = visible(request, pk), day_of(request)
    grants = list(found.grants.all())
    page = {
        "found": found,
        "trail": [{"label": "People", "href": reverse("people:list")}, {"label": found.name, "href": ""}],
        "sentence": _sentence(found, [g for g in grants if g.holds_on(day)]),
        "grants": [{"grant": g, "label": AccessRole(g.role).label, "now": g.holds_on(day)} for g in grants],
        "assignments": list(found.assignments.select_related("role")),
        "trainings": list(found.trainings.select_related("role")),
        "may_manage": may(request, Permission.MANAGE_PEOPLE),
        "signs_in": found.account is not None and found.account.is_active,
        "today": day,
        "attached": attached(request, found),
    }
    return show(request, "people/one.html", page=page)


def _sentence(found: Person, held: list[Grant]) -> str:
    """Say what somebody is here."""
    if found.employed_until:
        return sentence(f"{found.name} left")
    roles = " and ".join(AccessRole(grant.role).label.lower() for grant in held)
    return sentence(f"{found.name} is {roles}" if roles else f"{found.name} has no access role")


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a person."""
    form = bound(PersonForm, request, initial={"employed_from": today()})
    form.fields.pop("version")
    page = frame(None, "Somebody new", "Add them")
    return ask(request, form, commands.add_person, page=page, then=there, said="They are added. Give them a role next.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a name, an address, a unit."""
    found = visible(request, pk)
    form = bound(PersonForm, request, on=found, initial=person_as_it_stands(found))
    page = frame(found, f"Change {found.name}", "Save")
    return ask(request, form, commands.change_person, found, page=page, then=there, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Somebody leaves."""
    found = visible(request, pk)
    form = bound(DayForm, request, on=found, initial={"on": today()})
    lead = "Their roles end and they can no longer sign in; what they did stays theirs."
    page = frame(found, f"{found.name} leaves", "They leave", lead) | {"danger": True}
    return ask(request, form, commands.person_leaves, found, page=page, then=there, said="Noted.")


@login_required
@require_http_methods(["GET", "POST"])
def grant(request: Request, pk: UUID) -> HttpResponse:
    """Give an access role."""
    found = visible(request, pk)
    form = bound(GrantForm, request, initial={"since": today()})
    page = frame(found, f"An access role for {found.name}", "Give it", "The page of rights says what each allows.")
    return ask(request, form, commands.grant_role, found, page=page, then=there, said="The role is given.")


@login_required
@require_http_methods(["GET", "POST"])
def end_grant(request: Request, pk: UUID) -> HttpResponse:
    """End an access role."""
    held = get_object_or_404(Grant.objects.visible_to(request.person).select_related("person"), pk=pk)
    form = bound(EndGrantForm, request, on=held, initial={"on": today()})
    page = frame(held.person, f"{AccessRole(held.role).label}: end it", "End it") | {"danger": True}
    return ask(request, form, commands.end_grant, held, page=page, then=there, said="It ends.")


@login_required
@require_http_methods(["GET", "POST"])
def let_in(request: Request, pk: UUID) -> HttpResponse:
    """Let somebody sign in."""
    found = visible(request, pk)
    form = bound(LetInForm, request, on=found, initial={"email": found.email})
    page = frame(found, f"{found.name} signs in", "Let them sign in")
    return ask(request, form, commands.let_sign_in, found, page=page, then=there, said="They can sign in.")


@login_required
@require_http_methods(["GET", "POST"])
def link(request: Request, pk: UUID) -> HttpResponse:
    """Make a link by which somebody sets a password; shown once, to be handed over."""
    must(request, Permission.MANAGE_PEOPLE)
    found = visible(request, pk)
    form = bound(VersionForm, request, on=found)
    if given := carry_out(form, commands.give_link, found, by=request.person):
        page = {"found": given, "trail": frame(given, "A link", "")["trail"], "address": _link(request, given.account)}
        response = show(request, "people/link.html", page=page)
        response["Cache-Control"] = "no-store"
        return response
    lead = "Whoever has the link sets the password. It is shown once; hand it over on a way that only they read."
    page = frame(found, f"A link for {found.name}", "Make the link", lead) | {"form": form}
    return show(request, "one_form.html", page=page, form=form)


def _link(request: Request, account: Account | None) -> str:
    """Write the address under which an account's password is set."""
    if account is None:
        return ""
    token = default_token_generator.make_token(account)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), token])
    return request.build_absolute_uri(path)


@login_required
@require_http_methods(["GET", "POST"])
def train(request: Request, pk: UUID) -> HttpResponse:
    """Record a training."""
    found = visible(request, pk)
    form = bound(TrainingForm, request, initial={"held_on": today()})
    page = frame(found, f"{found.name} was trained", "Record it")
    return ask(request, form, commands.record_training, found, page=page, then=there, said="Recorded.")


@login_required
@require_GET
def rights(request: Request) -> HttpResponse:
    """What each access role allows: the one page for an auditor, drawn from the rules themselves."""
    rows = [(one.label, [one in GRANTS[role] for role in AccessRole]) for one in Permission]
    page = {
        "rows": [row for row in rows if any(row[1])],
        "roles": [role.label for role in AccessRole],
        "trail": [{"label": "People", "href": reverse("people:list")}, {"label": "Rights", "href": ""}],
    }
    return show(request, "people/rights.html", page=page)
