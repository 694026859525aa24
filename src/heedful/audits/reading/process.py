"""The customer feedback process and all that hangs on it."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from heedful.audits.models import ProcessAudit
from heedful.audits.reading.columns import NO_DAY, NO_KEY, NO_MOMENT, NO_TEXT, active, entered, named, text
from heedful.audits.window import AsOf
from heedful.improvement.models import Improvement, Risk
from heedful.processes.models import Measure, Measurement, MeasureReview, Process, ProcessOutput


def feedback_process(as_of: AsOf) -> list[Process]:
    """Read the process that is tagged as the one that hears customers, with owner and deputy: one, or none."""
    found = Process.objects.filter(active(as_of.day), hears_customers=True)
    return list(found.select_related("owner", "deputy").order_by("retired_on", "pk")[:1])


@dataclass(frozen=True)
class Thing:
    """Something that hangs on the process: what it is, two days, a text, and when it was entered."""

    pk: uuid.UUID
    parent: uuid.UUID | None
    first_on: datetime.date | None
    last_on: datetime.date | None
    text: str
    entered_at: str | None

    @property
    def since(self) -> datetime.date | None:
        """Say since when a measure is taken."""
        return self.first_on

    @property
    def retired_on(self) -> datetime.date | None:
        """Say since when it is no longer taken."""
        return self.last_on


def process_things(as_of: AsOf) -> dict[str, list[Thing]]:
    """Read outputs, measures, their values, risks, reviews, audits and improvements of the process by one question."""
    mine = Q(process__hears_customers=True) & active(as_of.day, "process__retired_on")
    measured = Q(measure__process__hears_customers=True) & active(as_of.day, "measure__process__retired_on")
    processes = Process.objects.filter(active(as_of.day), hears_customers=True)
    outputs = ProcessOutput.objects.filter(mine)
    measures = Measure.objects.filter(mine, active(as_of.day), since__lte=as_of.day)
    values = Measurement.objects.filter(measured, last_on__gt=as_of.w12.after, first_on__lte=as_of.day)
    risks = Risk.objects.filter(mine, active(as_of.day, "closed_on"), identified_on__lte=as_of.day)
    reviews = MeasureReview.objects.filter(mine, reviewed_on__lte=as_of.day)
    audits = ProcessAudit.objects.filter(mine, held_on__lte=as_of.day)
    improvements = Improvement.objects.filter(mine, started_on__lte=as_of.day)
    parts: list[tuple[Any, tuple[Any, ...]]] = [
        (measures, (named("measure"), "pk", NO_KEY, "since", "retired_on", text("target"), NO_MOMENT)),
        (processes, (named("process"), "pk", NO_KEY, "approved_on", NO_DAY, NO_TEXT, NO_MOMENT)),
        (outputs, (named("output"), "pk", NO_KEY, NO_DAY, NO_DAY, text("used_by"), NO_MOMENT)),
        (values, (named("value"), "pk", F("measure_id"), "first_on", "last_on", NO_TEXT, NO_MOMENT)),
        (risks, (named("risk"), "pk", NO_KEY, "reviewed_on", NO_DAY, NO_TEXT, NO_MOMENT)),
        (reviews, (named("review"), "pk", NO_KEY, "reviewed_on", NO_DAY, NO_TEXT, entered())),
        (audits, (named("audit"), "pk", NO_KEY, "held_on", NO_DAY, text("phases"), NO_MOMENT)),
        (improvements, (named("improvement"), "pk", NO_KEY, "started_on", "evaluated_on", text("result"), NO_MOMENT)),
    ]
    selects = [rows.order_by().values_list(*columns) for rows, columns in parts]
    found: dict[str, list[Thing]] = defaultdict(list)
    for what, *rest in selects[0].union(*selects[1:], all=True):
        rest[4] = rest[4] or ""
        found[what].append(Thing(*rest))
    return found
