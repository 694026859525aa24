"""Risks: what may come out differently, on a map of how likely and how severe."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from heedful.core.find import ids_of
from heedful.core.period import months_before
from heedful.core.permissions import Permission
from heedful.improvement import risks as commands
from heedful.improvement.models import Risk
from heedful.improvement.risks import LEVELS, level_of
from heedful.papers import charts
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.improvement import forms
from heedful.web.views.improvement.deeds import address_to_open

ORDERS = {"what": "what", "rating": "rated", "process": "process__name", "reviewed": "reviewed_on"}
HIGH = LEVELS[0][0]


@login_required
@require_GET
def risks(request: Request) -> HttpResponse:
    """All risks, on the map and in a list."""
    filters = forms.RiskFilters(request.GET)
    open_ones = Risk.objects.visible_to(request.person).filter(closed_on=None)
    stale = Q(reviewed_on=None) | Q(reviewed_on__lte=months_before(day_of(request), 6))
    rated = list(open_ones.order_by().values("likelihood", "severity").annotate(
        number=Count("pk"), stale=Count("pk", filter=stale)))  # fmt: skip
    found = page_of(request, _chosen(request, filters, stale))
    page = {
        "sentence": says(rated),
        "map": _map(rated) if rated else None,
        "legend": [(charts.shape(word), word, _span(word)) for _, word in reversed(LEVELS)],
        "page": found,
        "rows": [{"risk": risk, "level": level_of(risk.rating), "shape": charts.shape(level_of(risk.rating))}
                 for risk in found],
        "filters": filters,
        "none": not rated and not filters.changed_data,
        "may_improve": may(request, Permission.IMPROVE),
    }  # fmt: skip
    return show(request, "improvement/risks.html", page=page)


def _chosen(request: Request, filters: forms.RiskFilters, stale: Q) -> QuerySet[Risk]:
    """Filter and order the list as the address says."""
    wanted = filters.chosen("show")
    found = Risk.objects.visible_to(request.person).select_related("process", "owner").annotate(rated=commands.RATING)
    found = found.exclude(closed_on=None) if wanted == "closed" else found.filter(closed_on=None)
    if wanted == "high":
        found = found.filter(rated__gte=HIGH)
    if wanted == "stale":
        found = found.filter(stale)
    for name in ("process", "likelihood", "severity"):
        if value := filters.chosen(name):
            found = found.filter(**{name: value})
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("risk", words))
    return ordered(request, found, ORDERS, default="-rating")


def _map(rated: Iterable[dict[str, int]]) -> SafeString:
    """Draw how many risks are rated how."""
    many = {(row["likelihood"], row["severity"]): row["number"] for row in rated}
    address = reverse("improvement:risks")
    fields = [
        charts.Field(x, y, many.get((x, y), 0), level_of(x * y),
                     f"{address}?{urlencode({'likelihood': x, 'severity': y})}#list")
        for x in range(1, 6) for y in range(1, 6)
    ]  # fmt: skip
    return charts.rating_map(fields, across="How likely", up="How severe", things="risks")


def _span(level: str) -> str:
    """Say which ratings a level spans."""
    leasts = [least for least, _ in LEVELS]
    least = next(least for least, word in LEVELS if word == level)
    above = [other for other in leasts if other > least]
    return f"{least} to {min(above) - 1 if above else 25}"


def says(rated: list[dict[str, int]]) -> str:
    """Say how many risks are high, and how many nobody looked at lately."""
    every = sum(row["number"] for row in rated)
    high = sum(row["number"] for row in rated if row["likelihood"] * row["severity"] >= HIGH)
    stale = sum(row["stale"] for row in rated)
    if not every:
        return "No open risk is written down."
    are = "is" if high == 1 else "are"
    said = f"{number_word(high)} of {counted(every, 'open risk')} {are} high" if high else (
        f"{counted(every, 'open risk')}, none of them high")  # fmt: skip
    return sentence(f"{said}; {number_word(stale)} not reviewed in six months" if stale else said)


def found_one(request: Request, pk: UUID) -> Risk:
    """Find the risk that the address names."""
    risk: Risk = get_object_or_404(Risk.objects.visible_to(request.person).select_related("process", "owner"), pk=pk)
    return risk


@login_required
@require_GET
def risk(request: Request, pk: UUID) -> HttpResponse:
    """One risk."""
    found = found_one(request, pk)
    title = f"Against: {found.what}"
    page = {
        "risk": found,
        "level": level_of(found.rating),
        "shape": charts.shape(level_of(found.rating)),
        "may_improve": may(request, Permission.IMPROVE) and not found.closed_on,
        "action_address": address_to_open(found.ref, title) if may(request, Permission.ACT) else "",
        "trail": [{"label": "Risks", "href": reverse("improvement:risks")}, {"label": found.key}],
        "attached": attached(request, found),
    }  # fmt: skip
    return show(request, "improvement/risk.html", page=page)
