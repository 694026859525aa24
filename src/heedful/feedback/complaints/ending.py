"""Commands towards the end of a complaint: answer it, close it with the complainant, take it up again."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.organisation import current_organisation, working_calendar
from heedful.core.permissions import Permission
from heedful.feedback.complaints.rules import end_pause, refuse_answered, refuse_ended, refuse_involved
from heedful.feedback.models import (
    ClosedHow,
    Complaint,
    ComplaintState,
    ContactAttempt,
    Outcome,
    Reopening,
    Severity,
)

ANSWERED = (
    "state", "answered_at", "answer", "outcome", "rejected_because", "way_to_escalate", "redress", "redress_cost",
    "acknowledged_at", "next_update_by",
)  # fmt: skip
CONTACTS_BEFORE_CLOSING = 2


@command(needs=Permission.HANDLE_COMPLAINTS)
def answer_complaint(
    complaint: Complaint, *, by: Actor, answer: str, outcome: str, redress: str = "",
    redress_cost: Decimal | None = None, rejected_because: str = "", way_to_escalate: str = "",
) -> Complaint:  # fmt: skip
    """Give the customer our answer: what was found of it and what we do; a rejection says why and where to go on."""
    complaint = refuse_answered(lock(complaint))
    if complaint.serious and not complaint.investigated_at:
        raise ValidationError("A serious complaint is looked into first, by somebody who is not involved.")
    if complaint.serious and complaint.investigator is not None:
        refuse_involved(complaint, complaint.investigator)
    changed = end_pause(complaint, working_calendar().day_of(clock.now()))
    _answer(complaint, answer, outcome, redress, redress_cost, rejected_because, way_to_escalate)
    complaint.save(update_fields=sorted({*ANSWERED, *changed}))
    days = working_calendar()
    record("complaint.answered", complaint, days=days.between(complaint.received_on, days.day_of(clock.now())))
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def settle_complaint(
    complaint: Complaint, *, by: Actor, answer: str, outcome: str, severity: int, impact: str, safety: bool = False,
    redress: str = "", redress_cost: Decimal | None = None,
) -> Complaint:  # fmt: skip
    """Settle a small complaint at first contact: acknowledged, assessed, answered and accepted in one."""
    complaint = refuse_answered(lock(complaint))
    if complaint.reopenings.exists() or complaint.updates.exists():
        raise ValidationError("This is past its first contact. Answer it, and close it when the customer agrees.")
    if severity >= Severity.HIGH or safety or complaint.serious:
        raise ValidationError({"severity": "A serious complaint is looked into first; it is not settled at once."})
    if outcome == Outcome.NOT_UPHELD:
        raise ValidationError({"outcome": "What is rejected is not settled. Answer it with the reason instead."})
    if not impact.strip():
        raise ValidationError({"impact": "Say what it meant for the customer."})
    now = clock.now()
    changed = end_pause(complaint, working_calendar().day_of(now))
    _answer(complaint, answer, outcome, redress, redress_cost, "", "")
    complaint.severity, complaint.safety, complaint.complexity = severity, safety, 1
    complaint.impact, complaint.act_now, complaint.settled_at_once = impact, True, True
    complaint.assessed_at = complaint.assessed_at or now
    complaint.state, complaint.closed_at, complaint.closed_how = ComplaintState.CLOSED, now, ClosedHow.ACCEPTED
    assessed = ("severity", "safety", "complexity", "impact", "act_now", "settled_at_once", "assessed_at")
    complaint.save(update_fields=sorted({*ANSWERED, *changed, *assessed, "closed_at", "closed_how"}))
    record("complaint.settled", complaint)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def try_contact(complaint: Complaint, *, by: Actor, how: str, replied: bool = False) -> ContactAttempt:
    """Note that we tried to reach the complainant about our answer; once a day for each way counts."""
    complaint = lock(complaint)
    if complaint.state != ComplaintState.ANSWERED:
        raise ValidationError("Contacts count from the answer on. Answer the complaint first.")
    now, days = clock.now(), working_calendar()
    begin = days.end(days.day_of(now) - datetime.timedelta(days=1))
    if complaint.attempts.filter(tried_at__gt=begin, how=how.strip(), replied=replied).exists():
        raise ValidationError({"how": "This is noted for today already."})
    attempt = ContactAttempt(complaint=complaint, tried_at=now, person=person_of(by), how=how.strip(), replied=replied)
    attempt.save()
    record("contactattempt.made", attempt)
    return attempt


@command(needs=Permission.HANDLE_COMPLAINTS)
def close_complaint(complaint: Complaint, *, by: Actor, how: str) -> Complaint:
    """Close an answered complaint: the complainant accepted, or did not reply to two contacts."""
    complaint = refuse_ended(lock(complaint))
    if complaint.state != ComplaintState.ANSWERED:
        raise ValidationError("The customer waits for our answer. Answer the complaint first.")
    if how == ClosedHow.NO_REPLY:
        _refuse_too_few_contacts(complaint)
    elif how != ClosedHow.ACCEPTED:
        raise ValidationError({"how": "Say that the complainant accepted, or that two contacts brought no reply."})
    complaint.state, complaint.closed_at, complaint.closed_how = ComplaintState.CLOSED, clock.now(), how
    complaint.save(update_fields=["state", "closed_at", "closed_how"])
    days = working_calendar()
    record("complaint.closed", complaint, days=days.between(complaint.received_on, days.day_of(clock.now())))
    return complaint


@command(needs=Permission.SPEAK)
def accept_answer(complaint: Complaint, *, by: Actor) -> Complaint:
    """The complainant accepts our answer on their status page."""
    return close_complaint(complaint, by=by, how=ClosedHow.ACCEPTED)


@command(needs=Permission.SPEAK)
def reopen_complaint(complaint: Complaint, *, by: Actor, because: str) -> Complaint:
    """Take a complaint up again, with new promises; what had been answered is kept beside it.

    How the handling is felt is asked anew once it is answered again.
    """
    complaint = lock(complaint)
    if complaint.state not in (ComplaintState.ANSWERED, ComplaintState.CLOSED) or complaint.same_as_id:
        raise ValidationError("Only an answered or closed complaint is taken up again.")
    if not because.strip():
        raise ValidationError({"because": "Say what is not settled."})
    now, days, terms = clock.now(), working_calendar(), current_organisation()
    kept = Reopening(
        complaint=complaint, reopened_at=now, because=because.strip(), by_complainant=person_of(by) is None,
        answered_at=complaint.answered_at, answer_by=complaint.answer_by, answer=complaint.answer,
        outcome=complaint.outcome, closed_at=complaint.closed_at,
    )  # fmt: skip
    kept.save()
    record("reopening.noted", kept)
    complaint.state, complaint.reopened_at = ComplaintState.REOPENED, now
    complaint.closed_at, complaint.closed_how, complaint.settled_at_once = None, "", False
    complaint.handling_asked_at = None
    complaint.next_update_by = days.add(days.day_of(now), terms.first_update_days)
    complaint.answer_by = days.add(days.day_of(now), terms.answer_days)
    complaint.save(
        update_fields=[
            "state", "reopened_at", "closed_at", "closed_how", "settled_at_once", "next_update_by", "answer_by",
            "handling_asked_at",
        ]
    )  # fmt: skip
    record("complaint.reopened", complaint)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def withdraw_complaint(complaint: Complaint, *, by: Actor, because: str) -> Complaint:
    """The complainant takes it back, or it was none; it stays on record with the reason."""
    complaint = refuse_ended(lock(complaint))
    if not because.strip():
        raise ValidationError({"because": "Say why it is withdrawn, and who said so."})
    changed = end_pause(complaint, working_calendar().day_of(clock.now()))
    complaint.state, complaint.withdrawn_because = ComplaintState.WITHDRAWN, because
    complaint.withdrawn_at, complaint.next_update_by = clock.now(), None
    complaint.save(update_fields=sorted({"state", "withdrawn_because", "withdrawn_at", "next_update_by", *changed}))
    record("complaint.withdrawn", complaint)
    return complaint


def _answer(
    complaint: Complaint, answer: str, outcome: str, redress: str, cost: Decimal | None, because: str, way: str
) -> None:
    """Put an answer on a complaint, or say what it lacks."""
    wrong = {}
    if not answer.strip():
        wrong["answer"] = "Write the answer as the customer gets it."
    if outcome not in Outcome.values:
        wrong["outcome"] = "Say whether the complaint is upheld."
    if outcome == Outcome.NOT_UPHELD and not because.strip():
        wrong["rejected_because"] = "A rejection says why."
    if outcome == Outcome.NOT_UPHELD and not way.strip():
        wrong["way_to_escalate"] = "A rejection says where the customer can go on."
    if cost is not None and cost < 0:
        wrong["redress_cost"] = "A cost is not below nothing."
    if wrong:
        raise ValidationError(wrong)
    now = clock.now()
    complaint.state, complaint.answered_at = ComplaintState.ANSWERED, now
    complaint.answer, complaint.outcome = answer.strip(), outcome
    complaint.redress, complaint.redress_cost = redress.strip(), cost
    complaint.rejected_because, complaint.way_to_escalate = because.strip(), way.strip()
    complaint.acknowledged_at = complaint.acknowledged_at or now
    complaint.next_update_by = None


def _refuse_too_few_contacts(complaint: Complaint) -> None:
    """Ask for two contacts on different days since the answer, none of them with a reply."""
    days = working_calendar()
    since = [a for a in complaint.attempts.all() if complaint.answered_at and a.tried_at >= complaint.answered_at]
    if any(attempt.replied for attempt in since):
        raise ValidationError({"how": "The complainant replied. Close it when they accept, or reopen it."})
    tried = {days.day_of(attempt.tried_at) for attempt in since}
    if len(tried) < CONTACTS_BEFORE_CLOSING:
        raise ValidationError(
            {"how": f"Contacts on two different days are needed; {len(tried)} noted since the answer."}
        )
