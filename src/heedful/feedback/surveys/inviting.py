"""Commands on who is asked: the draw, the links, reminders, and what became of each."""

import base64
import datetime
import hashlib
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record, record_all
from heedful.core.permissions import Permission
from heedful.customers.models import Contact
from heedful.feedback.models.surveys import Disposition, Draw, DrawnHow, Invitation, Wave, WaveState
from heedful.feedback.surveys import sampling
from heedful.feedback.surveys.cells import Tally
from heedful.feedback.surveys.framing import rests_of, why_out

BY_HAND = (Disposition.REFUSED, Disposition.NO_CONTACT, Disposition.OTHER, Disposition.UNKNOWN, Disposition.EXCLUDED)
"""What a person may note of somebody asked; answers write themselves."""
MOST_REMINDERS = 2


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody asked, with the token of their link."""

    invitation: Invitation
    token: str


def hash_of(token: str) -> str:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def token_of(invitation: Invitation) -> str:
    """Make the token of an invitation's link: 128 bits that only the folder's secret can tell."""
    digest = salted_hmac("heedful.invitation", str(invitation.pk), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


@command(needs=Permission.RUN_SURVEYS)
def invite_sample(
    wave: Wave, *, by: Actor, on: datetime.date, size: int | None = None, seed: int | None = None, way: str = "",
    by_mail: bool = False,
) -> list[Invited]:  # fmt: skip
    """Draw so many of those who can be asked, or all, and give each a link of their own.

    The draw can be repeated: the list is sorted by the contact's id and drawn from with the seed. Who may no longer be
    asked since the list was made is left out first, with the reason.
    """
    wave = lock(wave)
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    if size is not None and size < 1:
        raise ValidationError({"size": "Ask at least one."})
    if way and way not in DrawnHow.values:
        raise ValidationError({"way": "Choose everybody, simple random or within each segment."})
    random = way in (DrawnHow.SIMPLE, DrawnHow.STRATIFIED)
    if (random and size is None) or (way == DrawnHow.ALL and size is not None):
        raise ValidationError({"size": "Give a size for a random draw, and none for everybody."})
    if by_mail and not wave.by_mail:
        wave.by_mail = True
    waiting = _still_to_ask(wave, on)
    if not waiting:
        raise ValidationError("Nobody in the frame is left to be asked.")
    draw, drawn = _draw(wave, waiting, way, size, seed, on)
    wave.sampled, wave.seed = wave.sampled or draw.seed is not None, draw.seed if draw.seed is not None else wave.seed
    wave.save(update_fields=["sampled", "seed", "by_mail"])
    record("wave.invited", wave, drawn=len(drawn), of=len(waiting), on=on.isoformat())
    draw.save()
    record("draw.made", draw)
    tally = Tally()
    for invitation in drawn:
        before, invitation.disposition, invitation.asked_on = invitation.disposition, Disposition.UNKNOWN, on
        invitation.token_hash, invitation.draw = hash_of(token_of(invitation)), draw
        invitation.save(update_fields=["disposition", "asked_on", "token_hash", "draw"])
        tally.end(invitation, before=before)
    record_all("invitation.asked", drawn, on=on.isoformat(), by_mail=by_mail)
    tally.write()
    return [Invited(invitation, token_of(invitation)) for invitation in drawn]


def _still_to_ask(wave: Wave, on: datetime.date) -> list[Invitation]:
    """List those not yet asked, in the order of the list; leave out who may not be asked any more."""
    rows = wave.invitations.filter(disposition=Disposition.NOT_ASKED).order_by("contact_id", "pk")
    listed = list(rows.select_related("contact__customer"))
    pks = sorted(found.contact_id for found in listed if found.contact_id)
    # Two waves that draw the same person at once would both find them rested.
    list(Contact.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))
    rests, kept, out, tally = rests_of(wave, on), [], [], Tally()
    for found in listed:
        why = why_out(wave, found.contact) if found.contact else ""
        if found.contact_id and not found.asked_because:
            why = why or rests.why(found.contact_id)
        if not why:
            kept.append(found)
            continue
        found.disposition, found.excluded_because = Disposition.EXCLUDED, why
        found.save(update_fields=["disposition", "excluded_because"])
        tally.end(found, before=Disposition.NOT_ASKED)
        out.append(found)
    record_all("invitation.left_out", out)
    tally.write()
    return kept


def _draw(
    wave: Wave, waiting: list[Invitation], way: str, size: int | None, seed: int | None, on: datetime.date
) -> tuple[Draw, list[Invitation]]:
    """Draw from the list, and write down how it can be repeated."""
    if size is None or size >= len(waiting):
        way, seed, drawn = DrawnHow.ALL, None, waiting
    else:
        way, seed = way or DrawnHow.SIMPLE, secrets.randbelow(2**31) if seed is None else seed
        if way == DrawnHow.STRATIFIED:
            drawn = sampling.stratified(waiting, [found.segment_id for found in waiting], size, seed)
        else:
            drawn = sampling.simple(waiting, size, seed)
    draw = Draw(
        wave=wave, number=wave.draws.count() + 1, how=way, size=len(drawn), of=len(waiting), seed=seed, drawn_on=on,
        list_is=sampling.fingerprint([found.contact_id for found in waiting]),
    )  # fmt: skip
    return draw, drawn


@command(needs=Permission.RUN_SURVEYS)
def remind_invited(wave: Wave, *, by: Actor, on: datetime.date, by_mail: bool = False) -> list[Invited]:
    """Remind everybody who has not answered, twice at most; their link stays the same."""
    wave = lock(wave)
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    silent = list(wave.invitations.filter(disposition=Disposition.UNKNOWN).select_related("contact", "customer"))
    if not silent:
        raise ValidationError("Everybody who was asked has answered, or cannot be reached.")
    silent = [found for found in silent if found.reminders < MOST_REMINDERS]
    if not silent:
        raise ValidationError(f"Everybody who is silent was reminded {MOST_REMINDERS} times. More would be a nuisance.")
    return _reminded(silent, on, by_mail)


@command(needs=Permission.RUN_SURVEYS)
def remind_due(wave: Wave, *, by: Actor, on: datetime.date, asked_until: datetime.date) -> list[Invited]:
    """Remind those who were asked, and last reminded, on a day or before it, and are silent."""
    wave = lock(wave)
    due = wave.invitations.filter(disposition=Disposition.UNKNOWN, reminders__lt=MOST_REMINDERS)
    due = due.filter(asked_on__lte=asked_until).exclude(reminded_on__gt=asked_until)
    found = list(due.select_related("contact", "customer"))
    if wave.state != WaveState.OPEN or not found:
        raise ValidationError("Nobody is to be reminded.")
    return _reminded(found, on, by_mail=True)


def _reminded(silent: list[Invitation], on: datetime.date, by_mail: bool) -> list[Invited]:
    """Count a reminder of each."""
    for invitation in silent:
        invitation.reminded_on, invitation.reminders = on, invitation.reminders + 1
        invitation.token_hash = hash_of(token_of(invitation))
        invitation.save(update_fields=["token_hash", "reminded_on", "reminders"])
    record_all("invitation.reminded", silent, on=on.isoformat(), by_mail=by_mail)
    return [Invited(invitation, token_of(invitation)) for invitation in silent]


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
