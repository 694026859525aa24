"""The wall of questions, the runs that were kept, and the press that asks now."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from heedful.audits.asking import as_of_day, ask
from heedful.audits.catalogue import TESTS, Question, questions
from heedful.audits.commands import ask_questions
from heedful.audits.models import ResultState, Run, StoredResult
from heedful.core.permissions import Permission
from heedful.papers import charts
from heedful.web.asking import day_of, may
from heedful.web.http import Request
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.audits_rows import told_stored

RUNS = 12
"""So many runs are offered below the wall."""


@login_required
@require_GET
def wall(request: Request) -> HttpResponse:
    """What the records answered when they were last asked."""
    runs = list(with_counts(Run.objects.visible_to(request.person))[:RUNS])
    last = runs[0] if runs else None
    states = states_of(request, last)
    page = {
        "sentence": says(states.values()),
        "last": last,
        "themes": themes(states),
        "counts": counts_of(states.values()),
        "groups": by_theme(states),
        "runs": runs,
        "may_ask": may(request, Permission.ASK_QUESTIONS),
    }
    return show(request, "audits/wall.html", page=page)


def with_counts(runs: Any) -> Any:
    """Count the results of each run by state."""
    counts = {state.value: Count("results", filter=Q(results__state=state)) for state in ResultState}
    return runs.select_related("asked_by").annotate(**counts).order_by("-asked_at", "pk")


def states_of(request: Request, run: Run | None) -> dict[str, str]:
    """Read what each question was answered in a run."""
    if run is None:
        return {}
    return dict(StoredResult.objects.visible_to(request.person).filter(run=run).values_list("question", "state"))


def themes(states: dict[str, str]) -> list[charts.Theme]:
    """Lay the questions out for the wall, theme after theme."""
    found: dict[str, list[charts.Question]] = {}
    for each in questions().values():
        address = reverse("audits:question", args=[each.id])
        square = charts.Question(each.id, each.ask, states.get(each.id, "not asked yet"), address)
        found.setdefault(each.theme, []).append(square)
    return [charts.Theme(title, squares) for title, squares in found.items()]


def by_theme(states: dict[str, str]) -> list[tuple[str, list[tuple[Question, str]]]]:
    """List the questions with their results, theme after theme."""
    found: dict[str, list[tuple[Question, str]]] = {}
    for each in questions().values():
        found.setdefault(each.theme, []).append((each, states.get(each.id, "")))
    return list(found.items())


def counts_of(states: Iterable[str]) -> list[tuple[str, int]]:
    """Count the results, in the order of the legend."""
    counts = Counter(states)
    return [(state.value, counts[state.value]) for state in ResultState]


def says(states: Iterable[str]) -> str:
    """Say in a sentence what the records answered."""
    counts = Counter(states)
    asked = sum(counts.values())
    if not asked:
        return "The questions were not asked yet."
    met, missed, unclear = (counts[state] for state in (ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH))
    if unclear == asked:
        return "The records cannot tell yet: there is not enough evidence for any question."
    said = f"{counted(met, 'question')} {'is' if met == 1 else 'are'} met, {number_word(missed)} not"
    return sentence(f"{said}; for {number_word(unclear)} the records cannot tell yet" if unclear else said)


@login_required
@require_POST
def ask_now(request: Request) -> HttpResponse:
    """Ask every question of the records, and keep what they answer."""
    ask_questions(by=request.person, as_of=day_of(request), why="asked")
    messages.success(request, "All questions were asked just now, and the answers are kept.")
    return redirect("audits:wall")


def _trail(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": "Questions", "href": reverse("audits:wall")}, *more]


@login_required
@require_GET
def run(request: Request, pk: UUID) -> HttpResponse:
    """One run as it was kept."""
    found = get_object_or_404(with_counts(Run.objects.visible_to(request.person)), pk=pk)
    kept = list(found.results.order_by("question").values_list("pk", "question", "state", "test_version"))
    known = questions()
    page = {
        "run": found,
        "sentence": says(state for _, _, state, _ in kept),
        "rows": [
            (pk, known[question].ask if question in known else question, state) for pk, question, state, _ in kept
        ],
        "counts": counts_of(state for _, _, state, _ in kept),
        "trail": _trail({"label": f"Run of {found.as_of:%-d %b %Y}"}),
    }
    return show(request, "audits/run.html", page=page)


@login_required
@require_GET
def stored(request: Request, pk: UUID) -> HttpResponse:
    """One answer as it was kept, and beside it what the records answer now."""
    every = StoredResult.objects.visible_to(request.person).select_related("run", "run__asked_by")
    found = get_object_or_404(every, pk=pk)
    question = questions().get(found.question)
    now = None
    if question is not None:
        now = ask(question, as_of_day(day_of(request), None if request.as_at else request.organisation))
    page = {
        "kept": found,
        "question": question,
        "conditions": [told_stored(condition, now) for condition in found.conditions],
        "now": now,
        "other_version": question is not None and TESTS[question.test].version != found.test_version,
        "trail": _trail({"label": found.question, "href": reverse("audits:question", args=[found.question])},
                        {"label": f"{found.run.as_of:%-d %b %Y}"}),
    }  # fmt: skip
    return show(request, "audits/stored.html", page=page)
