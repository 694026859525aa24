"""Pages on the values of a measure: entered, put right, downloaded."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.period import months_before
from heedful.papers.sheets import write_csv
from heedful.processes import measuring
from heedful.processes.models import Measure, Measurement
from heedful.web.asking import ask, day_of
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.processes import figures, forms
from heedful.web.views.processes.measures import asked_here, found


def to_its_measure(value: Measurement) -> str:
    """Go back to the measure of a value."""
    return reverse("processes:measure", args=[value.measure_id])


def _next_period(measure: Measure, day: datetime.date) -> dict[str, Any]:
    """Guess the period that is entered next: the one after the newest, else the last month that has ended."""
    newest = measure.measurements.order_by("-last_on").first()
    first = newest.last_on + datetime.timedelta(days=1) if newest else months_before(day.replace(day=1), 1)
    return {"first_on": first, "last_on": months_before(first, -measure.every_months) - datetime.timedelta(days=1)}


@login_required
@require_http_methods(["GET", "POST"])
def enter(request: Request, pk: UUID) -> HttpResponse:
    """Enter what was measured for a period."""
    measure = found(request, pk)
    form = bound(forms.EnterForm, request, initial=_next_period(measure, day_of(request)))
    unit = f" Its unit is {measure.unit}." if measure.unit else ""
    lead = f"Measured {figures.rhythm(measure)}{', target ' + figures.aim(measure) if measure.target else ''}.{unit}"
    page = asked_here(measure, "Value", f"What was measured: {measure.name}", "Keep the value", lead=lead)
    return ask(request, form, measuring.enter_measurement, measure, page=page, then=to_its_measure,
               said="The value is kept.")  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Put a wrong value right."""
    values = Measurement.objects.visible_to(request.person).select_related("measure__process")
    value = get_object_or_404(values, pk=pk)
    counted = value.n is not None
    initial = {"k": value.k, "n": value.n} if counted else {"value": value.value.normalize()}
    form = bound(forms.CorrectForm, request, on=value, initial=initial)
    when = figures.period(value.first_on, value.last_on)
    lead = f"For {when} there stands {figures.spelled(value.value, value.measure.unit)}. The history keeps it."
    page = asked_here(value.measure, "Correct", f"Put right: {value.measure.name}", "Put it right", lead=lead)
    return ask(request, form, measuring.correct_measurement, value, page=page, then=to_its_measure,
               said="The value is put right.")  # fmt: skip


@login_required
@require_GET
def data(request: Request, pk: UUID) -> HttpResponse:
    """Every value of a measure as a table to take along."""
    measure = found(request, pk)
    values = measure.measurements.order_by("last_on").values_list("first_on", "last_on", "value", "k", "n", "source")
    header = ["From", "To", f"Value {measure.unit}".strip(), "How many", "Of how many", "Source"]
    answer = HttpResponse("".join(write_csv(header, values.iterator())), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{measure.key}.csv"'
    return answer
