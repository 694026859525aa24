"""Initiatives that raise performance."""

from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record
from heedful.processes.models import Process


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
