"""What may come out differently because we cannot be sure."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from heedful.core.models import Record
from heedful.processes.models import Process

SCALE = [MinValueValidator(1), MaxValueValidator(5)]


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
