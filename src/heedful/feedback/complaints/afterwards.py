"""Commands beside the way of a complaint: counted once, how its handling was felt, nonconformity or not."""

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.feedback.models import Complaint, ComplaintState


@command(needs=Permission.HANDLE_COMPLAINTS)
def join_complaints(complaint: Complaint, *, by: Actor, original: Complaint) -> Complaint:
    """Say that this is the same complaint as another, heard over a second channel: it is counted and handled once."""
    complaint = lock(complaint)
    original = original.same_as or original
    if complaint.pk == original.pk:
        raise ValidationError({"original": "A complaint is not its own double."})
    if complaint.same_as_id:
        raise ValidationError("It is joined to another complaint already. Part them first.")
    if original.state == ComplaintState.WITHDRAWN:
        raise ValidationError({"original": f"{original.key} was withdrawn: nobody handles it any more."})
    if complaint.doubles.exists():
        raise ValidationError("Others are joined to this one. Join the other one to it instead.")
    complaint.same_as = original
    complaint.save(update_fields=["same_as"])
    record("complaint.joined", complaint, original=original.ref)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def part_complaints(complaint: Complaint, *, by: Actor, reason: str) -> Complaint:
    """Take back that two complaints are the same."""
    complaint = lock(complaint)
    if not complaint.same_as_id:
        raise ValidationError("It is not joined to another complaint.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why they are not the same."})
    complaint.same_as = None
    complaint.save(update_fields=["same_as"])
    record("complaint.parted", complaint, reason=reason)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def ask_about_handling(complaint: Complaint, *, by: Actor) -> Complaint:
    """Ask the complainant how satisfied they are with the handling, once they have our answer."""
    complaint = _answered(lock(complaint))
    if complaint.handling_asked_at:
        raise ValidationError("They were asked already.")
    complaint.handling_asked_at = clock.now()
    complaint.save(update_fields=["handling_asked_at"])
    record("complaint.handling_asked", complaint)
    return complaint


@command(needs=Permission.SPEAK)
def rate_handling(complaint: Complaint, *, by: Actor, score: int) -> Complaint:
    """Keep how satisfied the complainant was with the handling, 1 to 5; a second answer takes the first one's place."""
    complaint = _answered(lock(complaint))
    if score not in range(1, 6):
        raise ValidationError({"score": "Choose 1 to 5."})
    if complaint.handling_asked_at and complaint.handling_score == score:
        raise ValidationError({"score": "This has reached us already."})
    complaint.handling_asked_at = complaint.handling_asked_at or clock.now()
    complaint.handling_score = score
    complaint.save(update_fields=["handling_asked_at", "handling_score"])
    record("complaint.handling_rated", complaint, score=score)
    return complaint


@command(needs=Permission.HANDLE_COMPLAINTS)
def decide_nonconformity(complaint: Complaint, *, by: Actor, nonconformity: bool, because: str) -> Complaint:
    """Decide whether a requirement was not met, so that its cause is looked for; either way with the reason."""
    complaint = lock(complaint)
    if not because.strip():
        raise ValidationError({"because": "Say why."})
    if complaint.nonconformity is nonconformity and complaint.nonconformity_because == because.strip():
        raise ValidationError("It is decided so already.")
    complaint.nonconformity, complaint.nonconformity_because = nonconformity, because.strip()
    complaint.nonconformity_decided_at, complaint.nonconformity_decided_by = clock.now(), person_of(by)
    complaint.save(
        update_fields=[
            "nonconformity", "nonconformity_because", "nonconformity_decided_at", "nonconformity_decided_by",
        ]
    )  # fmt: skip
    record("complaint.nonconformity_decided", complaint, nonconformity=nonconformity)
    return complaint


def _answered(complaint: Complaint) -> Complaint:
    if complaint.state not in (ComplaintState.ANSWERED, ComplaintState.CLOSED):
        raise ValidationError("This is asked once the complainant has our answer.")
    return complaint
