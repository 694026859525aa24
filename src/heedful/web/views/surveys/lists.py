"""The list of surveys, and one survey with its versions and waves."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from heedful.core.permissions import Permission
from heedful.feedback.models import Survey, SurveyState, Wave, WaveState
from heedful.feedback.surveys.design import asked_words, headline_of
from heedful.feedback.surveys.queries import WaveFacts, call_backs_due, wave_facts
from heedful.papers.figures import spell
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show


@login_required
@require_GET
def surveys(request: Request) -> HttpResponse:
    """Every survey with its newest waves, and which of them are open."""
    day = day_of(request)
    waves = Wave.objects.visible_to(request.person).select_related("survey_version__survey")
    page = page_of(request, waves.order_by("-opens_on", "pk"))
    drafts = Survey.objects.visible_to(request.person).prefetch_related("versions").order_by("name", "pk")[:200]
    calls = list(call_backs_due(day)[:500])
    facts = wave_facts(page.object_list)
    shown = [line(wave, facts[wave.pk], day) for wave in page.object_list]
    found = {
        "page": page, "waves": shown, "surveys": [summary(survey) for survey in drafts], "sentence": _sentence(shown),
        "calls": len(calls), "late": sum(call.due_on < day for call in calls),
        "may": may(request, Permission.RUN_SURVEYS),
    }  # fmt: skip
    return show(request, "surveys/list.html", page=found)


def _sentence(waves: list[dict[str, Any]]) -> str:
    """Say what is open and what passed its last day."""
    now = [w for w in waves if w["wave"].state == WaveState.OPEN]
    over = sum(w["over"] for w in now)
    if not waves:
        return "Nobody has been asked yet"
    if over:
        return sentence(f"{counted(over, 'wave')} passed {'its' if over == 1 else 'their'} last day")
    return sentence(f"{counted(len(now), 'wave')} {'is' if len(now) == 1 else 'are'} open")


def line(wave: Wave, facts: WaveFacts, day: datetime.date) -> dict[str, Any]:
    """Give what a line of a wave shows."""
    return {
        "wave": wave, "facts": facts, "over": wave.state == WaveState.OPEN and day > wave.closes_on,
        "rate": "" if facts.rr1 is None else spell(facts.rr1, "share"),
        "tone": {WaveState.OPEN.value: "good", WaveState.PLANNED.value: "info"}.get(wave.state, ""),
    }  # fmt: skip


def summary(survey: Survey) -> dict[str, Any]:
    """Give how a survey stands: its newest version, and a draft where there is one."""
    versions = sorted(survey.versions.all(), key=lambda v: v.number)
    published = [v for v in versions if v.state == SurveyState.PUBLISHED]
    return {
        "survey": survey, "published": published[-1] if published else None,
        "draft": next((v for v in versions if v.state == SurveyState.DRAFT), None),
    }  # fmt: skip


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One survey: what it asks, how its wording changed, and its waves."""
    survey = get_object_or_404(Survey.objects.visible_to(request.person).select_related("owner"), pk=pk)
    versions = list(survey.versions.prefetch_related("questions").order_by("-number"))
    waves = Wave.objects.visible_to(request.person).filter(survey_version__in=versions).order_by("-opens_on", "pk")
    page = page_of(request, waves.select_related("survey_version"))
    facts = wave_facts(page.object_list)
    states = {version.state: version for version in reversed(versions)}
    found = {
        "survey": survey, "versions": [_version(version) for version in versions], "page": page,
        "waves": [line(wave, facts[wave.pk], day_of(request)) for wave in page.object_list],
        "published": states.get(SurveyState.PUBLISHED), "draft": states.get(SurveyState.DRAFT),
        "may": may(request, Permission.RUN_SURVEYS), "attached": attached(request, survey),
    }  # fmt: skip
    return show(request, "surveys/one.html", page=found)


def _version(version: Any) -> dict[str, Any]:
    """Give what a version asks first of all, in its first language, and how much more."""
    questions = list(version.questions.all())
    headline = headline_of(questions)
    return {
        "version": version, "kind": headline.get_kind_display(), "many": len(questions),
        "wording": asked_words(headline, version.languages.split()[0]),
        "tone": {"published": "good", "draft": "info"}.get(version.state, ""),
    }  # fmt: skip
