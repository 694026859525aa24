"""The review of whether an action worked: somebody else looks at the data, and the verdict is computed."""

import datetime
from decimal import Decimal
from math import isfinite

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.improvement.corrective import MANY, implementers, window_ends
from heedful.improvement.models import (
    ActionState,
    CauseAnalysis,
    CorrectiveAction,
    EffectivenessReview,
    Nonconformity,
    Verdict,
)
from heedful.improvement.nonconformities import still_open
from heedful.improvement.verdicts import Counted, Criterion, judge


def criterion_of(planned: CorrectiveAction) -> Criterion:
    """Give the criterion as it was fixed, for the computation."""
    before = Counted(planned.baseline_k, planned.baseline_n)
    return Criterion(before, float(planned.threshold), planned.higher_is_better)


@command(needs=Permission.JUDGE_EFFECT)
def review_effect(
    planned: CorrectiveAction, *, by: Actor, on: datetime.date, after_k: int, after_n: int, note: str = "",
    reviewer: Person | None = None,
) -> EffectivenessReview:  # fmt: skip
    """Look at the data after an action; the criterion fixed before says what they mean.

    "Not effective" goes back to the cause: the analysis is rejected, and the case is taken up again.
    """
    planned = lock(planned)
    case = still_open(lock(planned.nonconformity))
    reviewer = reviewer or person_of(by)
    _may_be_judged(planned, reviewer, on)
    if after_n is None or after_n < 1:
        raise ValidationError({"after_n": "Say among how many it was counted after: at least one."})
    if after_n > MANY or (after_k or 0) > MANY:
        raise ValidationError({"after_n": f"Count up to {MANY:,}."})
    if after_k is None or after_k < 0:
        raise ValidationError({"after_k": "Say how often it was counted after; none is an answer, too."})
    judged = judge(criterion_of(planned), Counted(after_k, after_n))
    figures = (judged.ratio.estimate, judged.ratio.low, judged.ratio.high) if judged.ratio else (None, None, None)
    ratio, low, high = map(_kept, figures)
    review = EffectivenessReview(
        corrective_action=planned, reviewer=reviewer, reviewed_on=on, after_k=after_k, after_n=after_n, ratio=ratio,
        ratio_low=low, ratio_high=high, verdict=judged.verdict, note=note, owner=reviewer,
    )  # fmt: skip
    review.save()
    record("effectivenessreview.made", review, verdict=judged.verdict.value, after_k=after_k, after_n=after_n)
    if judged.verdict == Verdict.NOT_EFFECTIVE:
        back_to_the_cause(case, on=on, reason=f"{planned.key} was not effective.")
    return review


def back_to_the_cause(case: Nonconformity, *, on: datetime.date, reason: str) -> None:
    """Reject the causes that were found, and take the case up again; part of a command."""
    for analysis in case.analyses.filter(rejected_on=None).exclude(done_on=None):
        _reject(analysis, on, reason)
    case.reopened_on, case.closed_on, case.closed_by, case.closed_because, case.checked_by = on, None, "", "", None
    case.save(update_fields=["reopened_on", "closed_on", "closed_by", "closed_because", "checked_by"])
    record("nonconformity.reopened", case, reason=reason, on=on.isoformat())


def _reject(analysis: CauseAnalysis, on: datetime.date, reason: str) -> None:
    """Say of a cause that it was not the one."""
    analysis.rejected_on = on
    analysis.save(update_fields=["rejected_on"])
    record("causeanalysis.rejected", analysis, reason=reason, on=on.isoformat())


def _may_be_judged(planned: CorrectiveAction, reviewer: Person | None, on: datetime.date) -> None:
    """Refuse a look too early, by the wrong person, or after the data have spoken."""
    action = planned.action
    if planned.analysis.rejected_on:
        raise ValidationError("Its cause was rejected. Plan an action against the cause that is found next.")
    if action.state != ActionState.DONE:
        raise ValidationError(f"{action.key} is not done yet. Complete it first; then the data can be looked at.")
    if reviewer is None:
        raise ValidationError({"reviewer": "A person looks at the data."})
    if reviewer.ref in implementers(planned):
        raise ValidationError(
            {"reviewer": "Whoever carried the action out does not judge it. Ask somebody else to look at the data."}
        )
    ends = window_ends(planned)
    if ends and on < ends:
        raise ValidationError({"on": f"The data are looked at until {ends}. Judge it on that day or later."})
    last = planned.reviews.order_by("-reviewed_on", "-key").first()
    if last is None:
        return
    if last.verdict != Verdict.CANNOT_TELL:
        raise ValidationError(f"It was judged on {last.reviewed_on}: {last.get_verdict_display().lower()}.")
    if on <= last.reviewed_on:
        raise ValidationError({"on": f"It was looked at on {last.reviewed_on}; look again on a later day."})


def _kept(figure: float | None) -> Decimal | None:
    """Keep a figure with six places; nothing where it has no end, or none that fits."""
    if figure is None or not isfinite(figure) or abs(figure) >= 999_999:
        return None
    return Decimal(str(figure)).quantize(Decimal("0.000001"))
