"""Complaints as the tests of evidence see them: heard at the earlier moment, done at the later one."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from heedful.audits.reading.columns import NO_DAY, NO_KEY, NO_MOMENT, entered, later, moment, named
from heedful.audits.results import Listed, group
from heedful.audits.window import AsOf
from heedful.core.models import Entry
from heedful.feedback.models import (
    Complaint,
    ComplaintPerson,
    ComplaintState,
    CustomerUpdate,
    Escalation,
    Feedback,
    IndependenceException,
    Kind,
    Pause,
)
from heedful.feedback.promises import paused_days

OPEN = (ComplaintState.OPEN, ComplaintState.ANSWERED, ComplaintState.REOPENED)
DONE = {
    "acknowledged": "complaint.acknowledged",
    "assessed": "complaint.assessed",
    "answered": "complaint.answered",
    "closed": "complaint.closed",
    "nonconformity_decided": "complaint.nonconformity_decided",
    "withdrawn": "complaint.withdrawn",
}
COLUMNS = (
    "pk", "state", "same_as_id", "imported", "acknowledge_by", "acknowledged_by_machine", "severity",
    "safety", "complexity", "impact", "act_now", "outcome", "rejected_because", "way_to_escalate", "investigator_id",
    "event_owner_id", "code", "nonconformity", "nonconformity_because", "nonconformity_decided_by_id",
)  # fmt: skip
MOMENTS = ("received_at", "acknowledged_at", "assessed_at", "answered_at", "closed_at", "nonconformity_decided_at")
NAMES = (*COLUMNS, "kind", *MOMENTS)
Day = datetime.date


@dataclass(slots=True)
class Heard:
    """One complaint, its moments as days of the organisation."""

    pk: uuid.UUID
    state: str
    kind: str
    imported: bool
    heard_on: Day
    double: bool
    acknowledge_by: Day
    acknowledged_on: Day | None
    by_machine: bool
    assessed_on: Day | None
    assessed_whole: bool
    severity: int | None
    safety: bool | None
    answered_on: Day | None
    outcome: str
    told_why: bool
    closed_on: Day | None
    investigator: uuid.UUID | None
    event_owner: uuid.UUID | None
    withdrawn_on: Day | None
    code: str
    digs: bool | None
    """It was decided to be a nonconformity whose cause is looked for, or not."""
    reasoned: bool
    decided_by: uuid.UUID | None
    decided_on: Day | None
    dated_before: bool
    """Something was dated earlier than it was entered."""

    @property
    def open(self) -> bool:
        """Say whether it has not come to its end."""
        return self.state in OPEN

    @property
    def withdrawn(self) -> bool:
        """Say whether it was withdrawn."""
        return self.state == ComplaintState.WITHDRAWN

    @property
    def reclassified_on(self) -> Day | None:
        """Say when it was declared to be something else than a complaint."""
        return self.withdrawn_on if self.withdrawn and self.kind != Kind.COMPLAINT else None


@dataclass
class Complaints:
    """The complaints of the last twelve months, and those open since longer."""

    as_of: AsOf
    all: list[Heard]

    def of_window(self, limit: Callable[[Heard], Day]) -> list[Heard]:
        """List those that count: heard in the window, each once; reclassified after the limit still counts."""
        window = self.as_of.w12
        return [
            c for c in self.all
            if not c.double and c.heard_on in window
            and (not c.withdrawn or (c.reclassified_on is not None and c.reclassified_on > limit(c)))
        ]  # fmt: skip

    @property
    def open(self) -> list[Heard]:
        """List those that have not come to their end, whenever they were heard."""
        return [c for c in self.all if c.open and not c.double]

    @property
    def beside(self) -> list[Listed]:
        """List what is shown beside: withdrawn, counted elsewhere, open since long, imported, back-dated."""
        window = self.as_of.w12
        inside = [c for c in self.all if c.heard_on in window]
        groups = (
            ("Withdrawn", [c for c in inside if c.withdrawn]),
            ("The same complaint over another channel, counted once", [c for c in inside if c.double]),
            ("Open since before the window", [c for c in self.open if c.heard_on not in window]),
            ("Imported: dates as in their source", [c for c in inside if c.imported]),
            ("Dated earlier than entered: the entry counts", [c for c in inside if c.dated_before]),
        )
        return [Listed(words, group("complaint", rows)) for words, rows in groups if rows]


def _wanted(as_of: AsOf) -> Q:
    return Q(received_on__lte=as_of.day) & (Q(received_on__gt=as_of.w12.after) | Q(state__in=OPEN))


def complaints(as_of: AsOf) -> Complaints:
    """Read the complaints of the last twelve months and the open ones, by two questions."""
    found = Complaint.objects.filter(_wanted(as_of)).order_by("received_at", "pk")
    # What kind its feedback is now matters for withdrawn ones alone: those may have been reclassified.
    kind = Feedback.objects.filter(pk=OuterRef("feedback_id")).order_by().values("kind")[:1]
    withdrawn = When(state=ComplaintState.WITHDRAWN, then=Subquery(kind))
    rows = list(
        found.values_list(
            *COLUMNS, Case(withdrawn, default=Value(Kind.COMPLAINT.value)), *(moment(name) for name in MOMENTS)
        )
    )
    stamps = _stamps(found.filter(imported=False)) if rows else {}
    return Complaints(as_of, [_heard(as_of, dict(zip(NAMES, row, strict=True)), stamps) for row in rows])


def _stamps(found: QuerySet[Complaint]) -> dict[uuid.UUID, dict[str, str]]:
    """Look up when each was entered, and when each thing done was said to be done."""
    stamps: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    rows = Entry.objects.filter(Q(n=1) | Q(act__in=DONE.values()), object__in=found.order_by().values("pk"))
    for pk, act, n, stamp in rows.order_by("n").values_list("object", "act", "n", moment("t")):
        if n == 1:
            stamps[pk]["entered"] = stamp
        # Assessed and acknowledged: the first time counts. Closed, answered and withdrawn: the last.
        if act in ("complaint.acknowledged", "complaint.assessed"):
            stamps[pk].setdefault(act, stamp)
        else:
            stamps[pk][act] = stamp
    return stamps


def _heard(as_of: AsOf, row: dict[str, Any], stamps: dict[uuid.UUID, dict[str, str]]) -> Heard:
    """Resolve the moments of one complaint: an import's are the source's, all others the history's where it differs."""
    stamp = {} if row["imported"] else stamps.get(row["pk"], {})
    day_of = as_of.day_of
    before = False

    def done(name: str) -> Day | None:
        nonlocal before
        typed = row[f"{name}_at"]
        if typed is None:
            return None
        found = day_of(later(typed, stamp.get(DONE.get(name, ""))))
        before = before or found > day_of(typed)
        return found

    machine = row["acknowledged_by_machine"]
    counts = not machine or as_of.organisation.machine_acknowledges
    whole = row["severity"], row["safety"], row["complexity"], row["act_now"]
    withdrawn = stamp.get(DONE["withdrawn"])
    return Heard(
        pk=row["pk"], state=row["state"], kind=row["kind"], imported=row["imported"],
        heard_on=day_of(min(row["received_at"], stamp.get("entered", row["received_at"]))),
        double=row["same_as_id"] is not None, acknowledge_by=row["acknowledge_by"],
        acknowledged_on=done("acknowledged") if counts else None, by_machine=machine and counts,
        assessed_on=done("assessed"), assessed_whole=None not in whole and bool(row["impact"]),
        severity=row["severity"], safety=row["safety"], answered_on=done("answered"), outcome=row["outcome"],
        told_why=bool(row["rejected_because"] and row["way_to_escalate"]),
        closed_on=done("closed") if row["state"] == ComplaintState.CLOSED else None,
        investigator=row["investigator_id"], event_owner=row["event_owner_id"],
        withdrawn_on=day_of(withdrawn) if withdrawn else None, code=row["code"].strip().lower(),
        digs=row["nonconformity"], reasoned=bool(row["nonconformity_because"].strip()),
        decided_by=row["nonconformity_decided_by_id"], decided_on=done("nonconformity_decided"), dated_before=before,
    )  # fmt: skip


