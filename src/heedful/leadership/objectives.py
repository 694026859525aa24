"""Commands on objectives: drafted with a plan, approved by top management, ended as reached or not."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.office import leader
from heedful.core.permissions import Permission
from heedful.leadership.models import Objective, PolicyCommitment, StrategyItem
from heedful.processes.models import Direction, Measure, Measurement, Process

PLAN = ("will_do", "resources", "responsible", "by_when", "evaluated_how")
TERMS = ("measure", "direction", "baseline", "target", "due_on")
"""What top management approves: changed afterwards, it must be approved again."""
CHANGEABLE = ("what", "kind", "strategy", "commitment", "process", "owner", *TERMS, *PLAN)
ASKED_FOR = {
    "measure": "Say by which measure it is seen.",
    "baseline": "Say where it stood at the beginning.",
    "target": "Say what is to be reached.",
    "due_on": "Say by which day.",
    "owner": "Say who answers for it.",
    "will_do": "Say what will be done.",
    "resources": "Say with what.",
    "responsible": "Say who does it.",
    "by_when": "Say by when the steps are done.",
    "evaluated_how": "Say how it will be evaluated.",
}


def missing(objective: Objective) -> dict[str, str]:
    """Say what an objective still needs before it can be approved, field by field."""
    gone = {}
    for name, words in ASKED_FOR.items():
        value = getattr(objective, f"{name}_id" if name in ("measure", "owner") else name)
        if value is None or (isinstance(value, str) and not value.strip()):
            gone[name] = words
    return gone


def value_on(objective: Objective, day: datetime.date) -> Measurement | None:
    """Give the newest value of its measure on a day."""
    if objective.measure_id is None:
        return None
    values = Measurement.objects.filter(measure=objective.measure_id, last_on__lte=day)
    return values.order_by("-last_on").first()


def is_reached(objective: Objective, value: Decimal | None) -> bool | None:
    """Say whether a value reaches the target; None where either is missing."""
    if value is None or objective.target is None:
        return None
    return value >= objective.target if objective.direction == Direction.UP else value <= objective.target


@command(needs=Permission.DIRECT)
def draft_objective(
    *, by: Actor, what: str, kind: str, since: datetime.date, owner: Person | None = None,
    strategy: StrategyItem | None = None, commitment: PolicyCommitment | None = None, process: Process | None = None,
    measure: Measure | None = None, **more: Any,
) -> Objective:  # fmt: skip
    """Write down what we want to have reached; it holds once top management has approved it."""
    if Objective.objects.filter(what=what, ended_on=None).exists():
        raise ValidationError({"what": "This is an objective already."})
    if unknown := set(more) - {*TERMS, *PLAN}:
        raise ValidationError(dict.fromkeys(unknown, "This is not said of a new objective."))
    objective = Objective(
        what=what, kind=kind, since=since, owner=owner, strategy=strategy, commitment=commitment, process=process,
        measure=measure, **more,
    )  # fmt: skip
    _judge(objective)
    objective.save()
    record("objective.drafted", objective)
    return objective


@command(needs=Permission.DIRECT)
def change_objective(objective: Objective, *, by: Actor, reason: str = "", **changes: Any) -> Objective:
    """Change an objective; where an approved one changes what it promises, it needs a reason and a new approval."""
    objective = lock(objective)
    _goes_on(objective)
    if unknown := set(changes) - set(CHANGEABLE):
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed here."))
    terms = [name for name in TERMS if name in changes and changes[name] != getattr(objective, name)]
    for name, value in changes.items():
        setattr(objective, name, value)
    _judge(objective)
    changed = list(changes)
    if objective.approved_on and terms:
        if not reason.strip():
            raise ValidationError(
                {"reason": "It was approved as it stood. Say why it changes; it is approved anew then."}
            )
        objective.approved_on = objective.approved_by = None
        changed += ["approved_on", "approved_by"]
    objective.save(update_fields=changed)
    record("objective.changed", objective, reason=reason, changed=sorted(changes))
    return objective


@command(needs=Permission.APPROVE_DIRECTION)
def approve_objective(objective: Objective, *, by: Actor, on: datetime.date) -> Objective:
    """Top management takes the objective: measured, with baseline, target, day, and a plan of five fields."""
    objective = lock(objective)
    _goes_on(objective)
    if objective.approved_on:
        raise ValidationError(f"It was approved on {objective.approved_on}.")
    if gone := missing(objective):
        raise ValidationError(gone)
    objective.approved_by, objective.approved_on = leader(by, on, "approves an objective"), on
    objective.save(update_fields=["approved_by", "approved_on"])
    record("objective.approved", objective, on=on.isoformat())
    return objective


@command(needs=Permission.DIRECT)
def end_objective(objective: Objective, *, by: Actor, on: datetime.date, reached: bool, because: str = "") -> Objective:
    """End an objective as reached or not; the newest value of its measure has the last word."""
    objective = lock(objective)
    _goes_on(objective)
    if on < objective.since:
        raise ValidationError({"on": f"It began on {objective.since}; give that day or a later one."})
    newest = value_on(objective, on)
    truly = is_reached(objective, newest.value if newest else None)
    if reached and truly is None:
        raise ValidationError({"reached": "No value shows that it is reached. Enter one first, or say that it is not."})
    if truly is not None and reached != truly:
        said = "reaches" if truly else "does not reach"
        raise ValidationError({"reached": f"The newest value {said} the target. Say so, or put the value right first."})
    if not reached and not because.strip():
        raise ValidationError({"because": "Say why it was not reached, and what follows."})
    objective.ended_on, objective.reached, objective.ended_because = on, reached, because
    objective.save(update_fields=["ended_on", "reached", "ended_because"])
    record("objective.ended", objective, on=on.isoformat(), reached=reached)
    return objective


def _goes_on(objective: Objective) -> None:
    if objective.ended_on:
        raise ValidationError(f"This objective ended on {objective.ended_on}. Write down a new one instead.")


def _judge(objective: Objective) -> None:
    """Refuse a target on the wrong side of the baseline, and a day before the beginning."""
    wrong: dict[str, str] = {}
    if objective.baseline is not None and objective.target is not None:
        gain = Decimal(objective.target) - Decimal(objective.baseline)
        if gain * (1 if objective.direction == Direction.UP else -1) < 0:
            wrong["target"] = "The target is worse than the baseline. Which way is better?"
    if objective.due_on and objective.due_on < objective.since:
        wrong["due_on"] = "It cannot be due before it begins."
    if wrong:
        raise ValidationError(wrong)
