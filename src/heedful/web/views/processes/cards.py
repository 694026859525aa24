"""The list of processes, and one of them on a page: what it is for, what goes in and out, how it is measured."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.core.find import ids_of
from heedful.core.permissions import Permission
from heedful.improvement.queries import beside
from heedful.improvement.risks import level_of
from heedful.papers import charts
from heedful.processes.models import Measure, MeasureReview, Process
from heedful.processes.queries import Standing, in_use, last_values, standing_of, standings_of
from heedful.requirements.models import RequirementState
from heedful.web import places
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.templatetags.components import day_in_words
from heedful.web.views.processes import figures
from heedful.web.views.processes.forms import ProcessFilters

ORDERS: dict[str, Any] = {
    "name": lambda row: row["process"].name.casefold(),
    "owner": lambda row: row["process"].owner.name.casefold() if row["process"].owner else "\U0010ffff",
    "approved": lambda row: str(row["process"].approved_on or ""),
}


@login_required
@require_GET
def processes(request: Request) -> HttpResponse:
    """All processes, with how their measures stand."""
    filters = ProcessFilters(request.GET)
    wanted = filters.chosen("show")
    day = day_of(request)
    every = Process.objects.visible_to(request.person).select_related("owner")
    found = list(every.filter(retired_on__lte=day) if wanted == "retired" else every.filter(in_use(day)))
    standing = standings_of(found, day)
    rows = [_listed(process, standing.get(process.pk, [])) for process in found]
    page = {
        "sentence": says(len(found), standing) if wanted != "retired" else _retired(len(found)),
        "page": page_of(request, _chosen(request, filters, rows)),
        "filters": filters,
        "may_add": may(request, Permission.KEEP_PROCESSES),
        "none": not found and not filters.changed_data,
    }
    return show(request, "processes/list.html", page=page)


def _listed(process: Process, standing: Sequence[Standing]) -> dict[str, Any]:
    """Show one process in the list."""
    aimed = [one for one in standing if one.on_target is not None]
    missing = [one for one in standing if one.in_rhythm is False]
    return {
        "process": process,
        "measures": len(standing),
        "aimed": len(aimed),
        "reached": sum(one.on_target is True for one in aimed),
        "missing": len(missing),
        "off": bool(missing) or any(one.on_target is False for one in aimed),
    }


def _chosen(request: Request, filters: ProcessFilters, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Filter and order the list as the address says."""
    if words := filters.chosen("q"):
        named = set(ids_of("process", words))
        rows = [row for row in rows if str(row["process"].pk) in named]
    if filters.chosen("show") == "mine":
        rows = [row for row in rows if row["process"].owner_id == request.person.pk]
    if filters.chosen("show") == "off":
        rows = [row for row in rows if row["off"]]
    by = request.GET.get("sort", "")
    return sorted(rows, key=ORDERS.get(by.removeprefix("-"), ORDERS["name"]), reverse=by.startswith("-"))


def says(processes_: int, standing: dict[object, list[Standing]]) -> str:
    """Say how all measures stand, in one sentence."""
    every = [one for many in standing.values() for one in many]
    aimed = [one for one in every if one.on_target is not None]
    missing = sum(one.in_rhythm is False for one in every)
    if not processes_:
        return "No process is described yet."
    if not every:
        return sentence(f"{counted(processes_, 'process', 'processes')} described, nothing measured yet")
    if not aimed:
        return sentence(f"{counted(len(every), 'measure')}, none with a target and a value")
    reached = sum(one.on_target is True for one in aimed)
    if reached == len(aimed):
        said = "the one measure reaches its target" if reached == 1 else f"all {reached} measures reach their targets"
    else:
        said = f"{number_word(len(aimed) - reached)} of {counted(len(aimed), 'measure')} off target"
    return sentence(f"{said}; {number_word(missing)} not measured in time" if missing else said)


def _retired(number: int) -> str:
    return sentence(f"{counted(number, 'process', 'processes')} retired")


@login_required
@require_GET
def process(request: Request, pk: UUID) -> HttpResponse:
    """One process: a turtle in words, its measures, and what is done about it."""
    day = day_of(request)
    found = get_object_or_404(_whole(request), pk=pk)
    measures = list(Measure.objects.filter(in_use(day), process=found))
    values = last_values(measures, day)
    standing = [standing_of(measure, values[measure.pk], day) for measure in measures]
    page = {
        "process": found,
        "sentence": _one_says(found, standing),
        "outputs": found.outputs.order_by("name", "pk"),
        "measures": [_measured(one, values[one.measure.pk]) for one in standing],
        "beside": _beside(found, request),
        "may_change": may(request, Permission.KEEP_PROCESSES) and not found.retired_on,
        "may_review": request.person.pk in (found.owner_id, found.deputy_id) and not request.as_at,
        "may_act": may(request, Permission.ACT),
        "may_improve": may(request, Permission.IMPROVE),
        "trail": [{"label": "Processes", "href": reverse("processes:list")}, {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "processes/one.html", page=page)


def _whole(request: Request) -> Any:
    """Look a process up with its people, its newest review and audit, and how many requirements it meets."""
    newest = MeasureReview.objects.filter(process=OuterRef("pk"), reviewed_on__lte=day_of(request))
    said = {name: Subquery(newest.values(name)[:1]) for name in ("reviewed_on", "conclusion", "reviewer__name")}
    return (
        Process.objects.visible_to(request.person)
        .select_related("owner", "deputy", "approved_by")
        .annotate(
            reviewed_on=said["reviewed_on"],
            conclusion=said["conclusion"],
            reviewed_by=said["reviewer__name"],
            required=Count("requirements", filter=Q(requirements__state=RequirementState.IN_FORCE), distinct=True),
            audited=Count("audits", distinct=True),
        )
    )


def _one_says(process: Process, standing: Sequence[Standing]) -> str:
    """Say how a process does, in one sentence."""
    if process.retired_on:
        return sentence(f"retired on {day_in_words(process.retired_on)}")
    if not standing:
        return "Nothing is measured here yet, so nobody can tell how it does."
    return says(1, {process.pk: list(standing)})


def _measured(standing: Standing, values: Sequence[Any]) -> dict[str, Any]:
    """Show a measure with its newest value and its small line."""
    measure, newest = standing.measure, standing.newest
    oldest_first = list(reversed(values))
    return {
        "measure": measure,
        "value": figures.spelled(newest.value, measure.unit) if newest else "",
        "of": f"{newest.k:,} of {newest.n:,}" if newest and newest.n else "",
        "period": figures.period(newest.first_on, newest.last_on) if newest else "",
        "aim": figures.aim(measure),
        "line": figures.small_line(measure, oldest_first),
        "state": figures.state(standing),
    }


def _beside(process: Process, request: Request) -> dict[str, list[dict[str, Any]]]:
    """Sort what is done about a process into risks, improvements and actions."""
    found: dict[str, list[dict[str, Any]]] = {"risk": [], "improvement": [], "action": []}
    for one in beside(process, request.person):
        row: dict[str, Any] = {"what": one.what, "href": places.address(one.ref), "key": one.key, "day": one.day}
        if one.number is not None:
            row |= {"number": one.number, "level": level_of(one.number)}
            row["shape"] = charts.shape(row["level"])
        found[one.kind].append(row)
    found["risk"].sort(key=lambda row: -row["number"])
    return found
