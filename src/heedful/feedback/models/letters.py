"""Letters by e-mail, and what became of each."""

import uuid

from django.db import models
from django.db.models import Q

from heedful.core.models import Row
from heedful.feedback.models.channels import Channel
from heedful.feedback.models.feedback import Feedback


class Became(models.TextChoices):
    """What became of a letter."""

    TAKEN = "taken", "Taken as feedback"
    BOUNCE = "bounce", "Could not be delivered: a message of ours came back"
    AUTOMATIC = "automatic", "Written by a machine"
    EMPTY = "empty", "No words in it"
    TOO_LARGE = "too_large", "Too large"
    UNREADABLE = "unreadable", "Could not be read"


class Letter(Row):
    """A letter that came by e-mail: taken as one piece of feedback, or listed with why it was not."""

    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="letters")
    message_id = models.CharField(max_length=200, unique=True)
    came_at = models.DateTimeField()
    sender = models.CharField(max_length=200, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    became = models.CharField(max_length=12, choices=Became.choices)
    why = models.CharField(max_length=300, blank=True)
    feedback = models.OneToOneField(Feedback, models.PROTECT, null=True, blank=True, related_name="letter")
    left_out = models.CharField(max_length=1000, blank=True, help_text="Files that were not kept, and why.")

    personal = ("sender", "heading", "left_out")

    class Meta:
        ordering = ["-came_at", "id"]
        indexes = [models.Index(fields=["channel", "-came_at"], name="letter_came")]
        constraints = [
            models.CheckConstraint(
                condition=Q(became="taken", feedback__isnull=False) | ~Q(became="taken") & Q(feedback=None),
                name="letter_taken_is_feedback",
                violation_error_message="A letter that was taken names its feedback, and no other does.",
            )
        ]

    @property
    def subject(self) -> uuid.UUID:
        """Say whose words these are."""
        return self.feedback_id or self.pk
