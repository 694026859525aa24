"""One question: asked afresh and not stored, with every condition and the rows behind it."""

import datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.audits.asking import Answer, as_of_day, ask
from heedful.audits.catalogue import EDITIONS, Question, questions
from heedful.audits.models import StoredResult
from heedful.audits.results import Condition, Group
from heedful.audits.settings import Own
from heedful.audits.spelling import told_number
from heedful.core import find
from heedful.core.organisation import current_organisation, today
from heedful.core.past_view import looking_back
from heedful.core.permissions import AccessRole, Permission
from heedful.core.remembered import remembered
from heedful.web.asking import day_of, may, must
from heedful.web.http import Request
from heedful.web.lists import ROWS, page_of
from heedful.web.sentences import counted
from heedful.web.show import show
from heedful.web.views.audits_rows import address, line, shown, told

RUNS = 12
"""So many earlier answers stand beside the question."""
NAMES = {"iso9001-2015": "ISO 9001:2015", "iso9001-2026": "ISO 9001:2026"}
PHASES = {"plan": "Plan", "do": "Do", "check": "Check", "act": "Act"}
KINDS = {"computable": "The conditions answer it.", "partly": "The conditions are needed; judgement completes them."}


def question_or_404(name: str) -> Question:
    """Find the question that the address names."""
    found = questions().get(name)
    if found is None:
        raise Http404(f"There is no question {name}.")
    return found


def asked(request: Request, question: Question) -> Answer:
    """Ask a question of the records as the person looks at them; nothing is stored."""
    must(request, Permission.READ)
    return _asked(question.id, day_of(request))


@remembered
def _asked(name: str, day: datetime.date) -> Answer:
    return ask(questions()[name], as_of_day(day, None if looking_back() else current_organisation()))


@login_required
@require_GET
def question(request: Request, question: str) -> HttpResponse:
    """What the records answer to one question, just now."""
    found = question_or_404(question)
    answer = asked(request, found)
    chosen = shown(answer.result.conditions)
    titles = find.titles(ref for ref, _ in chain.from_iterable(chosen.values()))
    neighbours = [each for each in questions().values() if each.theme == found.theme]
    page = {
        "question": found,
        "answer": answer,
        "conditions": told(answer, titles, chosen),
        "basis": _basis(answer),
        "clauses": [(NAMES[edition], ", ".join(found.clauses[edition])) for edition in EDITIONS],
        "phase": PHASES.get(found.phase, ""),
        "kind": KINDS[found.kind],
        "agenda": neighbours,
        "runs": _runs(request, found),
        "trail": [{"label": "Questions", "href": reverse("audits:wall")}, {"label": found.theme}],
        **_settings(request, answer),
    }
    return show(request, "audits/question.html", page=page)


def _basis(answer: Answer) -> str:
    """Say on what the result rests."""
    day = answer.as_of.day
    windows = f"as of {day:%-d %b %Y}; twelve months reach back to {answer.as_of.w12.first:%-d %b %Y}"
    return f"Test of evidence, version {answer.version}, run just now {windows}. A test suggests; the auditor judges."


def _runs(request: Request, question: Question) -> list[dict[str, Any]]:
    """Read what it was answered before, the newest first."""
    rows = StoredResult.objects.visible_to(request.person).filter(question=question.id)
    newest = rows.order_by("-run__asked_at", "pk").values("pk", "state", "test_version", "run__as_of", "run__asked_at")
    return list(newest[:RUNS])


def _settings(request: Request, answer: Answer) -> dict[str, Any]:
    """List the thresholds as they stand, what waits for a signature, and what the person may do about it."""
    values = [
        {
            "name": name, "words": value.limit.words, "value": told_number(value.value, value.limit.unit),
            "default": told_number(value.limit.for_size(answer.as_of.organisation.size), value.limit.unit),
            "said_by": value.said_by, "reason": value.own.reason if value.own else "",
        }
        for name, value in answer.values.items()
    ]  # fmt: skip
    may_set = may(request, Permission.SET_THRESHOLDS)
    roles = request.person.roles_on(today()) if may_set else []
    return {
        "values": values,
        "waiting": [_waiting(answer, own) for own in answer.setup.waiting],
        "older": [_waiting(answer, own) for own in answer.setup.thresholds if not own.waits],
        "excluded": answer.excluded,
        "may_set": may_set and AccessRole.QUALITY_MANAGER in roles,
        "may_sign": may_set and AccessRole.TOP_MANAGEMENT in roles,
    }


def _waiting(answer: Answer, own: Own) -> dict[str, Any]:
    """Lay out what somebody set: what for, which value, from when, why and by whom."""
    limit = answer.question.limit(own.name)
    return {
        "own": own,
        "what": limit.words if limit else "This question does not apply",
        "value": told_number(Decimal(own.value), limit.unit) if limit else "",
        "exclusion": limit is None,
    }


@login_required
@require_GET
def rows(request: Request, question: str, condition: str, which: str) -> HttpResponse:
    """The rows behind one number of a condition: kept, missed, all, or listed beside it."""
    answer = asked(request, question_or_404(question))
    found = next((c for c in answer.result.conditions if c.id == condition), None)
    groups = _groups(found, which) if found is not None else []
    if found is None or not groups:
        raise Http404("There are no such rows.")
    words, parts = groups[0][0], [part for _, part in groups]
    page_, named = _page(request, found, parts)
    page = {
        "question": answer.question, "condition": found, "words": words,
        "sentence": f"{counted(sum(part.count for part in parts), 'row')}: {words}", "page": page_, "lines": named,
        "tabs": _tabs(answer, found, which),
        "trail": [{"label": "Questions", "href": reverse("audits:wall")},
                  {"label": answer.question.id, "href": reverse("audits:question", args=[answer.question.id])},
                  {"label": found.words}],
    }  # fmt: skip
    return show(request, "audits/rows.html", page=page)


def _groups(condition: Condition, which: str) -> list[tuple[str, Group]]:
    """Choose the rows that an address means."""
    kept, missed = ("kept it", condition.kept), ("fell short", condition.missed)
    if which.startswith("listed-") and which[7:].isdecimal() and int(which[7:]) < len(condition.listed):
        each = condition.listed[int(which[7:])]
        return [(each.words[:1].lower() + each.words[1:], each.rows)]
    everything = [("all that count", condition.missed), ("all that count", condition.kept)]
    return {"kept": [kept], "missed": [missed], "all": everything}.get(which, [])


def _page(request: Request, condition: Condition, parts: list[Group]) -> tuple[Page[Any], list[Any]]:
    """Take one page of the rows, wherever they lie, and name them."""
    public = [part for part in parts if not part.private]
    total = sum(part.count for part in public)
    page = page_of(request, range(total))
    first = (page.number - 1) * ROWS
    refs: list[str] = []
    for part in public:
        refs += part.refs(first, ROWS - len(refs)) if len(refs) < ROWS else []
        first = max(0, first - part.count)
    why = dict(condition.exceptions(0, len(condition.why)))
    titles = find.titles(refs)
    return page, [line(ref, why.get(ref, ""), titles) for ref in refs]


def _tabs(answer: Answer, condition: Condition, which: str) -> list[dict[str, Any]]:
    """Offer the other rows of the same condition."""
    every = [("missed", "Fell short", condition.missed.count), ("kept", "Kept it", condition.kept.count),
             ("all", "All", condition.n)]  # fmt: skip
    every += [(f"listed-{place}", each.words, each.rows.count) for place, each in enumerate(condition.listed)]
    return [
        {"label": label, "count": count, "current": name == which, "href": address(answer, condition, name)}
        for name, label, count in every
        if count or name == which
    ]
