"""How complaints stand: the promises of one, and which of all those waiting is due next."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from heedful.core.calendar import Calendar
from heedful.core.models import Organisation
from heedful.core.organisation import current_organisation, working_calendar
from heedful.feedback.models import Complaint
from heedful.feedback.promises import Promise, Standing, judge, next_of, terms_of

NAMES = {
    "acknowledge": "Acknowledgement",
    "first update": "First update",
    "update": "Next update",
    "answer": "Answer",
}


@dataclass(frozen=True)
class Waiting:
    """An open complaint with the promise due next; none where our answer is out and the complainant has the word."""

    complaint: Complaint
    promise: Promise | None

    @property
    def due_on(self) -> datetime.date | None:
        """Give the day by which the customer is to hear from us."""
        return self.promise.due_on if self.promise else None

    @property
    def days_late(self) -> int:
        """Count the working days that a promise is broken; 0 where none is."""
        return self.promise.days_late if self.promise else 0

    @property
    def late(self) -> bool:
        """Say whether a promise is broken."""
        return self.promise is not None and self.promise.standing == Standing.LATE

    @property
    def near(self) -> bool:
        """Say whether a promise breaks soon."""
        return self.promise is not None and self.promise.standing == Standing.NEAR

    @property
    def words(self) -> str:
        """Say how late it is, or how much is left: 2 days late, 1 day left, today."""
        if self.promise is None:
            return ""
        count = self.days_late or self.promise.days_left
        days = f"{count} day{'' if count == 1 else 's'}"
        return f"{days} late" if self.late else f"{days} left" if count else "today"


def complaint_facts(*, on: datetime.date, complaints: Sequence[Complaint] | None = None) -> list[Waiting]:
    """List the open complaints with the promise that is due next, the latest first: one question of the database.

    Give `complaints` where they are at hand (with `customer` and `owner` selected); then no question is asked.
    """
    days, organisation = working_calendar(), current_organisation()
    if complaints is None:
        complaints = list(Complaint.objects.open().select_related("customer", "owner", "feedback"))
    found = [Waiting(c, next_of(pending(c, days, organisation, on))) for c in complaints]
    far = datetime.date.max
    return sorted(found, key=lambda w: (not w.late, w.due_on or far, w.complaint.received_at))


def pending(complaint: Complaint, days: Calendar, organisation: Organisation, on: datetime.date) -> list[Promise]:
    """Give the promises that a complaint still waits for; read from its row alone."""
    if not complaint.waits:
        return []
    terms, paused = terms_of(organisation), complaint.paused_on
    found = []
    if complaint.acknowledged_at is None:
        found.append(judge(days, "acknowledge", terms.acknowledge, complaint.acknowledge_by, on=on))
    if complaint.next_update_by and complaint.next_update_by < complaint.answer_by:
        first = complaint.next_update_by == complaint.first_update_by
        name, length = ("first update", terms.first_update) if first else ("update", terms.update)
        found.append(judge(days, name, length, complaint.next_update_by, on=on, paused_since=paused))
    found.append(judge(days, "answer", terms.answer, complaint.answer_by, on=on, paused_since=paused))
    return found


def promises_of(complaint: Complaint, told: Sequence[datetime.datetime], *, on: datetime.date) -> list[Promise]:
    """Give every promise of one complaint, kept or not; `told` says when the customer was told, oldest first."""
    days, organisation = working_calendar(), current_organisation()
    terms, paused = terms_of(organisation), complaint.paused_on
    ended = _ended(complaint)
    found = [
        _done(days, "acknowledge", terms.acknowledge, complaint.acknowledge_by, on, complaint.acknowledged_at, None)
    ]
    first = min([moment for moment in (told[0] if told else None, complaint.answered_at) if moment], default=None)
    found.append(_done(days, "first update", terms.first_update, complaint.first_update_by, on, first, paused))
    if (
        (told or complaint.reopened_at)
        and complaint.waits
        and complaint.next_update_by
        and complaint.next_update_by < complaint.answer_by
    ):
        found.append(_done(days, "update", terms.update, complaint.next_update_by, on, None, paused))
    answered = None if complaint.waits else complaint.answered_at
    found.append(_done(days, "answer", terms.answer, complaint.answer_by, on, answered, paused))
    return [p for p in found if not (ended and p.open)]


def _ended(complaint: Complaint) -> bool:
    """Say whether what was not kept until now will not be: withdrawn, or handled with another one."""
    return complaint.state == "withdrawn" or complaint.same_as_id is not None


def _done(
    days: Calendar, name: str, length: int, due_on: datetime.date, on: datetime.date,
    done_at: datetime.datetime | None, paused: datetime.date | None,
) -> Promise:  # fmt: skip
    done_on = days.day_of(done_at) if done_at else None
    return judge(days, name, length, due_on, on=on, done_on=done_on, paused_since=paused)
