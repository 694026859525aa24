"""What is expected of us."""

from django.db import models

from heedful.core.models import Record
from heedful.customers.models import Customer, Product, Segment
from heedful.processes.models import Process


class SourceType(models.TextChoices):
    """Where a requirement comes from."""

    STATED = "stated", "Stated by the customer"
    NEEDED = "needed", "Needed for the use"
    STATUTORY = "statutory", "Statutory"
    REGULATORY = "regulatory", "Regulatory"
    OWN = "own", "Our own"
    CLAIM = "claim", "Claim made in public"
    PARTY = "party", "Interested party"


class RequirementState(models.TextChoices):
    """How a requirement lives."""

    IDENTIFIED = "identified", "Identified"
    UNDER_REVIEW = "under_review", "Under review"
    AGREED = "agreed", "Agreed"
    IN_FORCE = "in_force", "In force"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REFUSED = "refused", "Refused"


class Requirement(Record):
    """Something expected of us: said outright, taken for granted, or imposed."""

    statement = models.TextField(max_length=4000)
    source_type = models.CharField(max_length=20, choices=SourceType.choices)
    source_document = models.CharField(max_length=200, blank=True)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="requirements")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="requirements")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="requirements")
    criterion = models.TextField(blank=True)
    critical = models.BooleanField(default=False)
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="requirements")
    verification = models.CharField(max_length=200, blank=True, help_text="How we know that it is met.")
    state = models.CharField(max_length=20, choices=RequirementState.choices, default=RequirementState.IDENTIFIED)
    market = models.ForeignKey(
        "requirements.Market", models.PROTECT, null=True, blank=True, related_name="requirements"
    )
    jurisdiction = models.CharField(max_length=120, blank=True)
    instrument = models.CharField(max_length=200, blank=True, help_text="The law or rule.")
    article = models.CharField(max_length=80, blank=True)
    applies_because = models.TextField(blank=True, help_text="Why it applies to us.")
    safety = models.BooleanField(default=False)
    every_months = models.PositiveSmallIntegerField(
        default=12, help_text="Compliance is evaluated every so many months."
    )
    next_review_on = models.DateField(null=True, blank=True)
    in_force_since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    external_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    prefix = "REQ"

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="in_force")
                | models.Q(owner__isnull=False, process__isnull=False) & ~models.Q(verification=""),
                name="requirement_in_force_has_owner_process_verification",
                violation_error_message="A requirement in force needs an owner, a process and a way to verify it.",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None)
                | models.Q(in_force_since=None)
                | models.Q(ended_on__gte=models.F("in_force_since")),
                name="requirement_ends_after_start",
                violation_error_message="A requirement cannot end before it came into force.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what is expected, in short."""
        return self.statement[:120]

    @property
    def search_text(self) -> str:
        """Find it by all its words."""
        return f"{self.statement} {self.source_document} {self.instrument} {self.article}"
