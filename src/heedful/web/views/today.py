"""The day page, and the way into the past."""

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from heedful.audits.models import ResultState, Run, StoredResult
from heedful.core.organisation import today as today_here
from heedful.core.permissions import Permission
from heedful.satisfaction.glance import glance
from heedful.web.asking import day_of, may
from heedful.web.day import loop, words
from heedful.web.day.needs import address, needs_of
from heedful.web.http import Request
from heedful.web.middleware import AS_AT
from heedful.web.shell import Count
from heedful.web.show import show
from heedful.web.views.audits import counts_of, says, themes

SHOWN = 8


@login_required
@require_GET
def today(request: Request) -> HttpResponse:
    """What needs this person today, how the loop stands, and what the records answer."""
    person, day = request.person, day_of(request)
    numbers = loop.numbers_of(person, day)
    needs = needs_of(person, day, unsorted=numbers["unsorted"])
    seen = glance() if person.reads else None
    states, asked_at = _last_run(request)
    late = sum(need.late for need in needs)
    request.counts = {"today": Count(len(needs), late=bool(late)), "feedback:inbox": numbers["unsorted"]}  # type: ignore[dict-item]
    page = {
        "greeting": words.greeting(person, request.organisation, request.as_at),
        "sentence": words.what_is_late(needs, past=request.as_at is not None),
        "lead": words.lead(seen, numbers),
        "tiles": loop.tiles(day, numbers, seen, states),
        "needs": needs[:SHOWN],
        "more": len(needs) - SHOWN,
        "signals": words.signals(seen),
        "themes": themes(states) if states else [],
        "legend": [(s, f"{ResultState(s).label} {many}") for s, many in counts_of(states.values()) if many],
        "answered": says(states.values()),
        "asked_at": asked_at,
        "log": address("feedback:log") if may(request, Permission.LOG_FEEDBACK) else "",
        "first_steps": _first_steps(request) if not numbers["customers"] else [],
    }
    return show(request, "today.html", page=page)


def _last_run(request: Request) -> tuple[dict[str, str], datetime.datetime | None]:
    """Read what each question was answered when they were last asked: one question."""
    newest = Run.objects.order_by("-asked_at", "pk").values("pk")[:1]
    rows = StoredResult.objects.visible_to(request.person).filter(run=Subquery(newest))
    found = list(rows.values_list("question", "state", "run__asked_at"))
    return {question: state for question, state, _ in found}, found[0][2] if found else None


def _first_steps(request: Request) -> list[dict[str, Any]]:
    """Say with what a house begins in which nothing is written down yet."""
    steps = [
        (
            "customers:add",
            Permission.KEEP_CUSTOMERS,
            "Enter your customers",
            "By hand, or all at once from a file: Import",
        ),
        (
            "feedback:channels",
            Permission.PLAN_FEEDBACK,
            "Say how customers can speak to you",
            "Telephone, mail, a form",
        ),
        ("feedback:log", Permission.LOG_FEEDBACK, "Log the last thing a customer said", "It takes a minute"),
        ("people:list", Permission.MANAGE_PEOPLE, "Let your people in", "Each with the roles they have"),
    ]
    shown = [step for step in steps if may(request, step[1]) and address(step[0])]
    return [{"what": what, "href": address(name), "why": why} for name, _, what, why in shown]


@login_required
@require_POST
def as_at(request: Request) -> HttpResponse:
    """Choose a day to look at, or come back to today; the one thing kept is in the session."""
    chosen = request.POST.get("day", "")
    try:
        day = datetime.date.fromisoformat(chosen)
    except ValueError:
        request.session.pop(AS_AT, None)
    else:
        began = request.organisation.records_since
        if day < today_here():
            request.session[AS_AT] = max(day, began).isoformat()
        else:
            request.session.pop(AS_AT, None)
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "today")


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the server answers."""
    return HttpResponse("ok", content_type="text/plain")
