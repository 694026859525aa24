"""Files that were brought in: what they were, what their columns mean, and what was decided about odd rows."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row
from heedful.core.models.row import Rows
from heedful.core.permissions import Permission
from heedful.papers.imports.oddities import DEEDS, sentence


class ImportKind(models.TextChoices):
    """What a file holds."""

    FEEDBACK = "feedback", "Feedback and survey answers"
    COMPLAINTS = "complaints", "Complaints"
    CUSTOMERS = "customers", "Customers"
    CONTACTS = "contacts", "Contacts at customers"
    DELIVERIES = "deliveries", "Deliveries"
    MEASUREMENTS = "measurements", "Measurements"
    REQUIREMENTS = "requirements", "Requirements"
    PEOPLE = "people", "People"


class ImportState(models.TextChoices):
    """How an import lives."""

    TAKEN = "taken", "Columns to be named"
    MAPPED = "mapped", "Being judged"
    JUDGED = "judged", "Judged, nothing brought in yet"
    RUNNING = "running", "Being brought in"
    DONE = "done", "Brought in"
    WITHDRAWING = "withdrawing", "Being withdrawn"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DROPPED = "dropped", "Given up"


class Imports(Rows):
    """Imports as a person may see them."""

    def visible_to(self, person: Any) -> Self:
        """Show imports to whoever reads the records, and to whoever brings files."""
        may = person is not None and (person.reads or person.may(Permission.IMPORT))
        return self.all() if may else self.none()


class ImportMapping(Row):
    """What the columns of a file mean and what was decided about its oddities; offered again for the next file."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=ImportKind.choices)
    fingerprint = models.CharField(max_length=64, db_index=True, help_text="Of the header's words.")
    columns = models.JSONField(default=list, blank=True, help_text="Pairs of our field and the file's column.")
    settings = models.JSONField(default=list, blank=True, help_text="Pairs of name and value.")
    decisions = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="mapping_named_once",
                violation_error_message="There is a mapping of this name already.",
            )
        ]


class ImportFile(Record):
    """A file that somebody brought: looked at, mapped, judged, and brought in whole or not at all.

    Everything that came with it names it as its author in the history. Its rows are taken, left out for a stated
    reason, or here already; together they are all rows of the file.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=14, choices=ImportKind.choices)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.TAKEN)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=64, help_text="Where its rows lie in the data folder.")
    format = models.CharField(max_length=5)
    encoding = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=120, blank=True)
    header = models.JSONField(default=list, blank=True)
    mapping = models.ForeignKey(ImportMapping, models.PROTECT, null=True, blank=True, related_name="files")
    columns = models.JSONField(default=list, blank=True)
    settings = models.JSONField(default=list, blank=True)
    decisions = models.JSONField(default=list, blank=True)
    rows = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    here = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)
    things = models.PositiveIntegerField(default=0, help_text="Records it brings: respondents, not rows.")
    things_here = models.PositiveIntegerField(default=0)
    brought_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = Imports.as_manager()
    personal = ("name",)
    prefix = "IM"

    class Meta:
        ordering = ["-taken_at", "id"]
        verbose_name = "import"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(rows=F("taken") + F("left_out") + F("here"), doubtful=0),
                name="import_accounts_for_every_row",
                violation_error_message="Every row of the file is taken, left out with a reason, or here already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
                name="import_withdrawn_with_reason",
                violation_error_message="Say why the import is withdrawn.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by what it held and its file."""
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def actor_ref(self) -> str:
        """Give the name under which it stands in the history as author."""
        return f"import/{self.pk}"


class ImportDecision(Row):
    """What was decided about one oddity of a file, and on which rows."""

    file = models.ForeignKey(ImportFile, models.PROTECT, related_name="decided")
    column = models.CharField(max_length=200, blank=True)
    oddity = models.CharField(max_length=16)
    value = models.CharField(max_length=200, blank=True)
    deed = models.CharField(max_length=12)
    to = models.CharField(max_length=200, blank=True)
    because = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField()
    lines = models.JSONField(default=list, blank=True, help_text="Lines of the file, as pairs of first and last.")

    personal = ("value", "to")

    class Meta:
        ordering = ["file", "-rows", "id"]

    @property
    def said(self) -> str:
        """Say what was odd."""
        return sentence(self.column, self.oddity, self.value)

    @property
    def deed_words(self) -> str:
        """Say what was decided."""
        return f"{DEEDS[self.deed]} “{self.to}”" if self.to else DEEDS[self.deed]


class ImportProgress(models.Model):
    """How far a running import has come: moves in the same transaction as the rows it counts."""

    file = models.UUIDField(primary_key=True)
    step = models.CharField(max_length=20, default="judge")
    position = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    problem = models.TextField(blank=True)
    table: ClassVar[str] = "technical"
