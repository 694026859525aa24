"""A complaint, from the day it reaches us until the customer accepts our answer."""

import secrets
import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row
from heedful.customers.models import Customer
from heedful.feedback.models.feedback import Feedback


def new_token() -> str:
    """Make a link that nobody can guess."""
    return secrets.token_urlsafe(24)


class ComplaintState(models.TextChoices):
    """How a complaint lives."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Severity(models.IntegerChoices):
    """How bad it is for the customer."""

    LOW = 1, "Low"
    MEDIUM = 2, "Medium"
    HIGH = 3, "High"
    CRITICAL = 4, "Critical"


class Outcome(models.TextChoices):
    """What was found of the complaint."""

    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Partly upheld"
    NOT_UPHELD = "not_upheld", "Not upheld"


class ClosedHow(models.TextChoices):
    """How the complaint came to its end."""

    ACCEPTED = "accepted", "The complainant accepted"
    NO_REPLY = "no_reply", "No reply to two contacts"


class Complaint(Record):
    """A customer says that something fell short and waits for an answer.

    Its words stand in its feedback. Acknowledged, assessed, updated, investigated and escalated are dated facts in
    any order; the state says only whether the customer still waits.
    """

    feedback = models.OneToOneField(Feedback, models.PROTECT, related_name="complaint")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="complaints")
    summary = models.CharField(max_length=160)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    state = models.CharField(max_length=10, choices=ComplaintState.choices, default=ComplaintState.OPEN)
    acknowledge_by = models.DateField()
    first_update_by = models.DateField()
    answer_by = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by_machine = models.BooleanField(default=False)

    assessed_at = models.DateTimeField(null=True, blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, null=True, blank=True)
    safety = models.BooleanField(null=True, blank=True)
    complexity = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    impact = models.CharField(max_length=300, blank=True)
    act_now = models.BooleanField(null=True, blank=True)

    event_owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    investigator = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    investigated_at = models.DateTimeField(null=True, blank=True)
    findings = models.TextField(blank=True)
    code = models.CharField(max_length=60, blank=True)
    nonconformity = models.BooleanField(null=True, blank=True)
    nonconformity_because = models.TextField(blank=True)

    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    rejected_because = models.TextField(blank=True)
    way_to_escalate = models.TextField(blank=True)
    redress = models.CharField(max_length=300, blank=True)
    redress_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    closed_at = models.DateTimeField(null=True, blank=True)
    closed_how = models.CharField(max_length=10, choices=ClosedHow.choices, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    handling_asked_at = models.DateTimeField(null=True, blank=True)
    handling_score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="doubles")
    token = models.CharField(max_length=48, unique=True, default=new_token, editable=False)
    imported = models.BooleanField(default=False)
    external_key = models.CharField(max_length=120, null=True, blank=True, unique=True)

    personal = ("summary", "answer", "findings")
    prefix = "C"

    class Meta:
        ordering = ["-received_at", "id"]
        indexes = [models.Index(fields=["received_on", "state"], name="complaint_received_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False) & ~Q(closed_how=""),
                name="complaint_closed_says_how",
                violation_error_message="Closing needs the complainant's acceptance, or two contacts without reply.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(outcome=""),
                name="complaint_answered_with_outcome",
                violation_error_message="An answer says whether the complaint was upheld.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_upheld") | ~Q(rejected_because="") & ~Q(way_to_escalate=""),
                name="complaint_rejected_with_reason_and_way",
                violation_error_message="An answer that rejects carries the reason and the way to escalate.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
                name="complaint_withdrawn_with_reason",
                violation_error_message="Say why the complaint was withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=F("id")),
                name="complaint_not_its_own_double",
                violation_error_message="A complaint is not its own double.",
            ),
        ]

    @property
    def subject(self) -> uuid.UUID:
        """Say whose words these are."""
        return self.feedback.subject

    @property
    def title(self) -> str:
        """Say what fell short."""
        return self.summary

    @property
    def search_text(self) -> str:
        """Find it by its code, too."""
        return self.code

    @property
    def open(self) -> bool:
        """Say whether it has not come to its end."""
        return self.state in (ComplaintState.OPEN, ComplaintState.ANSWERED, ComplaintState.REOPENED)


class ComplaintPerson(Row):
    """The complaint is about this person's doing; they do not investigate it."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="persons_concerned")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")


class CustomerUpdate(Row):
    """The customer was told how it stands."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="updates")
    told_at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=10_000)
    personal = ("words",)

    class Meta:
        ordering = ["told_at", "id"]


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
