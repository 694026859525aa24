"""Commands at the beginning of a complaint: receive, acknowledge, assess, and say whom it concerns."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.organisation import current_organisation, working_calendar
from heedful.core.permissions import Permission
from heedful.feedback.complaints.rules import refuse_ended, shortened
from heedful.feedback.models import Complaint, ComplaintPerson, Feedback, Severity
from heedful.feedback.promises import due_dates, terms_of


@command(needs=Permission.LOG_FEEDBACK)
def receive_complaint(feedback: Feedback, *, by: Actor, summary: str = "", remedy_asked: str = "") -> Complaint:
    """Take a complaint in, with the days by which its complainant is promised to hear from us."""
    if hasattr(feedback, "complaint"):
        raise ValidationError(f"It is handled as complaint {feedback.complaint.key} already.")
    days = working_calendar()
    received_on = days.day_of(feedback.heard_at)
    due = due_dates(days, terms_of(current_organisation()), received_on)
    complaint = Complaint(
        feedback=feedback, customer_id=feedback.customer_id, received_at=feedback.heard_at, received_on=received_on,
        summary=shortened(summary or feedback.said), remedy_asked=remedy_asked, acknowledge_by=due.acknowledge_by,
        first_update_by=due.first_update_by, next_update_by=due.first_update_by, answer_by=due.answer_by,
    )  # fmt: skip
    complaint.save()
    record("complaint.received", complaint, on=received_on.isoformat())
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def acknowledge_complaint(complaint: Complaint, *, by: Actor, by_machine: bool = False) -> Complaint:
    """Tell the complainant that their complaint has arrived, and what happens next.

    An automatic receipt counts only where the organisation says so, and then it reads "by machine".
    """
    complaint = refuse_ended(lock(complaint))
    if complaint.acknowledged_at:
        raise ValidationError("This complaint was acknowledged already.")
    if by_machine and not current_organisation().machine_acknowledges:
        raise ValidationError("An automatic receipt is no acknowledgement here; the settings say so.")
    complaint.acknowledged_at, complaint.acknowledged_by_machine = clock.now(), by_machine
    complaint.save(update_fields=["acknowledged_at", "acknowledged_by_machine"])
    record("complaint.acknowledged", complaint, days=_days_since_receipt(complaint))
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def assess_complaint(
    complaint: Complaint, *, by: Actor, severity: int, safety: bool, complexity: int, impact: str, act_now: bool
) -> Complaint:
    """Judge how bad it is for the customer: severity, safety, complexity, impact and the need to act at once.

    The first assessment is dated; a later one changes what is known, not when it was first looked at.
    """
    complaint = refuse_ended(lock(complaint))
    missing = {"severity": severity, "safety": safety, "complexity": complexity, "act_now": act_now}
    wrong = {name: "An assessment says all five." for name, value in missing.items() if value is None}
    if not impact.strip():
        wrong["impact"] = "Say what it means for the customer."
    if severity is not None and severity not in Severity.values:
        wrong["severity"] = "Choose one of the four."
    if wrong:
        raise ValidationError(wrong)
    complaint.severity, complaint.safety, complaint.complexity = severity, safety, complexity
    complaint.impact, complaint.act_now = impact, act_now
    complaint.assessed_at = complaint.assessed_at or clock.now()
    complaint.save(update_fields=["severity", "safety", "complexity", "impact", "act_now", "assessed_at"])
    record("complaint.assessed", complaint, severity=int(severity), days=_days_since_receipt(complaint))
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def give_complaint(complaint: Complaint, *, by: Actor, owner: Person) -> Complaint:
    """Give a complaint to somebody who sees it through."""
    complaint = refuse_ended(lock(complaint))
    if complaint.owner_id == owner.pk:
        raise ValidationError({"owner": f"{owner.name} has it already."})
    complaint.owner = owner
    complaint.save(update_fields=["owner"])
    record("complaint.handed_over", complaint, owner=owner.ref)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def describe_complaint(
    complaint: Complaint, *, by: Actor, summary: str, code: str = "", remedy_asked: str = ""
) -> Complaint:
    """Say in a few words what fell short, under which code it is counted, and what the customer asks for."""
    complaint = lock(complaint)
    complaint.summary, complaint.code, complaint.remedy_asked = summary.strip(), code.strip(), remedy_asked.strip()
    complaint.save(update_fields=["summary", "code", "remedy_asked"])
    record("complaint.described", complaint)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def name_involved(
    complaint: Complaint, *, by: Actor, event_owner: Person | None, persons: Iterable[Person]
) -> Complaint:
    """Say who owns what happened and whose doing it is about; none of them investigates a serious complaint."""
    complaint = lock(complaint)
    wanted = {person.pk: person for person in persons}
    there = {row.person_id: row for row in complaint.persons_concerned.select_related("person")}
    complaint.event_owner = event_owner
    complaint.save(update_fields=["event_owner"])
    record("complaint.people_named", complaint, persons=len(wanted))
    for pk, person in wanted.items():
        if pk not in there:
            named = ComplaintPerson(complaint=complaint, person=person)
            named.save()
            record("complaintperson.named", named)
    for pk, row in there.items():
        if pk not in wanted:
            remove(row, "complaintperson.removed")
    return complaint


def _days_since_receipt(complaint: Complaint) -> int:
    days = working_calendar()
    return days.between(complaint.received_on, days.day_of(clock.now()))
