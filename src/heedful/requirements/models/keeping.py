"""Whether what is expected is met: checks, evaluations of compliance, sources that do not apply, markets."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row
from heedful.customers.models import Product
from heedful.requirements.models.requirement import Requirement, SourceType


class Market(Record):
    """A country or region in which we sell, with laws of its own."""

    name = models.CharField(max_length=120)
    retired_on = models.DateField(null=True, blank=True)
    prefix = "MK"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="market_named_once",
                violation_error_message="There is a market of this name already.",
            )
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class Offering(Row):
    """A product is sold in a market."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="offerings")
    market = models.ForeignKey(Market, models.PROTECT, related_name="offerings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="offering_ends_after_start",
                violation_error_message="A product cannot leave a market before it came.",
            ),
            models.UniqueConstraint(
                fields=["product", "market"],
                condition=Q(until=None),
                name="offering_open_once",
                violation_error_message="It is sold in this market already.",
            ),
        ]


class NoneApplies(Row):
    """A product has no requirement of a source (in a market, for the law), with the reason and who says so."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="none_apply")
    source_type = models.CharField(max_length=20, choices=SourceType.choices)
    market = models.ForeignKey(Market, models.PROTECT, null=True, blank=True, related_name="none_apply")
    reason = models.TextField()
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_on = models.DateField()

    class Meta:
        ordering = ["said_on", "id"]


class ConformityCheck(Row):
    """A requirement was checked: k of n passed, with what shows it."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    k = models.PositiveIntegerField(help_text="Passed.")
    n = models.PositiveIntegerField(help_text="Looked at.")
    evidence = models.TextField()
    checker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-checked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(n__gte=1) & Q(k__lte=F("n")),
                name="conformity_check_counts",
                violation_error_message="At least one was looked at, and no more passed than were.",
            ),
        ]


class ComplianceEvaluation(Row):
    """A statutory or regulatory requirement was held against what we do."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="evaluations")
    evaluated_on = models.DateField()
    fulfilled = models.BooleanField()
    evidence = models.TextField()
    evaluator = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-evaluated_on", "id"]
