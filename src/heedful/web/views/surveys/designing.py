"""Making a survey: its wording, a preview as a customer sees it, and the day it is frozen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
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
from heedful.web.answer_page import preview_page
from heedful.web.asking import ask
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.surveys.design_forms import SurveyForm, WordsForm

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
        "lead": "Begin with one number and their own words. More questions can follow, for everybody or for some.",
    }
    return ask(
        request, bound(SurveyForm, request), open_survey, page=page, template="surveys/wording.html",
        then=lambda survey: reverse("surveys:change", args=[survey.versions.get().pk]),
        said="Draft kept. Ask more, look at the preview, then publish it.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def words(request: Request, pk: UUID) -> HttpResponse:
    """A draft's languages, and the words before and after its questions."""
    version = version_of(request, pk)
    survey, codes = version.survey, version.languages.split()
    back = reverse("surveys:change", args=[version.pk])
    page: dict[str, Any] = {
        "trail": [
            SURVEYS, {"label": survey.name, "href": reverse("surveys:one", args=[survey.pk])},
            {"label": f"Version {version.number}", "href": back}, {"label": "Languages and words around"},
        ],
        "title": "In which languages, and with which words around it?", "action": "Keep it", "back": back,
    }  # fmt: skip
    initial: dict[str, Any] = {"languages": codes, "first": codes[0]}
    for part, pairs in (("intro", dict(version.intro)), ("thanks", dict(version.thanks))):
        initial |= {f"{part}-{code}": pairs.get(code, "") for code in codes}
    form = bound(WordsForm, request, on=version, initial=initial, codes=codes)
    return ask(request, form, change_draft, version, page=page, then=lambda changed: back, said="Kept.")


@login_required
@require_GET
def preview(request: Request, pk: UUID) -> HttpResponse:
    """The page as a customer will see it; it sends nothing."""
    version = version_of(request, pk)
    return HttpResponse(preview_page(version, request.GET.get("lang", ""), request.organisation))


@login_required
@require_POST
def publish(request: Request, pk: UUID) -> HttpResponse:
    """Freeze a draft."""
    version = at_version(request, version_of(request, pk))
    try:
        publish_version(version, by=request.person, on=today())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("surveys:change", pk)
    messages.success(request, "Published. From now on its wording stays; plan a wave to ask customers.")
    return redirect("surveys:one", version.survey_id)


@login_required
@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Plan no more waves with a version."""
    version = at_version(request, version_of(request, pk))
    retire_version(version, by=request.person, on=today())
    messages.success(request, "Retired. Open waves go on to their end.")
    return redirect("surveys:one", version.survey_id)


@login_required
@require_POST
def draft(request: Request, pk: UUID) -> HttpResponse:
    """Begin the next version."""
    survey = get_object_or_404(Survey.objects.visible_to(request.person), pk=pk)
    version = draft_version(at_version(request, survey), by=request.person)
    return redirect("surveys:change", version.pk)


def version_of(request: Request, pk: UUID) -> SurveyVersion:
    """Find a version."""
    found: SurveyVersion = get_object_or_404(
        SurveyVersion.objects.visible_to(request.person).select_related("survey"), pk=pk
    )
    return found


def at_version(request: Request, row: Any) -> Any:
    """Put the version that the person saw on the row."""
    seen = request.POST.get("version", "")
    if isinstance(row, Row) and seen.isdecimal() and len(seen) < 10:
        row.version = int(seen)
    return row
