"""Calls to unhappy customers: who is to be called by when, and what came of it."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.feedback.models import CallBack, Response, SurveyQuestion
from heedful.feedback.models.questions import FOLLOWED
from heedful.feedback.surveys.commands import give_up_call_back, record_call_back
from heedful.web.asking import ask, day_of, may, must
from heedful.web.attached import attached
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.surveys.forms import CallFilters, CallForm, GiveUpForm

WAITING = (Q(called_on=None) | Q(reached=False)) & Q(given_up_on=None)


@login_required
@require_GET
def listed(request: Request) -> HttpResponse:
    """Every call, those to be made first."""
    day, filters = day_of(request), CallFilters(request.GET)
    state = filters.chosen("state")
    calls = CallBack.objects.visible_to(request.person).select_related("customer", "owner", "response")
    late = calls.filter(WAITING, due_on__lt=day).count()
    kinds = {"": WAITING, "late": WAITING & Q(due_on__lt=day), "made": Q(reached=True), "all": Q()}
    kinds["given_up"] = Q(given_up_on__isnull=False)
    found = calls.filter(kinds[state]).order_by("due_on", "pk")
    page = page_of(request, found)
    found_page = {
        "page": page,
        "filters": filters,
        "today": day,
        "sentence": _sentence(page.paginator.count, late, state),
    }
    return show(request, "surveys/call_backs.html", page=found_page)


def _sentence(count: int, late: int, state: str) -> str:
    """Say how many wait, and how many are late."""
    if state in ("made", "given_up", "all"):
        said = {"made": "made", "given_up": "given up"}.get(state, "in all")
        return sentence(f"{counted(count, 'call')} {said}")
    if not count:
        return "Nobody waits for a call"
    return sentence(f"{counted(count, 'customer')} to call back, {counted(late, 'late one', 'late ones')}")


@login_required
@require_http_methods(["GET", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One call; a POST writes down what came of it."""
    calls = CallBack.objects.visible_to(request.person).select_related("customer", "owner", "response__contact")
    found = get_object_or_404(calls, pk=pk)
    form = bound(CallForm, request, on=found, initial={"on": day_of(request)})
    if request.method == "POST":
        must(request, Permission.LOG_FEEDBACK)
        if carry_out(form, record_call_back, found, by=request.person):
            messages.success(request, "Kept.")
            return redirect("surveys:call_back", pk)
    page = {
        "given_up_after": request.organisation.call_back_tries,
        "call": found, "form": form, "today": day_of(request), "may": may(request, Permission.LOG_FEEDBACK),
        "late": _late(found, day_of(request)), "attached": attached(request, found),
        "after": _after(found),
    }  # fmt: skip
    return show(request, "surveys/call_back.html", page=page, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def give_up(request: Request, pk: UUID) -> HttpResponse:
    """Call no more somebody who was not reached."""
    found = get_object_or_404(CallBack.objects.visible_to(request.person), pk=pk)
    back = reverse("surveys:call_back", args=[pk])
    trail = [{"label": "Call-backs", "href": reverse("surveys:call_backs")}, {"label": found.key, "href": back}]
    page = {
        "trail": [*trail, {"label": "Give up"}], "title": "Call this customer no more?", "action": "Give it up",
        "back": back, "lead": f"{counted(found.tries, 'try', 'tries').capitalize()} so far.",
    }  # fmt: skip
    form = bound(GiveUpForm, request, on=found, initial={"on": day_of(request)})
    return ask(request, form, give_up_call_back, found, page=page, then=lambda done: back, said="Given up.")


def _late(call: CallBack, day: datetime.date) -> bool:
    """Say whether the call was promised for an earlier day."""
    return not call.reached and call.given_up_on is None and call.due_on < day


def _after(call: CallBack) -> list[dict[str, Any]]:
    """List what the same person answered since the call."""
    contact = call.response.contact_id if call.response else None
    if contact is None or call.called_on is None:
        return []
    found = Response.objects.included().filter(contact=contact, answered_on__gt=call.called_on, confidentiality="named")
    rows = list(found.order_by("answered_on").values_list("answers", "answered_on")[:5])
    asked = {question for answers, _ in rows for question, _ in answers}
    followed = SurveyQuestion.objects.filter(pk__in=asked, kind__in=FOLLOWED).values_list("pk", flat=True)
    told = {str(pk) for pk in followed}
    scores = [(next((score for question, score in answers if question in told), None), on) for answers, on in rows]
    return [{"score": score, "on": on} for score, on in scores if score is not None]
