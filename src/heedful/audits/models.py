"""What the questions were answered, when, and by which thresholds; and audits of processes."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row
from heedful.processes.models import Process


class ResultState(models.TextChoices):
    """What a test of evidence says; never a judgement."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_ENOUGH = "not_enough", "Not enough evidence"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class Run(Row):
    """All questions were asked of the records as they stood on a day."""

    as_of = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=20, default="nightly", help_text="nightly, asked, audit.")
    head = models.CharField(max_length=90, help_text="How far the history reached.")

    class Meta:
        ordering = ["-asked_at"]


class StoredResult(Row):
    """What one question was answered in a run, with its conditions, thresholds and exceptions; it stays."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="results")
    question = models.CharField(max_length=60)
    state = models.CharField(max_length=14, choices=ResultState.choices)
    test_version = models.PositiveSmallIntegerField(default=1)
    conditions = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["question"]
        indexes = [models.Index(fields=["question"], name="stored_result_question")]
        constraints = [models.UniqueConstraint(fields=["run", "question"], name="stored_result_once")]


class Threshold(Row):
    """The organisation's own threshold of a condition, from a day on, with the reason."""

    question = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=40)
    since = models.DateField()
    reason = models.TextField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    countersigned_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question", "name", "since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(countersigned_by=None)
                | Q(countersigned_at__isnull=False) & ~Q(countersigned_by=F("set_by")),
                name="threshold_signed_by_another",
                violation_error_message="Somebody other than who set a threshold signs it, and the moment is kept.",
            ),
            models.UniqueConstraint(
                fields=["question", "name"],
                condition=Q(countersigned_by=None),
                name="threshold_one_waits",
                violation_error_message="A change of this threshold waits for its second signature already.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say which threshold it is."""
        return f"{self.question}: {self.name} {self.value}"


class NotApplicable(Row):
    """A question does not apply here, with the reason and who said so."""

    question = models.CharField(max_length=60)
    reason = models.TextField()
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    countersigned_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(countersigned_by=None)
                | Q(countersigned_at__isnull=False) & ~Q(countersigned_by=F("author")),
                name="not_applicable_signed_by_another",
                violation_error_message="Somebody other than the author signs it, and the moment is kept.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="not_applicable_ends_after_start",
                violation_error_message="It cannot end before it began.",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(until=None),
                name="not_applicable_once",
                violation_error_message="This question is declared not applicable already.",
            ),
        ]


class ProcessAudit(Record):
    """A process was audited: by whom, when, over which phases of plan, do, check, act."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="audits")
    auditor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    held_on = models.DateField()
    phases = models.CharField(max_length=4, help_text="Letters of the phases covered: PDCA.")
    conclusion = models.TextField(blank=True)

    prefix = "PA"

    class Meta:
        ordering = ["-held_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(phases=""),
                name="process_audit_covers_a_phase",
                violation_error_message="Say which phases of plan, do, check and act were covered.",
            ),
            models.UniqueConstraint(
                fields=["process", "auditor", "held_on"],
                name="process_audit_once",
                violation_error_message="This audit is recorded already.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say which process was audited."""
        return f"Audit of {self.process.name}, {self.held_on:%-d %b %Y}"
