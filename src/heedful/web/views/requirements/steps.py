"""Pages that move a requirement on: written down, changed, reviewed, agreed, in force, replaced, ended."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.requirements import commands
from heedful.requirements.models import Requirement
from heedful.requirements.sources import LAW
from heedful.web.asking import ask, day_of
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.views.requirements import forms
from heedful.web.views.requirements.one import found_one

BOTH = ["GET", "POST"]


def to_requirement(requirement: Requirement) -> str:
    """Go back to a requirement."""
    return reverse("requirements:one", args=[requirement.pk])


def to_its_law(requirement: Requirement) -> str:
    """Go on to the law behind it, where there is one; else back to the requirement."""
    law = requirement.source_type in LAW and not requirement.instrument
    return reverse("requirements:law", args=[requirement.pk]) if law else to_requirement(requirement)


def asked(requirement: Requirement, last: str, title: str, button: str, **more: Any) -> dict[str, Any]:
    """Lay out the page that asks something about a requirement."""
    back = to_requirement(requirement)
    trail = [
        {"label": "Requirements", "href": reverse("requirements:list")},
        {"label": str(requirement.key), "href": back},
        {"label": last},
    ]
    lead = more.pop("lead", requirement.title)
    return {"trail": trail, "title": title, "lead": lead, "action": button, "back": back, **more}


@login_required
@require_http_methods(BOTH)
def new(request: Request) -> HttpResponse:
    """Write down a requirement."""
    given = {name: request.GET.get(name) for name in ("process", "product", "market", "source_type")}
    form = bound(forms.RequirementForm, request, initial=given)
    page = {
        "trail": [{"label": "Requirements", "href": reverse("requirements:list")}, {"label": "New"}],
        "title": "What is required of us?",
        "lead": "In the words of whoever requires it. It needs owner, process and verification before it is in force.",
        "action": "Keep the requirement",
        "back": reverse("requirements:list"),
    }
    return ask(request, form, commands.add_requirement, page=page, then=to_its_law, said="The requirement is kept.")


@login_required
@require_http_methods(BOTH)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a requirement with a reason."""
    found = found_one(request, pk)
    initial = {name: getattr(found, name) for name in commands.CHANGEABLE}
    form = bound(forms.RequirementChangeForm, request, on=found, initial=initial)
    page = asked(found, "Change", "Change what is required", "Save the requirement")
    return ask(request, form, commands.change_requirement, found, page=page, then=to_requirement, said="Saved.")


@login_required
@require_http_methods(BOTH)
def law(request: Request, pk: UUID) -> HttpResponse:
    """Name the law behind a requirement, and why it applies."""
    found = found_one(request, pk)
    initial = {name: getattr(found, name) for name in commands.CHANGEABLE}
    if not found.instrument:
        initial["reason"] = "The law behind it is named."
    form = bound(forms.LawForm, request, on=found, initial=initial)
    page = asked(found, "The law", "Which law is behind it, and why does it apply?", "Save the law")
    return ask(request, form, commands.change_requirement, found, page=page, then=to_requirement, said="Saved.")


@login_required
@require_http_methods(BOTH)
def review(request: Request, pk: UUID) -> HttpResponse:
    """Begin to look whether we can meet it."""
    found = found_one(request, pk)
    page = asked(found, "Review", "Can we meet it?", "Begin the review")
    return ask(request, bound(VersionForm, request, on=found), commands.begin_review, found, page=page,
               then=to_requirement, said="It is under review.")  # fmt: skip


@login_required
@require_http_methods(BOTH)
def agree(request: Request, pk: UUID) -> HttpResponse:
    """Agree to meet it."""
    found = found_one(request, pk)
    page = asked(found, "Agree", "Do we agree to meet it?", "We agree")
    return ask(request, bound(VersionForm, request, on=found), commands.agree_requirement, found, page=page,
               then=to_requirement, said="It is agreed.")  # fmt: skip


@login_required
@require_http_methods(BOTH)
def force(request: Request, pk: UUID) -> HttpResponse:
    """Bring a requirement into force."""
    found = found_one(request, pk)
    form = bound(forms.ForceForm, request, on=found, initial={"on": day_of(request)})
    page = asked(found, "Into force", "From when does it hold?", "Bring it into force")
    return ask(request, form, commands.bring_into_force, found, page=page, then=to_requirement, said="It is in force.")


@login_required
@require_http_methods(BOTH)
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw a requirement with a reason."""
    found = found_one(request, pk)
    form = bound(forms.EndForm, request, on=found, initial={"on": day_of(request)})
    page = asked(found, "Withdraw", "Why does it no longer hold?", "Withdraw it", danger=True)
    return ask(request, form, commands.withdraw_requirement, found, page=page, then=to_requirement,
               said="It is withdrawn.")  # fmt: skip


@login_required
@require_http_methods(BOTH)
def refuse(request: Request, pk: UUID) -> HttpResponse:
    """Refuse to take a requirement on, with a reason."""
    found = found_one(request, pk)
    form = bound(forms.EndForm, request, on=found, initial={"on": day_of(request)})
    page = asked(found, "Refuse", "Why do we not take it on?", "Refuse it", danger=True)
    return ask(request, form, commands.refuse_requirement, found, page=page, then=to_requirement,
               said="It is refused.")  # fmt: skip


@login_required
@require_http_methods(BOTH)
def replace(request: Request, pk: UUID) -> HttpResponse:
    """Let another requirement take its place."""
    found = found_one(request, pk)
    form = bound(forms.ReplaceForm, request, on=found, initial={"on": day_of(request)})
    page = asked(found, "Replace", "Which one takes its place?", "Let it take its place")
    return ask(request, form, commands.supersede_requirement, found, page=page, then=to_requirement,
               said="The other one has taken its place.")  # fmt: skip
