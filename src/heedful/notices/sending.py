"""Sending what waits: claimed before it is handed over, marked after, and never again without a person's word."""

import datetime
import logging
import uuid
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection

from heedful.core.organisation import current_organisation, working_calendar
from heedful.core.refusals import Conflict
from heedful.feedback.models import Disposition
from heedful.feedback.surveys.inviting import note_disposition
from heedful.notices.commands import claim_notice, drop_notice, mark_perhaps, mark_refused, mark_sent
from heedful.notices.digests import mail_to_person
from heedful.notices.inviting import mail_to_customer, why_not_asked
from heedful.notices.models import Kind, Notice, NoticeState, Post
from heedful.notices.quiet import next_allowed
from heedful.notices.reading import NOTICES, post

LOG = logging.getLogger("heedful.notices")
LEASE = datetime.timedelta(minutes=10)
"""So long a mail may be in hand, far longer than the mail server's patience; after it whoever held it is gone."""
TRY_LINE_EVERY = datetime.timedelta(seconds=30)
AT_ONCE = 50
STOPPED = "Heedful stopped while it was being sent."


def send_due(*, at: datetime.datetime, most: int = AT_ONCE) -> int:
    """Send what is due; say how many the mail server took."""
    find_lost(at=at)
    due = Notice.objects.due(at)
    if not _customers_may_be_written_to(at):
        due = due.filter(kind=Kind.DIGEST)
    found = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:most])
    line = _open_line(at) if found else None
    if line is None:
        return 0
    sent = 0
    try:
        for pk in found:
            taken = _send(line, pk, at)
            if taken is None:
                break
            sent += taken
    finally:
        line.close()
    return sent


def _send(line: Any, pk: uuid.UUID, at: datetime.datetime) -> int | None:
    """Send one mail as it is wanted at this moment: whoever opted out a second ago gets none."""
    rows = Notice.objects.due(at).select_related(
        "person", "invitation__contact", "invitation__customer", "invitation__wave__survey_version"
    )
    notice = rows.filter(pk=pk).first()
    if notice is None:
        return 0
    try:
        mail = _mail_of(notice, at)
    except Exception as fault:  # one mail that cannot be written must not hold up the others
        LOG.exception("a mail could not be written")
        notice = claim_notice(notice, by=NOTICES, at=at, address="")
        why = f"It could not be written: {type(fault).__name__}."
        mark_refused(notice, by=NOTICES, at=at, why=why, for_good=False)
        return 0
    return _hand_over(line, notice, mail, at) if mail is not None else 0


def find_lost(*, at: datetime.datetime) -> int:
    """Find mails that somebody had in hand who is gone: perhaps sent."""
    lost = list(Notice.objects.filter(state=NoticeState.SENDING, claimed_at__lt=at - LEASE))
    for notice in lost:
        mark_perhaps(notice, by=NOTICES, why=STOPPED)
    return len(lost)


def _customers_may_be_written_to(at: datetime.datetime) -> bool:
    """Say whether it is an hour at which customers get mail."""
    house = current_organisation()
    hours = {"from_hour": house.mail_from_hour, "until_hour": house.mail_until_hour}
    return next_allowed(working_calendar(), at, **hours) == at


def _mail_of(notice: Notice, at: datetime.datetime) -> EmailMultiAlternatives | None:
    """Write the mail as it is wanted now; where it is no longer wanted, say so on its row."""
    house = current_organisation()
    today, mail = house.day_of(at), None
    if notice.invitation is not None:
        why = why_not_asked(notice.invitation, today)
        mail = None if why else mail_to_customer(notice, house)
    elif notice.person is not None and notice.person.email:
        mail = mail_to_person(notice, house.name, today)
        why = "Nothing of it is due any more."
    else:
        why = "No e-mail address."
    if mail is None:
        drop_notice(notice, by=NOTICES, reason=why)
    return mail


def _open_line(at: datetime.datetime) -> Any:
    """Open the line to the mail server; nothing where it is down, which is noted once and not on every mail."""
    place = post()
    if place.tried_at and place.down_since and at - place.tried_at < TRY_LINE_EVERY:
        return None
    line: Any = get_connection()
    try:
        line.open()
    except (OSError, SMTPException) as refusal:
        since = place.down_since or at
        Post.objects.filter(pk="mail").update(down_since=since, tried_at=at, why=_words(refusal))
        return None
    if place.down_since:
        Post.objects.filter(pk="mail").update(down_since=None, tried_at=at, why="")
    return line


def _hand_over(line: Any, notice: Notice, mail: EmailMultiAlternatives, at: datetime.datetime) -> int | None:
    """Hand one mail over: 1 where it was taken, 0 where not, None where the line is no good any more."""
    try:
        notice = claim_notice(notice, by=NOTICES, at=at, address=mail.to[0])
    except (ValidationError, Conflict):
        return 0  # somebody else has it in hand
    try:
        taken = int(line.send_messages([mail]) or 0)
    except SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        _refused(notice, at, f"{code} {words.decode('utf-8', 'replace')}", for_good=code >= 500)
        return 0
    except SMTPResponseException as refusal:
        # Who may send is a matter of the settings, not of this mail: it waits.
        for_good = refusal.smtp_code >= 500 and not isinstance(refusal, SMTPSenderRefused)
        mark_refused(notice, by=NOTICES, at=at, why=_words(refusal), for_good=for_good)
        return 0 if for_good else None
    except (OSError, SMTPException) as broken:
        mark_perhaps(notice, by=NOTICES, why=f"The line broke while it was being sent: {_words(broken)}")
        return None
    mark_sent(notice, by=NOTICES, at=at)
    return taken


def _refused(notice: Notice, at: datetime.datetime, why: str, *, for_good: bool) -> None:
    """Note that the address was refused; for good, the person was not reached."""
    mark_refused(notice, by=NOTICES, at=at, why=why, for_good=for_good)
    invitation = notice.invitation
    if not for_good or invitation is None:
        return
    invitation.refresh_from_db()
    if invitation.disposition == Disposition.UNKNOWN:
        note_disposition(
            invitation, by=NOTICES, disposition=Disposition.NO_CONTACT, reason="The mail server refused the address."
        )


def _words(refusal: BaseException) -> str:
    """Say in a line what a mail server said."""
    if isinstance(refusal, SMTPResponseException):
        said = refusal.smtp_error
        return f"{refusal.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"[:400]
    return (str(refusal) or type(refusal).__name__)[:400]
