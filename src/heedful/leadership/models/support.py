"""What is asked of top management, and what its members do themselves."""

from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record, Row


class RequestKind(models.TextChoices):
    """What is asked for."""

    RESOURCES = "resources", "Resources"
    TIME = "time", "Time"
    DECISION = "decision", "A decision"


class SupportRequest(Record):
    """Resources, time or a decision asked of top management: asked, decided with reason, delivered or not."""

    what = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=RequestKind.choices)
    source = models.CharField(max_length=80, blank=True, db_index=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="support_requests")
    asked_of = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    granted = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    delivery_due_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)

    prefix = "SR"

    class Meta:
        ordering = ["-asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(granted=False) | ~Q(reason=""),
                name="support_request_refused_with_reason",
                violation_error_message="A refusal has a reason.",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(granted=True),
                name="support_request_delivered_if_granted",
                violation_error_message="Only what was granted is delivered.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what was asked."""
        return self.what


class SupportMeeting(Row):
    """Somebody of top management and the quality manager met on the requests page."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="support_meetings")
    with_whom = models.ForeignKey(Person, models.PROTECT, related_name="+")
    held_on = models.DateField()
    topics = models.TextField()

    class Meta:
        ordering = ["-held_on", "id"]


class ActKind(models.TextChoices):
    """What a leader did."""

    CUSTOMER_CONTACT = "customer_contact", "Met a customer"
    COMPLAINT_REVIEW = "complaint_review", "Read a complaint and said what follows"
    MESSAGE = "message", "Spoke about customers"
    ESCALATION = "escalation", "Answered an escalation"
    CULTURE = "culture", "Showed that bad news is welcome"
    OTHER = "other", "Other"


class LeadershipAct(Row):
    """A member of top management did something with their own hands; gathered from a real event, or logged."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="leadership_acts")
    kind = models.CharField(max_length=18, choices=ActKind.choices)
    done_on = models.DateField()
    event = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="The record of the event; empty where logged by hand."
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-done_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "event"],
                condition=~Q(event=""),
                name="leadership_act_once",
                violation_error_message="This act is noted already.",
            ),
            models.CheckConstraint(
                condition=~Q(event="") | ~Q(note=""),
                name="leadership_act_says_what",
                violation_error_message="Say what was done.",
            ),
        ]