@dataclass(frozen=True)
class Closed:
    """A complaint that was closed within twelve months, and whether its complainant was asked how it was handled."""

    pk: uuid.UUID
    closed_on: Day
    asked_on: Day | None


def closed_complaints(as_of: AsOf) -> list[Closed]:
    """Read the complaints closed within twelve months, each once, whenever they were heard."""
    rows = Complaint.objects.filter(
        state=ComplaintState.CLOSED, same_as=None, imported=False, closed_at__gt=as_of.moment(as_of.w12.after),
        closed_at__lte=as_of.end,
    ).order_by("closed_at", "pk")  # fmt: skip
    day = as_of.day_of
    return [
        Closed(pk, day(closed_at), day(asked_at) if asked_at else None)
        for pk, closed_at, asked_at in rows.values_list("pk", moment("closed_at"), moment("handling_asked_at"))
    ]


@dataclass
class Around:
    """What was done around complaints: told, handed up, paused, whom they concern, exceptions."""

    told: dict[uuid.UUID, Day]
    handed_up: set[uuid.UUID]
    paused: dict[uuid.UUID, int]
    """Working days by which promises were held."""
    pausing: set[uuid.UUID]
    concerned: dict[uuid.UUID, set[uuid.UUID]]
    excepted: set[uuid.UUID]


def around_complaints(as_of: AsOf) -> Around:
    """Read what hangs on complaints, by one question; word to the customer and pauses from the window on."""
    told = CustomerUpdate.objects.filter(told_at__gt=as_of.moment(as_of.w12.after)).order_by()
    paused = Pause.objects.filter(Q(until=None) | Q(until__gt=as_of.w12.after)).order_by()
    nothing = (NO_MOMENT, NO_MOMENT, NO_DAY, NO_DAY)
    of = "complaint_id"
    rows = told.values_list(named("told"), of, moment("told_at"), entered(), NO_DAY, NO_DAY, NO_KEY).union(
        Escalation.objects.order_by().values_list(named("handed_up"), of, *nothing, NO_KEY),
        paused.values_list(named("paused"), of, NO_MOMENT, NO_MOMENT, "since", "until", NO_KEY),
        ComplaintPerson.objects.order_by().values_list(named("concerned"), of, *nothing, "person_id"),
        IndependenceException.objects.order_by().values_list(named("excepted"), of, *nothing, NO_KEY),
        all=True,
    )
    return _gather(as_of, rows)


def _gather(as_of: AsOf, rows: Iterable[Any]) -> Around:
    found = Around({}, set(), defaultdict(int), set(), defaultdict(set), set())
    for what, complaint, told_at, stamp, since, until, person in rows:
        if what == "told":
            day = as_of.day_of(later(told_at, stamp))
            found.told[complaint] = max(day, found.told.get(complaint, day))
        elif what == "handed_up":
            found.handed_up.add(complaint)
        elif what == "paused":
            found.paused[complaint] += paused_days(
                as_of.calendar, since, max(since, min(until or as_of.day, as_of.day))
            )
            if until is None or until > as_of.day:
                found.pausing.add(complaint)
        elif what == "concerned":
            found.concerned[complaint].add(person)
        else:
            found.excepted.add(complaint)
    return found
