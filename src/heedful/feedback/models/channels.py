"""How customers speak to us, and the plan by which we listen."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row
from heedful.customers.models import Segment


class ChannelKind(models.TextChoices):
    """By which way something is said."""

    FORM = "form", "Public form"
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Telephone"
    VISIT = "visit", "Visit or meeting"
    LETTER = "letter", "Letter"
    REVIEW = "review", "Review site"
    SURVEY = "survey", "Survey"
    OTHER = "other", "Other"


class Channel(Record):
    """A way to speak to us: where it is, who answers, and in which languages."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ChannelKind.choices)
    address = models.CharField(max_length=200, blank=True, help_text="As customers find it.")
    languages = models.CharField(max_length=60, default="en", help_text="Codes with spaces between: en nb.")
    free_of_charge = models.BooleanField(default=True)
    accessible = models.BooleanField(default=True, help_text="No barrier is known (WCAG 2.2 A and AA).")
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.CharField(
        max_length=300, blank=True, help_text="What whoever answers may promise or grant without asking."
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    prefix = "CH"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="channel_named_once",
                violation_error_message="There is a channel of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | Q(owner=None) | ~Q(deputy=F("owner")),
                name="channel_deputy_is_another",
                violation_error_message="The deputy is somebody other than the owner.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class ChannelTest(Row):
    """Somebody tried the channel as a customer would."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="tests")
    tested_on = models.DateField()
    tester = models.ForeignKey(Person, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, default="en")
    passed = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-tested_on", "id"]


class ProgrammeState(models.TextChoices):
    """How a programme lives."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    SUPERSEDED = "superseded", "Superseded"


class Programme(Record):
    """The plan of the feedback process: what for, which decisions it serves, whom we ask and how."""

    name = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    decisions_served = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=ProgrammeState.choices, default=ProgrammeState.DRAFT)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True, help_text="By then somebody looks whether it still fits.")

    prefix = "FP"

    class Meta:
        ordering = ["-approved_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="programme_approved_by_somebody",
                violation_error_message="An approved programme says who approved it, and when.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class Method(Record):
    """One method for one segment: direct asks customers, indirect reads signs such as returns."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="methods")
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="methods")
    name = models.CharField(max_length=160)
    direct = models.BooleanField()
    every_months = models.PositiveSmallIntegerField(default=12)
    sampling = models.TextField(blank=True)
    precision = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True, help_text="Points wanted.")
    last_used_on = models.DateField(null=True, blank=True)

    prefix = "ME"

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_months__gte=1),
                name="method_has_a_rhythm",
                violation_error_message="A method is used at least every so many months.",
            )
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class Analysis(Record):
    """What a method's results said for a period, and what was decided on it: a decision, or a reasoned none."""

    method = models.ForeignKey(Method, models.PROTECT, null=True, blank=True, related_name="analyses")
    name = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    written_on = models.DateField()
    conclusion = models.TextField()
    contradiction = models.BooleanField(default=False, help_text="It explains direct and indirect signs that disagree.")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.TextField(blank=True)
    no_action = models.BooleanField(default=False, help_text="Decided to do nothing; the decision says why.")
    decision_ref = models.CharField(max_length=80, blank=True, help_text="The action, risk or improvement decided.")

    prefix = "AN"

    class Meta:
        ordering = ["-written_on", "id"]
        verbose_name_plural = "analyses"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="analysis_ends_after_start",
                violation_error_message="A period cannot end before it began.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | ~Q(decision=""),
                name="analysis_decision_has_words",
                violation_error_message="Say what was decided, or why nothing was.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name
