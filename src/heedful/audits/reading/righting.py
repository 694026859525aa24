"""Nonconformities and what was done about them: put right, cause, corrective action, extent, effect."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from heedful.audits.reading.columns import (
    NO_DAY,
    NO_KEY,
    NO_MOMENT,
    NO_TEXT,
    done_on,
    entered,
    later,
    moment,
    named,
    text,
)
from heedful.audits.reading.office import COMPLETED, Todo
from heedful.audits.window import AsOf
from heedful.core.models import Entry
from heedful.improvement.models import (
    CauseAnalysis,
    CauseClass,
    Correction,
    CorrectiveAction,
    CriterionChange,
    EffectivenessReview,
    ExtentCheck,
    Nonconformity,
    Severity,
)
from heedful.processes.models import Measurement

Day = datetime.date


@dataclass(frozen=True)
class Case:
    """A nonconformity: found at the earlier of the typed and the entered day, closed at the later one."""

    pk: uuid.UUID
    source: str
    severity: int
    code: str
    process: uuid.UUID | None
    found_on: Day
    closed_on: Day | None
    on_risks: bool
    on_system: bool
    told_on: Day | None

    @property
    def grave(self) -> bool:
        """Say whether it is high or critical for the customer."""
        return self.severity >= Severity.HIGH


def cases(as_of: AsOf) -> list[Case]:
    """Read the nonconformities found within three years, and those that are open."""
    wanted = Q(found_on__gt=as_of.before(36)) | Q(closed_on=None) | Q(closed_on__gt=as_of.w12.after)
    rows = (
        Nonconformity.objects.filter(wanted, found_on__lte=as_of.day).order_by("found_at", "pk")
        .annotate(first=entered(), closing=entered(("nonconformity.closed",)))
        .values_list("pk", "source", "severity", "code", "process_id", "found_on", "first", "closed_on", "closing",
                     "risk_decision", "system_decision", "told_customer_on")
    )  # fmt: skip
    return [
        Case(
            pk, source, severity, code.strip().lower(), process,
            min(found, as_of.day_of(first)) if first else found, done_on(as_of, closed, closing), bool(risk.strip()),
            bool(system.strip()), told,
        )
        for pk, source, severity, code, process, found, first, closed, closing, risk, system, told in rows
    ]  # fmt: skip


@dataclass
class PutRight:
    """When a case was first contained or put right, and whether its consequences were dealt with."""

    started_on: Day
    consequences: bool


@dataclass(frozen=True)
class Fix:
    """A corrective action with the action that carries it out."""

    pk: uuid.UUID
    case: uuid.UUID
    analysis: uuid.UUID
    planned_on: Day
    measure: uuid.UUID | None
    window_days: int
    told_only: bool
    reasoned: bool
    todo: Todo
    extended: int


def fixes(as_of: AsOf) -> list[Fix]:
    """Read the corrective actions that were not dropped, by one question."""
    extended = Entry.objects.filter(object=OuterRef("action_id"), act="action.extended").order_by().values("object")
    columns = ("owner_id", "state", "opened_on", "due_on", "first_due_on", "done_on")
    rows: Any = (
        CorrectiveAction.objects.filter(planned_on__lte=as_of.day).exclude(action__state="dropped")
        .order_by("planned_on", "pk")
        .annotate(stamp=entered(COMPLETED, "action_id"),
                  extended=Coalesce(Subquery(extended.annotate(many=Count("pk")).values("many")[:1]), 0))
        .values_list("pk", "nonconformity_id", "analysis_id", "planned_on", "measure_id", "window_days",
                     "retrain_only", "retrain_because", "extended", "stamp", "action_id",
                     *(f"action__{name}" for name in columns))
    )  # fmt: skip
    return [
        Fix(*(*rest, bool(reason.strip()), Todo(*(*todo, done_on(as_of, done, stamp))), many))
        for *rest, reason, many, stamp, todo, done in ((*row[:10], row[10:16], row[16]) for row in rows)
    ]


def fixes_by_case(as_of: AsOf) -> dict[uuid.UUID, list[Fix]]:
    """Sort the corrective actions by what they are for."""
    found: dict[uuid.UUID, list[Fix]] = defaultdict(list)
    for fix in as_of.once(fixes):
        found[fix.case].append(fix)
    return found


@dataclass(frozen=True)
class Cause:
    """An analysis of a cause that stands."""

    pk: uuid.UUID
    case: uuid.UUID
    told_only: bool
    whole: bool
    """By a method, done, with evidence."""
    done_on: Day | None


def causes(as_of: AsOf) -> list[Cause]:
    """Read the analyses of causes that were not rejected."""
    rows = CauseAnalysis.objects.filter(rejected_on=None, began_on__lte=as_of.day).order_by("began_on", "pk")
    return [
        Cause(pk, case, cls == CauseClass.TRAINING, bool(method and evidence.strip() and done), done)
        for pk, case, method, cls, evidence, done in rows.values_list(
            "pk", "nonconformity_id", "method", "cause_class", "evidence", "done_on"
        )
    ]


@dataclass(frozen=True)
class Effect:
    """Somebody reviewed whether an action was effective."""

    reviewer: uuid.UUID
    reviewed_on: Day


@dataclass(frozen=True)
class Around:
    """What hangs on cases: put right and looked for elsewhere, by case; reviewed and changed, by corrective action."""

    put_right: dict[uuid.UUID, PutRight]
    extent: dict[uuid.UUID, Day]
    effects: dict[uuid.UUID, list[Effect]]
    criterion: dict[uuid.UUID, Day]


def around_cases(as_of: AsOf) -> Around:
    """Read it by one question; each was done at the later of the typed and the entered moment."""
    day, nothing = as_of.day, (NO_KEY, NO_MOMENT, NO_TEXT)
    parts: list[tuple[Any, tuple[Any, ...]]] = [
        (Correction.objects.filter(started_at__lte=as_of.end),
         (named("put_right"), "nonconformity_id", NO_DAY, entered(), NO_KEY, moment("started_at"),
          text("consequences"))),
        (ExtentCheck.objects.filter(checked_on__lte=day),
         (named("extent"), "nonconformity_id", "checked_on", entered(), *nothing)),
        (EffectivenessReview.objects.filter(reviewed_on__lte=day),
         (named("effect"), "corrective_action_id", "reviewed_on", entered(), "reviewer_id", NO_MOMENT, NO_TEXT)),
        (CriterionChange.objects.filter(changed_on__lte=day),
         (named("criterion"), "corrective_action_id", "changed_on", entered(), *nothing)),
    ]  # fmt: skip
    selects = [rows.order_by().values_list(*columns) for rows, columns in parts]
    found = Around({}, {}, defaultdict(list), {})
    for what, of, typed, stamp, who, started_at, said in selects[0].union(*selects[1:], all=True):
        if what == "put_right":
            began = as_of.day_of(later(started_at, stamp))
            here = found.put_right.setdefault(of, PutRight(began, False))
            here.started_on, here.consequences = min(here.started_on, began), here.consequences or bool(said.strip())
            continue
        on = done_on(as_of, typed, stamp) or day
        if what == "extent":
            found.extent[of] = min(on, found.extent.get(of, on))
        elif what == "effect":
            found.effects[of].append(Effect(who, on))
        else:
            found.criterion[of] = max(on, found.criterion.get(of, on))
    return found


def cycles(as_of: AsOf) -> dict[uuid.UUID, list[Day]]:
    """Read the days to which the measures of corrective actions have values, oldest first."""
    used = {fix.measure for fix in as_of.once(fixes) if fix.measure is not None}
    found: dict[uuid.UUID, list[Day]] = defaultdict(list)
    rows = Measurement.objects.filter(measure__in=used, last_on__gt=as_of.before(36), last_on__lte=as_of.day)
    for measure, on in rows.order_by("last_on").values_list("measure_id", "last_on"):
        found[measure].append(on)
    return found


@dataclass(frozen=True)
class Grave:
    """A case that is bad for customers, with all the records of it that something may be asked for."""

    pk: uuid.UUID
    closed_on: Day | None
    refs: tuple[str, ...]


def grave_cases(as_of: AsOf) -> list[Grave]:
    """Name the grave cases, each with its corrective actions."""
    mine = as_of.once(fixes_by_case)
    return [
        Grave(
            c.pk,
            c.closed_on,
            (
                f"nonconformity/{c.pk}",
                *(ref for f in mine.get(c.pk, []) for ref in (f"correctiveaction/{f.pk}", f"action/{f.todo.pk}")),
            ),
        )
        for c in as_of.once(cases)
        if c.grave
    ]
