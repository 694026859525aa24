"""Improvements: what was before, what was done, what came of it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.find import ids_of
from heedful.core.period import months_before
from heedful.core.permissions import Permission
from heedful.improvement import improvements as commands
from heedful.improvement.models import Improvement
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.improvement import forms
from heedful.web.views.improvement.deeds import address_to_open

ORDERS = {"what": "what", "process": "process__name", "begun": "started_on", "evaluated": "evaluated_on"}


@login_required
@require_GET
def improvements(request: Request) -> HttpResponse:
    """All improvements, with what was before and after."""
    filters = forms.ImprovementFilters(request.GET)
    year_ago = months_before(day_of(request), 12)
    many = Improvement.objects.visible_to(request.person).aggregate(
        all=Count("pk"),
        running=Count("pk", filter=Q(evaluated_on=None)),
        late=Count("pk", filter=Q(evaluated_on=None, started_on__lte=year_ago)),
    )
    page = {
        "sentence": says(many),
        "page": page_of(request, _chosen(request, filters, Q(evaluated_on=None, started_on__lte=year_ago))),
        "filters": filters,
        "any": many["all"],
        "may_improve": may(request, Permission.IMPROVE),
    }
    return show(request, "improvement/improvements.html", page=page)


def _chosen(request: Request, filters: forms.ImprovementFilters, late: Q) -> QuerySet[Improvement]:
    """Filter and order the list as the address says."""
    found = Improvement.objects.visible_to(request.person).select_related("process", "sponsor")
    by_state = {"running": Q(evaluated_on=None), "evaluated": ~Q(evaluated_on=None), "late": late}
    found = found.filter(by_state.get(filters.chosen("show"), Q()))
    if process := filters.chosen("process"):
        found = found.filter(process=process)
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("improvement", words))
    return ordered(request, found, ORDERS, default="-begun")


def says(many: dict[str, int]) -> str:
    """Say how many improvements have shown what came of them."""
    if not many["all"]:
        return "No improvement was begun yet."
    shown = many["all"] - many["running"]
    has = "has" if shown == 1 else "have"
    said = f"{number_word(shown)} of {counted(many['all'], 'improvement')} {has} a result"
    return sentence(
        f"{said}; {number_word(many['late'])} begun over a year ago and not evaluated" if many["late"] else said
    )


def found_one(request: Request, pk: UUID) -> Improvement:
    """Find the improvement that the address names."""
    every = Improvement.objects.visible_to(request.person).select_related("process", "sponsor", "owner")
    improvement: Improvement = get_object_or_404(every, pk=pk)
    return improvement


@login_required
@require_GET
def improvement(request: Request, pk: UUID) -> HttpResponse:
    """One improvement."""
    found = found_one(request, pk)
    title = found.what
    page = {
        "improvement": found,
        "may_improve": may(request, Permission.IMPROVE) and not found.evaluated_on,
        "action_address": address_to_open(found.ref, title) if may(request, Permission.ACT) else "",
        "trail": [{"label": "Improvements", "href": reverse("improvement:improvements")}, {"label": found.key}],
        "attached": attached(request, found),
    }  # fmt: skip
    return show(request, "improvement/improvement.html", page=page)


def to_improvement(improvement: Improvement) -> str:
    """Go back to an improvement."""
    return reverse("improvement:improvement", args=[improvement.pk])


def _asked(improvement: Improvement, last: str, title: str, button: str) -> dict[str, Any]:
    """Lay out the page that asks something about an improvement."""
    back = to_improvement(improvement)
    trail = [
        {"label": "Improvements", "href": reverse("improvement:improvements")},
        {"label": str(improvement.key), "href": back},
        {"label": last},
    ]
    return {"trail": trail, "title": title, "lead": improvement.what, "action": button, "back": back}


@login_required
@require_http_methods(["GET", "POST"])
def start(request: Request) -> HttpResponse:
    """Begin an improvement."""
    given = {"on": day_of(request), "process": request.GET.get("process"), "source": request.GET.get("source", "")[:80],
             "what": request.GET.get("title", "")[:300]}  # fmt: skip
    form = bound(forms.StartForm, request, initial=given)
    page = {
        "trail": [{"label": "Improvements", "href": reverse("improvement:improvements")}, {"label": "New"}],
        "title": "What is to be better?",
        "lead": "Write down what is now, so that later one can see what came of it.",
        "action": "Begin the improvement",
        "back": reverse("improvement:improvements"),
    }
    return ask(request, form, commands.start_improvement, page=page, then=to_improvement, said="It has begun.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Say better what is improved and why."""
    improvement = found_one(request, pk)
    initial = {name: getattr(improvement, name) for name in commands.CHANGEABLE}
    form = bound(forms.ImprovementForm, request, on=improvement, initial=initial)
    page = _asked(improvement, "Change", "Say it better", "Save the improvement")
    return ask(request, form, commands.change_improvement, improvement, page=page, then=to_improvement, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def evaluate(request: Request, pk: UUID) -> HttpResponse:
    """Say what came of it."""
    improvement = found_one(request, pk)
    form = bound(forms.EvaluateForm, request, on=improvement, initial={"on": day_of(request)})
    page = _asked(improvement, "Evaluate", "What came of it?", "Keep the result")
    return ask(request, form, commands.evaluate_improvement, improvement, page=page, then=to_improvement,
               said="The result is kept.")  # fmt: skip
