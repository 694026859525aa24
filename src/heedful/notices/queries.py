"""What pages ask of mails."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from heedful.notices.models import Notice, NoticeState, Post


@dataclass(frozen=True)
class Line:
    """How mail leaves this house."""

    server: str
    sender: str
    really: bool
    """Whether a mail that is sent leaves the house at all."""
    said: str
    post: Post


def line_of_mail() -> Line:
    """Say how mail leaves, and whether the server can be reached."""
    backend = settings.EMAIL_BACKEND.rpartition("mail.backends.")[2].partition(".")[0]
    said = {
        "dummy": "This is a demo: mail is thrown away, and nobody gets any.",
        "console": "No mail server is set: mails are printed where the server runs, and nobody gets any.",
    }.get(backend, "")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if backend == "smtp" else ""
    return Line(server, settings.DEFAULT_FROM_EMAIL, not said, said, Post.objects.filter(pk="mail").first() or Post())


def counts_by_state() -> dict[str, int]:
    """Count mails by how they stand."""
    return dict(Notice.objects.order_by().values_list("state").annotate(Count("pk")))


def counts_of_wave(wave: uuid.UUID) -> dict[str, int]:
    """Count the mails of a wave by how they stand."""
    return dict(Notice.objects.filter(invitation__wave=wave).order_by().values_list("state").annotate(Count("pk")))


STUCK = (NoticeState.FAILED, NoticeState.PERHAPS)
"""States in which a mail waits for a person's word."""
