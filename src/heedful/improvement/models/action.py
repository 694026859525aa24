"""One kind of action, whatever record it came from."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record


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
