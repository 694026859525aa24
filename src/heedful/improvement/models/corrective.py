"""Why it happened, what takes the cause away, and whether that worked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record, Row
from heedful.improvement.models.action import Action
from heedful.improvement.models.nonconformities import Nonconformity
from heedful.processes.models import Measure


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
