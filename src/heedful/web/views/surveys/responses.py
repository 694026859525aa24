"""One answer that was given with a name, and whether it counts."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core.permissions import Permission
from heedful.feedback.models import CallBack, Feedback, Response
from heedful.feedback.surveys.commands import exclude_response, include_response
from heedful.feedback.surveys.design import asked_words, headline_of
from heedful.web.answer_questions import label_of
from heedful.web.asking import may, must
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views.surveys.forms import WhyForm


def told(response: Response) -> dict[str, Any]:
    """Give what was answered, question by question, as it was asked; the number it is known by stands apart."""
    version = response.wave.survey_version
    questions, language = list(version.questions.all()), version.languages.split()[0]
    numbers: dict[str, list[int]] = {}
    for question, number in response.answers:
        numbers.setdefault(question, []).append(number)
    texts = dict(response.texts or [])
    lines = []
    for question in questions:
        given = numbers.get(str(question.pk), [])
        labels = [label_of(question, n, language) for n in given if n in question.values]
        if answer := texts.get(str(question.pk)) or ", ".join(labels):
            lines.append({"asked": asked_words(question, language), "answer": answer})
    headline = next(iter(numbers.get(str(headline_of(questions).pk), [])), None)
    return {"said": lines, "headline": headline}


@login_required
@require_http_methods(["GET", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One answer; a POST leaves it out of the figures, or takes it back in."""
    answers = Response.objects.visible_to(request.person)
    found = get_object_or_404(
        answers.select_related("wave__survey_version__survey", "customer", "contact", "segment", "unit"), pk=pk
    )
    form = bound(WhyForm, request, on=found)
    if request.method == "POST":
        must(request, Permission.RUN_SURVEYS)
        command = include_response if found.excluded_because else exclude_response
        if done := carry_out(form, command, found, by=request.person):
            found, form = done, WhyForm(initial={"version": done.version})
    page = {
        "response": found, "form": form, "may": may(request, Permission.RUN_SURVEYS),
        **told(found), "survey": found.wave.survey_version.survey,
        "call": CallBack.objects.filter(response=found).first(),
        "heard": Feedback.objects.filter(response=found).first(), "back": reverse("surveys:wave", args=[found.wave_id]),
    }  # fmt: skip
    return show(request, "surveys/response.html", page=page, form=form)
