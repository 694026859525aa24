"""What hangs on a process or another record of what is done about things."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, TextField, Value

from heedful.core.models import Person
from heedful.core.period import Period
from heedful.improvement.models import Action, ActionState, Improvement, Risk
from heedful.improvement.risks import RATING
from heedful.processes.models import Process


def overdue_actions(day: datetime.date) -> QuerySet[Action]:
    """Give the open actions whose day has passed."""
    return Action.objects.filter(state=ActionState.OPEN, due_on__lt=day)


def actions_from(ref: str) -> QuerySet[Action]:
    """Give the actions that came from a record."""
    return Action.objects.filter(source=ref)


def action_counts(person: Person, day: datetime.date) -> dict[str, int]:
    """Count the actions by how they stand, in one question."""
    still_open = Q(state=ActionState.OPEN)
    counted: dict[str, int] = Action.objects.visible_to(person).aggregate(
        mine=Count("pk", filter=still_open & Q(owner=person)),
        late=Count("pk", filter=still_open & Q(due_on__lt=day)),
        mine_late=Count("pk", filter=still_open & Q(due_on__lt=day, owner=person)),
        open=Count("pk", filter=still_open),
        check=Count("pk", filter=Q(state=ActionState.DONE, verified_on=None)),
        done=Count("pk", filter=Q(state=ActionState.DONE)),
        dropped=Count("pk", filter=Q(state=ActionState.DROPPED)),
        all=Count("pk"),
    )
    return counted


def risks_reviewed(process: Process, period: Period) -> QuerySet[Risk]:
    """Give the risks of a process that were looked at in a period."""
    return Risk.objects.filter(process=process, reviewed_on__gt=period.after, reviewed_on__lte=period.until)


@dataclass(frozen=True)
class Beside:
    """Something done about a process: a risk, an improvement or an open action, as its page lists it."""

    kind: str
    ref: str
    key: str
    what: str
    number: int | None
    day: datetime.date | None


def beside(process: Process, person: Person) -> list[Beside]:
    """List the open risks, the improvements and the open actions of a process, by one question."""
    number = Value(None, output_field=IntegerField())
    parts = [
        _row(Risk.objects.visible_to(person).filter(process=process, closed_on=None), "risk",
             RATING, F("reviewed_on")),
        _row(Improvement.objects.visible_to(person).filter(process=process), "improvement", number, F("evaluated_on")),
        _row(Action.objects.visible_to(person).filter(source=process.ref, state=ActionState.OPEN), "action", number,
             F("due_on")),
    ]  # fmt: skip
    rows = parts[0].union(*parts[1:], all=True)
    return [Beside(kind, f"{kind}/{pk}", key or "", what, many, on) for kind, pk, key, what, many, on in rows]


def _row(rows: QuerySet[Any], kind: str, number: Any, day: Any) -> QuerySet[Any, Any]:
    """Bring rows of any table into the one shape of the union."""
    named = rows.order_by().annotate(kind=Value(kind, output_field=TextField()), many=number, day=day)
    shaped: QuerySet[Any, Any] = named.values_list("kind", "pk", "key", "what", "many", "day")
    return shaped
