"""Commands on letters by e-mail: each is taken once as one piece of feedback, or listed with why it was not."""

import datetime
from collections.abc import Iterator
from typing import Protocol

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.attached import attach
from heedful.core.commands import command
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.customers.models import Contact
from heedful.feedback.inbox import log_feedback
from heedful.feedback.letter_reading import LARGEST, ReadLetter, read_letter, too_large
from heedful.feedback.models import Became, Channel, ChannelKind, Feedback, Kind, Letter
from heedful.stats.languages import language_of


class Mailbox(Protocol):
    """Where letters wait: those not looked at yet, by a name of their own."""

    def unseen(self) -> list[str]:
        """Name the letters that nobody has looked at."""
        ...

    def size(self, name: str) -> int:
        """Say how many bytes a letter has, without fetching it."""
        ...

    def fetch(self, name: str) -> tuple[bytes, datetime.datetime]:
        """Give a letter as it came, and when it reached the server; it stays as it was."""
        ...

    def mark_seen(self, name: str) -> None:
        """Mark a letter as looked at."""
        ...


@command(needs=Permission.LOG_FEEDBACK)
def take_letter(read: ReadLetter, *, by: Actor, came_at: datetime.datetime, channel: Channel | None = None) -> Letter:
    """Take a letter as feedback to be sorted, or list why it is none."""
    if Letter.objects.filter(message_id=read.message_id).exists():
        raise ValidationError("This letter came before.")
    left_out = list(read.left_out)
    heard = _heard(read, by, came_at, channel, left_out) if read.became == Became.TAKEN else None
    letter = Letter(
        channel=channel, message_id=read.message_id, came_at=min(came_at, clock.now()), sender=read.sender,
        heading=read.heading, became=read.became, why=read.why[:300], feedback=heard,
        left_out="; ".join(left_out)[:1000],
    )  # fmt: skip
    letter.save()
    record("letter.taken" if heard else "letter.listed", letter, became=str(read.became))
    return letter


def take_all(mailbox: Mailbox, *, by: Actor, most: int = 500) -> Iterator[tuple[str, Letter | None, str]]:
    """Take what waits in a mailbox, a letter at a time; each is marked as seen only after it was kept.

    Gives for each its name, what was kept, and where nothing was kept, why: it came before, or was refused and waits.
    """
    channel = letter_box()
    for name in mailbox.unseen()[:most]:
        size = mailbox.size(name)
        raw, came_at = (b"", clock.now()) if size > LARGEST else mailbox.fetch(name)
        read = too_large(f"too-large:{name}:{size}", size) if size > LARGEST else read_letter(raw)
        if Letter.objects.filter(message_id=read.message_id).exists():
            mailbox.mark_seen(name)
            yield name, None, "came before"
            continue
        try:
            kept = take_letter(read, by=by, came_at=came_at, channel=channel)
        except ValidationError as refusal:
            yield name, None, f"refused: {' '.join(refusal.messages)}"
            continue
        mailbox.mark_seen(name)
        yield name, kept, ""


def letter_box() -> Channel | None:
    """Find the channel by which letters come, where the organisation has named one."""
    return Channel.objects.filter(kind=ChannelKind.EMAIL, closed_on=None).order_by("opened_on", "pk").first()


def _heard(
    read: ReadLetter, by: Actor, came_at: datetime.datetime, channel: Channel | None, left_out: list[str]
) -> Feedback:
    """Keep the words, and each file that may be kept."""
    contact = _contact(read.address)
    heard = log_feedback(
        by=by, kind=Kind.ENQUIRY, words=read.words, heard_at=min(came_at, clock.now()), channel=channel,
        contact=contact, sender=read.sender, language=language_of(read.words),
    )  # fmt: skip
    for file in read.files:
        try:
            attach(heard, by=by, name=file.name, content=file.content)
        except ValidationError as refusal:
            left_out.append(f"{file.name}: {' '.join(refusal.messages)}")
    return heard


def _contact(address: str) -> Contact | None:
    """Know a contact by the address, where it is one contact's alone."""
    found = list(Contact.objects.filter(email__iexact=address, left_on=None)[:2]) if address else []
    return found[0] if len(found) == 1 else None
