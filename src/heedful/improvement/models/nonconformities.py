"""A requirement was not met: put right at once, its cause taken away, and whether that worked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record, Row
from heedful.improvement.models.action import Action
from heedful.processes.models import Measure, Process
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


class CauseMethod(models.TextChoices):
    """How the cause was looked for."""

    FIVE_WHYS = "five_whys", "Five whys"
    FISHBONE = "fishbone", "Fishbone"
    IS_IS_NOT = "is_is_not", "Is / is not"
    OTHER = "other", "Other"


class CauseClass(models.TextChoices):
    """Of which kind a cause is; a person is never one."""

    METHOD = "method", "Method"
    EQUIPMENT = "equipment", "Equipment"
    MATERIAL = "material", "Material"
    INFORMATION = "information", "Information"
    ENVIRONMENT = "environment", "Environment"
    MEASUREMENT = "measurement", "Measurement"
    TRAINING = "training", "Human error or training only"


class CauseAnalysis(Record):
    """Why it happened, by a method, with evidence for each claim."""

    nonconformity = models.ForeignKey(Nonconformity, models.PROTECT, related_name="analyses")
    method = models.CharField(max_length=12, choices=CauseMethod.choices)
    cause = models.TextField(blank=True)
    cause_class = models.CharField(max_length=12, choices=CauseClass.choices, blank=True)
    evidence = models.TextField(blank=True)
    began_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    rejected_on = models.DateField(
        null=True, blank=True, help_text="The action was not effective: it was another cause."
    )

    prefix = "CS"

    class Meta:
        ordering = ["began_on", "id"]
        verbose_name_plural = "cause analyses"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(cause="") & ~Q(evidence="") & ~Q(cause_class=""),
                name="cause_analysis_done_with_evidence",
                violation_error_message="A cause found has words, a class and evidence.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say the cause, or how it is looked for."""
        return self.cause[:120] or f"{self.get_method_display()} under way"


class Why(Row):
    """One answer to "why?" in the tree: what it explains stands above it."""

    analysis = models.ForeignKey(CauseAnalysis, models.PROTECT, related_name="whys")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    words = models.CharField(max_length=300)
    evidence = models.TextField(blank=True)
    root = models.BooleanField(default=False, help_text="This is a cause that we can take away.")
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["place", "id"]


class CorrectiveAction(Record):
    """What takes the cause away, with the criterion of its effectiveness fixed before it is done."""

    nonconformity = models.ForeignKey(Nonconformity, models.PROTECT, related_name="corrective_actions")
    analysis = models.ForeignKey(CauseAnalysis, models.PROTECT, related_name="corrective_actions")
    what = models.CharField(max_length=300)
    action = models.OneToOneField(Action, models.PROTECT, related_name="corrective_action")
    planned_on = models.DateField()
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="corrective_actions")
    criterion = models.TextField(help_text="What will be seen if it worked, in words.")
    higher_is_better = models.BooleanField(default=False)
    baseline_k = models.PositiveIntegerField(help_text="Events before.")
    baseline_n = models.PositiveIntegerField(help_text="Deliveries, answers or days before.")
    threshold = models.DecimalField(
        max_digits=6,
        decimal_places=3,
        help_text="Ratio after over before that must be reached, such as 0.5.",
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    window_days = models.PositiveSmallIntegerField(default=90, help_text="How long is looked at after it is done.")
    retrain_only = models.BooleanField(default=False, help_text="It consists of telling or training people only.")
    retrain_because = models.TextField(blank=True)

    prefix = "CA"

    class Meta:
        ordering = ["planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline_n__gte=1),
                name="corrective_action_has_a_baseline",
                violation_error_message="Say what was counted before: at least one.",
            ),
            models.CheckConstraint(
                condition=Q(window_days__gte=1),
                name="corrective_action_has_a_window",
                violation_error_message="Say for how many days it is looked at.",
            ),
            models.CheckConstraint(
                condition=Q(retrain_only=False) | ~Q(retrain_because=""),
                name="corrective_action_retraining_alone_has_a_reason",
                violation_error_message="Say why telling or training people is enough.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what is done."""
        return self.what


class CriterionChange(Row):
    """The criterion of an action was changed after planning: the old one stays in sight, somebody else approved."""

    corrective_action = models.ForeignKey(CorrectiveAction, models.PROTECT, related_name="criterion_changes")
    was = models.TextField(help_text="The criterion before, in words, with its figures.")
    reason = models.TextField()
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_on = models.DateField()

    class Meta:
        ordering = ["changed_on", "id"]


class ExtentCheck(Row):
    """Somebody looked where else it could happen."""

    nonconformity = models.ForeignKey(Nonconformity, models.PROTECT, related_name="extent_checks")
    scope = models.TextField(help_text="Where was looked.")
    result = models.TextField(help_text="What was found.")
    found_more = models.BooleanField(default=False)
    checked_on = models.DateField()
    checker = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["checked_on", "id"]


class Verdict(models.TextChoices):
    """What the data says of an action; computed, never chosen."""

    EFFECTIVE = "effective", "Effective"
    NOT_EFFECTIVE = "not_effective", "Not effective"
    CANNOT_TELL = "cannot_tell", "Cannot tell yet"


class EffectivenessReview(Record):
    """The data before and after an action, and what it says; by somebody who did not carry it out."""

    corrective_action = models.ForeignKey(CorrectiveAction, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    after_k = models.PositiveIntegerField()
    after_n = models.PositiveIntegerField()
    ratio = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    ratio_low = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    ratio_high = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    note = models.TextField(blank=True)

    prefix = "ER"

    class Meta:
        ordering = ["reviewed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(after_n__gte=1),
                name="effectiveness_review_looked_at_something",
                violation_error_message="Say what was counted after: at least one.",
            )
        ]

    @property
    def title(self) -> str:
        """Say the verdict."""
        return f"{self.get_verdict_display()}, {self.reviewed_on:%-d %b %Y}"
