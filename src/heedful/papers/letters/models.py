"""Letters that went out, as they went out."""

import uuid

from django.db import models

from heedful.core.models import Person, Row
from heedful.feedback.models import Complaint


class LetterKind(models.TextChoices):
    """What a letter to a complainant tells."""

    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
    UPDATE = "update", "How it stands"
    ANSWER = "answer", "Our answer"


class IssuedLetter(Row):
    """A letter that a complainant was sent, kept as it was on the day, whatever the complaint says later."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=16, choices=LetterKind.choices)
    language = models.CharField(max_length=10)
    issued_at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.TextField(help_text="The whole letter, written down.")
    personal = ("document",)

    class Meta:
        ordering = ["issued_at", "id"]

    @property
    def subject(self) -> uuid.UUID:
        """Say to whom it was written, so that one erasure finds all their words."""
        found: uuid.UUID = self.complaint.subject
        return found
