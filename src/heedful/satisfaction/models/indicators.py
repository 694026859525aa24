"""The figures by which the organisation says how satisfied its customers are, and what others reach."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Record, Row
from heedful.customers.models import Segment
from heedful.feedback.models import SurveyQuestion


class Basis(models.TextChoices):
    """What an indicator is worked out from."""

    RECOMMEND = "recommend", "Recommend score"
    SHARE = "share", "Share of satisfied customers"
    MEAN = "mean", "Mean answer"
    EFFORT = "effort", "Share who found it easy"
    INDEX = "index", "Index of a survey's questions, 0 to 100"
    COMPLAINTS = "complaints", "Complaints for each 1,000 deliveries"
    ANSWER_TIME = "answer_time", "Days until half of the complaints are answered"

    @property
    def lower_is_better(self) -> bool:
        """Say which way is the better one."""
        return self in (Basis.COMPLAINTS, Basis.ANSWER_TIME)

    @property
    def unit(self) -> str:
        """Say in what a target is given."""
        return {
            "recommend": "points", "share": "%", "mean": "on the scale", "effort": "%", "index": "of 100",
            "complaints": "for each 1,000", "answer_time": "days",
        }[self.value]  # fmt: skip

    @property
    def bounds(self) -> tuple[int, int]:
        """Give the lowest and the highest target that can be meant."""
        return {
            "recommend": (-100, 100), "share": (0, 100), "mean": (0, 10), "effort": (0, 100), "index": (0, 100),
            "complaints": (0, 1000), "answer_time": (0, 365),
        }[self.value]  # fmt: skip


OF_SURVEYS = (Basis.RECOMMEND, Basis.SHARE, Basis.MEAN, Basis.EFFORT, Basis.INDEX)
"""What is worked out from the cells of a survey; the others from complaints."""


class Indicator(Record):
    """One figure by which the organisation says how satisfied its customers are.

    What it is worked out from and what is aimed at stand in its versions: a change leaves the earlier one in sight.
    One of all indicators can be the headline, which Today and the page of satisfaction begin with.
    """

    name = models.CharField(max_length=120)
    headline = models.BooleanField(default=False)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.TextField(blank=True)

    prefix = "IND"

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="indicator_named_once",
                violation_error_message="There is an indicator of this name already.",
            ),
            models.UniqueConstraint(
                fields=["headline"],
                condition=Q(headline=True),
                name="indicator_one_headline",
                violation_error_message="Another indicator is the headline.",
            ),
            models.CheckConstraint(
                condition=Q(headline=False) | Q(retired_on=None),
                name="indicator_headline_in_use",
                violation_error_message="An indicator that is given up cannot be the headline.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class IndicatorVersion(Row):
    """How an indicator is worked out from a day on, and what is aimed at."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=12, choices=Basis.choices)
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, null=True, blank=True, related_name="+")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="+")
    target = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    since = models.DateField()
    replaced_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why it was changed.")

    class Meta:
        ordering = ["indicator", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="indicator_version_once"),
            models.CheckConstraint(
                condition=Q(replaced_on=None) | Q(replaced_on__gte=F("since")),
                name="indicator_version_ends_after_start",
                violation_error_message="A definition cannot end before it began.",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=OF_SURVEYS, question__isnull=False)
                | Q(basis__in=["complaints", "answer_time"], question=None),
                name="indicator_version_has_its_source",
                violation_error_message="What comes from a survey names its question; what does not names none.",
            ),
        ]

    @property
    def kind(self) -> Basis:
        """Give what it is worked out from."""
        return Basis(self.basis)


class Benchmark(Record):
    """What others reach by the same kind of figure: never without its source, its day and whom it speaks of."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="benchmarks")
    value = models.DecimalField(max_digits=8, decimal_places=2)
    population = models.CharField(max_length=200, help_text="Who was asked: firms, country, number.")
    source = models.CharField(max_length=300, help_text="Publication, with its author.")
    measured_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    prefix = "BM"

    class Meta:
        ordering = ["-measured_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(population=""),
                name="benchmark_with_source_and_population",
                violation_error_message="A benchmark names its source and whom it speaks of.",
            ),
        ]

    @property
    def title(self) -> str:
        """Name whom it speaks of."""
        return self.population
