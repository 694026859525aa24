"""Commands on improvements: begun with what was before, evaluated with what came of it."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.improvement.commands import tie_to_source
from heedful.improvement.models import Improvement

CHANGEABLE = {"what", "why", "process", "sponsor", "baseline", "owner"}


@command(needs=Permission.IMPROVE)
def start_improvement(*, by: Actor, what: str, on: datetime.date, source: str = "", **more: Any) -> Improvement:
    """Begin an improvement; `more`: why, process, sponsor, baseline, owner."""
    if unknown := set(more) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "An improvement has no such field."))
    improvement = Improvement(what=what, started_on=on, **more)
    improvement.save()
    record("improvement.started", improvement, on=on.isoformat())
    tie_to_source(improvement, source, by=by)
    return improvement


@command(needs=Permission.IMPROVE)
def change_improvement(improvement: Improvement, *, by: Actor, reason: str = "", **changes: Any) -> Improvement:
    """Say better what is improved, why, and who stands behind it."""
    improvement = lock(improvement)
    _not_evaluated(improvement)
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(improvement, name, value)
    improvement.save(update_fields=list(changes))
    record("improvement.changed", improvement, reason=reason, changed=sorted(changes))
    return improvement


@command(needs=Permission.IMPROVE)
def evaluate_improvement(
    improvement: Improvement, *, by: Actor, on: datetime.date, result: str, after: str = ""
) -> Improvement:
    """Say what came of it, beside what was before."""
    improvement = lock(improvement)
    _not_evaluated(improvement)
    if not result.strip():
        raise ValidationError({"result": "Say what came of it; that nothing did is a result, too."})
    if on < improvement.started_on:
        raise ValidationError({"on": f"It began on {improvement.started_on}; give that day or a later one."})
    improvement.evaluated_on = on
    improvement.result = result
    improvement.after = after
    improvement.save(update_fields=["evaluated_on", "result", "after"])
    record("improvement.evaluated", improvement, on=on.isoformat())
    return improvement


def _not_evaluated(improvement: Improvement) -> None:
    """Refuse to change what has its result."""
    if improvement.evaluated_on:
        raise ValidationError(f"This improvement was evaluated on {improvement.evaluated_on}.")
