"""Counts of answers: what every figure of satisfaction is worked out from."""

import secrets
import uuid
from typing import ClassVar

from django.db import models

NO_SEGMENT = uuid.UUID(int=0)
"""Stands in cells where no segment is known."""


def no_order() -> int:
    """Draw a key for a row of `Struck` or `Held` that tells nothing of when it came: rows lie in the file by keys."""
    return secrets.randbelow(2**62) + 1


class Cell(models.Model):
    """How many answers of a question, a segment and a day had a score; derived, rebuilt to the bit."""

    question = models.UUIDField()
    wave = models.UUIDField()
    segment = models.UUIDField(help_text="All zeros where none is known.")
    day = models.DateField(help_text="1 Jan 1900 where the day could not be told.")
    score = models.SmallIntegerField()
    count = models.IntegerField()
    table: ClassVar[str] = "derived"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "wave", "segment", "day", "score"], name="cell_once"),
        ]


class MonthCell(models.Model):
    """The same by month over all waves: a page over ten million answers reads a few hundred of these."""

    question = models.UUIDField()
    segment = models.UUIDField()
    month = models.DateField(help_text="First of the month.")
    score = models.SmallIntegerField()
    count = models.IntegerField()
    table: ClassVar[str] = "derived"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "segment", "month", "score"], name="month_cell_once"),
        ]


class CustomerCell(models.Model):
    """The same by customer, for named waves: where customers repeat, the interval is by customer."""

    question = models.UUIDField()
    segment = models.UUIDField()
    customer = models.UUIDField()
    month = models.DateField()
    count = models.IntegerField()
    total = models.BigIntegerField(help_text="Sum of scores.")
    promoters = models.IntegerField(default=0)
    detractors = models.IntegerField(default=0)
    satisfied = models.IntegerField(default=0)
    table: ClassVar[str] = "derived"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "segment", "customer", "month"], name="customer_cell_once"),
        ]


class FrameCell(models.Model):
    """How many of a wave's frame, by segment, came to which end: every response rate reads these."""

    wave = models.UUIDField()
    segment = models.UUIDField()
    disposition = models.CharField(max_length=2)
    count = models.IntegerField()
    table: ClassVar[str] = "derived"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "segment", "disposition"], name="frame_cell_once"),
        ]


class Struck(models.Model):
    """An invitation of an anonymous wave was used: technical, tells nothing of the answer."""

    id = models.BigAutoField(primary_key=True)
    wave = models.UUIDField(db_index=True)
    invitation = models.UUIDField(unique=True)
    table: ClassVar[str] = "technical"


class Held(models.Model):
    """An anonymous answer that waits for others before it enters the records, without time or order."""

    id = models.BigAutoField(primary_key=True)
    wave = models.UUIDField(db_index=True)
    answers = models.JSONField()
    comment = models.TextField(blank=True)
    comment_to = models.UUIDField(null=True)
    texts = models.JSONField(default=list)
    complete = models.BooleanField(default=True)
    language = models.CharField(max_length=10, blank=True)
    segment = models.UUIDField(null=True)
    table: ClassVar[str] = "technical"


class Begun(models.Model):
    """An answer with a name or in confidence that was begun and not sent; it enters the records when the wave closes.

    Technical: it changes with every question that is answered, and goes when the answer is sent.
    """

    id = models.BigAutoField(primary_key=True)
    wave = models.UUIDField(db_index=True)
    key = models.CharField(max_length=120, unique=True, help_text="The invitation, or the form of an open link.")
    invitation = models.UUIDField(null=True)
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True)
    answers = models.JSONField()
    comment = models.TextField(blank=True)
    comment_to = models.UUIDField(null=True)
    texts = models.JSONField(default=list)
    language = models.CharField(max_length=10, blank=True)
    share = models.FloatField(default=0.0, help_text="Of the questions shown, but for words, how many are answered.")
    table: ClassVar[str] = "technical"
