"""Commands on mails: written down, claimed, marked, and sent again by a person's word alone."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.organisation import current_organisation, working_calendar
from heedful.core.permissions import Permission
from heedful.feedback.models import Invitation
from heedful.notices.models import Kind, Notice, NoticeState, Post
from heedful.notices.quiet import next_allowed

BACK_OFF = (1, 5, 15, 60, 240, 720)
"""Minutes until a mail that the server put off is tried again; after the last it has failed."""


@dataclass(frozen=True)
class Wanted:
    """A mail that follows from what was recorded, or from a day."""

    kind: str
    cause: str
    invitation: Invitation | None = None
    person: Person | None = None
    day: datetime.date | None = None
    told: tuple[str, ...] = ()


@command(needs=Permission.SET_UP)
def write_notices(
    wanted: Sequence[Wanted], *, by: Actor, at: datetime.datetime, read_to: int | None = None
) -> Sequence[Notice]:
    """Write down the mails that are wanted, each once, and how far the history was read, in one transaction."""
    if read_to is not None:
        post = Post.objects.select_for_update().get(pk="mail")
        post.position = max(post.position, read_to)
        post.save(update_fields=["position"])
    known = set(Notice.objects.filter(cause__in=[one.cause for one in wanted]).values_list("cause", flat=True))
    fresh = [_notice(one, at) for one in wanted if one.cause not in known]
    add_all(fresh)
    record_all("notice.written", fresh)
    return fresh


def _notice(wanted: Wanted, at: datetime.datetime) -> Notice:
    """Make the row of a mail; customers are written to in working hours."""
    house = current_organisation()
    due = next_allowed(working_calendar(), at, from_hour=house.mail_from_hour, until_hour=house.mail_until_hour)
    pk = uuid.uuid4()
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return Notice(
        pk=pk, kind=wanted.kind, cause=wanted.cause, invitation=wanted.invitation, person=wanted.person,
        day=wanted.day, told=list(wanted.told), message_id=f"<{pk}@{host}>",
        due_at=at if wanted.kind == Kind.DIGEST else due,
    )  # fmt: skip


@command(needs=Permission.SET_UP)
def claim_notice(notice: Notice, *, by: Actor, at: datetime.datetime, address: str) -> Notice:
    """Take a mail that waits in hand: from now on it may have gone."""
    notice = lock(notice)
    if notice.state != NoticeState.WAITING:
        raise ValidationError("This mail does not wait.")
    notice.state, notice.claimed_at, notice.address, notice.tries = NoticeState.SENDING, at, address, notice.tries + 1
    notice.save(update_fields=["state", "claimed_at", "address", "tries"])
    record("notice.claimed", notice)
    return notice


@command(needs=Permission.SET_UP)
def mark_sent(notice: Notice, *, by: Actor, at: datetime.datetime) -> Notice:
    """The mail server has taken it."""
    notice = _in_hand(notice)
    notice.state, notice.sent_at, notice.why = NoticeState.SENT, at, ""
    notice.save(update_fields=["state", "sent_at", "why"])
    record("notice.sent", notice)
    return notice


@command(needs=Permission.SET_UP)
def mark_refused(notice: Notice, *, by: Actor, at: datetime.datetime, why: str, for_good: bool) -> Notice:
    """The mail server said no: for good, or for now; then it is tried again, later each time."""
    notice = _in_hand(notice)
    notice.why = why[:500]
    if for_good or notice.tries > len(BACK_OFF):
        notice.state = NoticeState.FAILED
    else:
        notice.state = NoticeState.WAITING
        notice.due_at = at + datetime.timedelta(minutes=BACK_OFF[notice.tries - 1])
    notice.save(update_fields=["state", "due_at", "why"])
    record("notice.refused", notice, for_good=for_good)
    return notice


@command(needs=Permission.SET_UP)
def mark_perhaps(notice: Notice, *, by: Actor, why: str) -> Notice:
    """It was in hand when the line, or we, broke off: nobody can tell whether it went, so it is not sent again."""
    notice = _in_hand(notice)
    notice.state, notice.why = NoticeState.PERHAPS, why[:500]
    notice.save(update_fields=["state", "why"])
    record("notice.perhaps_sent", notice)
    return notice


def _in_hand(notice: Notice) -> Notice:
    """Hold a mail that was claimed."""
    notice = lock(notice)
    if notice.state != NoticeState.SENDING:
        raise ValidationError("This mail is not being sent.")
    return notice


@command(needs=Permission.SET_UP)
def drop_notice(notice: Notice, *, by: Actor, reason: str) -> Notice:
    """Do not send a mail after all, with the reason."""
    notice = lock(notice)
    if notice.state in (NoticeState.SENT, NoticeState.DROPPED, NoticeState.SENDING):
        raise ValidationError(f"This mail cannot be held back: {notice.get_state_display().lower()}.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is not sent."})
    notice.state, notice.why = NoticeState.DROPPED, reason[:500]
    notice.save(update_fields=["state", "why"])
    record("notice.dropped", notice)
    return notice


@command(needs=Permission.SET_UP)
def send_again(notice: Notice, *, by: Actor, at: datetime.datetime) -> Notice:
    """Let a mail go once more that failed, or of which nobody can tell; its message-id stays the same."""
    notice = lock(notice)
    if notice.state not in (NoticeState.FAILED, NoticeState.PERHAPS):
        raise ValidationError("Only a mail that failed, or perhaps went, is sent again.")
    notice.state, notice.due_at, notice.tries = NoticeState.WAITING, at, 0
    notice.save(update_fields=["state", "due_at", "tries"])
    record("notice.to_send_again", notice)
    return notice
