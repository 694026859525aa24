"""One measure with its control chart, and the pages that change what is measured."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.improvement.models import Action, ActionState, Improvement
from heedful.papers import charts
from heedful.processes import measuring
from heedful.processes.models import Measure
from heedful.processes.queries import Standing, standing_of
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import sentence
from heedful.web.show import show
from heedful.web.views.improvement.deeds import address_to_open
from heedful.web.views.processes import figures, forms
from heedful.web.views.processes.keeping import asked_about
from heedful.web.views.processes.keeping import found as found_process


def found(request: Request, pk: UUID) -> Measure:
    """Find the measure that the address names."""
    measures = Measure.objects.visible_to(request.person).select_related("process", "owner")
    measure: Measure = get_object_or_404(measures.annotate(many=Count("measurements")), pk=pk)
    return measure


def to_measure(measure: Measure) -> str:
    """Go back to a measure."""
    return reverse("processes:measure", args=[measure.pk])


def asked_here(measure: Measure, last: str, title: str, action: str, **more: Any) -> dict[str, Any]:
    """Lay out the page that asks something about a measure."""
    page = asked_about(measure.process, last, title, action, **more)
    page["trail"].insert(2, {"label": str(measure.key), "href": to_measure(measure)})
    return page | {"back": to_measure(measure)}


@login_required
@require_GET
def measure(request: Request, pk: UUID) -> HttpResponse:
    """One measure: how it stands, its chart, and every value."""
    found_one = found(request, pk)
    day = day_of(request)
    page_ = page_of(request, found_one.measurements.order_by("-last_on"), count=found_one.many)  # type: ignore[attr-defined]
    values = list(page_)
    standing = standing_of(found_one, [value for value in values if value.last_on <= day], day)
    oldest_first = values[::-1]
    page = {
        "measure": found_one,
        "sentence": _says(standing, page_.number),
        "state": figures.state(standing) if page_.number == 1 and not found_one.retired_on else None,
        "chart": figures.control_chart(found_one, oldest_first, _events(found_one, oldest_first)),
        "values": [{"value": v, "said": figures.spelled(v.value, found_one.unit),
                    "period": figures.period(v.first_on, v.last_on)} for v in values],
        "page": page_,
        "aim": figures.aim(found_one),
        "rhythm": figures.rhythm(found_one),
        "off_twice": standing.off_twice,
        "action_address": address_to_open(found_one.ref, f"Bring back to target: {found_one.name}"),
        "may_measure": may(request, Permission.MEASURE) and not found_one.retired_on,
        "may_change": may(request, Permission.KEEP_PROCESSES) and not found_one.retired_on,
        "may_act": may(request, Permission.ACT),
        "trail": [*asked_here(found_one, "", "", "")["trail"][:2], {"label": found_one.key}],
        "attached": attached(request, found_one),
    }  # fmt: skip
    return show(request, "processes/measure.html", page=page)


def _says(standing: Standing, page: int) -> str:
    """Say how a measure stands."""
    measure, newest = standing.measure, standing.newest
    if page > 1:
        return "Earlier values; the newest stand on the first page."
    if newest is None:
        return sentence(f"nothing is measured yet; it is due {figures.rhythm(measure)}")
    said = f"{figures.spelled(newest.value, measure.unit)} in {figures.period(newest.first_on, newest.last_on)}"
    if standing.on_target is None:
        return sentence(f"{said}, without a target")
    word = figures.state(standing)["text"] if standing.on_target is False and standing.in_rhythm is not False else (
        "on target" if standing.on_target else "off target")  # fmt: skip
    return sentence(f"{word}: {said}; the target is {figures.aim(measure)}")


def _events(measure: Measure, values: list[Any]) -> list[charts.Event]:
    """Name on the chart what was done meanwhile: improvements of the process, actions from this measure."""
    if not values:
        return []
    first, last = values[0].first_on, values[-1].last_on
    done = Action.objects.filter(source=measure.ref, state=ActionState.DONE, done_on__range=(first, last))
    begun = Improvement.objects.filter(process=measure.process_id, started_on__range=(first, last))
    rows = done.order_by().values_list("key", "what", "done_on").union(
        begun.order_by().values_list("key", "what", "started_on"), all=True
    )  # fmt: skip
    events = []
    for key, what, on in rows:
        at = next((v for v in values if on <= v.last_on), values[-1])
        short = what if len(what) <= 32 else f"{what[:31].rstrip()}…"
        events.append(charts.Event(figures.period(at.first_on, at.last_on), f"{key} {short}"))
    return events


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, pk: UUID) -> HttpResponse:
    """Say what is measured of a process."""
    process = found_process(request, pk)
    form = bound(forms.NewMeasureForm, request, initial={"since": day_of(request)})
    page = asked_about(process, "Measure", f"How do we know that {process.name} works?", "Add the measure")
    return ask(request, form, measuring.add_measure, process, page=page, then=to_measure, said="The measure is added.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change how a measure is called, how often it is taken and who enters it."""
    measure = found(request, pk)
    initial = {name: getattr(measure, name) for name in measuring.CHANGEABLE}
    form = bound(forms.MeasureChangeForm, request, on=measure, initial=initial)
    page = asked_here(measure, "Change", f"Change {measure.name}", "Save the measure")
    return ask(request, form, measuring.change_measure, measure, page=page, then=to_measure, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def target(request: Request, pk: UUID) -> HttpResponse:
    """Aim at something else."""
    measure = found(request, pk)
    form = bound(forms.TargetForm, request, on=measure, initial={"target": measure.target})
    lead = f"Now {figures.aim(measure) or 'there is none'}. The history keeps the old target and why it changed."
    page = asked_here(measure, "Target", f"Change the target of {measure.name}", "Change the target", lead=lead)
    return ask(request, form, measuring.change_target, measure, page=page, then=to_measure, said="The target is new.")


@login_required
@require_http_methods(["GET", "POST"])
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Measure this no longer."""
    measure = found(request, pk)
    form = bound(forms.RetireForm, request, on=measure, initial={"on": day_of(request)})
    lead = "Its values stay readable; no new ones are asked for."
    page = asked_here(measure, "Retire", f"Measure {measure.name} no longer", "Retire it", lead=lead, danger=True)
    return ask(request, form, measuring.retire_measure, measure, page=page, then=to_measure, said="It is retired.")
