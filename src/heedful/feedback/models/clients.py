"""Programs of others that send us feedback."""

import hashlib

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Record
from heedful.core.permissions import Permission
from heedful.feedback.models.channels import Channel


def hash_of(token: str) -> str:
    """Give what is kept of a token: it is drawn from so many that a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class ApiClient(Record):
    """A program that may send feedback by one channel and ask what became of it, and nothing else.

    It shows its token with each request; we keep the hash alone. A revoked one is let in no more.
    """

    name = models.CharField(max_length=120)
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="clients")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    token_ends = models.CharField(max_length=4, editable=False, help_text="By which its holder knows it again.")
    made_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    prefix = "AC"

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="client_named_once",
                violation_error_message="There is a program of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None) | Q(revoked_on__gte=F("made_on")),
                name="client_revoked_after_it_was_made",
                violation_error_message="A token cannot be revoked before it was made.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name

    def may(self, permission: Permission) -> bool:
        """Allow to speak to us, and nothing else."""
        return permission == Permission.SPEAK and self.revoked_on is None
