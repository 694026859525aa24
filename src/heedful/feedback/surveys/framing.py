"""Commands on the frame of a wave: everybody who could have been asked, and who is left out and why."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.permissions import Permission
from heedful.customers.models import Contact, ContactRole, Product, Segment
from heedful.feedback.models.responses import CallBack
from heedful.feedback.models.surveys import Disposition, Invitation, Wave, WaveState
from heedful.feedback.surveys.cells import Tally


@dataclass(frozen=True)
class Rests:
    """Who was asked in the days of rest before a day, over all waves, and who is asked again after a call."""

    days: int
    asked: dict[uuid.UUID, datetime.date]
    again: dict[uuid.UUID, str]

    def why(self, contact: uuid.UUID) -> str:
        """Say why somebody rests; nothing where they do not."""
        asked = self.asked.get(contact)
        if asked is None or contact in self.again:
            return ""
        return f"Asked on {asked:%-d %b %Y}, less than {self.days} days before"

    def because(self, contact: uuid.UUID) -> str:
        """Say why somebody is asked in their days of rest."""
        return self.again.get(contact, "") if contact in self.asked else ""


def rests_of(wave: Wave, on: datetime.date) -> Rests:
    """Look up who rests on a day; a customer who agreed in a call to be asked again does not."""
    if not wave.quarantine_days:
        return Rests(0, {}, {})
    since = on - datetime.timedelta(days=wave.quarantine_days)
    recent = Invitation.objects.filter(asked_on__gt=since, contact__isnull=False).exclude(wave=wave)
    asked = dict(recent.order_by().values_list("contact_id").annotate(Max("asked_on")))
    calls = CallBack.objects.filter(ask_again=True, reached=True, response__contact__in=asked)
    found = calls.order_by("called_on").values_list("response__contact_id", "key", "called_on")
    again = {pk: f"Agreed to be asked again ({key})" for pk, key, called in found if called and called >= asked[pk]}
    return Rests(wave.quarantine_days, asked, again)


def why_out(wave: Wave, contact: Contact) -> str:
    """Say why somebody cannot be asked at all, whatever their days of rest."""
    customer = contact.customer
    if contact.left_on:
        return f"Left on {contact.left_on:%-d %b %Y}"
    if customer.left_on:
        return f"The customer left on {customer.left_on:%-d %b %Y}"
    if not contact.consents:
        return "Does not want to be asked"
    if wave.by_mail and not contact.email:
        return "No e-mail address"
    return ""


@command(needs=Permission.RUN_SURVEYS)
def frame_wave(
    wave: Wave, *, by: Actor, on: datetime.date, segments: Sequence[Segment] = (), products: Sequence[Product] = (),
    roles: Sequence[str] = (), met_from: datetime.date | None = None, met_until: datetime.date | None = None,
) -> Sequence[Invitation]:  # fmt: skip
    """List everybody who could be asked, and who is left out and why."""
    wave = lock(wave)
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    if met_from and met_until and met_until < met_from:
        raise ValidationError({"met_until": "The last day cannot lie before the first."})
    contacts = _contacts(segments, products, roles, met_from, met_until)
    known = set(wave.invitations.values_list("contact_id", flat=True))
    rests = rests_of(wave, on)
    found = [_framed(wave, contact, rests) for contact in contacts if contact.pk not in known]
    if not found:
        raise ValidationError("Nobody new could be asked. Add contacts to customers, or choose others.")
    if not wave.frame_is:
        wave.frame_is = _in_words(segments, products, roles, met_from, met_until, on)
    wave.save(update_fields=["frame_is"])
    record("wave.framed", wave, contacts=len(found), on=on.isoformat())
    add_all(found)
    record_all("invitation.framed", found)
    tally = Tally()
    for invitation in found:
        tally.end(invitation, before=None)
    tally.write()
    return found


def _contacts(
    segments: Sequence[Segment], products: Sequence[Product], roles: Sequence[str], met_from: datetime.date | None,
    met_until: datetime.date | None,
) -> QuerySet[Contact]:  # fmt: skip
    """Find the contacts that a frame is made of, each once, in the order of their ids."""
    contacts = Contact.objects.select_related("customer").order_by("pk")
    if segments:
        contacts = contacts.filter(customer__segment__in=segments)
    if roles:
        contacts = contacts.filter(role__in=roles)
    if products:
        contacts = contacts.filter(customer__deliveries__product__in=products)
    met = {}
    if met_from:
        met["customer__interactions__held_on__gte"] = met_from
    if met_until:
        met["customer__interactions__held_on__lte"] = met_until
    if met:
        contacts = contacts.filter(**met)
    return contacts.distinct()


def _in_words(
    segments: Sequence[Segment], products: Sequence[Product], roles: Sequence[str], met_from: datetime.date | None,
    met_until: datetime.date | None, on: datetime.date,
) -> str:  # fmt: skip
    """Say who could have been asked."""
    labels = dict(ContactRole.choices)
    who = " or ".join(labels[role].lower() for role in labels if role in roles) or "contact"
    said = f"Every {who} of our customers"
    if segments:
        said += f" in {', '.join(segment.name for segment in segments)}"
    if products:
        said += f" to whom we delivered {', '.join(product.name for product in products)}"
    if met_from or met_until:
        said += " whom we met"
        said += f" from {met_from:%-d %b %Y}" if met_from else ""
        said += f" up to {met_until:%-d %b %Y}" if met_until else ""
    return f"{said}, as listed on {on:%-d %b %Y}."


def _framed(wave: Wave, contact: Contact, rests: Rests) -> Invitation:
    """Put a contact into the frame: drawn from later, or left out with the reason."""
    why = why_out(wave, contact) or rests.why(contact.pk)
    return Invitation(
        wave=wave, contact=contact, customer=contact.customer, segment_id=contact.customer.segment_id,
        excluded_because=why, disposition=Disposition.EXCLUDED if why else Disposition.NOT_ASKED,
        asked_because="" if why else rests.because(contact.pk),
    )  # fmt: skip


@command(needs=Permission.RUN_SURVEYS)
def ask_anyway(invitation: Invitation, *, by: Actor, reason: str) -> Invitation:
    """Take somebody who rests back into the list, with a reason; nobody who left or said no."""
    invitation = lock(invitation)
    if invitation.wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    if invitation.disposition != Disposition.EXCLUDED or invitation.asked_on or invitation.contact is None:
        raise ValidationError("Only somebody who was left out can be taken back.")
    if why := why_out(invitation.wave, invitation.contact):
        raise ValidationError(f"This cannot be set aside: {why}.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why they are asked again so soon."})
    invitation.disposition, invitation.excluded_because = Disposition.NOT_ASKED, ""
    invitation.asked_because = reason
    invitation.save(update_fields=["disposition", "excluded_because", "asked_because"])
    record("invitation.taken_back", invitation, reason=reason)
    tally = Tally()
    tally.end(invitation, before=Disposition.EXCLUDED)
    tally.write()
    return invitation
