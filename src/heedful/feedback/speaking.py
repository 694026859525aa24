"""What a customer says to us without an account, by the public form."""

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.commands import command
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.feedback.complaints.receiving import acknowledge_complaint
from heedful.feedback.inbox import log_feedback
from heedful.feedback.models import Channel, ChannelKind, Feedback, Kind

MAY_BE_SAID = (Kind.COMPLAINT, Kind.COMPLIMENT, Kind.SUGGESTION, Kind.ENQUIRY)


@command(needs=Permission.SPEAK)
def speak(
    *, by: Actor, kind: str, words: str, sender: str = "", language: str = "", remedy_asked: str = "",
    form: str | None = None,
) -> Feedback:  # fmt: skip
    """Take what somebody says by the public form; a machine acknowledges a complaint where that counts here.

    `form` names the form that was sent: however often it comes, it is taken once, also past a crash of the server.
    """
    if kind not in MAY_BE_SAID:
        raise ValidationError({"kind": "Choose what it is."})
    heard = log_feedback(
        by=by, kind=kind, words=words, heard_at=clock.now(), channel=public_form(), sender=sender, language=language,
        remedy_asked=remedy_asked, external_key=form,
    )  # fmt: skip
    if kind == Kind.COMPLAINT and current_organisation().machine_acknowledges:
        acknowledge_complaint(heard.complaint, by=by, by_machine=True)
    return heard


def said_by(form: str) -> Feedback | None:
    """Find what a form that was sent before was taken as."""
    return Feedback.objects.filter(external_key=form).first()


def public_form() -> Channel | None:
    """Find the channel that the public form is, where the organisation has named one."""
    return Channel.objects.filter(kind=ChannelKind.FORM, closed_on=None).order_by("opened_on", "pk").first()


def telephone() -> Channel | None:
    """Find a telephone channel, for somebody who cannot use the form."""
    return (
        Channel.objects.filter(kind=ChannelKind.PHONE, closed_on=None).exclude(address="").order_by("opened_on").first()
    )
