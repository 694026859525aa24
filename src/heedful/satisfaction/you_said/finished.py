"""Which finished work came from what customers said, and can be told to them."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from heedful.core.models import Link
from heedful.improvement.commands import row_named
from heedful.improvement.models import Action, ActionState, Improvement, Nonconformity, Opportunity, OpportunityState
from heedful.satisfaction.models import YouSaid

HEARD = ("feedback/", "complaint/", "callback/", "analysis/", "response/")
"""Records of what customers said."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Work that is done, whose beginning was something that a customer said."""

    ref: str
    key: str
    what: str
    came_from: str
    done_on: datetime.date


def came_from_customers(source: str) -> bool:
    """Say whether a record of this name holds what a customer said."""
    return source.startswith(HEARD)


def why_not_told(ref: str) -> str:
    """Say why work cannot be told to customers; empty where it can."""
    row = row_named(ref)
    if isinstance(row, Action):
        done, from_them = row.state == ActionState.DONE, _from_them(row.source)
    elif isinstance(row, Nonconformity):
        done, from_them = row.closed_on is not None, _from_them(row.source)
    elif isinstance(row, Improvement):
        done, from_them = row.evaluated_on is not None, _linked(row.ref)
    elif isinstance(row, Opportunity):
        done = row.state == OpportunityState.COMPLETED
        from_them = row.from_customer or _from_them(row.source)
    else:
        return "Choose an action, a nonconformity, an improvement or an opportunity."
    if not done:
        return "It is not finished: only what was done is told."
    return "" if from_them else "It did not come from what a customer said."


def _from_them(source: str) -> bool:
    """Follow where work came from: to what a customer said, or to a nonconformity that came from it."""
    if came_from_customers(source):
        return True
    if source.startswith("nonconformity/"):
        origin = row_named(source)
        return isinstance(origin, Nonconformity) and came_from_customers(origin.source)
    return False


def _linked(ref: str) -> bool:
    return any(map(came_from_customers, Link.objects.filter(target=ref).values_list("source", flat=True)))


def finished() -> Any:
    """List finished work that came from customers and is not told yet, newest first."""
    heard = Q()
    for kind in HEARD:
        heard |= Q(source__startswith=kind)
    told = list(YouSaid.objects.values_list("source", flat=True))
    linked = Link.objects.filter(heard, target__startswith="improvement/")
    from_them = list(linked.values_list("target", flat=True))
    parts = [
        _shaped(Action.objects.filter(heard, state=ActionState.DONE), "action", F("what"), F("done_on")),
        _shaped(Nonconformity.objects.filter(heard).exclude(closed_on=None), "nonconformity", F("statement"),
                F("closed_on")),
        _shaped(Opportunity.objects.filter(heard | Q(from_customer=True), state=OpportunityState.COMPLETED),
                "opportunity", F("what"), F("completed_on")),
        _shaped(Improvement.objects.filter(pk__in=_ids(from_them)).exclude(evaluated_on=None), "improvement",
                F("what"), F("evaluated_on"), source=Value("")),
    ]  # fmt: skip
    left = [part.exclude(pk__in=_ids(told)) for part in parts]
    return left[0].union(*left[1:], all=True).order_by("-day", "row")


def _shaped(rows: QuerySet[Any], kind: str, words: Any, day: Any, source: Any = None) -> Any:
    """Bring rows of one kind into the shape of the union."""
    return rows.order_by().annotate(
        what_kind=Value(kind, output_field=CharField()), row=F("pk"), label=Cast("key", CharField()),
        words=Cast(words, TextField()), from_what=Cast(source or F("source"), CharField()),
        day=Cast(day, DateField()),
    ).values("what_kind", "row", "label", "words", "from_what", "day")  # fmt: skip


def _ids(refs: Sequence[str]) -> list[uuid.UUID]:
    return [uuid.UUID(ref.partition("/")[2]) for ref in refs]


def listed(rows: Sequence[dict[str, Any]]) -> list[Finished]:
    """Give rows of `finished` as they are shown."""
    return [
        Finished(f"{r['what_kind']}/{r['row']}", str(r["label"]), str(r["words"]), str(r["from_what"]), r["day"])
        for r in rows
    ]
