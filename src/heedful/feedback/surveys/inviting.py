"""Commands on who is asked: everybody who could have been, the draw, the links, and what became of each."""

import datetime
import hashlib
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.permissions import Permission
from heedful.customers.models import Contact, Segment
from heedful.feedback.models.surveys import Disposition, Invitation, Wave, WaveState
from heedful.feedback.surveys.cells import Tally

BY_HAND = (Disposition.REFUSED, Disposition.NO_CONTACT, Disposition.OTHER, Disposition.UNKNOWN, Disposition.EXCLUDED)
"""What a person may note of somebody asked; answers write themselves."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody asked, with the token of their link: it is given out once and kept nowhere."""

    invitation: Invitation
    token: str


def hash_of(token: str) -> str:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


@command(needs=Permission.RUN_SURVEYS)
def frame_wave(wave: Wave, *, by: Actor, on: datetime.date, segments: Sequence[Segment] = ()) -> Sequence[Invitation]:
    """List everybody who could be asked, and who is left out and why."""
    wave = lock(wave)
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    contacts = Contact.objects.select_related("customer").order_by("pk")
    if segments:
        contacts = contacts.filter(customer__segment__in=segments)
    known = set(wave.invitations.values_list("contact_id", flat=True))
    asked = _last_asked(wave, on)
    found = [_framed(wave, contact, asked.get(contact.pk)) for contact in contacts if contact.pk not in known]
    if not found:
        raise ValidationError("Nobody new could be asked. Add contacts to customers, or choose other segments.")
    if not wave.frame_is:
        named = ", ".join(segment.name for segment in segments)
        wave.frame_is = f"Every contact of our customers{f' in {named}' if named else ''}, as listed on {on:%-d %b %Y}."
    wave.save(update_fields=["frame_is"])
    record("wave.framed", wave, contacts=len(found), on=on.isoformat())
    add_all(found)
    record_all("invitation.framed", found)
    tally = Tally()
    for invitation in found:
        tally.end(invitation, before=None)
    tally.write()
    return found


def _last_asked(wave: Wave, on: datetime.date) -> dict[object, datetime.date]:
    """Say when each contact was last asked in the days of rest, over all waves."""
    if not wave.quarantine_days:
        return {}
    since = on - datetime.timedelta(days=wave.quarantine_days)
    recent = Invitation.objects.filter(asked_on__gt=since, contact__isnull=False).exclude(wave=wave)
    return dict(recent.order_by().values_list("contact_id").annotate(Max("asked_on")))


def _framed(wave: Wave, contact: Contact, asked: datetime.date | None) -> Invitation:
    """Put a contact into the frame: drawn from later, or left out with the reason."""
    customer = contact.customer
    why = ""
    if contact.left_on:
        why = f"Left on {contact.left_on:%-d %b %Y}"
    elif customer.left_on:
        why = f"The customer left on {customer.left_on:%-d %b %Y}"
    elif not contact.consents:
        why = "Does not want to be asked"
    elif asked:
        why = f"Asked on {asked:%-d %b %Y}, less than {wave.quarantine_days} days before"
    return Invitation(
        wave=wave, contact=contact, customer=customer, segment_id=customer.segment_id, excluded_because=why,
        disposition=Disposition.EXCLUDED if why else Disposition.NOT_ASKED,
    )  # fmt: skip


@command(needs=Permission.RUN_SURVEYS)
def invite_sample(
    wave: Wave, *, by: Actor, on: datetime.date, size: int | None = None, seed: int | None = None
) -> list[Invited]:
    """Draw so many of those who can be asked, or all, and give each a link of their own.

    The draw can be repeated: it sorts by the contact's id and shuffles with the seed.
    """
    wave = lock(wave)
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    waiting = list(wave.invitations.filter(disposition=Disposition.NOT_ASKED).order_by("contact_id", "pk"))
    if not waiting:
        raise ValidationError("Nobody in the frame is left to be asked.")
    if size is not None and size < 1:
        raise ValidationError({"size": "Ask at least one."})
    drawn = waiting
    if size is not None and size < len(waiting):
        wave.sampled, wave.seed = True, seed if seed is not None else secrets.randbelow(2**31)
        drawn = random.Random(wave.seed).sample(waiting, size)  # noqa: S311  repeatable on purpose
    wave.save(update_fields=["sampled", "seed"])
    record("wave.invited", wave, drawn=len(drawn), of=len(waiting), on=on.isoformat())
    invited = [_with_token(invitation) for invitation in drawn]
    tally = Tally()
    for invitation in drawn:
        before, invitation.disposition, invitation.asked_on = invitation.disposition, Disposition.UNKNOWN, on
        invitation.save(update_fields=["disposition", "asked_on", "token_hash"])
        tally.end(invitation, before=before)
    record_all("invitation.asked", drawn, on=on.isoformat())
    tally.write()
    return invited


def _with_token(invitation: Invitation) -> Invited:
    """Draw a token of 128 bits and keep only its hash."""
    token = secrets.token_urlsafe(16)
    invitation.token_hash = hash_of(token)
    return Invited(invitation, token)


@command(needs=Permission.RUN_SURVEYS)
def remind_invited(wave: Wave, *, by: Actor, on: datetime.date) -> list[Invited]:
    """Give everybody who has not answered a fresh link; the old one ends."""
    wave = lock(wave)
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    silent = list(wave.invitations.filter(disposition=Disposition.UNKNOWN))
    if not silent:
        raise ValidationError("Everybody who was asked has answered, or cannot be reached.")
    invited = [_with_token(invitation) for invitation in silent]
    for invitation in silent:
        invitation.reminded_on = on
        invitation.save(update_fields=["token_hash", "reminded_on"])
    record_all("invitation.reminded", silent, on=on.isoformat())
    return invited


@command(needs=Permission.RUN_SURVEYS)
def note_disposition(invitation: Invitation, *, by: Actor, disposition: str, reason: str = "") -> Invitation:
    """Note what became of somebody asked: the mail came back, or they do not want to answer."""
    invitation = lock(invitation)
    if disposition not in BY_HAND:
        raise ValidationError({"disposition": "Answers write themselves; choose what else became of it."})
    if invitation.disposition in (Disposition.COMPLETE, Disposition.PARTIAL):
        raise ValidationError("This invitation was answered.")
    if disposition == Disposition.EXCLUDED and not reason.strip():
        raise ValidationError({"reason": "Say why somebody is left out."})
    before, invitation.disposition = invitation.disposition, disposition
    invitation.excluded_because = reason if disposition == Disposition.EXCLUDED else ""
    invitation.save(update_fields=["disposition", "excluded_because"])
    record("invitation.noted", invitation, reason=reason, disposition=str(disposition))
    tally = Tally()
    tally.end(invitation, before=before)
    tally.write()
    return invitation
