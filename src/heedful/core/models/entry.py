"""The history's own table."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One change of one row: the bytes that were hashed, the state after it, and where it stands."""

    serial = models.BigAutoField(primary_key=True)
    position = models.BigIntegerField(null=True, unique=True)
    uuid = models.UUIDField()
    act = models.CharField(max_length=60)
    by = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    object = models.UUIDField()
    n = models.PositiveIntegerField()
    t = models.DateTimeField()
    bytes = models.BinaryField()
    leaf = models.CharField(max_length=64)
    salt = models.BinaryField()
    body = models.BinaryField()
    subject = models.UUIDField(null=True)
    personal_salt = models.BinaryField(null=True)
    personal_body = models.BinaryField(null=True)

    table: ClassVar[str] = "history"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["object", "n"], name="entry_one_for_each_version")]
        indexes = [models.Index(fields=["by", "serial"], name="entry_by")]
