"""Management reviews: planned and held, who took part and how, what was looked at, what was decided."""

from django.db import models
from django.db.models import Q

from heedful.core.models import Person, Record, Row
from heedful.improvement.models import Action


class ReviewState(models.TextChoices):
    """How a review lives."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "In session"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class ManagementReview(Record):
    """Top management's regular look at whether the system still does its job; it need not be a meeting."""

    name = models.CharField(max_length=160)
    planned_on = models.DateField()
    interval_months = models.PositiveSmallIntegerField(default=3, help_text="Planned interval between reviews.")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.PLANNED)
    held_on = models.DateField(null=True, blank=True)
    inputs_frozen_at = models.DateTimeField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    minutes_issued_on = models.DateField(null=True, blank=True)
    conclusion = models.TextField(blank=True, help_text="Is the system effective? In top management's own words.")
    concluded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    concluded_on = models.DateField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)

    prefix = "MR"

    class Meta:
        ordering = ["-planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(interval_months__gte=1),
                name="management_review_has_an_interval",
                violation_error_message="Reviews are held at least every so many months.",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False),
                name="management_review_held_on_a_day",
                violation_error_message="Say when it was held.",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
                name="management_review_cancelled_with_reason",
                violation_error_message="Say why it is not held.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class SeatForm(models.TextChoices):
    """How somebody took part."""

    PRESENT = "present", "Present"
    REMOTE = "remote", "Remote"
    IN_WRITING = "in_writing", "In writing"
    DELEGATE = "delegate", "Sent a delegate (counts as absent)"
    ABSENT = "absent", "Absent"


class ReviewSeat(Row):
    """A seat at a review: whose it is, and how they took part."""

    review = models.ForeignKey(ManagementReview, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="review_seats")
    form = models.CharField(max_length=12, choices=SeatForm.choices, blank=True)
    contribution = models.TextField(blank=True, help_text="What they wrote, where they took part in writing.")
    delegate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"],
                name="review_seat_once",
                violation_error_message="This person has a seat already.",
            ),
            models.CheckConstraint(
                condition=~Q(form="in_writing") | ~Q(contribution=""),
                name="review_seat_in_writing_has_words",
                violation_error_message="Taking part in writing needs what was written.",
            ),
            models.CheckConstraint(
                condition=~Q(form="delegate") | Q(delegate__isnull=False),
                name="review_seat_delegate_is_named",
                violation_error_message="Name the delegate.",
            ),
        ]


class ReviewInput(Row):
    """One input of a review, as the live data said when it was frozen, and what was concluded of it."""

    review = models.ForeignKey(ManagementReview, models.PROTECT, related_name="inputs")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, help_text="Which input, such as satisfaction or earlier_actions.")
    sentence = models.TextField(help_text="Computed from live data, frozen.")
    figures = models.JSONField(default=list, blank=True, help_text="Pairs of label and text.")
    links = models.JSONField(default=list, blank=True, help_text="Records behind it, as references.")
    conclusion = models.TextField(blank=True, help_text="Typed in the room.")

    class Meta:
        ordering = ["review", "place"]
        constraints = [models.UniqueConstraint(fields=["review", "key"], name="review_input_once")]


class DecisionClass(models.TextChoices):
    """What a decision is about."""

    IMPROVEMENT = "improvement", "Opportunity for improvement"
    SYSTEM = "system", "Change to the system"
    RESOURCES = "resources", "Resources"


class ReviewDecision(Row):
    """What a review decided; it becomes an action with owner and date, or is a reasoned none."""

    review = models.ForeignKey(ManagementReview, models.PROTECT, related_name="decisions")
    decision_class = models.CharField(max_length=12, choices=DecisionClass.choices)
    what = models.CharField(max_length=300)
    none = models.BooleanField(default=False, help_text="Nothing is decided in this class; the words say why.")
    action = models.OneToOneField(Action, models.PROTECT, null=True, blank=True, related_name="review_decision")
    effect = models.TextField(blank=True, help_text="What came of it, said at a later review.")

    class Meta:
        ordering = ["review", "decision_class", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(none=True, action=None) | Q(none=False, action__isnull=False),
                name="review_decision_has_action_or_reason",
                violation_error_message="A decision has an owner and a date; or say why there is none.",
            )
        ]


class Discussed(Row):
    """An earlier decision's action was looked at in a review."""

    review = models.ForeignKey(ManagementReview, models.PROTECT, related_name="discussed")
    action = models.ForeignKey(Action, models.PROTECT, related_name="discussed_in")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "action"], name="discussed_once")]
