"""What hangs on any record: links, comments, attachments; and the list by which records are found."""

from typing import ClassVar

from django.db import models

from heedful.core.models.people import Person
from heedful.core.models.row import Row


class Link(Row):
    """One record came from another, or has to do with it."""

    source = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    relation = models.CharField(max_length=40, default="relates to")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target", "relation"], name="link_once",
                       violation_error_message="These two are linked already.")]  # fmt: skip
        indexes = [models.Index(fields=["target"], name="link_target")]


class Comment(Row):
    """Somebody noted something on a record."""

    on = models.CharField(max_length=80, db_index=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField(max_length=10_000)
    written_at = models.DateTimeField()
    personal = ("words",)

    class Meta:
        ordering = ["written_at"]


class Attachment(Row):
    """A file on a record: its name as given, its content known by hash, kept under a name that tells nothing."""

    on = models.CharField(max_length=80, db_index=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()
    personal = ("name",)

    class Meta:
        ordering = ["added_at"]


class Found(models.Model):
    """A record as the search box and threads show it; derived, rebuilt at will."""

    ref = models.CharField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=24)
    title = models.CharField(max_length=300)
    words = models.TextField()
    table: ClassVar[str] = "derived"

    class Meta:
        indexes = [models.Index(fields=["key"], name="found_key")]
