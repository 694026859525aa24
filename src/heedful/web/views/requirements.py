"""Requirements: what is expected of us, which process meets it, and how we know."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.find import ids_of
from heedful.core.permissions import Permission
from heedful.requirements import commands
from heedful.requirements.commands import GONE, missing_for_force
from heedful.requirements.models import Requirement, RequirementState
from heedful.web.asking import ask, may
from heedful.web.attached import attached
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views import requirement_forms as forms
from heedful.web.views.improvement.deeds import address_to_open

ORDERS = {"statement": "statement", "source": "source_type", "process": "process__name", "state": "state",
          "owner": "owner__name", "key": "key"}  # fmt: skip
TONES = {RequirementState.IN_FORCE: "good", RequirementState.UNDER_REVIEW: "info"}
LACKING = Q(owner=None) | Q(process=None) | Q(verification="")


@login_required
@require_GET
def requirements(request: Request) -> HttpResponse:
    """All requirements."""
    filters = forms.RequirementFilters(request.GET)
    every = Requirement.objects.visible_to(request.person)
    many = every.aggregate(
        all=Count("pk"),
        force=Count("pk", filter=Q(state=RequirementState.IN_FORCE)),
        waiting=Count("pk", filter=~Q(state__in=[RequirementState.IN_FORCE, *GONE])),
        lacking=Count("pk", filter=~Q(state__in=[RequirementState.IN_FORCE, *GONE]) & LACKING),
    )
    found = page_of(request, _chosen(request, filters))
    page = {
        "sentence": says(many),
        "page": found,
        "rows": [{"requirement": row, "tone": TONES.get(RequirementState(row.state), "")} for row in found],
        "filters": filters,
        "any": many["all"],
        "may_add": may(request, Permission.KEEP_PROCESSES),
    }
    return show(request, "requirements/list.html", page=page)


def _chosen(request: Request, filters: forms.RequirementFilters) -> QuerySet[Requirement]:
    """Filter and order the list as the address says."""
    found = Requirement.objects.visible_to(request.person).select_related("process", "owner", "customer", "segment")
    state = filters.chosen("state")
    if not state:
        found = found.exclude(state__in=GONE)
    elif state != "all":
        found = found.filter(state=state)
    if source := filters.chosen("source"):
        found = found.filter(source_type=source)
    if process := filters.chosen("process"):
        found = found.filter(process=process)
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("requirement", words))
    return ordered(request, found, ORDERS, default="statement")


def says(many: dict[str, int]) -> str:
    """Say how many hold, and what keeps the others from it."""
    if not many["all"]:
        return "No requirement is written down yet."
    is_ = "is" if many["force"] == 1 else "are"
    said = f"{counted(many['force'], 'requirement')} {is_} in force"
    if many["waiting"]:
        said += f"; {number_word(many['waiting'])} not yet"
        if many["lacking"]:
            what = "owner, process or verification"
            all_ = many["lacking"] == many["waiting"]
            said += f", for want of {what}" if all_ else f", {number_word(many['lacking'])} for want of {what}"
    return sentence(said)


def found_one(request: Request, pk: UUID) -> Requirement:
    """Find the requirement that the address names."""
    every = Requirement.objects.visible_to(request.person)
    every = every.select_related("process", "owner", "customer", "segment", "product")
    requirement: Requirement = get_object_or_404(every, pk=pk)
    return requirement


@login_required
@require_GET
def requirement(request: Request, pk: UUID) -> HttpResponse:
    """One requirement."""
    found = found_one(request, pk)
    holds = found.state not in GONE
    acting = may(request, Permission.ACT)
    page = {
        "requirement": found,
        "tone": TONES.get(RequirementState(found.state), ""),
        "missing": list(missing_for_force(found).values())
        if holds and found.state != RequirementState.IN_FORCE
        else [],
        "may_change": may(request, Permission.KEEP_PROCESSES) and holds,
        "may_force": found.state != RequirementState.IN_FORCE,
        "action_address": address_to_open(found.ref, f"So that {found.key} is met") if acting else "",
        "trail": [{"label": "Requirements", "href": reverse("requirements:list")}, {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "requirements/one.html", page=page)


def to_requirement(requirement: Requirement) -> str:
    """Go back to a requirement."""
    return reverse("requirements:one", args=[requirement.pk])


def _asked(requirement: Requirement, last: str, title: str, button: str, **more: Any) -> dict[str, Any]:
    """Lay out the page that asks something about a requirement."""
    back = to_requirement(requirement)
    trail = [
        {"label": "Requirements", "href": reverse("requirements:list")},
        {"label": str(requirement.key), "href": back},
        {"label": last},
    ]
    return {"trail": trail, "title": title, "lead": requirement.title, "action": button, "back": back, **more}


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Write down a requirement."""
    form = bound(forms.RequirementForm, request, initial={"process": request.GET.get("process")})
    page = {
        "trail": [{"label": "Requirements", "href": reverse("requirements:list")}, {"label": "New"}],
        "title": "What is required of us?",
        "lead": "In the words of whoever requires it. It needs owner, process and verification before it is in force.",
        "action": "Keep the requirement",
        "back": reverse("requirements:list"),
    }
    return ask(request, form, commands.add_requirement, page=page, then=to_requirement, said="The requirement is kept.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a requirement with a reason."""
    requirement = found_one(request, pk)
    initial = {name: getattr(requirement, name) for name in commands.CHANGEABLE}
    form = bound(forms.RequirementChangeForm, request, on=requirement, initial=initial)
    page = _asked(requirement, "Change", "Change what is required", "Save the requirement")
    return ask(request, form, commands.change_requirement, requirement, page=page, then=to_requirement, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def force(request: Request, pk: UUID) -> HttpResponse:
    """Bring a requirement into force."""
    requirement = found_one(request, pk)
    form = bound(VersionForm, request, on=requirement)
    page = _asked(requirement, "Into force", "Does it hold from now on?", "Bring it into force")
    return ask(request, form, commands.bring_into_force, requirement, page=page, then=to_requirement,
               said="It is in force.")  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw a requirement with a reason."""
    requirement = found_one(request, pk)
    form = bound(forms.WithdrawForm, request, on=requirement)
    page = _asked(requirement, "Withdraw", "Why does it no longer hold?", "Withdraw it", danger=True)
    return ask(request, form, commands.withdraw_requirement, requirement, page=page, then=to_requirement,
               said="It is withdrawn.")  # fmt: skip
