"""Somebody who was asked does not want to be asked again: it holds at once, for every survey."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.customers.commands import change_contact
from heedful.feedback.models.surveys import Disposition, Invitation
from heedful.feedback.surveys.cells import Tally


@command(needs=Permission.ANSWER_SURVEY)
def opt_out(invitation: Invitation, *, by: Actor, on: datetime.date) -> Invitation:
    """Ask this person nothing more; an invitation that was not answered counts as refused."""
    invitation = lock(invitation)
    if invitation.contact is None:
        raise ValidationError("Nobody is known behind this link.")
    if invitation.opted_out_on and not invitation.contact.consents:
        raise ValidationError(f"You opted out on {invitation.opted_out_on:%-d %b %Y}.")
    before = invitation.disposition
    if before in (Disposition.UNKNOWN, Disposition.NO_CONTACT):
        invitation.disposition = Disposition.REFUSED
    invitation.opted_out_on = on
    invitation.save(update_fields=["opted_out_on", "disposition"])
    record("invitation.opted_out", invitation, on=on.isoformat())
    if invitation.disposition != before:
        tally = Tally()
        tally.end(invitation, before=before)
        tally.write()
    if invitation.contact.consents:
        invitation.contact = change_contact(invitation.contact, by=by, consents=False)
    return invitation
