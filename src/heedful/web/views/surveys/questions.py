"""The questions of a draft: in order, each asked, changed, moved or dropped on a page of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heedful.core.permissions import Permission
from heedful.feedback.models import QuestionKind, SurveyQuestion, SurveyState, SurveyVersion
from heedful.feedback.surveys.commands import ask_question, change_question, drop_question, move_question
from heedful.feedback.surveys.design import asked_words
from heedful.feedback.surveys.length import minutes_of
from heedful.feedback.surveys.texts import missing_texts
from heedful.web.answer_questions import label_of, only_if
from heedful.web.answer_words import name_of, speaks
from heedful.web.asking import ask, may, must
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.surveys.design_forms import QuestionForm, filled
from heedful.web.views.surveys.designing import SURVEYS, at_version, version_of

MAIN = "en"


@login_required
@require_GET
def designer(request: Request, pk: UUID) -> HttpResponse:
    """The questions of a version in order, and what is still missing before it can be published."""
    version = version_of(request, pk)
    questions = list(version.questions.select_related("shown_after"))
    codes, draft = version.languages.split(), version.state == SurveyState.DRAFT
    missing = missing_texts(version, questions)
    page = {
        "draft": version, "survey": version.survey, "lines": _lines(questions, codes[0]), "missing": missing,
        "sentence": _sentence(questions, codes, len(missing)), "languages": [(code, name_of(code)) for code in codes],
        "silent": [name_of(code) for code in codes if not speaks(code)], "kinds": QuestionKind.choices,
        "may": draft and may(request, Permission.RUN_SURVEYS),
    }  # fmt: skip
    return show(request, "surveys/designer.html", page=page)


def _sentence(questions: list[SurveyQuestion], codes: list[str], missing: int) -> str:
    """Say how long the survey is, and what it lacks."""
    minutes = minutes_of(questions)
    length = f"{counted(len(questions), 'question')}, about {counted(minutes, 'minute')}"
    if missing:
        return sentence(f"{length}; {counted(missing, 'translation')} missing")
    return sentence(f"{length}, in {' and '.join(name_of(code) for code in codes)}")


def _lines(questions: list[SurveyQuestion], language: str) -> list[dict[str, Any]]:
    """Give each question as the list shows it."""
    last = len(questions)
    return [
        {
            "question": question, "number": number, "wording": asked_words(question, language),
            "answers": "; ".join(label_of(question, n, language) for n in question.values) if question.options else "",
            "only_if": only_if(question, question.shown_after, language) if question.shown_after else "",
            "first": number == 1, "last": number == last,
        }
        for number, question in enumerate(questions, 1)
    ]  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Ask one more question of a kind."""
    if name not in QuestionKind.values:
        raise Http404("There is no such kind of question.")
    version, label = version_of(request, pk), QuestionKind(name).label
    must(request, Permission.RUN_SURVEYS)
    form = bound(
        QuestionForm, request, kind=name, codes=version.languages.split(), before=list(version.questions.all())
    )
    form.fields.pop("version")
    page = _page(version, f"A new question: {label}", "Ask it")
    return ask(
        request, form, ask_question, version, page=page, template="surveys/question.html",
        then=lambda asked: _back(version), said="Asked, after all the others.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """Change a question of a draft."""
    question = question_of(request, pk)
    must(request, Permission.RUN_SURVEYS)
    version = question.survey_version
    codes = version.languages.split()
    before = list(version.questions.filter(place__lt=question.place))
    form = bound(
        QuestionForm, request, on=question, kind=question.kind, codes=codes, before=before,
        initial=filled(question, codes),
    )  # fmt: skip
    page = _page(version, f"Question {len(before) + 1}: {question.get_kind_display()}", "Keep it")
    return ask(
        request, form, change_question, question, page=page, template="surveys/question.html",
        then=lambda changed: _back(version), said="Kept.",
    )  # fmt: skip


@login_required
@require_POST
def move(request: Request, pk: UUID) -> HttpResponse:
    """Ask a question one place earlier or later."""
    question = at_version(request, question_of(request, pk))
    return _done(
        request, question, lambda: move_question(question, by=request.person, up="up" in request.POST), "Moved."
    )


@login_required
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Take a question out of a draft."""
    question = at_version(request, question_of(request, pk))
    return _done(request, question, lambda: drop_question(question, by=request.person), "Taken out.")


def _done(request: Request, question: SurveyQuestion, act: Any, said: str) -> HttpResponse:
    """Act, and say on the designer's page what came of it."""
    try:
        act()
        messages.success(request, said)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("surveys:change", question.survey_version_id)


def question_of(request: Request, pk: UUID) -> SurveyQuestion:
    """Find a question."""
    found: SurveyQuestion = get_object_or_404(
        SurveyQuestion.objects.visible_to(request.person).select_related("survey_version__survey", "shown_after"), pk=pk
    )
    return found


def _page(version: SurveyVersion, title: str, action: str) -> dict[str, Any]:
    """Give what stands around a question's form."""
    here = {"label": f"Version {version.number}", "href": _back(version)}
    survey = {"label": version.survey.name, "href": reverse("surveys:one", args=[version.survey_id])}
    return {
        "trail": [SURVEYS, survey, here, {"label": title}], "title": title, "action": action,
        "back": _back(version),
    }  # fmt: skip


def _back(version: SurveyVersion) -> str:
    return reverse("surveys:change", args=[version.pk])
