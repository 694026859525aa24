"""The answers of a wave one by one, those that need a look first in mind, and sheets of paper entered by staff."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.models import Flag, Invitation, Response, Wave, WaveState
from heedful.feedback.surveys.begun import begun_in
from heedful.feedback.surveys.commands import enter_paper, limit_answers
from heedful.feedback.surveys.queries import asked_in
from heedful.web.answer_questions import drawn_questions
from heedful.web.answer_words import words_in
from heedful.web.asking import ask, may, must
from heedful.web.fields import DayField, Filters, LineField
from heedful.web.forms import VersionForm, bound, carry_out
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.surveys.designing import SURVEYS
from heedful.web.views.surveys.waves import wave_of

STATES = [
    ("", "All"), ("flagged", "Flagged"), ("counts", "That count"), ("out", "Left out"), ("part", "Answered in part"),
]  # fmt: skip
WANTED = {
    "flagged": ~Q(flag=""), "counts": Q(excluded_because=""), "out": ~Q(excluded_because=""),
    "part": Q(complete=False),
}  # fmt: skip


class AnswerFilters(Filters):
    """Which answers to list."""

    state = forms.ChoiceField(label="Answers", choices=STATES, required=False)
    flag = forms.ChoiceField(label="Flag", choices=[("", "Any"), *Flag.choices[1:]], required=False)


@login_required
@require_GET
def listed(request: Request, pk: UUID) -> HttpResponse:
    """The answers of a wave that were given with a name; of all others only how many there are."""
    wave, filters = wave_of(request, pk), AnswerFilters(request.GET)
    answers = _filtered(Response.objects.visible_to(request.person).filter(wave=wave), filters)
    page = page_of(request, answers.select_related("customer", "contact", "segment").order_by("-answered_at", "pk"))
    found = {
        "wave": wave, "filters": filters, "page": page, "begun": begun_in(wave), "trail": trail_of(wave, "Answers"),
        "lines": [_line(response, asked_in(wave.survey_version_id)) for response in page.object_list],
        "sentence": _sentence(wave, page.paginator.count, bool(filters.changed_data)),
        "may": may(request, Permission.LOG_FEEDBACK) and wave.state == WaveState.OPEN,
    }  # fmt: skip
    return show(request, "surveys/answers.html", page=found)


def _filtered(answers: QuerySet[Response], filters: AnswerFilters) -> QuerySet[Response]:
    """Keep the answers that are asked for."""
    if state := filters.chosen("state"):
        answers = answers.filter(WANTED[state])
    if flag := filters.chosen("flag"):
        answers = answers.filter(flag__contains=flag)
    return answers


def _sentence(wave: Wave, found: int, filtered: bool) -> str:
    """Say how many answers are listed."""
    if wave.confidentiality != "named":
        return "These answers are seen as figures of groups alone"
    return sentence(f"{counted(found, 'answer')} {'found' if filtered else 'with a name or over the open link'}")


def _line(response: Response, asked: Any) -> dict[str, Any]:
    """Give an answer as the list shows it: its first number, and how much more."""
    first = asked.questions[0].id if asked.questions else None
    numbers = [number for question, number in response.answers if question == str(first)]
    return {
        "response": response, "score": numbers[0] if numbers else "–", "flags": response.flags,
        "comment": response.comment[:160],
    }  # fmt: skip


def trail_of(wave: Wave, here: str) -> list[dict[str, str]]:
    """Give the way to a page about a wave."""
    return [SURVEYS, {"label": wave.name, "href": reverse("surveys:wave", args=[wave.pk])}, {"label": here}]


class PaperForm(forms.Form):
    """What stands on a sheet beside its answers."""

    on = DayField("Filled in on")
    sheet = LineField(
        "Number on the sheet", max_length=60, required=False, help_text="A sheet with a number is entered once."
    )
    invitation: Any = forms.ModelChoiceField(
        Invitation.objects.none(), label="Filled in by", required=False, empty_label="Not known"
    )

    def __init__(self, *args: Any, wave: Wave, **options: Any) -> None:
        super().__init__(*args, **options)
        waiting = wave.invitations.exclude(disposition__in=["I", "P", "NE"]).select_related("contact", "customer")
        choice: Any = self.fields["invitation"]
        choice.queryset = waiting.order_by("contact__name", "pk")
        choice.label_from_instance = lambda one: f"{one.contact.name}, {one.customer.name}" if one.contact else "–"


@login_required
@require_http_methods(["GET", "POST"])
def paper(request: Request, pk: UUID) -> HttpResponse:
    """Enter a sheet of paper, or what was said on the telephone, by the same rules as any answer."""
    wave = wave_of(request, pk)
    must(request, Permission.LOG_FEEDBACK)
    form = bound(PaperForm, request, initial={"on": today()}, wave=wave)
    version, asked = wave.survey_version, asked_in(wave.survey_version_id)
    given = {name: request.POST[name] for name in asked.names if name in request.POST}
    if carry_out(form, enter_paper, wave, by=request.person, given=given):
        messages.success(request, "Entered, and marked as entered by staff. Here is the next sheet.")
        return redirect("surveys:paper", pk)
    language = version.languages.split()[0]
    page = {
        "wave": wave, "form": form, "trail": trail_of(wave, "Enter a sheet"),
        "back": reverse("surveys:wave", args=[pk]), "words": words_in(language),
        "questions": drawn_questions(list(version.questions.all()), asked, language, given),
    }  # fmt: skip
    return show(request, "surveys/paper.html", page=page, form=form)


class LimitForm(VersionForm):
    """How many answers a wave wants."""

    most_answers = forms.IntegerField(
        label="No more than so many answers", min_value=1, max_value=10_000_000, required=False,
        help_text="Empty: no limit. Who is answering when it fills up is heard, but not counted.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def limit(request: Request, pk: UUID) -> HttpResponse:
    """Say how many answers a wave wants."""
    wave = wave_of(request, pk)
    back = reverse("surveys:wave", args=[pk])
    page = {
        "trail": trail_of(wave, "Limit"),
        "back": back,
        "title": "How many answers are enough?",
        "action": "Keep it",
    }
    form = bound(LimitForm, request, on=wave, initial={"most_answers": wave.most_answers})
    return ask(request, form, limit_answers, wave, page=page, then=lambda limited: back, said="Kept.")
