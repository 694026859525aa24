"""What customers answered, and whom we call back."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from heedful.core.actors import Reader
from heedful.core.models import Record, Row, Unit
from heedful.core.models.row import Rows
from heedful.customers.models import Contact, Customer, Segment
from heedful.feedback.models.surveys import Confidentiality, Invitation, Wave


class Flag(models.TextChoices):
    """Why an answer may not be a customer's honest one."""

    NONE = "", "None"
    DUPLICATE = "duplicate", "Duplicate"
    TOO_FAST = "too_fast", "Too fast"
    STAFF = "staff", "Entered by staff"
    STRAIGHT = "straight", "The same number all the way"
    LATE = "late", "Came after the wave had closed or was full"
    MANY = "many", "One of very many from one network"


class Responses(Rows):
    """Answers, filtered by what they may be used for."""

    def visible_to(self, person: Reader | None) -> Self:
        """Show answers given with a name; others are seen as figures of groups alone."""
        return super().visible_to(person).filter(confidentiality=Confidentiality.NAMED)

    def included(self) -> Self:
        """Keep what counts in figures."""
        return self.filter(excluded_because="")


class Response(Row):
    """What one customer answered; as submitted it never changes."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="responses")
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, blank=True, related_name="response")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="responses")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="responses")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="responses")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="responses")
    answered_at = models.DateTimeField()
    answered_on = models.DateField(null=True, blank=True, help_text="Empty where the source's date could not be told.")
    answers = models.JSONField(default=list, blank=True, help_text="Pairs of question id and number.")
    comment = models.TextField(max_length=20_000, blank=True, help_text="The first of their own words.")
    comment_to = models.UUIDField(null=True, blank=True, help_text="The question that the first words answer.")
    texts = models.JSONField(
        default=list, blank=True, null=True, help_text="Pairs of question id and further words; empty once erased."
    )
    language = models.CharField(max_length=10, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    complete = models.BooleanField(default=True)
    confidentiality = models.CharField(max_length=12, choices=Confidentiality.choices, default=Confidentiality.NAMED)
    allows_contact = models.BooleanField(default=False)
    reach = models.CharField(max_length=200, blank=True, help_text="How to call back somebody we do not know.")
    flag = models.CharField(max_length=60, blank=True, help_text="Codes of flags, with spaces between.")
    excluded_because = models.CharField(max_length=200, blank=True)
    imported = models.BooleanField(default=False)
    external_key = models.CharField(max_length=120, null=True, blank=True)

    objects: ClassVar[Any] = Responses.as_manager()
    personal = ("comment", "texts", "reach")

    class Meta:
        ordering = ["-answered_at", "id"]
        indexes = [
            models.Index(fields=["wave", "answered_on"], name="response_wave_on"),
            models.Index(fields=["customer"], name="response_customer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "external_key"],
                name="response_imported_once",
                violation_error_message="This answer was brought in already.",
            )
        ]

    @property
    def subject(self) -> uuid.UUID:
        """Say whose words these are."""
        return self.contact_id or self.pk

    @property
    def counts(self) -> bool:
        """Say whether it counts in the figures."""
        return not self.excluded_because

    @property
    def flags(self) -> list[str]:
        """Say in words why it may not be a customer's honest answer."""
        return [str(Flag(code).label) for code in self.flag.split()]


class CallBacks(Rows):
    """Calls, filtered by how they stand."""

    def waiting(self) -> Self:
        """Keep those still to be made: the customer was not reached, and nobody gave it up."""
        return self.filter(Q(called_on=None) | Q(reached=False), given_up_on=None)


class CallBack(Record):
    """An unhappy customer who allowed it is called back by a day, and what was learned."""

    response = models.OneToOneField(Response, models.PROTECT, null=True, blank=True, related_name="call_back")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="call_backs")
    score = models.SmallIntegerField()
    opened_on = models.DateField()
    due_on = models.DateField()
    called_on = models.DateField(null=True, blank=True)
    reached = models.BooleanField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    given_up_on = models.DateField(null=True, blank=True)
    ask_again = models.BooleanField(default=False, help_text="Asked again in the next wave, whatever the days of rest.")
    outcome = models.TextField(blank=True)

    objects: ClassVar[Any] = CallBacks.as_manager()
    personal = ("outcome",)
    prefix = "CB"

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(called_on=None) | ~Q(outcome=""),
                name="call_back_has_outcome",
                violation_error_message="Say what came of the call.",
            )
        ]

    @property
    def title(self) -> str:
        """Say what it is about."""
        return f"Call back about a score of {self.score}"
