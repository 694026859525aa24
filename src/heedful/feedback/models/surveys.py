"""Asking customers: surveys, waves, who could have been asked and who was."""

from django.db import models
from django.db.models import F, Q

from heedful.core.models import Record, Row
from heedful.customers.models import Contact, Customer, Segment
from heedful.feedback.models.channels import Method
from heedful.feedback.models.complaints import new_token


class SurveyState(models.TextChoices):
    """How a survey version lives."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class Survey(Record):
    """Questions put to customers; a change of wording starts a new series."""

    name = models.CharField(max_length=160)
    prefix = "S"

    class Meta:
        ordering = ["name"]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class SurveyVersion(Row):
    """The wording at a time; frozen when it is published."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    series = models.PositiveSmallIntegerField(default=1, help_text="Figures of one series can be compared.")
    state = models.CharField(max_length=10, choices=SurveyState.choices, default=SurveyState.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    languages = models.CharField(max_length=60, default="en")
    intro = models.JSONField(default=list, blank=True, help_text="Pairs of language and text.")
    thanks = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["survey", "number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_version_once")]


class Confidentiality(models.TextChoices):
    """Who may know who answered."""

    NAMED = "named", "With name"
    CONFIDENTIAL = "confidential", "Confidential: figures of small groups are not shown"
    ANONYMOUS = "anonymous", "Anonymous: nobody can find the person again"


class WaveState(models.TextChoices):
    """How a wave lives."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Wave(Record):
    """One round of asking: who could have been asked, who was drawn with which seed, and until when."""

    name = models.CharField(max_length=160)
    survey_version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="waves")
    method = models.ForeignKey(Method, models.PROTECT, null=True, blank=True, related_name="waves")
    state = models.CharField(max_length=8, choices=WaveState.choices, default=WaveState.PLANNED)
    confidentiality = models.CharField(max_length=12, choices=Confidentiality.choices, default=Confidentiality.NAMED)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    frame_is = models.TextField(blank=True, help_text="Who could have been asked, in words.")
    quarantine_days = models.PositiveSmallIntegerField(
        default=90, help_text="Nobody is asked who was asked in so many days before."
    )
    quarantine_because = models.TextField(blank=True, help_text="Why it rests less than the organisation's days.")
    by_mail = models.BooleanField(default=False, help_text="Invited by e-mail from here; else by links as a file.")
    remind_after_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Working days after which who is silent is reminded; empty: by hand."
    )
    kiosk = models.BooleanField(default=False, help_text="Answered on a device of ours that returns to the start.")
    embed_origin = models.CharField(max_length=200, blank=True, help_text="The one site that may show it in a frame.")
    sampled = models.BooleanField(default=False, help_text="A random draw, not everybody.")
    seed = models.PositiveBigIntegerField(null=True, blank=True)
    most_answers = models.PositiveIntegerField(null=True, blank=True, help_text="Full with so many; empty: no limit.")
    open_link = models.BooleanField(default=False, help_text="Anybody with the link may answer, also more than once.")
    token = models.CharField(max_length=48, unique=True, default=new_token, editable=False)
    nonresponse_note = models.TextField(blank=True)
    imported = models.BooleanField(default=False)

    prefix = "W"

    class Meta:
        ordering = ["-opens_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="wave_closes_after_opening",
                violation_error_message="A wave cannot close before it opens.",
            )
        ]

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class DrawnHow(models.TextChoices):
    """How those asked were chosen from those who could be."""

    ALL = "all", "Everybody"
    SIMPLE = "simple", "Simple random"
    STRATIFIED = "stratified", "Random within each segment"


class Draw(Row):
    """One draw from a wave's list: how many of how many, with which seed; it can be repeated."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=10, choices=DrawnHow.choices)
    size = models.PositiveIntegerField()
    of = models.PositiveIntegerField(help_text="How many stood in the list.")
    seed = models.PositiveBigIntegerField(null=True, blank=True)
    list_is = models.CharField(max_length=64, help_text="Fingerprint of the list that was drawn from.")
    drawn_on = models.DateField()

    class Meta:
        ordering = ["wave", "number"]
        constraints = [models.UniqueConstraint(fields=["wave", "number"], name="draw_numbered_once")]


class Disposition(models.TextChoices):
    """What became of somebody who could have been asked, by the AAPOR codes."""

    NOT_ASKED = "NS", "Not drawn"
    EXCLUDED = "NE", "Not eligible or left out"
    COMPLETE = "I", "Complete answer"
    PARTIAL = "P", "Partial answer"
    REFUSED = "R", "Refused or broken off"
    NO_CONTACT = "NC", "Not reached"
    OTHER = "O", "Other"
    UNKNOWN = "U", "Asked, nothing known"


class Invitation(Row):
    """Somebody who could have been asked in a wave, whether they were, and what became of it."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="invitations")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="invitations")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="invitations")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="+")
    disposition = models.CharField(max_length=2, choices=Disposition.choices, default=Disposition.NOT_ASKED)
    excluded_because = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="invitations")
    asked_because = models.CharField(max_length=200, blank=True, help_text="Why they are asked in their days of rest.")
    opted_out_on = models.DateField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(disposition="NE") | ~Q(excluded_because=""),
                name="invitation_left_out_with_reason",
                violation_error_message="Say why somebody is left out.",
            ),
            models.UniqueConstraint(
                fields=["wave", "contact"],
                name="invitation_once",
                violation_error_message="This contact is in the frame of this wave already.",
            ),
        ]
