"""Processes, what they bring forth for whom, and how we know that they work."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row


class Process(Record):
    """Linked work that makes something wanted out of something given; one of them is the feedback process."""

    name = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    inputs = models.TextField(blank=True)
    criteria = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    customer_facing = models.BooleanField(default=False)
    hears_customers = models.BooleanField(default=False, help_text="This is the customer feedback process.")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(null=True, blank=True)

    prefix = "PR"

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "processes"
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="process_named_once",
                violation_error_message="There is a process of this name already.",
            ),
            models.UniqueConstraint(
                fields=["hears_customers"],
                condition=Q(hears_customers=True, retired_on=None),
                name="process_one_hears_customers",
                violation_error_message="Another process is the feedback process already.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name

    @property
    def search_text(self) -> str:
        """Find it by its purpose, too."""
        return self.purpose


class ProcessOutput(Row):
    """What a process brings forth, and who uses it."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="outputs")
    name = models.CharField(max_length=200)
    used_by = models.CharField(max_length=200, blank=True)


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"


class Measure(Record):
    """What is measured of a process, how often, and what it should reach."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="measures")
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    every_months = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    retired_on = models.DateField(null=True, blank=True)
    external_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    prefix = "M"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_months__gte=1),
                name="measure_has_a_rhythm",
                violation_error_message="A measure is taken at least every so many months.",
            )
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class Measurement(Row):
    """One value of a measure, for a period."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="measurements")
    first_on = models.DateField()
    last_on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=6)
    k = models.PositiveBigIntegerField(null=True, blank=True)
    n = models.PositiveBigIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["last_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="measurement_ends_after_start",
                violation_error_message="A period cannot end before it began.",
            ),
            models.UniqueConstraint(
                fields=["measure", "last_on"],
                name="measurement_once",
                violation_error_message="This period is measured already.",
            ),
            models.CheckConstraint(
                condition=Q(k=None, n=None) | Q(k__isnull=False, n__gte=1),
                name="measurement_counts_k_of_n",
                violation_error_message="Give both numbers of k of n, and an n of at least 1.",
            ),
        ]


class MeasureReview(Row):
    """The owner of a process looked at its measures."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    conclusion = models.TextField()

    class Meta:
        ordering = ["-reviewed_on", "id"]
