"""What a survey's questions came to, on a page and as files."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from heedful.customers.models import Segment
from heedful.feedback.models import Response, Survey, SurveyVersion, Wave
from heedful.feedback.surveys.design import asked_words
from heedful.papers.figures import spell, spell_range
from heedful.papers.sheets import write_csv, write_xlsx
from heedful.satisfaction.results import Group, Result, published_of, results_of
from heedful.web.answer_questions import label_of
from heedful.web.fields import Filters
from heedful.web.http import Request
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.surveys.designing import SURVEYS

FIGURES = ("Question", "Kind", "Answer", "Count", "Answered", "Share", "Low", "High")
ABOUT = ("Answer", "Answered on", "Customer", "Contact", "Segment", "Language", "Complete", "Counts", "Flags")
FILES = ("figures.csv", "figures.xlsx", "answers.csv", "answers.xlsx")
MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ResultFilters(Filters):
    """Whose answers are looked at."""

    number = forms.ChoiceField(label="Version", required=False)
    wave = forms.ChoiceField(label="Wave", required=False)
    segment = forms.ChoiceField(label="Segment", required=False)

    def __init__(self, data: Any, *, versions: Sequence[SurveyVersion], waves: Sequence[Wave]) -> None:
        super().__init__(data)
        self.waves, self.versions = waves, versions
        fields: dict[str, Any] = self.fields
        fields["number"].choices = [("", "Newest"), *((str(v.number), f"Version {v.number}") for v in versions)]
        fields["wave"].choices = [("", "All"), *((str(w.pk), w.name) for w in waves)]
        segments = Segment.objects.order_by("name").values_list("pk", "name")
        fields["segment"].choices = [("", "All"), *((str(pk), name) for pk, name in segments)]

    @property
    def group(self) -> Group:
        """Say whose answers are looked at."""
        wave, segment = self.chosen("wave"), self.chosen("segment")
        return Group(UUID(wave) if wave else None, UUID(segment) if segment else None)

    def results(self, version: SurveyVersion, request: Request) -> list[Result]:
        """Say what the questions of a version came to."""
        return results_of(version, self.group, request.person, versions=self.versions, waves=self.waves)


@login_required
@require_GET
def page(request: Request, pk: UUID) -> HttpResponse:
    """Every question of a version with what it came to."""
    survey, version, filters = _looked_at(request, pk)
    results = filters.results(version, request) if version else []
    found = {
        "survey": survey, "version": version, "filters": filters, "query": request.GET.urlencode(),
        "trail": [SURVEYS, {"label": survey.name, "href": f"/surveys/{pk}"}, {"label": "Results"}],
        "results": [_shown(result, version) for result in results if version], "sentence": _sentence(results),
    }  # fmt: skip
    return show(request, "surveys/results.html", page=found)


def _looked_at(request: Request, pk: UUID) -> tuple[Survey, SurveyVersion | None, ResultFilters]:
    """Find the survey, the version that is looked at, and whose answers."""
    survey = get_object_or_404(Survey.objects.visible_to(request.person), pk=pk)
    versions = published_of(survey)
    waves = list(Wave.objects.visible_to(request.person).filter(survey_version__in=versions).order_by("-opens_on"))
    filters = ResultFilters(request.GET, versions=versions, waves=waves)
    number = filters.chosen("number")
    chosen = next((v for v in versions if str(v.number) == number), versions[0] if versions else None)
    return survey, chosen, filters


def _sentence(results: Sequence[Result]) -> str:
    """Say how many answered, and whether anything is not shown."""
    most = max((result.n for result in results), default=0)
    hidden = sum(result.hidden for result in results)
    if not most and not hidden:
        return "Nobody has answered yet"
    if hidden:
        behind = "it" if hidden == 1 else "them"
        return sentence(f"{counted(hidden, 'question')} not shown: fewer than five people stand behind {behind}")
    return sentence(f"up to {counted(most, 'answer')} to each of {counted(len(results), 'question')}")


def _shown(result: Result, version: SurveyVersion) -> dict[str, Any]:
    """Give what a question came to in words and figures."""
    language, question = version.languages.split()[0], result.question
    mean = result.mean
    return {
        "result": result, "wording": asked_words(question, language),
        "lines": [
            {"label": label_of(question, share.number, language), "count": share.count, "estimate": share.estimate}
            for share in result.shares
        ],
        "mean": f"Mean {spell(mean.estimate, 'score')}, {spell_range(mean.low, mean.high, 'score')}" if mean else "",
    }  # fmt: skip


@login_required
@require_GET
def export(request: Request, pk: UUID, name: str) -> HttpResponse:
    """The figures, or the answers given with a name, as a file; no cell is taken for a formula."""
    if name not in FILES:
        raise Http404("There is no such file.")
    survey, version, filters = _looked_at(request, pk)
    if version is None:
        raise Http404("Nothing was published yet.")
    header, rows = (
        (FIGURES, _figures(filters.results(version, request), version))
        if name.startswith("figures")
        else _answers(request, version, filters.group)
    )
    if name.endswith(".csv"):
        answer = HttpResponse("".join(write_csv(header, rows)), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(write_xlsx(header, rows, name=survey.name), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{survey.key}-{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _figures(results: Sequence[Result], version: SurveyVersion) -> Iterator[tuple[Any, ...]]:
    """Give a row for each answer to each question, and one for each text; what is hidden on the page is hidden here."""
    language = version.languages.split()[0]
    for result in results:
        asked, kind = asked_words(result.question, language), result.question.get_kind_display()
        if result.hidden:
            yield asked, kind, "not shown: fewer than five people", None, None, None, None, None
        for share in result.shares:
            found = share.estimate
            bounds = (found.estimate, found.low, found.high) if found else (None, None, None)
            yield asked, kind, label_of(result.question, share.number, language), share.count, result.n, *bounds
        for text in result.texts:
            yield asked, kind, text.words, None, None, None, None, None


def _answers(request: Request, version: SurveyVersion, group: Group) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Give a row for each answer with a name, and a column for each question."""
    questions, language = list(version.questions.all()), version.languages.split()[0]
    found = Response.objects.visible_to(request.person).filter(wave__survey_version=version)
    found = found.filter(**{name: pk for name, pk in (("wave", group.wave), ("segment", group.segment)) if pk})
    found = found.select_related("customer", "contact", "segment").order_by("answered_at", "pk")[:MOST_ROWS]

    def rows() -> Iterator[tuple[Any, ...]]:
        for response in found.iterator(chunk_size=2000):
            about = (
                str(response.pk), response.answered_on, *(one.name if one else "" for one in (
                    response.customer, response.contact, response.segment,
                )), response.language, response.complete, response.counts, "; ".join(response.flags),
            )  # fmt: skip
            yield (*about, *(_said(response, question, language) for question in questions))

    return [*ABOUT, *(asked_words(question, language) for question in questions)], rows()


def _said(response: Response, question: Any, language: str) -> Any:
    """Give what an answer says to a question: a number of a scale as a number, a choice in words."""
    if response.comment_to == question.pk:
        return response.comment
    texts = dict(response.texts or [])
    if str(question.pk) in texts:
        return texts[str(question.pk)]
    given = [number for pk, number in response.answers if pk == str(question.pk) and number in question.values]
    if question.scale:
        return given[0] if given else None
    return "; ".join(label_of(question, number, language) for number in given)
