"""Favourable circumstances worth pursuing; not small risks."""

from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record, Row
from heedful.improvement.models.action import Action
from heedful.processes.models import Process


class OpportunityState(models.TextChoices):
    """How an opportunity lives."""

    OPEN = "open", "Seen"
    PURSUED = "pursued", "Pursued"
    COMPLETED = "completed", "Completed"
    DECLINED = "declined", "Not pursued"


class Opportunity(Record):
    """A favourable circumstance that could raise satisfaction or conformity: benefit, cost, and whether we take it."""

    what = models.CharField(max_length=300)
    source = models.CharField(max_length=80, blank=True, db_index=True, help_text="The record that it came from.")
    from_customer = models.BooleanField(default=False, help_text="A customer gave us the idea.")
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="opportunities")
    benefit = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=OpportunityState.choices, default=OpportunityState.OPEN)
    decided_because = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    completed_on = models.DateField(null=True, blank=True)
    effect = models.TextField(blank=True, help_text="What came of it, evaluated.")
    evaluated_on = models.DateField(null=True, blank=True)

    prefix = "O"

    class Meta:
        ordering = ["-opened_on", "id"]
        verbose_name_plural = "opportunities"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["pursued", "declined", "completed"]) | ~Q(decided_because=""),
                name="opportunity_decided_with_reason",
                violation_error_message="Say why it is taken up or not.",
            ),
            models.CheckConstraint(
                condition=Q(evaluated_on=None) | ~Q(effect=""),
                name="opportunity_evaluated_with_effect",
                violation_error_message="Say what came of it when you evaluate it.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what could be won."""
        return self.what


class ActionEscalation(Row):
    """An action that lies too long was handed up, and what came of it."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="escalations")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    escalated_on = models.DateField()
    reason = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["escalated_on", "id"]
