"""What customers said, and what we did about it: told to everybody, without an account."""

import uuid

from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record
from heedful.feedback.models import Feedback


class YouSaid(Record):
    """Something that customers told us, and what we have done because of it.

    A person publishes each one. A customer's own words stand in it only where it is written down that they agreed.
    What is withdrawn is no longer shown to anybody outside.
    """

    source = models.CharField(max_length=80, unique=True, help_text="The finished work that it tells of.")
    said = models.CharField(max_length=300)
    did = models.CharField(max_length=600)
    words = models.CharField(max_length=600, blank=True, help_text="A customer's own words.")
    words_of = models.ForeignKey(Feedback, models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.CharField(max_length=300, blank=True, help_text="How and when the customer agreed.")
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    personal = ("words", "consent")
    prefix = "YS"

    class Meta:
        ordering = ["-published_on", "-id"]
        verbose_name = "you said, we did"
        verbose_name_plural = "you said, we did"
        constraints = [
            models.CheckConstraint(
                condition=Q(words="") | ~Q(consent=""),
                name="you_said_words_with_consent",
                violation_error_message="A customer's own words stand here only with their consent, written down.",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_by__isnull=False),
                name="you_said_published_by_somebody",
                violation_error_message="Whoever publishes it is named.",
            ),
        ]

    @property
    def subject(self) -> uuid.UUID:
        """Say whose words these are."""
        return self.words_of.subject if self.words_of_id and self.words_of else self.pk

    @property
    def title(self) -> str:
        """Say what was said."""
        return self.said

    @property
    def shown(self) -> bool:
        """Say whether everybody can read it."""
        return self.published_on is not None and self.withdrawn_on is None
