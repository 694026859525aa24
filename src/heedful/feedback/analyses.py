"""Commands on analyses: what the results said, and what was decided on it."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Found, Person
from heedful.core.permissions import Permission
from heedful.feedback.models import Analysis, Method

DECIDED = ("action", "risk", "improvement")
"""Kinds of record that a decision may lead to."""
DECIDE_WITHIN_DAYS = 30


@command(needs=Permission.ANALYSE)
def write_analysis(
    *, by: Actor, name: str, first_on: datetime.date, last_on: datetime.date, conclusion: str,
    written_on: datetime.date, method: Method | None = None, contradiction: bool = False, owner: Person | None = None,
) -> Analysis:  # fmt: skip
    """Write what the results of a period say."""
    if last_on > written_on:
        raise ValidationError({"last_on": "The period has not ended. Choose one that has."})
    analysis = Analysis(
        name=name, method=method, first_on=first_on, last_on=last_on, conclusion=conclusion, written_on=written_on,
        contradiction=contradiction, owner=owner or person_of(by),
    )  # fmt: skip
    analysis.save()
    record("analysis.written", analysis)
    return analysis


@command(needs=Permission.ANALYSE)
def decide_analysis(
    analysis: Analysis, *, by: Actor, on: datetime.date, decision: str, no_action: bool = False, leads_to: str = "",
) -> Analysis:  # fmt: skip
    """Decide on an analysis: something that a record follows up, or, with the reason, nothing."""
    analysis = lock(analysis)
    if analysis.decided_on:
        raise ValidationError(f"This was decided on {analysis.decided_on:%-d %b %Y}.")
    if on < analysis.written_on:
        raise ValidationError({"on": "The decision cannot be older than the analysis."})
    if not decision.strip():
        raise ValidationError({"decision": "Say what was decided, or why nothing was."})
    if no_action and leads_to.strip():
        raise ValidationError({"no_action": "Either nothing is done, or a record follows it up; not both."})
    if not no_action and not leads_to.strip():
        raise ValidationError(
            {"leads_to": "Name the action, risk or improvement that follows, or say that nothing is done."}
        )
    analysis.decision_ref = "" if no_action else _followed_up(leads_to)
    analysis.decided_on, analysis.decided_by = on, person_of(by)
    analysis.decision, analysis.no_action = decision, no_action
    analysis.save(update_fields=["decided_on", "decided_by", "decision", "no_action", "decision_ref"])
    record("analysis.decided", analysis, on=on.isoformat(), days=(on - analysis.written_on).days)
    return analysis


def _followed_up(key: str) -> str:
    """Find the record by its key, as people call it, or by its reference."""
    by_name = Q(key=key.strip().upper()) | Q(ref=key.strip())
    found = Found.objects.filter(by_name, kind__in=DECIDED).values_list("ref", flat=True).first()
    if found is None:
        raise ValidationError({"leads_to": f"There is no action, risk or improvement “{key.strip()[:24]}”."})
    return found
