"""Commands on corrective actions: planned with the criterion of their effect, which stays as it was fixed."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Entry, Person
from heedful.core.permissions import Permission
from heedful.improvement.commands import open_action
from heedful.improvement.models import CorrectiveAction, CriterionChange, Nonconformity, Verdict
from heedful.improvement.nonconformities import still_open
from heedful.processes.models import Measure

MANY = 1_000_000_000
"""Nobody counts more than this, and both databases hold it."""
FIGURES = frozenset({
    "criterion", "measure", "higher_is_better", "baseline_k", "baseline_n", "threshold", "window_days"
})  # fmt: skip


@command(needs=Permission.PUT_RIGHT)
def plan_corrective_action(
    case: Nonconformity, *, by: Actor, on: datetime.date, what: str, owner: Person | None, due_on: datetime.date,
    criterion: str, baseline_k: int, baseline_n: int, threshold: Decimal, window_days: int = 90,
    higher_is_better: bool = False, measure: Measure | None = None, retrain_only: bool = False,
    retrain_because: str = "",
) -> CorrectiveAction:  # fmt: skip
    """Plan what takes the cause away, and fix now by which figures it will be judged."""
    case = still_open(lock(case))
    analysis = case.analyses.filter(rejected_on=None).exclude(done_on=None).first()
    if analysis is None:
        raise ValidationError("Find the cause first: a corrective action takes a cause away that was found.")
    if on < analysis.done_on:
        raise ValidationError({"on": f"The cause was found on {analysis.done_on}; give that day or a later one."})
    if case.corrective_actions.filter(what=what, analysis=analysis).exclude(action__state="dropped").exists():
        raise ValidationError({"what": "This is planned already."})
    planned = CorrectiveAction(
        nonconformity=case, analysis=analysis, what=what, planned_on=on, measure=measure, criterion=criterion,
        higher_is_better=higher_is_better, baseline_k=baseline_k, baseline_n=baseline_n, threshold=threshold,
        window_days=window_days, retrain_only=retrain_only, retrain_because=retrain_because, owner=owner,
    )  # fmt: skip
    _judge(planned)
    planned.action = open_action(by=by, what=what, owner=owner, due_on=due_on, on=on, source=case.ref)
    planned.save()
    record("correctiveaction.planned", planned, case=case.ref, due=due_on.isoformat(), window_days=window_days)
    return planned


@command(needs=Permission.JUDGE_EFFECT)
def change_criterion(
    planned: CorrectiveAction, *, by: Actor, on: datetime.date, reason: str, approved_by: Person | None = None,
    **figures: Any,
) -> CorrectiveAction:  # fmt: skip
    """Change by what an action is judged: somebody else presses, says why, and the old criterion stays in sight."""
    planned = lock(planned)
    still_open(planned.nonconformity)
    if unknown := set(figures) - FIGURES:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed here."))
    if planned.reviews.exclude(verdict=Verdict.CANNOT_TELL).exists():
        raise ValidationError("The data have spoken by this criterion. It stays as it is.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why the criterion changes."})
    if all(getattr(planned, name) == value for name, value in figures.items()):
        raise ValidationError("Nothing is different. Change a figure, or leave it.")
    approver = person_of(by) or approved_by
    if approver is None or f"person/{approver.pk}" in _makers(planned):
        raise ValidationError(
            "Somebody other than who planned or carries out the action changes its criterion. Ask another person."
        )
    if on < planned.planned_on:
        raise ValidationError({"on": f"It was planned on {planned.planned_on}; give that day or a later one."})
    was = in_words(planned)
    for name, value in figures.items():
        setattr(planned, name, value)
    _judge(planned)
    planned.save(update_fields=list(figures))
    record("correctiveaction.criterion_changed", planned, reason=reason, on=on.isoformat(), changed=sorted(figures))
    change = CriterionChange(corrective_action=planned, was=was, reason=reason, approved_by=approver, changed_on=on)
    change.save()
    record("criterionchange.approved", change, approver=approver.ref)
    return planned


def in_words(planned: CorrectiveAction) -> str:
    """Say a criterion with its figures."""
    least = "at least" if planned.higher_is_better else "at most"
    threshold = f"{planned.threshold:f}"
    threshold = threshold.rstrip("0").rstrip(".") if "." in threshold else threshold
    return (
        f"{planned.criterion.strip().rstrip('.')}: after over before {least} {threshold}; "
        f"before {planned.baseline_k:,} of {planned.baseline_n:,}; looked at for {planned.window_days} days."
    )


def window_ends(planned: CorrectiveAction) -> datetime.date | None:
    """Say on which day the data are looked at; nothing while it is not done."""
    done = planned.action.done_on
    return done + datetime.timedelta(days=planned.window_days) if done else None


def implementers(planned: CorrectiveAction) -> set[str]:
    """Name who carried the action out: its owner, and who declared it done."""
    action = planned.action
    entries = Entry.objects.filter(object=action.pk, act="action.completed").values_list("by", flat=True)
    return {f"person/{action.owner_id}", *entries}


def _makers(planned: CorrectiveAction) -> set[str]:
    """Name who planned the action and who carries it out."""
    entries = Entry.objects.filter(object=planned.pk, act="correctiveaction.planned").values_list("by", flat=True)
    return {f"person/{planned.action.owner_id}", *entries}


def _judge(planned: CorrectiveAction) -> None:
    """Refuse an action without words, and a criterion that the data could never speak to."""
    wrong = _judge_figures(planned)
    if not planned.what.strip():
        wrong["what"] = "Say what is done."
    if not planned.criterion.strip():
        wrong["criterion"] = "Say what will be seen if it worked, before it is done."
    if planned.retrain_only and not planned.retrain_because.strip():
        wrong["retrain_because"] = "Say why telling or training people is enough here; the cause stays otherwise."
    if wrong:
        raise ValidationError(wrong)


def _judge_figures(planned: CorrectiveAction) -> dict[str, str]:
    """Say which figures of a criterion make no sense."""
    wrong = {}
    many = max(planned.baseline_n or 0, planned.baseline_k or 0) > MANY
    if many or not planned.baseline_n or planned.baseline_n < 1:
        wrong["baseline_n"] = f"Say among how many it was counted before: one to {MANY:,}."
    if not planned.window_days or planned.window_days < 1:
        wrong["window_days"] = "Say for how many days it is looked at."
    if planned.higher_is_better and planned.threshold <= 1:
        wrong["threshold"] = "More is better here: give a ratio above 1, such as 1.5."
    if not planned.higher_is_better and planned.threshold >= 1:
        wrong["threshold"] = "Less is better here: give a ratio below 1, such as 0.5."
    if not planned.higher_is_better and not planned.baseline_k:
        wrong["baseline_k"] = "It happened at least once; what never happened cannot become less."
    return wrong
