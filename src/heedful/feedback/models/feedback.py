"""Everything heard, in one inbox."""

import uuid

from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record, Unit
from heedful.customers.models import Contact, Customer, Interaction, Product
from heedful.feedback.models.channels import Channel
from heedful.feedback.models.clients import ApiClient


class Kind(models.TextChoices):
    """What kind of thing was said."""

    COMPLAINT = "complaint", "Complaint"
    COMPLIMENT = "compliment", "Compliment"
    SUGGESTION = "suggestion", "Suggestion"
    ENQUIRY = "enquiry", "Enquiry"
    RETURN = "return", "Return"
    WARRANTY = "warranty", "Warranty claim"
    CREDIT = "credit", "Credit note"
    LOST_ORDER = "lost_order", "Lost order"
    REVIEW = "review", "Review"
    COMMENT = "comment", "Survey comment"


class Severity(models.IntegerChoices):
    """How bad it is for the customer."""

    LOW = 1, "Low"
    MEDIUM = 2, "Medium"
    HIGH = 3, "High"
    CRITICAL = 4, "Critical"


class Theme(Record):
    """What feedback is about: the organisation's own tree."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    retired_on = models.DateField(null=True, blank=True)
    prefix = "TH"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="theme_named_once",
                violation_error_message="There is a theme of this name already.",
            )
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class Feedback(Record):
    """Something a customer said, in their words, whatever the channel or tone."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    first_kind = models.CharField(max_length=12, choices=Kind.choices)
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="feedback")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="feedback")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="feedback")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="feedback")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="feedback")
    interaction = models.ForeignKey(Interaction, models.PROTECT, null=True, blank=True, related_name="feedback")
    response = models.OneToOneField("feedback.Response", models.PROTECT, null=True, blank=True, related_name="feedback")
    words = models.TextField(max_length=20_000, blank=True)
    asked = models.CharField(max_length=300, blank=True, help_text="The question that these words answer.")
    sender = models.CharField(max_length=200, blank=True, help_text="Name and address, where not a known contact.")
    language = models.CharField(max_length=10, blank=True)
    heard_at = models.DateTimeField()
    logged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="feedback")
    seems = models.PositiveSmallIntegerField(
        "how serious it seems", choices=Severity.choices, null=True, blank=True,
        help_text="At first sight, while it was sorted; a complaint is assessed on its own page.",
    )  # fmt: skip
    sorted_on = models.DateField(null=True, blank=True)
    imported = models.BooleanField(default=False)
    client = models.ForeignKey(ApiClient, models.PROTECT, null=True, blank=True, related_name="feedback")
    external_key = models.CharField(max_length=120, null=True, blank=True, unique=True)

    personal = ("words", "sender")
    prefix = "F"

    class Meta:
        ordering = ["-heard_at", "id"]
        verbose_name_plural = "feedback"
        indexes = [models.Index(fields=["heard_at"], name="feedback_heard")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(response__isnull=False),
                name="feedback_has_words",
                violation_error_message="Write down what the customer said.",
            )
        ]

    @property
    def subject(self) -> uuid.UUID:
        """Say whose words these are."""
        return self.contact_id or self.pk

    @property
    def said(self) -> str:
        """Give the words, which for a survey comment stand in its response."""
        return self.response.comment if self.response_id and self.response else self.words

    @property
    def title(self) -> str:
        """Give the first words."""
        text = " ".join(self.said.split())
        return text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0].rstrip(".,;:") + "…"

    @property
    def search_text(self) -> str:
        """Find it by its words."""
        return f"{self.said} {self.sender}"
