"""Analyses: what the results said, and what was decided on it."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core import find
from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.analyses import DECIDE_WITHIN_DAYS, decide_analysis, write_analysis
from heedful.feedback.models import Analysis, Method, ProgrammeState
from heedful.web import places
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.fields import DayField, LineField, WordsField
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.feedback.forms import NamedChoice
from heedful.web.views.feedback.room import tabs, trail


class MethodChoice(NamedChoice):
    """Choose a method of the plan in force, with its segment."""

    def label_from_instance(self, obj: Any) -> str:
        """Call it by its name and its segment."""
        return f"{obj.name}, {obj.segment.name}"


class WriteForm(forms.Form):
    """What the results of a period say."""

    name = LineField("What is looked at", max_length=200, help_text="Such as Survey after delivery, third quarter.")
    method = MethodChoice(
        Method.objects.filter(programme__state=ProgrammeState.APPROVED).select_related("segment"), label="Method",
        required=False,
    )  # fmt: skip
    first_on = DayField("From")
    last_on = DayField("To")
    conclusion = WordsField("What they say", rows=5)
    contradiction = forms.BooleanField(
        label="It explains why what customers say and what they do disagree", required=False
    )


class DecideForm(VersionForm):
    """What is decided on it, and what follows it up."""

    decision = WordsField("What is decided, or why nothing is", rows=3)
    leads_to = LineField(
        "What follows it up",
        max_length=24,
        required=False,
        help_text="The key of an action, risk or improvement: A-12.",
    )
    no_action = forms.BooleanField(label="Nothing is done, for the reason above", required=False)


@login_required
@require_GET
def analyses(request: Request) -> HttpResponse:
    """Every analysis, the newest first."""
    rows = Analysis.objects.visible_to(request.person).select_related("method__segment", "owner", "decided_by")
    late = day_of(request) - datetime.timedelta(days=DECIDE_WITHIN_DAYS)
    counts = rows.aggregate(
        all=Count("pk"), open=Count("pk", Q(decided_on=None)), late=Count("pk", Q(decided_on=None, written_on__lt=late))
    )
    page = {
        "sentence": says(counts),
        "page": page_of(request, rows, count=counts["all"]),
        "late": late,
        "tabs": tabs("feedback:analyses"),
        "may_write": may(request, Permission.ANALYSE),
    }
    return show(request, "feedback/analyses.html", page=page)


def says(counts: Mapping[str, int]) -> str:
    """Say how many wait for a decision."""
    if not counts["all"]:
        return "Nothing has been analysed yet."
    if not counts["open"]:
        return sentence(f"{counted(counts['all'], 'analysis', 'analyses')}, and each was decided on")
    first = f"{number_word(counts['open'])} of {counted(counts['all'], 'analysis', 'analyses')} without a decision"
    late = f"; {number_word(counts['late'])} for more than {DECIDE_WITHIN_DAYS} days" if counts["late"] else ""
    return sentence(first + late)


@login_required
@require_GET
def analysis(request: Request, pk: UUID) -> HttpResponse:
    """One analysis, with what was decided."""
    rows = Analysis.objects.visible_to(request.person).select_related("method__segment", "owner", "decided_by")
    found = get_object_or_404(rows, pk=pk)
    followed = find.titles([found.decision_ref]).get(found.decision_ref) if found.decision_ref else None
    page = {
        "analysis": found,
        "trail": trail(("Analyses", reverse("feedback:analyses")), (str(found.key), "")),
        "followed": followed,
        "followed_at": places.address(found.decision_ref) if found.decision_ref else "",
        "decide_by": found.written_on + datetime.timedelta(days=DECIDE_WITHIN_DAYS),
        "today": day_of(request),
        "may_decide": may(request, Permission.ANALYSE) and not found.decided_on,
        "attached": attached(request, found),
    }
    return show(request, "feedback/analysis.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: Request) -> HttpResponse:
    """Write an analysis."""
    form = bound(WriteForm, request, initial={"last_on": today()})
    page = _page("Write an analysis", "Keep it", reverse("feedback:analyses"))
    return ask(
        request, form, write_analysis, page=page, then=_to, said="It is kept. What is decided on it?",
        more={"written_on": today()},
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Decide on an analysis."""
    found = get_object_or_404(Analysis.objects.visible_to(request.person), pk=pk)
    form = bound(DecideForm, request, on=found)
    page = _page("What is decided?", "Decide", _to(found)) | {"lead": found.conclusion}
    return ask(request, form, decide_analysis, found, page=page, then=_to, said="It is decided.", more={"on": today()})


def _to(found: Analysis) -> str:
    return reverse("feedback:analysis", args=[found.pk])


def _page(title: str, action: str, back: str) -> dict[str, Any]:
    steps = trail(("Analyses", reverse("feedback:analyses")), (title, ""))
    return {"trail": steps, "title": title, "action": action, "back": back}
