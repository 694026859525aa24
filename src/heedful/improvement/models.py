"""What is done about things: actions, risks, improvements."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record
from heedful.processes.models import Process

SCALE = [MinValueValidator(1), MaxValueValidator(5)]


class ActionState(models.TextChoices):
    """How an action lives."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class Action(Record):
    """Something that somebody will have done by a day, whatever record it came from."""

    what = models.CharField(max_length=300)
    source = models.CharField(max_length=80, blank=True, db_index=True, help_text="The record it came from.")
    due_on = models.DateField()
    first_due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.OPEN)
    done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    dropped_because = models.TextField(blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField()

    prefix = "A"

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False) & ~Q(evidence=""),
                name="action_done_with_evidence",
                violation_error_message="Done needs a day and what shows it.",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_because=""),
                name="action_dropped_with_reason",
                violation_error_message="Say why the action is dropped.",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(state="done") & ~Q(verified_by=F("owner")),
                name="action_verified_by_another",
                violation_error_message="Somebody other than the owner verifies a done action.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what is to be done."""
        return self.what


class Effect(models.TextChoices):
    """What a risk bears on."""

    CONFORMITY = "conformity", "Conformity of what we deliver"
    SATISFACTION = "satisfaction", "Customer satisfaction"


class Risk(Record):
    """What may come out differently because we cannot be sure."""

    what = models.CharField(max_length=300)
    effect = models.CharField(max_length=20, choices=Effect.choices)
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="risks")
    likelihood = models.PositiveSmallIntegerField(validators=SCALE)
    severity = models.PositiveSmallIntegerField(validators=SCALE)
    treatment = models.TextField(blank=True)
    identified_on = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    prefix = "R"

    class Meta:
        ordering = ["-severity", "-likelihood", "id"]

    @property
    def title(self) -> str:
        """Say what may happen."""
        return self.what

    @property
    def rating(self) -> int:
        """Multiply likelihood by severity, 1 to 25."""
        return self.likelihood * self.severity


class Improvement(Record):
    """An initiative that raises performance, with what was before and what came after."""

    what = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="improvements")
    sponsor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    baseline = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    started_on = models.DateField()
    evaluated_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    prefix = "I"

    class Meta:
        ordering = ["-started_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(evaluated_on=None) | ~Q(result=""),
                name="improvement_evaluated_with_result",
                violation_error_message="Say what came of it when you evaluate it.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what is improved."""
        return self.what
