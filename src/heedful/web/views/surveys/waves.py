"""Waves: who could be asked, who was, their links, what came back, and what became of the rest."""

from typing import Any
from uuid import UUID

import segno
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.models import Invitation, QuestionKind, SurveyVersion, Wave, WaveState
from heedful.feedback.surveys.anonymous import waiting_in
from heedful.feedback.surveys.commands import (
    plan_wave,
)
from heedful.feedback.surveys.funnel import funnel_of
from heedful.feedback.surveys.queries import wave_facts
from heedful.feedback.surveys.texts import in_language
from heedful.notices.queries import counts_of_wave
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted
from heedful.web.show import show
from heedful.web.views.surveys.designing import SURVEYS
from heedful.web.views.surveys.forms import (
    WaveFilters,
    WaveForm,
)
from heedful.web.views.surveys.lists import line


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: Request, pk: UUID) -> HttpResponse:
    """Plan a round of asking."""
    versions = SurveyVersion.objects.visible_to(request.person).select_related("survey")
    version = get_object_or_404(versions, pk=pk)
    back = reverse("surveys:one", args=[version.survey_id])
    page = {"trail": [SURVEYS, {"label": version.survey.name, "href": back}, {"label": "New wave"}], "back": back}
    page |= {"title": "When and how do you ask?", "action": "Plan the wave", "lead": ""}
    form = bound(
        WaveForm, request, initial={"opens_on": today(), "quarantine_days": request.organisation.contact_rest_days}
    )
    form.fields.pop("version")
    return ask(
        request, form, plan_wave, version, page=page, then=page_of_wave, said="Planned. Now say who could be asked."
    )


def page_of_wave(wave: Any) -> str:
    """Give the address of a wave."""
    return reverse("surveys:wave", args=[wave.pk])


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One wave: its frame, its answers, its rates, its links."""
    wave = wave_of(request, pk)
    facts = wave_facts([wave])[wave.pk]
    filters = WaveFilters(request.GET)
    people = (
        Invitation.objects.visible_to(request.person).filter(wave=wave).select_related("contact", "customer", "segment")
    )
    total = facts.framed
    if wanted := filters.chosen("disposition"):
        people, total = people.filter(disposition=wanted), facts.ends.get(wanted, 0)
    link = request.build_absolute_uri(reverse("answer:open", args=[wave.token])) if wave.open_link else ""
    page = {
        "facts": facts, "filters": filters, "total": total,
        "page": page_of(request, people.order_by("pk"), count=total),
        "link": "" if wave.imported else link, "qr": _qr(link) if link and not wave.imported else "",
        "sentence": _sentence(wave, facts), "waiting": waiting_in(wave) if wave.confidentiality == "anonymous" else 0,
        "may": may(request, Permission.RUN_SURVEYS), "attached": attached(request, wave),
        "places": _places(request, wave), "funnel": funnel_of(facts), "draws": list(wave.draws.all()),
        "mails": _mails(wave),
        **line(wave, facts, day_of(request)),
    }  # fmt: skip
    return show(request, "surveys/wave.html", page=page)


def _mails(wave: Wave) -> dict[str, int]:
    """Count the mails of a wave that asks by mail."""
    return counts_of_wave(wave.pk) if wave.by_mail else {}


def _places(request: Request, wave: Wave) -> dict[str, str]:
    """Give the addresses under which a wave is shown beside its links."""
    found = {}
    if wave.kiosk:
        found["kiosk"] = request.build_absolute_uri(reverse("answer:kiosk", args=[wave.token]))
    if wave.embed_origin:
        address = request.build_absolute_uri(reverse("answer:frame", args=[wave.token]))
        title = escape(wave.survey_version.survey.name)
        found["frame"] = f'<iframe src="{address}" title="{title}" width="100%" height="640"></iframe>'
    return found


@login_required
@require_GET
def qr(request: Request, pk: UUID) -> HttpResponse:
    """The open link as a sheet to print: the question, the code, the address."""
    wave = wave_of(request, pk)
    if not wave.open_link or wave.imported:
        raise Http404("This wave has no open link.")
    link = request.build_absolute_uri(reverse("answer:open", args=[wave.token]))
    wordings = [(code, in_language(_scored(wave), code)) for code in wave.survey_version.languages.split()]
    page = {"wave": wave, "link": link, "qr": _qr(link), "wordings": wordings}
    return show(request, "surveys/qr.html", page=page)


def _scored(wave: Wave) -> list[list[str]]:
    """Give the wording of the first question with a score, in each language."""
    first = wave.survey_version.questions.exclude(kind=QuestionKind.TEXT).order_by("place").first()
    return first.wording if first is not None else []


def _sentence(wave: Wave, facts: Any) -> str:
    """Say how the wave stands, from the same counts as the page."""
    if wave.state == WaveState.PLANNED:
        return (
            f"Planned; {counted(facts.asked, 'person', 'people')} asked so far"
            if facts.framed
            else "Nobody is chosen yet"
        )
    if facts.asked:
        verb = "have answered" if wave.state == WaveState.OPEN else "answered"
        return f"{facts.answered:,} of {facts.asked:,} asked {verb}"
    return f"{counted(facts.answers, 'answer').capitalize()}"


def _qr(link: str) -> SafeString:
    """Draw a link for a telephone's camera."""
    return SafeString(segno.make(link, error="m").svg_inline(scale=4, border=2))


def wave_of(request: Request, pk: UUID) -> Wave:
    """Find a wave."""
    waves = Wave.objects.visible_to(request.person).select_related("survey_version__survey", "method", "owner")
    found: Wave = get_object_or_404(waves, pk=pk)
    return found
