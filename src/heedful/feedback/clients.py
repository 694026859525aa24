"""Commands on programs of others that send us feedback: let one in, shut it out, take what it sends."""

import datetime
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.feedback.complaints.receiving import acknowledge_complaint
from heedful.feedback.inbox import log_feedback
from heedful.feedback.models import ApiClient, Channel, Feedback, Kind
from heedful.feedback.models.clients import hash_of

TOKEN_BYTES = 32
BEGINS = "heedful_"


@dataclass(frozen=True)
class Admitted:
    """A program that was let in, and its token, which is known at this moment only."""

    client: ApiClient
    token: str


@command(needs=Permission.SET_UP)
def admit_client(*, by: Actor, name: str, on: datetime.date, channel: Channel | None = None) -> Admitted:
    """Let a program send feedback; it gets a token of its own, of which we keep the hash."""
    if channel is not None and channel.closed_on:
        raise ValidationError({"channel": f"This channel was closed on {channel.closed_on:%-d %b %Y}."})
    token = BEGINS + secrets.token_urlsafe(TOKEN_BYTES)
    client = ApiClient(name=name.strip(), channel=channel, made_on=on, token_hash=hash_of(token), token_ends=token[-4:])
    client.save()
    record("apiclient.admitted", client)
    return Admitted(client, token)


@command(needs=Permission.SET_UP)
def revoke_client(client: ApiClient, *, by: Actor, on: datetime.date, reason: str = "") -> ApiClient:
    """Let a program in no more; what it sent stays."""
    client = lock(client)
    if client.revoked_on:
        raise ValidationError(f"This token was revoked on {client.revoked_on:%-d %b %Y}.")
    client.revoked_on = on
    client.save(update_fields=["revoked_on"])
    record("apiclient.revoked", client, reason=reason, on=on.isoformat())
    return client


@command(needs=Permission.SPEAK)
def send_feedback(
    *, by: ApiClient, key: str, kind: str, words: str, sender: str = "", language: str = "", remedy_asked: str = "",
    heard_at: datetime.datetime | None = None,
) -> Feedback:  # fmt: skip
    """Take what a program sends on; it names each thing by a key of its own, and under one key it is taken once."""
    heard = log_feedback(
        by=by, kind=kind, words=words, heard_at=heard_at or clock.now(), channel=by.channel, sender=sender,
        language=language.strip().lower(), remedy_asked=remedy_asked, external_key=_name(by, key), client=by,
    )  # fmt: skip
    if kind == Kind.COMPLAINT and current_organisation().machine_acknowledges:
        acknowledge_complaint(heard.complaint, by=by, by_machine=True)
    return heard


def client_of(token: str) -> ApiClient | None:
    """Find the program that a token belongs to, also one that was revoked."""
    found = ApiClient.objects.filter(token_hash=hash_of(token)).select_related("channel")
    return found.first() if token.startswith(BEGINS) else None


def sent_by(client: ApiClient) -> QuerySet[Feedback]:
    """Give what a program has sent; it may ask after that and nothing else."""
    return Feedback.objects.filter(client=client).select_related("complaint")


def sent_before(client: ApiClient, key: str) -> Feedback | None:
    """Find what a program has sent under a key before."""
    return sent_by(client).filter(external_key=_name(client, key)).first()


def _name(client: ApiClient, key: str) -> str:
    return f"api/{client.pk}/{key}"
