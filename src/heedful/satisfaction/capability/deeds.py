"""What was made of what was heard, what changed in hearing, and what the plan wants: read by one question."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from heedful.core.period import Period, months_before
from heedful.customers.models import Segment
from heedful.feedback.analyses import DECIDE_WITHIN_DAYS
from heedful.feedback.models import (
    SCORED,
    Analysis,
    CallBack,
    Complaint,
    ComplaintState,
    Method,
    Programme,
    ProgrammeState,
    SurveyQuestion,
)
from heedful.improvement.models import Improvement
from heedful.processes.models import Process
from heedful.satisfaction.capability.accounts import Part
from heedful.stats import Interval, wilson

Day = datetime.date
LOOKED_BACK = 24
"""Months over which changes of the process are looked at."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Of one kind of thing heard, how much led to a decision in time; what is not yet due is left out."""

    what: str
    kept: Part
    interval: Interval | None


@dataclass(slots=True)
class Deeds:
    """Segments by name, what the plan wants, what was decided, and what changed."""

    names: dict[uuid.UUID, str] = field(default_factory=dict)
    retired: set[uuid.UUID] = field(default_factory=set)
    wanted: dict[uuid.UUID, float] = field(default_factory=dict)
    changes: list[tuple[Day, str]] = field(default_factory=list)
    followed: list[Followed] = field(default_factory=list)
    items: dict[tuple[uuid.UUID, str, str], list[str]] = field(default_factory=dict)
    """The scored questions of each version of a survey, by kind."""
    process: tuple[uuid.UUID, str] | None = None
    """The customer feedback process."""
    led_to_records: Part = field(default_factory=lambda: Part(0, 0))
    """Of the analyses decided, those that led to an action, a risk or an improvement."""


def decided_in_time(written_on: Day, decided_on: Day | None, on: Day, days: int = DECIDE_WITHIN_DAYS) -> bool | None:
    """Say whether an analysis was decided on within so many days; None where that is not yet due."""
    limit = written_on + datetime.timedelta(days=days)
    if decided_on is None:
        return None if on <= limit else False
    return decided_on <= limit


def deeds(on: Day) -> Deeds:
    """Read what was decided within twelve months and what changed within two years."""
    year = Period.window(on, 12)
    since = months_before(on, LOOKED_BACK)
    rows: Any = _row(Segment.objects.all(), "segment", F("name"), _NONE, F("retired_on")).union(
        _row(Method.objects.filter(direct=True, precision__isnull=False, programme__state=ProgrammeState.APPROVED),
             "wanted", Cast("precision", CharField()), _NONE, _NONE, of=F("segment_id")),
        _row(Analysis.objects.filter(written_on__gt=year.after, written_on__lte=on), "analysis",
             F("decision_ref"), F("written_on"), F("decided_on")),
        _row(CallBack.objects.filter(due_on__gt=year.after, opened_on__lte=on), "callback", Value(""),
             F("due_on"), F("called_on")),
        _row(Complaint.objects.filter(received_on__gt=year.after, received_on__lte=on, same_as=None)
             .exclude(state=ComplaintState.WITHDRAWN), "complaint", Value(""),
             F("answer_by"), TruncDate("answered_at")),
        _row(Programme.objects.filter(approved_on__gt=since, approved_on__lte=on), "change",
             Concat(Value("Programme: "), F("name"), output_field=CharField()), F("approved_on"), _NONE),
        _row(Improvement.objects.filter(process__hears_customers=True, started_on__gt=since, started_on__lte=on),
             "change", Concat(F("key"), Value(" "), F("what"), output_field=CharField()), F("started_on"), _NONE),
        _row(Process.objects.filter(hears_customers=True, retired_on=None), "process", F("name"), _NONE, _NONE),
        _row(SurveyQuestion.objects.filter(kind__in=SCORED), "item",
             Concat("kind", _text("lowest"), Value("-"), _text("highest"), Value("|"), Cast("pk", CharField()),
                    Value("|"), "survey_version__survey__name",
                    output_field=CharField()), _NONE, _NONE, of=F("survey_version_id")),
        all=True,
    )  # fmt: skip
    return _put_together(rows, on)


def _text(column: str) -> Any:
    """Give a number as text; nothing where there is none."""
    return Coalesce(Cast(column, CharField()), Value(""), output_field=CharField())


_NONE = Cast(Value(None), DateField())


def _row(rows: Any, what: str, text: Any, day: Any, done: Any, *, of: Any = None) -> Any:
    """Give the rows of one table in the columns that all share."""
    return rows.order_by().annotate(
        the_of=of or F("pk"), the_what=Cast(Value(what), CharField()),
        the_text=Coalesce(Cast(text, CharField()), Value(""), output_field=CharField()), the_day=day, the_done=done,
    ).values_list("the_of", "the_what", "the_text", "the_day", "the_done")  # fmt: skip


def _put_together(rows: Iterable[tuple[Any, ...]], on: Day) -> Deeds:
    """Sort the rows by what they are."""
    found = Deeds()
    done: dict[str, list[bool | None]] = {"analysis": [], "callback": [], "complaint": []}
    decided = records = 0
    for pk, what, text, day, finished in rows:
        if what == "segment":
            found.names[pk] = text
            if finished is not None and finished <= on:
                found.retired.add(pk)
        elif what == "wanted":
            found.wanted[pk] = min(found.wanted.get(pk, 1.0), float(text) / 100)
        elif what == "process":
            found.process = (pk, text)
        elif what == "item":
            kind, question, name = text.split("|", 2)
            found.items.setdefault((pk, name, kind), []).append(str(uuid.UUID(question)))
        elif what == "change":
            found.changes.append((day, text))
        elif what == "analysis":
            finished = finished if finished is None or finished <= on else None
            done[what].append(decided_in_time(day, finished, on))
            decided, records = decided + (finished is not None), records + (finished is not None and bool(text))
        else:
            finished = finished if finished is None or finished <= on else None
            late = None if finished is None and on <= day else finished is not None and finished <= day
            done[what].append(late)
    words = (
        ("analysis", f"Analyses decided on within {DECIDE_WITHIN_DAYS} days"),
        ("complaint", "Complaints answered within the promise"),
        ("callback", "Unhappy customers called by the day promised"),
    )  # fmt: skip
    found.followed = [_followed(label, done[what]) for what, label in words]
    found.led_to_records = Part(records, decided)
    found.changes.sort()
    return found


def _followed(what: str, outcomes: list[bool | None]) -> Followed:
    due = [kept for kept in outcomes if kept is not None]
    part = Part(sum(due), len(due))
    return Followed(what, part, wilson(part.k, part.n) if part.n else None)
