"""All nonconformities: what is open, how bad, where it stands, and what is late."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.core.find import ids_of
from heedful.core.permissions import Permission
from heedful.improvement.models import Nonconformity
from heedful.improvement.stages import STAGES, case_counts, overdue, stage_of, with_stage
from heedful.web.asking import day_of, may
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.nonconformities.forms import CaseFilters

ORDERS = {"what": "statement", "severity": "severity", "process": "process__name", "found": "found_at"}


@login_required
@require_GET
def nonconformities(request: Request) -> HttpResponse:
    """All nonconformities."""
    filters = CaseFilters(request.GET)
    many = case_counts(request.person, day_of(request))
    found = page_of(request, _chosen(request, filters))
    page = {
        "sentence": says(many),
        "page": found,
        "rows": [{"case": case, "stage": STAGES[stage_of(case)]} for case in found],
        "filters": filters,
        "today": day_of(request),
        "any": many["all"],
        "may_open": may(request, Permission.PUT_RIGHT),
    }
    return show(request, "nonconformities/list.html", page=page)


def _chosen(request: Request, filters: CaseFilters) -> QuerySet[Nonconformity]:
    """Filter and order the list as the address says."""
    wanted = filters.chosen("show")
    found = with_stage(Nonconformity.objects.visible_to(request.person).select_related("process", "owner"))
    by_state = {"closed": ~Q(closed_on=None), "weak": Q(closed_by="weak"), "all": Q()}
    found = found.filter(by_state.get(wanted, Q(closed_on=None)))
    if wanted == "late":
        found = found.filter(overdue(day_of(request)), closed_on=None)
    for name in ("severity", "process"):
        if value := filters.chosen(name):
            found = found.filter(**{name: value})
    if code := filters.chosen("code"):
        found = found.filter(code__iexact=code)
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("nonconformity", words))
    return ordered(request, found, ORDERS, default="-found")


def says(many: dict[str, Any]) -> str:
    """Say how many are open, how many of them are grave, and how many wait for an overdue action."""
    if not many["open"]:
        return "No nonconformity is open."
    are = "is" if many["open"] == 1 else "are"
    said = f"{counted(many['open'], 'nonconformity', 'nonconformities')} {are} open"
    if many["grave"]:
        said += f", {number_word(many['grave'])} of high severity or worse"
    if many["late"]:
        said += f"; {number_word(many['late'])} {'waits' if many['late'] == 1 else 'wait'} for an overdue action"
    return sentence(said)
