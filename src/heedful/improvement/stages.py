"""Where a case stands on its way, for lists and for its page alike."""

import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from heedful.core.models import Person
from heedful.improvement.models import CauseAnalysis, Correction, CorrectiveAction, EffectivenessReview, Nonconformity

STAGES = {
    "contain": "To be contained", "cause": "Cause sought", "plan": "To be planned", "do": "Being done",
    "judge": "Did it work?", "close": "To be closed", "closed": "Closed",
}  # fmt: skip
"""The stages of a case, in order, each by what is awaited."""


def with_stage(cases: QuerySet[Nonconformity]) -> QuerySet[Nonconformity]:
    """Add to each case what its stage is told from, in the same question."""
    mine = Q(nonconformity=OuterRef("pk"))
    live = CorrectiveAction.objects.filter(mine, analysis__rejected_on=None).exclude(action__state="dropped")
    effective = EffectivenessReview.objects.filter(corrective_action=OuterRef("pk"), verdict="effective")
    still_open = live.filter(action__state="open").order_by("action__due_on")
    return cases.annotate(
        corrected=Exists(Correction.objects.filter(mine).exclude(done_at=None)),
        analysed=Exists(CauseAnalysis.objects.filter(mine, rejected_on=None).exclude(done_on=None)),
        planned=Exists(live),
        unjudged=Exists(live.filter(~Exists(effective))),
        action_due_on=Subquery(still_open.values("action__due_on")[:1]),
    )


def stage_of(case: Any) -> str:
    """Tell the stage of a case from what `with_stage` added."""
    if case.closed_on:
        return "closed"
    if case.planned:
        return "do" if case.action_due_on else "judge" if case.unjudged else "close"
    if case.analysed:
        return "plan"
    return "cause" if case.corrected else "contain"


def overdue(day: datetime.date) -> Exists:
    """Say of a case whether one of its corrective actions is overdue."""
    return Exists(
        CorrectiveAction.objects.filter(
            nonconformity=OuterRef("pk"), analysis__rejected_on=None, action__state="open", action__due_on__lt=day
        )
    )


def case_counts(person: Person, day: datetime.date) -> dict[str, Any]:
    """Count the cases by how they stand, in one question."""
    is_open = Q(closed_on=None)
    counted: dict[str, Any] = Nonconformity.objects.visible_to(person).annotate(overdue=overdue(day)).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=is_open),
        grave=Count("pk", filter=is_open & Q(severity__gte=3)),
        late=Count("pk", filter=is_open & Q(overdue=True)),
    )  # fmt: skip
    return counted
