"""Making a survey: its wording, a preview as a customer sees it, and the day it is frozen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heedful.core.models import Row
from heedful.core.organisation import today
from heedful.feedback.models import Survey, SurveyVersion
from heedful.feedback.surveys.commands import (
    change_draft,
    draft_version,
    open_survey,
    publish_version,
    retire_version,
)
from heedful.feedback.surveys.design import questions_of
from heedful.web.answer_page import preview_page
from heedful.web.asking import ask
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.surveys.forms import SLOTS, SurveyForm, WordingForm

SURVEYS = {"label": "Surveys", "href": "/surveys/"}


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a survey."""
    page: dict[str, Any] = {
        "trail": [SURVEYS, {"label": "New survey"}],
        "title": "What do you want to ask?",
        "action": "Keep the draft",
    }
    page |= {
        "back": reverse("surveys:list"),
        "lead": "One number and their own words: that is all a customer is asked.",
    }
    return ask(
        request, bound(SurveyForm, request), open_survey, page=page, template="surveys/wording.html",
        then=lambda survey: reverse("surveys:one", args=[survey.pk]),
        said="Draft kept. Look at the preview, then publish it.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change what a draft asks."""
    version = _version(request, pk)
    survey = version.survey
    back = reverse("surveys:one", args=[survey.pk])
    here = f"Version {version.number}"
    page: dict[str, Any] = {
        "trail": [SURVEYS, {"label": survey.name, "href": back}, {"label": here}],
        "title": f"{here} of {survey.name}",
        "action": "Keep the draft",
        "back": back,
        "lead": "",
    }
    form = bound(WordingForm, request, on=version, initial=_filled(version))
    return ask(
        request, form, change_draft, version, page=page, template="surveys/wording.html",
        then=lambda changed: back, said="Draft kept.",
    )  # fmt: skip


def _filled(version: SurveyVersion) -> dict[str, Any]:
    """Fill a form with what a draft asks."""
    scored, said = questions_of(version)
    found: dict[str, Any] = {"kind": scored.kind}
    texts = {
        "wording": dict(scored.wording), "comment": dict(said.wording) if said else {},
        "intro": dict(version.intro), "thanks": dict(version.thanks),
    }  # fmt: skip
    for slot, code in zip(SLOTS, version.languages.split(), strict=False):
        found[f"language{slot}"] = code
        found |= {f"{name}{slot}": words.get(code, "") for name, words in texts.items()}
    return found


@login_required
@require_GET
def preview(request: Request, pk: UUID) -> HttpResponse:
    """The page as a customer will see it; it sends nothing."""
    version = _version(request, pk)
    return HttpResponse(preview_page(version, request.GET.get("lang", ""), request.organisation))


@login_required
@require_POST
def publish(request: Request, pk: UUID) -> HttpResponse:
    """Freeze a draft."""
    version = _at_version(request, _version(request, pk))
    publish_version(version, by=request.person, on=today())
    messages.success(request, "Published. From now on its wording stays; plan a wave to ask customers.")
    return redirect("surveys:one", version.survey_id)


@login_required
@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Plan no more waves with a version."""
    version = _at_version(request, _version(request, pk))
    retire_version(version, by=request.person, on=today())
    messages.success(request, "Retired. Open waves go on to their end.")
    return redirect("surveys:one", version.survey_id)


@login_required
@require_POST
def draft(request: Request, pk: UUID) -> HttpResponse:
    """Begin the next version."""
    survey = get_object_or_404(Survey.objects.visible_to(request.person), pk=pk)
    version = draft_version(_at_version(request, survey), by=request.person)
    return redirect("surveys:change", version.pk)


def _version(request: Request, pk: UUID) -> SurveyVersion:
    """Find a version."""
    found: SurveyVersion = get_object_or_404(
        SurveyVersion.objects.visible_to(request.person).select_related("survey"), pk=pk
    )
    return found


def _at_version(request: Request, row: Any) -> Any:
    """Put the version that the person saw on the row."""
    seen = request.POST.get("version", "")
    if isinstance(row, Row) and seen.isdecimal() and len(seen) < 10:
        row.version = int(seen)
    return row
