"""A requirement was not met: put right at once, its cause taken away, and whether that worked."""

from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record
from heedful.processes.models import Process
from heedful.requirements.models import Requirement


class Severity(models.IntegerChoices):
    """How bad it is for the customer."""

    LOW = 1, "Low"
    MEDIUM = 2, "Medium"
    HIGH = 3, "High"
    CRITICAL = 4, "Critical"


class ClosedBy(models.TextChoices):
    """The three ways in which a case closes."""

    CORRECTION = "correction", "Correction only, decided with reason"
    EFFECTIVE = "effective", "Corrective action was effective"
    WEAK = "weak", "Closed, weak evidence"


class Nonconformity(Record):
    """A requirement was not met, as objective evidence shows; never a person as the cause."""

    source = models.CharField(max_length=80, blank=True, db_index=True, help_text="The record it came from.")
    requirement = models.ForeignKey(Requirement, models.PROTECT, null=True, blank=True, related_name="nonconformities")
    requirement_words = models.CharField(
        max_length=300, blank=True, help_text="What was required, where no record says it."
    )
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="nonconformities")
    statement = models.CharField(max_length=300)
    evidence = models.TextField()
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    safety = models.BooleanField(default=False)
    legal = models.BooleanField(default=False)
    code = models.CharField(max_length=60, blank=True, help_text="The same code for the same kind of problem.")
    found_at = models.DateTimeField()
    found_on = models.DateField()
    reopened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=10, choices=ClosedBy.choices, blank=True)
    closed_because = models.TextField(blank=True)
    checked_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who checked on the spot, where the data cannot tell.",
    )
    risk_decision = models.TextField(blank=True, help_text="Whether a risk was updated, and why or why not.")
    system_decision = models.TextField(blank=True, help_text="Whether the system was changed, and why or why not.")
    told_customer_on = models.DateField(null=True, blank=True)

    prefix = "NC"

    class Meta:
        ordering = ["-found_at", "id"]
        verbose_name_plural = "nonconformities"
        constraints = [
            models.CheckConstraint(
                condition=Q(requirement__isnull=False) | ~Q(requirement_words=""),
                name="nonconformity_names_the_requirement",
                violation_error_message="Say which requirement was not met.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) & Q(closed_by="") | Q(closed_on__isnull=False) & ~Q(closed_by=""),
                name="nonconformity_closes_in_one_of_three_ways",
                violation_error_message="A case closes in one of three ways.",
            ),
            models.CheckConstraint(
                condition=Q(closed_by="") | Q(closed_by="effective") | ~Q(closed_because=""),
                name="nonconformity_closed_with_reason",
                violation_error_message="Say why the case closes so.",
            ),
            models.CheckConstraint(
                condition=~Q(closed_by="weak") | Q(checked_by__isnull=False),
                name="nonconformity_weak_was_checked_on_the_spot",
                violation_error_message="Where the data cannot tell, another person checks on the spot.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what was not met."""
        return self.statement

    @property
    def search_text(self) -> str:
        """Find it by its evidence and its code, too."""
        return f"{self.evidence} {self.code}"


class CorrectionKind(models.TextChoices):
    """What was done at once."""

    CONTAINMENT = "containment", "Containment: stops it spreading"
    CORRECTION = "correction", "Correction: puts the fault right"


class Correction(Record):
    """The fault found was contained or put right, and its consequences were dealt with."""

    nonconformity = models.ForeignKey(Nonconformity, models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=12, choices=CorrectionKind.choices)
    what = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    consequences = models.TextField(blank=True, help_text="How the consequences were dealt with.")

    prefix = "CO"

    class Meta:
        ordering = ["started_at", "id"]

    @property
    def title(self) -> str:
        """Say what was done."""
        return self.what
