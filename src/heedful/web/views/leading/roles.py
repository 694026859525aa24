"""Roles: what each answers for, who holds it, and the four facts of every assignment."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core import assignments as commands
from heedful.core.models import Person, Role, RoleAssignment
from heedful.core.permissions import Permission
from heedful.core.role_standing import RoleStanding, role_standings, roles_on
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.fields import LineField, PersonField
from heedful.web.http import Request
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.leading.direction_forms import OnForm
from heedful.web.views.leading.step import Step, as_it_stands, links, on_today, take


class UnderstoodForm(OnForm):
    """What somebody saw."""

    how = LineField(
        "By which check or interview", max_length=200, help_text="Such as: interview, knows who may stop it."
    )


class DeputyForm(OnForm):
    """Who stands in."""

    deputy = PersonField("Deputy", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("on")


STEPS = {
    "approve": Step("Approve", "Do you approve who holds it?", "Approve it", "It is approved.",
                    commands.approve_assignment, OnForm, initial=on_today),
    "tell": Step("It was told", "When were the holder and those concerned told?", "It was told", "Noted.",
                 commands.communicate_assignment, OnForm,
                 "Told again, such as after a change, it waits to be confirmed again.", initial=on_today),
    "confirm": Step("Confirm that it reached you", "Has this role reached you?", "It has reached me",
                    "You confirmed it.", commands.acknowledge_assignment, given=on_today,
                    lead="It says no more than that: whether it is understood is asked by somebody else."),
    "sheet": Step("Enter a signed sheet", "When did the holder sign?", "Enter the sheet", "The sheet is entered.",
                  commands.enter_assignment_sheet, OnForm, "For somebody who does not sign in here.", initial=on_today),
    "understood": Step("It is understood", "What did you see?", "Keep it", "It is kept.",
                       commands.record_understanding, UnderstoodForm,
                       "A check or an interview that you held with the holder.", initial=on_today),
    "deputy": Step("Name the deputy", "Who stands in?", "Keep it", "It is kept.", commands.name_deputy, DeputyForm,
                   initial=as_it_stands("deputy")),
}  # fmt: skip


def home() -> dict[str, str]:
    """Lead back to the roles."""
    return {"label": "Roles", "href": reverse("roles:list")}


@login_required
@require_GET
def roles(request: Request) -> HttpResponse:
    """All roles, with what is missing of each."""
    day = day_of(request)
    stands = role_standings(Role.objects.visible_to(request.person).filter(roles_on(day)), day)
    page = {
        "sentence": says(stands),
        "rows": [{"it": one, "gaps": gaps(one), "deputies": _deputies(one)} for one in stands],
        "may_manage": may(request, Permission.MANAGE_PEOPLE),
    }
    return show(request, "roles/list.html", page=page)


def _deputies(one: RoleStanding) -> list[Person]:
    """Name each deputy once, however many holders they stand in for."""
    return list({held.deputy.pk: held.deputy for held in one.holders if held.deputy}.values())


def gaps(one: RoleStanding) -> list[str]:
    """Name what is missing of a role, in the order in which it is put right."""
    told = [
        ("not approved", one.unapproved), ("never told", one.never_told), ("not confirmed", one.unconfirmed),
        ("not shown to be understood", one.not_understood), ("no deputy", one.without_deputy),
    ]  # fmt: skip
    found = [words for words, many in told if many]
    if not (one.role.responsibility.strip() and one.role.authority.strip()):
        found.insert(0, "no responsibility or authority written")
    return found


def says(stands: list[RoleStanding]) -> str:
    """Say how many roles are vacant, and whom nobody told."""
    if not stands:
        return "No role is written down yet."
    vacant, many = sum(one.vacant for one in stands), len(stands)
    said = f"{number_word(vacant)} of {counted(many, 'role')} {'is' if vacant == 1 else 'are'} vacant"
    if not vacant:
        said = f"{counted(many, 'role')}, none vacant"
    for words, number in (
        ("never told", sum(one.never_told for one in stands)),
        ("not shown to understand", sum(one.not_understood for one in stands)),
    ):
        if number:
            was = "was" if number == 1 else "were"
            said += f"; {counted(number, 'holder')} {was} {words}"
            break
    return sentence(said)


@login_required
@require_GET
def role(request: Request, pk: UUID) -> HttpResponse:
    """One role: what it answers for, who holds it, and the four facts."""
    found = get_object_or_404(Role.objects.visible_to(request.person), pk=pk)
    (standing,) = role_standings([found], day_of(request))
    manages = may(request, Permission.MANAGE_PEOPLE) and not found.retired_on
    page = {
        "role": found,
        "standing": standing,
        "sentence": says_one(standing),
        "holders": [{"it": held, "steps": _steps(request, held)} for held in standing.holders],
        "limits": found.limits.filter(until=None),
        "may_manage": manages,
        "trail": [home(), {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "roles/one.html", page=page)


def says_one(one: RoleStanding) -> str:
    """Say who holds the role, and the first thing missing."""
    if one.role.retired_on:
        return sentence(f"{one.role.name} was given up")
    if one.vacant:
        return sentence(f"nobody holds {one.role.name}")
    who = ", ".join(held.person.name for held in one.holders[:3])
    missing = gaps(one)
    return sentence(f"{one.role.name}: {who}" + (f"; {missing[0]}" if missing else ""))


def _steps(request: Request, held: RoleAssignment) -> list[dict[str, str]]:
    """Lead to what is still to be done with an assignment."""
    mine = held.person_id == request.person.pk
    names = [] if held.approved_on else ["approve"]
    names += ["tell"]
    if held.communicated_on and not held.acknowledged_on:
        names += ["confirm"] if mine else ["sheet"]
    names += [] if mine else ["understood"]
    return links(request, STEPS, [*names, "deputy"], "roles:step", held)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with an assignment."""
    rows = RoleAssignment.objects.visible_to(request.person).select_related("role", "person")
    found = get_object_or_404(rows, pk=pk)
    there = {"label": f"{found.role.name}: {found.person.name}", "href": reverse("roles:one", args=[found.role_id])}
    return take(request, STEPS, name, found, trail=[home(), there])
