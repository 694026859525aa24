"""Processes that customers meet, with their measures, risks and what is done where they are off target."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, Q, Subquery

from heedful.audits.reading.columns import active
from heedful.audits.reading.programme import Named
from heedful.audits.window import AsOf
from heedful.improvement.models import Action, ActionState, Risk
from heedful.processes.models import Direction, Measure, Measurement, Process

Day = datetime.date


def customer_processes(as_of: AsOf) -> list[Named]:
    """Read the processes in use that customers meet."""
    rows = Process.objects.filter(active(as_of.day), customer_facing=True).order_by("name")
    return [Named(*row) for row in rows.values_list("pk", "name")]


@dataclass(frozen=True)
class Taken:
    """A measure of a process that customers meet, with its newest value."""

    pk: uuid.UUID
    process: uuid.UUID
    name: str
    direction: str
    target: Decimal | None
    every_months: int
    since: Day
    value: Decimal | None
    value_on: Day | None

    @property
    def on_target(self) -> bool:
        """Say whether the newest value reaches the target."""
        if self.value is None or self.target is None:
            return False
        return self.value >= self.target if self.direction == Direction.UP else self.value <= self.target


def measures(as_of: AsOf) -> list[Taken]:
    """Read the measures of the processes that customers meet, each with its newest value, by one question."""
    newest = Measurement.objects.filter(measure=OuterRef("pk"), last_on__lte=as_of.day).order_by("-last_on")
    number = DecimalField(max_digits=18, decimal_places=6)
    facing = {"process__customer_facing": True, "since__lte": as_of.day}
    rows = (
        Measure.objects.filter(active(as_of.day), active(as_of.day, "process__retired_on"), **facing).order_by("name")
        .annotate(value=Subquery(newest.values("value")[:1], output_field=number),
                  value_on=Subquery(newest.values("last_on")[:1]))
        .values_list("pk", "process_id", "name", "direction", "target", "every_months", "since", "value", "value_on")
    )  # fmt: skip
    return [Taken(*row) for row in rows]


def acted_on(as_of: AsOf) -> set[str]:
    """Name the measures and processes from which an open action with an owner came, as references."""
    rows = Action.objects.filter(state=ActionState.OPEN, opened_on__lte=as_of.day).exclude(owner=None)
    ours = Q(source__startswith="measure/") | Q(source__startswith="process/")
    return set(rows.filter(ours).order_by().values_list("source", flat=True))


@dataclass(frozen=True)
class Feared:
    """A risk that is open, of which process, and when it was last looked at."""

    pk: uuid.UUID
    process: uuid.UUID | None
    looked_on: Day


def risks(as_of: AsOf) -> list[Feared]:
    """Read the open risks; one that was never reviewed was looked at when it was identified."""
    rows = Risk.objects.filter(active(as_of.day, "closed_on", "identified_on")).order_by("identified_on", "pk")
    return [
        Feared(pk, process, reviewed or identified)
        for pk, process, reviewed, identified in rows.values_list("pk", "process_id", "reviewed_on", "identified_on")
    ]
