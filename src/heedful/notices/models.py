"""Mails: what is to go out, what went, and how far the history was read for them."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from heedful.core.actors import Reader
from heedful.core.models import Person, Row
from heedful.core.models.row import Rows
from heedful.feedback.models import Invitation, WaveState


class Kind(models.TextChoices):
    """What a mail is for."""

    INVITATION = "invitation", "Invitation"
    REMINDER = "reminder", "Reminder"
    DIGEST = "digest", "What is due"


class NoticeState(models.TextChoices):
    """How a mail lives."""

    WAITING = "waiting", "Waits"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    PERHAPS = "perhaps", "Perhaps sent"
    FAILED = "failed", "Failed"
    DROPPED = "dropped", "Not sent"


class Notices(Rows):
    """Mails, filtered by how they stand."""

    def visible_to(self, person: Reader | None) -> Self:
        """Show who keeps the settings that a mail is stuck, too; names and addresses are shown to readers alone."""
        return self.all() if person is not None else self.none()

    def due(self, at: Any) -> Self:
        """Keep those that may go now; an invitation waits until its wave is open."""
        planned = Q(invitation__wave__state=WaveState.PLANNED)
        return self.filter(state=NoticeState.WAITING, due_at__lte=at).exclude(planned)


class Notice(Row):
    """One mail to one person: it is claimed before it is handed over and marked after, and never sent twice unseen.

    It follows from one entry of the history, or from one day on which somebody is told what is due (`cause`). Its
    words are made when it goes, from what holds then.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    cause = models.CharField(max_length=120, unique=True, help_text="The entry, or the person and day, it follows.")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, blank=True, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="notices")
    day = models.DateField(null=True, blank=True, help_text="The day a digest is about.")
    told = models.JSONField(default=list, blank=True, help_text="What a digest tells for the first time.")
    message_id = models.CharField(max_length=200, unique=True, help_text="The same at every try.")
    state = models.CharField(max_length=8, choices=NoticeState.choices, default=NoticeState.WAITING)
    due_at = models.DateTimeField(help_text="Not before this moment.")
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=254, blank=True, help_text="Where it went, or was to go.")
    why = models.CharField(max_length=500, blank=True, help_text="Why it failed, or was not sent.")

    objects: ClassVar[Any] = Notices.as_manager()
    personal = ("address", "why")

    class Meta:
        ordering = ["-due_at", "id"]
        indexes = [models.Index(fields=["state", "due_at"], name="notice_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="notice_sent_at_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False), name="notice_claimed_at_a_moment"
            ),
        ]

    @property
    def subject(self) -> uuid.UUID:
        """Say whose address this is."""
        if self.invitation is not None:
            return self.invitation.contact_id or self.pk
        return self.person_id or self.pk


class Post(models.Model):
    """How far the history was read for mails, and whether the mail server can be reached."""

    name = models.CharField(max_length=20, primary_key=True, default="mail")
    position = models.BigIntegerField(default=0)
    down_since = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=500, blank=True)
    table: ClassVar[str] = "technical"
