"""Commands on risks: noticed, rated, treated, looked at again, closed."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, IntegerField
from django.db.models.functions import Cast

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.improvement.commands import tie_to_source
from heedful.improvement.models import Risk
from heedful.processes.models import Process

LEVELS = ((15, "high"), (6, "middle"), (1, "low"))
"""From which rating on a risk is high, middle or low."""
RATING = Cast(F("likelihood") * F("severity"), IntegerField())
"""The rating, for questions to the database."""


def level_of(rating: int) -> str:
    """Say how high a rating of 1 to 25 is: low, middle or high."""
    return next(word for least, word in LEVELS if rating >= least)


@command(needs=Permission.IMPROVE)
def add_risk(
    *, by: Actor, what: str, effect: str, likelihood: int, severity: int, on: datetime.date,
    process: Process | None = None, owner: Person | None = None, treatment: str = "", source: str = "",
) -> Risk:  # fmt: skip
    """Write down what may come out differently, with its first rating."""
    risk = Risk(
        what=what, effect=effect, likelihood=likelihood, severity=severity, identified_on=on, process=process,
        owner=owner, treatment=treatment,
    )  # fmt: skip
    _judge(risk)
    risk.save()
    record("risk.added", risk, rating=risk.rating)
    tie_to_source(risk, source, by=by)
    return risk


@command(needs=Permission.IMPROVE)
def change_risk(risk: Risk, *, by: Actor, reason: str = "", **changes: Any) -> Risk:
    """Say better what may happen, to which process, and who answers for it."""
    risk = lock(risk)
    _still_open(risk)
    if unknown := set(changes) - {"what", "effect", "process", "owner"}:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed here."))
    for name, value in changes.items():
        setattr(risk, name, value)
    risk.save(update_fields=list(changes))
    record("risk.changed", risk, reason=reason, changed=sorted(changes))
    return risk


@command(needs=Permission.IMPROVE)
def rate_risk(risk: Risk, *, by: Actor, likelihood: int, severity: int, reason: str) -> Risk:
    """Rate a risk anew, and say why."""
    risk = lock(risk)
    _still_open(risk)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is rated anew."})
    before = risk.rating
    risk.likelihood, risk.severity = likelihood, severity
    _judge(risk)
    risk.save(update_fields=["likelihood", "severity"])
    record("risk.rated", risk, reason=reason, before=before, after=risk.rating)
    return risk


@command(needs=Permission.IMPROVE)
def treat_risk(risk: Risk, *, by: Actor, treatment: str) -> Risk:
    """Say what is done about a risk, or why it is borne."""
    risk = lock(risk)
    _still_open(risk)
    if not treatment.strip():
        raise ValidationError({"treatment": "Say what is done about it, or why it is borne."})
    if treatment == risk.treatment:
        raise ValidationError({"treatment": "This stands there already."})
    risk.treatment = treatment
    risk.save(update_fields=["treatment"])
    record("risk.treated", risk)
    return risk


@command(needs=Permission.IMPROVE)
def review_risk(
    risk: Risk, *, by: Actor, on: datetime.date, conclusion: str, likelihood: int | None = None,
    severity: int | None = None,
) -> Risk:  # fmt: skip
    """Look at a risk again: what we think of it now, and its rating where that changed."""
    risk = lock(risk)
    _still_open(risk)
    if not conclusion.strip():
        raise ValidationError({"conclusion": "Say what you conclude, even if it is that nothing changed."})
    if risk.reviewed_on and on <= risk.reviewed_on:
        raise ValidationError({"on": f"It was reviewed on {risk.reviewed_on}; give a later day."})
    if on < risk.identified_on:
        raise ValidationError({"on": f"It was noticed on {risk.identified_on}; give that day or a later one."})
    before = risk.rating
    risk.likelihood = risk.likelihood if likelihood is None else likelihood
    risk.severity = risk.severity if severity is None else severity
    risk.reviewed_on = on
    _judge(risk)
    risk.save(update_fields=["likelihood", "severity", "reviewed_on"])
    record("risk.reviewed", risk, reason=conclusion, on=on.isoformat(), before=before, after=risk.rating)
    return risk


@command(needs=Permission.IMPROVE)
def close_risk(risk: Risk, *, by: Actor, on: datetime.date, reason: str) -> Risk:
    """Close a risk that can no longer happen, and say why."""
    risk = lock(risk)
    _still_open(risk)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it can no longer happen."})
    if on < risk.identified_on:
        raise ValidationError({"on": f"It was noticed on {risk.identified_on}; give that day or a later one."})
    risk.closed_on = on
    risk.save(update_fields=["closed_on"])
    record("risk.closed", risk, reason=reason, on=on.isoformat())
    return risk


def _judge(risk: Risk) -> None:
    """Refuse a rating off the scale."""
    wrong = {
        name: "Give a number from 1 to 5." for name in ("likelihood", "severity") if not 1 <= getattr(risk, name) <= 5
    }
    if wrong:
        raise ValidationError(wrong)


def _still_open(risk: Risk) -> None:
    """Refuse to change what is closed."""
    if risk.closed_on:
        raise ValidationError(f"This risk was closed on {risk.closed_on}. Write down a new one instead.")
