"""Calls to unhappy customers: who is to be called by when, and what came of it."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.feedback.models import CallBack
from heedful.feedback.surveys.commands import record_call_back
from heedful.web.asking import day_of, may, must
from heedful.web.attached import attached
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.surveys.forms import CallFilters, CallForm

WAITING = Q(called_on=None) | Q(reached=False)


@login_required
@require_GET
def listed(request: Request) -> HttpResponse:
    """Every call, those to be made first."""
    day, filters = day_of(request), CallFilters(request.GET)
    state = filters.chosen("state")
    calls = CallBack.objects.visible_to(request.person).select_related("customer", "owner", "response")
    late = calls.filter(WAITING, due_on__lt=day).count()
    kinds = {"": WAITING, "late": WAITING & Q(due_on__lt=day), "made": Q(reached=True), "all": Q()}
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
    if state in ("made", "all"):
        return sentence(f"{counted(count, 'call')} {'made' if state == 'made' else 'in all'}")
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
            messages.success(request, "Kept. Nobody else will call about this.")
            return redirect("surveys:call_back", pk)
    page = {
        "call": found, "form": form, "today": day_of(request), "may": may(request, Permission.LOG_FEEDBACK),
        "late": _late(found, day_of(request)), "attached": attached(request, found),
    }  # fmt: skip
    return show(request, "surveys/call_back.html", page=page, form=form)


def _late(call: CallBack, day: datetime.date) -> bool:
    """Say whether the call was promised for an earlier day."""
    return not call.reached and call.due_on < day
