"""Commands on measures: what is measured, what it should reach, what was found, and who looked."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.processes.models import Measure, Measurement, MeasureReview, Process
from heedful.processes.units import multiplier, value_of

LARGEST = Decimal(10) ** 12
CHANGEABLE = {"name", "unit", "direction", "every_months", "owner"}


@command(needs=Permission.KEEP_PROCESSES)
def add_measure(process: Process, *, by: Actor, name: str, since: datetime.date, **more: Any) -> Measure:
    """Add a measure to a process; `more`: unit, direction, target, every_months, owner, external_key."""
    if unknown := set(more) - CHANGEABLE - {"target", "external_key"}:
        raise ValidationError(dict.fromkeys(unknown, "A measure has no such field."))
    if process.retired_on:
        raise ValidationError(f"This process was retired on {process.retired_on}; nothing is measured there any more.")
    measure = Measure(process=process, name=name, since=since, **more)
    _judge(measure)
    measure.save()
    record("measure.added", measure)
    return measure


@command(needs=Permission.KEEP_PROCESSES)
def change_measure(measure: Measure, *, by: Actor, reason: str = "", **changes: Any) -> Measure:
    """Change how a measure is called, how often it is taken or who answers for it."""
    measure = lock(measure)
    _in_use(measure)
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed here."))
    if changes.get("unit", measure.unit) != measure.unit and measure.measurements.exists():
        raise ValidationError({"unit": "Values stand there in the old unit. Retire this measure and begin a new one."})
    for name, value in changes.items():
        setattr(measure, name, value)
    _judge(measure)
    measure.save(update_fields=list(changes))
    record("measure.changed", measure, reason=reason, changed=sorted(changes))
    return measure


@command(needs=Permission.KEEP_PROCESSES)
def change_target(measure: Measure, *, by: Actor, target: Decimal | None, reason: str) -> Measure:
    """Aim at something else, and say why."""
    measure = lock(measure)
    _in_use(measure)
    if not reason.strip():
        raise ValidationError({"reason": "Say why the target changes; whoever reads the chart later will ask."})
    before = measure.target
    if before == target:
        raise ValidationError({"target": "This is the target already."})
    measure.target = target
    measure.save(update_fields=["target"])
    record("measure.target_changed", measure, reason=reason, before=_told(before), after=_told(target))
    return measure


@command(needs=Permission.KEEP_PROCESSES)
def retire_measure(measure: Measure, *, by: Actor, on: datetime.date, reason: str) -> Measure:
    """Measure this no longer; what was measured stays."""
    measure = lock(measure)
    _in_use(measure)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is no longer measured."})
    if on < measure.since:
        raise ValidationError({"on": f"It has been measured since {measure.since}; give a later day."})
    measure.retired_on = on
    measure.save(update_fields=["retired_on"])
    record("measure.retired", measure, reason=reason, on=on.isoformat())
    return measure


@command(needs=Permission.MEASURE)
def enter_measurement(
    measure: Measure, *, by: Actor, first_on: datetime.date, last_on: datetime.date,
    value: Decimal | None = None, k: int | None = None, n: int | None = None, source: str = "",
) -> Measurement:  # fmt: skip
    """Enter what was measured for a period: one value in the measure's unit, or k of n."""
    _in_use(measure)
    if last_on < first_on:
        raise ValidationError({"last_on": "A period cannot end before it began."})
    if last_on < measure.since:
        raise ValidationError({"last_on": f"It has been measured since {measure.since}; give a later period."})
    if measure.measurements.filter(last_on=last_on).exists():
        raise ValidationError({"last_on": "This period is measured already. Correct its value instead."})
    found = _found(measure, value, k, n)
    measurement = Measurement(measure=measure, first_on=first_on, last_on=last_on, value=found, k=k, n=n, source=source)
    measurement.save()
    record("measurement.entered", measurement, value=_told(found))
    return measurement


@command(needs=Permission.MEASURE)
def correct_measurement(
    measurement: Measurement, *, by: Actor, reason: str, value: Decimal | None = None, k: int | None = None,
    n: int | None = None,
) -> Measurement:  # fmt: skip
    """Put a wrong value right; the history keeps the one that stood there before, and why."""
    measurement = lock(measurement)
    if not reason.strip():
        raise ValidationError({"reason": "Say what was wrong with the value."})
    before = (measurement.value, measurement.k, measurement.n)
    found = _found(measurement.measure, value, k, n)
    if before == (found, k, n):
        raise ValidationError({"value": "This is the value already."})
    measurement.value, measurement.k, measurement.n = found, k, n
    measurement.save(update_fields=["value", "k", "n"])
    record("measurement.corrected", measurement, reason=reason, before=_told(before[0]), after=_told(found))
    return measurement


@command(needs=Permission.MEASURE)
def add_measurements(rows: Sequence[Measurement], *, by: Actor) -> Sequence[Measurement]:
    """Take many measurements that were judged already, such as a chunk of a file: one transaction."""
    rows = add_all(rows)
    record_all("measurement.entered", rows)
    return rows


@command(needs=Permission.KEEP_PROCESSES)
def review_measures(
    process: Process, *, by: Actor, on: datetime.date, conclusion: str, reviewer: Person | None = None
) -> MeasureReview:
    """The owner of a process, or the deputy, looks at its measures and says what follows."""
    reviewer = reviewer or person_of(by)
    if reviewer is None or reviewer.pk not in (process.owner_id, process.deputy_id):
        raise ValidationError("The owner of the process or the deputy reviews its measures.")
    if process.reviews.filter(reviewed_on=on, reviewer=reviewer).exists():
        raise ValidationError({"on": "A review of this day stands there already."})
    review = MeasureReview(process=process, reviewed_on=on, reviewer=reviewer, conclusion=conclusion)
    review.save()
    record("measurereview.held", review, on=on.isoformat())
    return review


def _told(value: Decimal | None) -> str:
    """Write a value for the history: digits without needless noughts."""
    return "" if value is None else f"{value.normalize():f}"


def _found(measure: Measure, value: Decimal | None, k: int | None, n: int | None) -> Decimal:
    """Judge what was measured: one value, or k of n, and not both."""
    if value is None and k is None and n is None:
        raise ValidationError({"value": "Give one value, or how many of how many."})
    if value is not None:
        if k is not None or n is not None:
            raise ValidationError({"value": "Give one value, or k of n, not both."})
        return value
    if k is None or n is None or n < 1:
        raise ValidationError({"n": "Give both numbers: how many, of how many. The second is at least 1."})
    if k < 0 or (measure.unit.strip() == "%" and k > n):
        raise ValidationError({"k": f"There cannot be {k} of {n}."})
    if Decimal(k) * multiplier(measure.unit) / n >= LARGEST:
        raise ValidationError({"k": f"{k} of {n} is more than can be kept."})
    return value_of(k, n, measure.unit)


def _in_use(measure: Measure) -> None:
    """Refuse to change what is retired."""
    if measure.retired_on:
        raise ValidationError(f"This measure was retired on {measure.retired_on}.")


def _judge(measure: Measure) -> None:
    """Refuse a rhythm that is none."""
    if not 1 <= measure.every_months <= 120:
        raise ValidationError({"every_months": "Give a number of months between 1 and 120."})
