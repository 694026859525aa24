"""Commands that close a case in one of three ways, and the one that takes it up again."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.improvement.corrective import implementers, window_ends
from heedful.improvement.effectiveness import back_to_the_cause
from heedful.improvement.models import ClosedBy, CorrectiveAction, Nonconformity, Verdict

REPEAT, REPEAT_DAYS = 3, 90
"""So many of the same code within so many days are a repeat."""


@command(needs=Permission.JUDGE_EFFECT)
def close_by_correction(case: Nonconformity, *, by: Actor, on: datetime.date, because: str) -> Nonconformity:
    """Close a case with its correction alone, decided with reason."""
    case = _closable(lock(case), on)
    if not because.strip():
        raise ValidationError({"because": "Say why putting it right is enough, and its cause is not taken away."})
    if not case.corrections.exclude(done_at=None).exists():
        raise ValidationError("Put it right first: no correction is done.")
    if live_actions(case).exists():
        raise ValidationError("A corrective action is planned. Drop it with its reason first, or close by its effect.")
    grave = why_not_by_correction(case)
    if grave and not by.may(Permission.APPROVE_DIRECTION):
        raise ValidationError(f"{grave} Top management decides that a correction is enough; else look for the cause.")
    return _close(case, ClosedBy.CORRECTION, on, because)


@command(needs=Permission.JUDGE_EFFECT)
def close_as_effective(case: Nonconformity, *, by: Actor, on: datetime.date) -> Nonconformity:
    """Close a case whose corrective actions were all found effective."""
    case = _closable(lock(case), on)
    planned = list(live_actions(case))
    if not planned:
        raise ValidationError("No corrective action stands behind it. Plan one, or close by correction with reason.")
    for one in planned:
        if last_verdict(one) != Verdict.EFFECTIVE:
            raise ValidationError(f"{one.key} was not found effective. Review its effect first.")
    _extent_checked(case)
    return _close(case, ClosedBy.EFFECTIVE, on, "")


@command(needs=Permission.JUDGE_EFFECT)
def close_with_weak_evidence(
    case: Nonconformity, *, by: Actor, on: datetime.date, because: str, checked_by: Person | None = None
) -> Nonconformity:
    """Close a case whose window is over while the data cannot tell: it did not come back, and somebody looked."""
    case = _closable(lock(case), on)
    checker = checked_by or person_of(by)
    planned = list(live_actions(case))
    if not because.strip():
        raise ValidationError({"because": "Say what was seen on the spot."})
    if not planned:
        raise ValidationError("No corrective action stands behind it. Plan one, or close by correction with reason.")
    for one in planned:
        _weak(one, on)
    if all(last_verdict(one) == Verdict.EFFECTIVE for one in planned):
        raise ValidationError("The data say that it was effective. Close it so.")
    if checker is None:
        raise ValidationError({"checked_by": "Say who checked on the spot."})
    if any(checker.ref in implementers(one) for one in planned):
        raise ValidationError({"checked_by": "Somebody other than who carried it out checks on the spot."})
    again = recurrences(case).first()
    if again is not None:
        raise ValidationError(f"It came back: {again.key}, found on {again.found_on}. Look for the cause again.")
    _extent_checked(case)
    case.checked_by = checker
    return _close(case, ClosedBy.WEAK, on, because)


@command(needs=Permission.PUT_RIGHT)
def reopen_nonconformity(case: Nonconformity, *, by: Actor, on: datetime.date, reason: str) -> Nonconformity:
    """Take a case up again because it came back, whether closed or not: the cause that was found is rejected."""
    case = lock(case)
    if not case.closed_on and not (live_actions(case).exists() and recurrences(case).exists()):
        raise ValidationError(f"{case.key} is open, and has not come back since its actions were done.")
    if not reason.strip():
        raise ValidationError({"reason": "Say what came back, and where it can be seen."})
    since = case.closed_on or case.found_on
    if on < since:
        raise ValidationError({"on": f"It stood so since {since}; give that day or a later one."})
    back_to_the_cause(case, on=on, reason=reason)
    return case


def live_actions(case: Nonconformity) -> QuerySet[CorrectiveAction]:
    """Give the corrective actions that a case rests on now: not dropped, against a cause that stands."""
    return CorrectiveAction.objects.filter(nonconformity=case, analysis__rejected_on=None).exclude(
        action__state="dropped"
    ).select_related("action")  # fmt: skip


def last_verdict(planned: CorrectiveAction) -> str:
    """Say how the effect of an action was judged last; nothing where nobody looked."""
    return planned.reviews.order_by("-reviewed_on", "-key").values_list("verdict", flat=True).first() or ""


def recurrences(case: Nonconformity) -> QuerySet[Nonconformity]:
    """Give the later cases of the same code in the same process, found after the actions were done."""
    done = [one.action.done_on for one in live_actions(case) if one.action.done_on]
    since = max(done, default=case.closed_on or case.found_on)
    if not case.code:
        return Nonconformity.objects.none()
    same = Q(process_id=case.process_id) if case.process_id else Q(process=None)
    return Nonconformity.objects.filter(same, code=case.code, found_on__gt=since).exclude(
        pk=case.pk
    ).order_by("found_on")  # fmt: skip


def why_not_by_correction(case: Nonconformity) -> str:
    """Say why a correction alone is not enough; nothing where it may be."""
    if case.safety:
        return "Somebody could be hurt."
    if case.legal:
        return "A law or rule was not met."
    if is_repeat(case):
        return f"It is a repeat: {REPEAT} or more of this code within {REPEAT_DAYS} days."
    return ""


def is_repeat(case: Nonconformity) -> bool:
    """Say whether a case is one of three or more of its code within ninety days."""
    if not case.code:
        return False
    span = datetime.timedelta(days=REPEAT_DAYS)
    near = (case.found_on - span, case.found_on + span)
    days = sorted(Nonconformity.objects.filter(code=case.code, found_on__range=near).values_list("found_on", flat=True))
    runs = zip(days, days[REPEAT - 1 :], strict=False)
    return any(last - first <= span and first <= case.found_on <= last for first, last in runs)


def _closable(case: Nonconformity, on: datetime.date) -> Nonconformity:
    """Refuse to close twice, or before it was found or taken up again."""
    if case.closed_on:
        raise ValidationError(f"{case.key} was closed on {case.closed_on}.")
    since = max(case.found_on, case.reopened_on or case.found_on)
    if on < since:
        raise ValidationError({"on": f"It was {'taken up again' if case.reopened_on else 'found'} on {since}; "
                                     "give that day or a later one."})  # fmt: skip
    return case


def _weak(planned: CorrectiveAction, on: datetime.date) -> None:
    """Refuse where the window is not over, or nobody has looked at the data."""
    ends, verdict = window_ends(planned), last_verdict(planned)
    if ends is None:
        raise ValidationError(f"{planned.key} is not done yet.")
    if on < ends:
        raise ValidationError({"on": f"The data of {planned.key} are looked at until {ends}. Wait for that day."})
    if not verdict:
        raise ValidationError(f"Nobody has looked at the data of {planned.key}. Review its effect first.")


def _extent_checked(case: Nonconformity) -> None:
    """Refuse where nobody looked where else it could happen."""
    if not case.extent_checks.exists():
        raise ValidationError("Look first where else it could happen, and write down what you found.")


def _close(case: Nonconformity, way: ClosedBy, on: datetime.date, because: str) -> Nonconformity:
    """Close a case, and say which way."""
    case.closed_on, case.closed_by, case.closed_because = on, way, because
    case.save(update_fields=["closed_on", "closed_by", "closed_because", "checked_by"])
    record("nonconformity.closed", case, reason=because, way=way.value, on=on.isoformat())
    return case
