"""A complaint, from the day it reaches us until the customer accepts our answer."""

import datetime
import secrets
import uuid
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record
from heedful.core.models.row import Rows
from heedful.core.period import Period
from heedful.customers.models import Customer
from heedful.feedback.models.feedback import Feedback, Severity


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


class Outcome(models.TextChoices):
    """What was found of the complaint."""

    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Partly upheld"
    NOT_UPHELD = "not_upheld", "Not upheld"


class ClosedHow(models.TextChoices):
    """How the complaint came to its end."""

    ACCEPTED = "accepted", "The complainant accepted"
    NO_REPLY = "no_reply", "No reply to two contacts"
    IMPORTED = "imported", "Closed in the records it was imported from"


class Complaints(Rows):
    """Complaints, filtered by how they stand."""

    def counted(self) -> Self:
        """Leave out those that are the same as another one, heard over a second channel."""
        return self.filter(same_as=None)

    def open(self) -> Self:
        """Keep those that have not come to their end."""
        return self.counted().filter(state__in=UNFINISHED)

    def waiting(self) -> Self:
        """Keep those whose customer waits for our answer."""
        return self.counted().filter(state__in=AWAITING_US)

    def late(self, day: datetime.date) -> Self:
        """Keep those of which a promise is broken on a day; a pause holds all promises but acknowledging."""
        unmet = Q(next_update_by__lt=day) | Q(answer_by__lt=day)
        return self.waiting().filter(Q(acknowledged_at=None, acknowledge_by__lt=day) | unmet & Q(paused_on=None))

    def received_in(self, period: Period) -> Self:
        """Keep those received in a period."""
        return self.filter(received_on__gt=period.after, received_on__lte=period.until)

    def behind(self, token: str) -> Self:
        """Keep the one behind a status link; whoever holds the link may see what is meant for the complainant."""
        return self.filter(token=token)


AWAITING_US = (ComplaintState.OPEN, ComplaintState.REOPENED)
UNFINISHED = (ComplaintState.OPEN, ComplaintState.ANSWERED, ComplaintState.REOPENED)


class Complaint(Record):
    """A customer says that something fell short and waits for an answer.

    Its words stand in its feedback. Acknowledged, assessed, updated, investigated and escalated are dated facts in
    any order; the state says only whether the customer still waits.
    """

    feedback = models.OneToOneField(Feedback, models.PROTECT, related_name="complaint")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="complaints")
    summary = models.CharField(max_length=160)
    remedy_asked = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    state = models.CharField(max_length=10, choices=ComplaintState.choices, default=ComplaintState.OPEN)
    acknowledge_by = models.DateField()
    first_update_by = models.DateField()
    answer_by = models.DateField()
    next_update_by = models.DateField(null=True, blank=True, help_text="Empty where the customer waits for nothing.")
    paused_on = models.DateField(null=True, blank=True, help_text="Promises wait since this day; empty where they run.")
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
    nonconformity_decided_at = models.DateTimeField(null=True, blank=True)
    nonconformity_decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    rejected_because = models.TextField(blank=True)
    way_to_escalate = models.TextField(blank=True)
    redress = models.CharField(max_length=300, blank=True)
    redress_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    settled_at_once = models.BooleanField(default=False, help_text="Settled at first contact, in one form.")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_how = models.CharField(max_length=10, choices=ClosedHow.choices, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    handling_asked_at = models.DateTimeField(null=True, blank=True)
    handling_score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="doubles")
    token = models.CharField(max_length=48, unique=True, default=new_token, editable=False)
    imported = models.BooleanField(default=False)
    external_key = models.CharField(max_length=120, null=True, blank=True, unique=True)

    objects: ClassVar[Any] = Complaints.as_manager()
    personal = ("summary", "remedy_asked", "answer", "findings")
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
                condition=Q(answered_at=None) | ~Q(outcome="") | Q(imported=True),
                name="complaint_answered_with_outcome",
                violation_error_message="An answer says whether the complaint was upheld.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_upheld")
                | ~Q(rejected_because="") & ~Q(way_to_escalate="")
                | Q(imported=True),
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
        return self.state in UNFINISHED and self.same_as_id is None

    @property
    def waits(self) -> bool:
        """Say whether the customer waits for our answer."""
        return self.state in AWAITING_US and self.same_as_id is None

    @property
    def serious(self) -> bool:
        """Say whether it is bad enough that somebody not involved must look into it."""
        return self.severity is not None and self.severity >= Severity.HIGH
