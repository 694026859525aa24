"""What happened to a complaint: dated facts, each a row of its own."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Row
from heedful.feedback.models.complaints import Complaint, Outcome


def _of_complainant(row: Any) -> uuid.UUID:
    """Say whose words hang on a complaint: the complainant's, so that one erasure finds them all."""
    found: uuid.UUID = row.complaint.subject
    return found


class ComplaintPerson(Row):
    """The complaint is about this person's doing; they do not investigate it."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="persons_concerned")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "person"],
                name="complaint_concerns_person_once",
                violation_error_message="This person is named already.",
            )
        ]


class CustomerUpdate(Row):
    """The customer was told how it stands."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="updates")
    told_at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=10_000)
    personal = ("words",)
    subject = property(_of_complainant)

    class Meta:
        ordering = ["told_at", "id"]


class ComplainantWord(Row):
    """The complainant added something on the status page, or told us more."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="added_words")
    said_at = models.DateTimeField()
    words = models.TextField(max_length=10_000)
    personal = ("words",)
    subject = property(_of_complainant)

    class Meta:
        ordering = ["said_at", "id"]


class Reopening(Row):
    """The answer did not settle it: why it was taken up again, and what had been answered until then."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="reopenings")
    reopened_at = models.DateTimeField()
    because = models.TextField(max_length=10_000)
    by_complainant = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(help_text="The promise that held for the answer before.")
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    personal = ("because", "answer")
    subject = property(_of_complainant)

    class Meta:
        ordering = ["reopened_at", "id"]


class Escalation(Row):
    """The complaint was handed to a higher level, and what came of it."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="escalations")
    to = models.ForeignKey(Person, models.PROTECT, related_name="escalations")
    escalated_at = models.DateTimeField()
    reason = models.TextField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["escalated_at", "id"]


class Pause(Row):
    """A promise waits, for a reason; acknowledging never does."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.TextField()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="pause_ends_after_start",
                violation_error_message="A pause cannot end before it began.",
            )
        ]


class ContactAttempt(Row):
    """We tried to reach the complainant about our answer."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="attempts")
    tried_at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=120)
    replied = models.BooleanField(default=False)

    class Meta:
        ordering = ["tried_at", "id"]


class IndependenceException(Row):
    """Top management lets somebody involved investigate, with reason and a second reader."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="independence_exception")
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second_reader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField()
    granted_on = models.DateField()
