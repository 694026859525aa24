"""Where the organisation wants to go: strategy, policy and its commitments, objectives."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Person, Record, Row
from heedful.processes.models import Direction, Measure, Process


class StrategyItem(Record):
    """Something the organisation wants to become or hold, for some years."""

    what = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    about_customers = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    prefix = "ST"

    class Meta:
        ordering = ["since", "id"]

    @property
    def title(self) -> str:
        """Say what is wanted."""
        return self.what


class PolicyKind(models.TextChoices):
    """Which policy."""

    QUALITY = "quality", "Quality"
    COMPLAINTS = "complaints", "Complaints handling"
    OWN = "own", "Our own"


class Policy(Record):
    """What leaders publicly commit the organisation to; it has versions."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=PolicyKind.choices, default=PolicyKind.QUALITY)
    retired_on = models.DateField(null=True, blank=True)

    prefix = "PO"

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "policies"

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class PolicyVersion(Record):
    """The wording of a policy at a time: approved by top management, told to people, looked at again."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=10_000)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    communicated_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    replaced_on = models.DateField(null=True, blank=True)

    prefix = "PV"

    class Meta:
        ordering = ["policy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
            models.CheckConstraint(
                condition=Q(approved_on=None, approved_by=None)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="policy_version_approved_by_somebody",
                violation_error_message="An approval says who and when.",
            ),
        ]

    @property
    def title(self) -> str:
        """Name the policy and the version."""
        return f"{self.policy.name}, version {self.number}"


class PolicyCommitment(Row):
    """One sentence of a policy, and what stands behind it; one with nothing behind it shows."""

    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="commitments")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=400)
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="policy_commitments")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="policy_commitments")
    means_here = models.TextField(blank=True, help_text="What it means in everyday work, said by the process owner.")

    class Meta:
        ordering = ["policy_version", "place"]


class ObjectiveKind(models.TextChoices):
    """What an objective is about."""

    CONFORMITY = "conformity", "Conformity of what we deliver"
    SATISFACTION = "satisfaction", "Customer satisfaction"
    OTHER = "other", "Other"


class Objective(Record):
    """What we want to have reached by a date: measured, from a baseline to a target, with a plan of five fields."""

    what = models.CharField(max_length=300)
    kind = models.CharField(max_length=14, choices=ObjectiveKind.choices)
    strategy = models.ForeignKey(StrategyItem, models.PROTECT, null=True, blank=True, related_name="objectives")
    commitment = models.ForeignKey(PolicyCommitment, models.PROTECT, null=True, blank=True, related_name="objectives")
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="objectives")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="objectives")
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    since = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    will_do = models.TextField(blank=True, help_text="What will be done.")
    resources = models.TextField(blank=True, help_text="With what.")
    responsible = models.TextField(blank=True, help_text="Who does it.")
    by_when = models.TextField(blank=True, help_text="By when.")
    evaluated_how = models.TextField(blank=True, help_text="How it will be evaluated.")
    ended_on = models.DateField(null=True, blank=True)
    reached = models.BooleanField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    prefix = "OBJ"

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("since")),
                name="objective_due_after_start",
                violation_error_message="An objective cannot be due before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None) | Q(approved_by__isnull=False),
                name="objective_approved_by_somebody",
                violation_error_message="An approval says who and when.",
            ),
        ]

    @property
    def title(self) -> str:
        """Say what is to be reached."""
        return self.what


class AcknowledgedHow(models.TextChoices):
    """How somebody confirmed that it reached them."""

    CLICK = "click", "Pressed a button"
    KIOSK = "kiosk", "At a kiosk, by PIN"
    SHEET = "sheet", "On a signed sheet, entered by a supervisor"


class Acknowledgement(Row):
    """A person confirmed that a policy, a role or a notice reached them; no sign that it is understood."""

    on = models.CharField(max_length=80, db_index=True, help_text="What reached them, such as policyversion/<uuid>.")
    person = models.ForeignKey(Person, models.PROTECT, related_name="acknowledgements")
    acknowledged_on = models.DateField()
    how = models.CharField(max_length=8, choices=AcknowledgedHow.choices)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["acknowledged_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["on", "person"],
                name="acknowledged_once",
                violation_error_message="This person acknowledged it already.",
            )
        ]


class ComprehensionCheck(Row):
    """A person showed that they understand it, by a short check or an interview; never by a click."""

    on = models.CharField(max_length=80, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    interview = models.BooleanField(default=False)
    asked = models.PositiveSmallIntegerField(default=1)
    right = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField(default=80, help_text="Per cent right.")
    passed = models.BooleanField()
    checker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["checked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(right__lte=F("asked")),
                name="comprehension_right_of_asked",
                violation_error_message="No more can be right than were asked.",
            )
        ]
