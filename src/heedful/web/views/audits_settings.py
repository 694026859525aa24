"""Thresholds with two signatures, and questions that do not apply."""

import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from heedful.audits import commands
from heedful.audits.catalogue import Limit, Question
from heedful.audits.models import NotApplicable, Threshold
from heedful.audits.spelling import told_number
from heedful.core.organisation import today
from heedful.web.asking import ask
from heedful.web.fields import DayField, WordsField
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.views.audits_question import question_or_404

LABELS = {"share": "Per cent", "points": "Points"}


class ThresholdForm(forms.Form):
    """Another threshold, from which day, and why; shares are typed as per cents."""

    value = forms.DecimalField(max_digits=9, decimal_places=3)
    since = DayField("From")
    reason = WordsField("Why", max_length=2000, help_text="An auditor reads it beside the result.")

    def __init__(self, *args: Any, limit: Limit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = 100 if limit.unit in LABELS else 1
        field = self.fields["value"]
        field.label = LABELS.get(limit.unit, "Number" if limit.unit == "count" else limit.unit.capitalize())
        least, most = told_number(limit.least, limit.unit), told_number(limit.most, limit.unit)
        default = told_number(limit.default, limit.unit)
        field.help_text = f"{limit.words}. From {least} to {most}; our default is {default}."

    def clean_value(self) -> Decimal:
        """Turn per cents into a share."""
        value: Decimal = self.cleaned_data["value"]
        return value / self.parts


class ExclusionForm(forms.Form):
    """From which day a question does not apply, and why."""

    since = DayField("From")
    reason = WordsField("Why it does not apply", max_length=2000)


class ReasonForm(VersionForm):
    """Why."""

    reason = WordsField("Why", max_length=2000)


def _page(question: Question, **more: Any) -> dict[str, Any]:
    """Lay out a page that asks something about a question."""
    back = reverse("audits:question", args=[question.id])
    trail = [{"label": "Questions", "href": reverse("audits:wall")}, {"label": question.id, "href": back},
             {"label": more["title"]}]  # fmt: skip
    return {"trail": trail, "back": back, "lead": question.ask, **more}


def _to_question(row: Any) -> str:
    return reverse("audits:question", args=[row.question])


@login_required
@require_http_methods(["GET", "POST"])
def threshold(request: Request, question: str, name: str) -> HttpResponse:
    """Propose another threshold."""
    found = question_or_404(question)
    limit = found.limit(name)
    if limit is None:
        raise Http404("This question has no such threshold.")
    form = bound(ThresholdForm, request, limit=limit, initial={"since": today()})
    page = _page(found, title=f"Change a threshold: {limit.words}", action="Propose it")
    return ask(
        request, form, commands.set_threshold, question, page=page, then=_to_question, more={"name": name},
        said="The threshold is proposed. It holds when top management has signed it.",
    )  # fmt: skip


@login_required
@require_POST
def sign_threshold(request: Request, pk: UUID) -> HttpResponse:
    """Put the second signature under a threshold."""
    found = get_object_or_404(Threshold.objects.visible_to(request.person), pk=pk)
    commands.countersign_threshold(found, by=request.person)
    messages.success(request, "The threshold is signed and holds.")
    return redirect(_to_question(found))


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take back or decline a threshold that waits for its second signature."""
    found = get_object_or_404(Threshold.objects.visible_to(request.person), pk=pk)
    form = bound(ReasonForm, request, on=found)
    page = _page(question_or_404(found.question), title="Decline this threshold", action="Decline it", danger=True)
    return ask(
        request, form, commands.withdraw_threshold, found, page=page, then=_to_question,
        said="The threshold was declined; the one before holds on.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def exclude(request: Request, question: str) -> HttpResponse:
    """Say that a question does not apply here."""
    found = question_or_404(question)
    form = bound(ExclusionForm, request, initial={"since": today()})
    page = _page(found, title="This question does not apply", action="Declare it")
    return ask(
        request, form, commands.declare_not_applicable, question, page=page, then=_to_question,
        said="It is declared. It holds when top management has signed it.",
    )  # fmt: skip


@login_required
@require_POST
def sign_exclusion(request: Request, pk: UUID) -> HttpResponse:
    """Put the second signature under a declaration that a question does not apply."""
    found = get_object_or_404(NotApplicable.objects.visible_to(request.person), pk=pk)
    commands.countersign_not_applicable(found, by=request.person)
    messages.success(request, "It is signed and holds.")
    return redirect(_to_question(found))


@login_required
@require_http_methods(["GET", "POST"])
def end_exclusion(request: Request, pk: UUID) -> HttpResponse:
    """Ask a question again that was declared not to apply."""
    found = get_object_or_404(NotApplicable.objects.visible_to(request.person), pk=pk)
    form = bound(ReasonForm, request, on=found)
    page = _page(question_or_404(found.question), title="Ask this question again", action="Ask it again")
    yesterday = today() - datetime.timedelta(days=1)
    return ask(
        request, form, commands.end_not_applicable, found, page=page, then=_to_question, more={"on": yesterday},
        said="The question is asked again.",
    )  # fmt: skip
