"""What leaders say and do."""

from django.db import models

from heedful.core.models import Person, Record, Row
from heedful.customers.models import Segment


class CommunicationEvent(Record):
    """Something was told to an audience, such as what changed because customers spoke."""

    what = models.CharField(max_length=300)
    told_on = models.DateField()
    about_feedback = models.BooleanField(default=False, help_text="It tells customers what changed because they spoke.")
    reached = models.PositiveIntegerField(null=True, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    to_staff = models.BooleanField(default=False, help_text="It was told to staff.")
    two_way = models.BooleanField(default=False, help_text="People could answer.")

    prefix = "COM"

    class Meta:
        ordering = ["-told_on", "id"]

    @property
    def title(self) -> str:
        """Say what was told."""
        return self.what


class CommunicationAudience(Row):
    """A segment of customers was among the audience."""

    event = models.ForeignKey(CommunicationEvent, models.PROTECT, related_name="audience")
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="+")
