"""What an import brings: many things heard at once, and complaints with the dates of their source."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.organisation import current_organisation, working_calendar
from heedful.core.permissions import Permission
from heedful.feedback.complaints.rules import shortened
from heedful.feedback.models import ClosedHow, Complaint, ComplaintState, Feedback, Kind
from heedful.feedback.promises import Due, due_dates, terms_of


@command(needs=Permission.IMPORT)
def add_feedback(rows: Sequence[Feedback], *, by: Actor, shown: bool = True) -> Sequence[Feedback]:
    """Bring in many things heard; complaints go by `add_complaints`.

    With `shown=False` the search list does not hear of them: call `find.rebuild()` when all are in.
    """
    for number, row in enumerate(rows):
        if row.kind == Kind.COMPLAINT:
            raise ValidationError(f"Row {number + 1} is a complaint; complaints are brought in with their dates.")
        _as_heard(row)
    add_all(rows, shown=shown)
    record_all("feedback.imported", rows)
    return rows


@command(needs=Permission.IMPORT)
def add_complaints(
    pairs: Sequence[tuple[Feedback, Complaint]], *, by: Actor, shown: bool = True
) -> Sequence[tuple[Feedback, Complaint]]:
    """Bring in complaints with what was said, and with the dates of their source; promises are worked out."""
    days, terms = working_calendar(), terms_of(current_organisation())
    promised: dict[datetime.date, Due] = {}
    for said, complaint in pairs:
        said.kind = Kind.COMPLAINT
        _as_heard(said)
        complaint.feedback, complaint.customer_id = said, said.customer_id
        complaint.received_at, complaint.received_on = said.heard_at, days.day_of(said.heard_at)
        complaint.summary = shortened(complaint.summary or said.words)
        if (due := promised.get(complaint.received_on)) is None:
            due = promised[complaint.received_on] = due_dates(days, terms, complaint.received_on)
        complaint.acknowledge_by, complaint.first_update_by = due.acknowledge_by, due.first_update_by
        complaint.answer_by = due.answer_by
        _as_dated(complaint)
    add_all([said for said, _ in pairs], shown=shown)
    record_all("feedback.imported", [said for said, _ in pairs])
    add_all([complaint for _, complaint in pairs], shown=shown)
    record_all("complaint.imported", [complaint for _, complaint in pairs])
    return pairs


def _as_heard(row: Feedback) -> None:
    """Mark a thing heard as brought from elsewhere; its first kind is what the source called it."""
    row.imported, row.first_kind = True, row.first_kind or row.kind
    if not row.words.strip() and row.response_id is None:
        raise ValidationError({"words": "Write down what the customer said."})


def _as_dated(complaint: Complaint) -> None:
    """Let the dates of the source say how far a complaint has come; a date before the receipt is refused."""
    complaint.imported = True
    dated = (complaint.acknowledged_at, complaint.assessed_at, complaint.answered_at, complaint.closed_at)
    if any(moment is not None and moment < complaint.received_at for moment in dated):
        raise ValidationError(f"“{complaint.summary[:60]}” has a date before the day it was received.")
    if complaint.state == ComplaintState.WITHDRAWN:
        return
    complaint.next_update_by = None
    if complaint.closed_at is not None:
        complaint.state = ComplaintState.CLOSED
        complaint.closed_how = complaint.closed_how or ClosedHow.IMPORTED
    elif complaint.answered_at is not None:
        complaint.state = ComplaintState.ANSWERED
    else:
        complaint.state, complaint.next_update_by = ComplaintState.OPEN, complaint.first_update_by
