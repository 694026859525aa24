"""Commands while the customer waits: tell them, look into it, hand it higher, let promises wait with a reason."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.organisation import current_organisation, working_calendar
from heedful.core.permissions import Permission
from heedful.feedback.complaints.rules import end_pause, involved, refuse_answered, refuse_ended, refuse_involved
from heedful.feedback.models import (
    ComplainantWord,
    Complaint,
    CustomerUpdate,
    Escalation,
    IndependenceException,
    Pause,
)


@command(needs=Permission.HANDLE_COMPLAINTS)
def tell_customer(complaint: Complaint, *, by: Actor, words: str) -> CustomerUpdate:
    """Tell the customer how it stands; a first word from us also says that the complaint has arrived."""
    complaint = refuse_ended(lock(complaint))
    now = clock.now()
    update = CustomerUpdate(complaint=complaint, told_at=now, person=person_of(by), words=words.strip())
    update.save()
    record("customerupdate.told", update)
    days = working_calendar()
    complaint.acknowledged_at = complaint.acknowledged_at or now
    if complaint.waits:
        complaint.next_update_by = days.add(days.day_of(now), current_organisation().update_days)
    complaint.save(update_fields=["acknowledged_at", "next_update_by"])
    record("complaint.reported_on", complaint)
    return update


@command(needs=Permission.HANDLE_COMPLAINTS)
def assign_investigator(complaint: Complaint, *, by: Actor, investigator: Person) -> Complaint:
    """Name who looks into it; for a serious complaint somebody who is not involved."""
    complaint = refuse_ended(lock(complaint))
    refuse_involved(complaint, investigator)
    if complaint.investigator_id == investigator.pk:
        raise ValidationError({"investigator": f"{investigator.name} looks into it already."})
    complaint.investigator = investigator
    complaint.save(update_fields=["investigator"])
    record("complaint.investigator_named", complaint, investigator=investigator.ref)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def record_findings(complaint: Complaint, *, by: Actor, findings: str, code: str = "") -> Complaint:
    """Write what the investigation found; a serious one has an investigator who is not involved."""
    complaint = refuse_ended(lock(complaint))
    if not findings.strip():
        raise ValidationError({"findings": "Write what was found."})
    investigator = complaint.investigator or person_of(by)
    if investigator is None:
        raise ValidationError("Name first who looks into it.")
    refuse_involved(complaint, investigator)
    complaint.investigator, complaint.findings = investigator, findings
    complaint.investigated_at = complaint.investigated_at or clock.now()
    complaint.code = code.strip() or complaint.code
    complaint.save(update_fields=["investigator", "findings", "investigated_at", "code"])
    record("complaint.investigated", complaint)
    return complaint


@command(needs=Permission.EXCEPT_INDEPENDENCE)
def except_independence(
    complaint: Complaint, *, by: Actor, second_reader: Person, reason: str, on: datetime.date
) -> IndependenceException:
    """Let somebody involved look into a serious complaint, with a reason and a second reader."""
    complaint = refuse_ended(lock(complaint))
    leader = person_of(by)
    if leader is None:
        raise ValidationError("Somebody of top management makes the exception.")
    if hasattr(complaint, "independence_exception"):
        raise ValidationError("There is an exception for this complaint already.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why nobody else can look into it."})
    if second_reader.pk in (leader.pk, complaint.investigator_id) or involved(complaint, second_reader):
        raise ValidationError({"second_reader": "The second reader is a third person, not involved."})
    exception = IndependenceException(
        complaint=complaint, granted_by=leader, second_reader=second_reader, reason=reason, granted_on=on
    )
    exception.save()
    record("independenceexception.granted", exception)
    return exception


@command(needs=Permission.HANDLE_COMPLAINTS)
def escalate_complaint(complaint: Complaint, *, by: Actor, to: Person, reason: str) -> Escalation:
    """Hand a complaint to a higher level."""
    complaint = refuse_ended(lock(complaint))
    if not reason.strip():
        raise ValidationError({"reason": "Say what they are to decide, and why."})
    if complaint.escalations.filter(to=to, answered_at=None).exists():
        raise ValidationError({"to": f"It waits for {to.name} already."})
    escalation = Escalation(complaint=complaint, to=to, escalated_at=clock.now(), reason=reason)
    escalation.save()
    record("escalation.made", escalation, to=to.ref)
    return escalation


@command(needs=Permission.HANDLE_COMPLAINTS)
def answer_escalation(escalation: Escalation, *, by: Actor, answer: str) -> Escalation:
    """Answer what was handed up; the person it was handed to does it."""
    escalation = lock(escalation)
    person = person_of(by)
    if escalation.answered_at:
        raise ValidationError("This was answered already.")
    if person is not None and person.pk != escalation.to_id:
        raise ValidationError(f"It was handed to {escalation.to.name}, who answers it. Or hand it to somebody else.")
    if not answer.strip():
        raise ValidationError({"answer": "Say what you decided."})
    escalation.answered_at, escalation.answer = clock.now(), answer
    escalation.save(update_fields=["answered_at", "answer"])
    record("escalation.answered", escalation)
    return escalation


@command(needs=Permission.HANDLE_COMPLAINTS)
def pause_promises(complaint: Complaint, *, by: Actor, on: datetime.date, reason: str) -> Complaint:
    """Let the promises to report and to answer wait, for a reason; acknowledging never waits."""
    complaint = refuse_answered(lock(complaint))
    if complaint.paused_on:
        raise ValidationError(f"The promises wait since {complaint.paused_on:%-d %b %Y} already.")
    if not reason.strip():
        raise ValidationError({"reason": "Say what we wait for."})
    if on < complaint.received_on:
        raise ValidationError({"on": "The promises cannot wait before the complaint was received."})
    pause = Pause(complaint=complaint, since=on, reason=reason)
    pause.save()
    record("pause.begun", pause, on=on.isoformat())
    complaint.paused_on = on
    complaint.save(update_fields=["paused_on"])
    record("complaint.paused", complaint, on=on.isoformat())
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def resume_promises(complaint: Complaint, *, by: Actor, on: datetime.date) -> Complaint:
    """Let the promises run again; each moves by the working days that it waited."""
    complaint = refuse_ended(lock(complaint))
    changed = end_pause(complaint, on)
    if not changed:
        raise ValidationError("The promises are not paused.")
    complaint.save(update_fields=changed)
    record("complaint.resumed", complaint, on=on.isoformat())
    return complaint


@command(needs=Permission.SPEAK)
def add_words(complaint: Complaint, *, by: Actor, words: str) -> ComplainantWord:
    """Keep what the complainant adds, on their status page or by telling us."""
    complaint = lock(complaint)
    words = words.strip()
    if not words:
        raise ValidationError({"words": "Write it first."})
    newest = complaint.added_words.order_by("-said_at").first()
    if newest is not None and newest.words == words:
        raise ValidationError({"words": "This has reached us already."})
    if complaint.added_words.count() >= 50:
        raise ValidationError({"words": "This has become long. Please call or write to us."})
    added = ComplainantWord(complaint=complaint, said_at=clock.now(), words=words)
    added.save()
    record("complainantword.said", added)
    return added
