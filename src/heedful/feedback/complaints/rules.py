"""What the commands on complaints have in common: when one has ended, who is independent, how promises move."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.organisation import working_calendar
from heedful.feedback.models import Complaint, ComplaintState
from heedful.feedback.promises import moved

LONGEST_SUMMARY = 160


def shortened(words: str) -> str:
    """Give the first words of what was said, as a complaint's name."""
    text = " ".join(words.split())
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "…"


def refuse_ended(complaint: Complaint) -> Complaint:
    """Let through what has not come to its end."""
    if complaint.state == ComplaintState.CLOSED:
        raise ValidationError(f"This complaint was closed on {_day(complaint.closed_at)}. Reopen it to go on with it.")
    if complaint.state == ComplaintState.WITHDRAWN:
        raise ValidationError("This complaint was withdrawn.")
    if complaint.same_as_id:
        raise ValidationError("It is the same as another complaint and is handled there.")
    return complaint


def refuse_answered(complaint: Complaint) -> Complaint:
    """Let through what the customer still waits for."""
    refuse_ended(complaint)
    if complaint.state == ComplaintState.ANSWERED:
        raise ValidationError(f"It was answered on {_day(complaint.answered_at)}. Reopen it to go on with it.")
    return complaint


def involved(complaint: Complaint, person: Person) -> bool:
    """Say whether it is about this person's doing, or about what they own."""
    if complaint.event_owner_id == person.pk:
        return True
    return complaint.persons_concerned.filter(person=person).exists()


def refuse_involved(complaint: Complaint, person: Person) -> None:
    """Refuse an investigator of a serious complaint who is involved, unless top management made an exception."""
    if not complaint.serious or hasattr(complaint, "independence_exception") or not involved(complaint, person):
        return
    raise ValidationError(
        {
            "investigator": f"{person.name} is involved in what happened. Choose somebody who is not, or ask top"
            " management for an exception with a second reader."
        }
    )


def end_pause(complaint: Complaint, on: datetime.date) -> list[str]:
    """End the pause that runs, and move the promises it held; gives the fields of the complaint that changed."""
    pause = complaint.pauses.filter(until=None).first()
    if pause is None:
        return []
    days = working_calendar()
    pause.until = max(on, pause.since)
    pause.save(update_fields=["until"])
    record("pause.ended", pause, on=pause.until.isoformat())
    complaint.answer_by = moved(days, complaint.answer_by, pause.since, pause.until)
    told = complaint.updates.order_by("-told_at").values_list("told_at", flat=True).first()
    held_since = max(pause.since, days.day_of(told)) if told else pause.since
    if complaint.next_update_by:
        complaint.next_update_by = moved(days, complaint.next_update_by, held_since, pause.until)
    if told is None:
        complaint.first_update_by = moved(days, complaint.first_update_by, pause.since, pause.until)
    complaint.paused_on = None
    return ["answer_by", "next_update_by", "first_update_by", "paused_on"]


def _day(moment: datetime.datetime | None) -> str:
    return f"{working_calendar().day_of(moment or clock.now()):%-d %b %Y}"
