"""The organisation, its promises and its calendar."""

import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from heedful.core.models.row import Row

PROMISE_DAYS = [MinValueValidator(1), MaxValueValidator(250)]


class Organisation(Row):
    """The one organisation of this folder: what it is, when it works and what it promises to complainants."""

    name = models.CharField(max_length=160)
    scope = models.TextField(blank=True)
    sector = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="People employed.")
    country = models.CharField(max_length=2, default="GB", help_text="Two letters; decides public holidays.")
    region = models.CharField(max_length=10, blank=True, help_text="Subdivision, where holidays differ.")
    zone = models.CharField(max_length=64, default="Europe/London")
    workdays = models.CharField(max_length=7, default="12345", help_text="1 is Monday.")
    languages = models.CharField(max_length=60, default="en")
    records_since = models.DateField()
    acknowledge_days = models.PositiveSmallIntegerField(default=3, validators=PROMISE_DAYS)
    first_update_days = models.PositiveSmallIntegerField(default=5, validators=PROMISE_DAYS)
    update_days = models.PositiveSmallIntegerField(default=10, validators=PROMISE_DAYS)
    answer_days = models.PositiveSmallIntegerField(default=20, validators=PROMISE_DAYS)
    call_back_days = models.PositiveSmallIntegerField(default=5, validators=PROMISE_DAYS)
    call_back_tries = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(20)], help_text="Then it may be given up."
    )
    contact_rest_days = models.PositiveSmallIntegerField(
        default=90, validators=[MaxValueValidator(3650)], help_text="Nobody is asked again sooner, over all surveys."
    )
    mail_from_hour = models.PositiveSmallIntegerField(default=8, help_text="Customers get mail from this hour on.")
    mail_until_hour = models.PositiveSmallIntegerField(default=18, help_text="And up to this one, on working days.")
    machine_acknowledges = models.BooleanField(default=False)
    recommend_target = models.SmallIntegerField(null=True, blank=True, help_text="Recommend score, -100 to 100.")
    satisfaction_target = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Per cent satisfied.")
    simulated = models.BooleanField(default=False, editable=False)

    @property
    def zoneinfo(self) -> ZoneInfo:
        """Give the time zone in which days begin and end."""
        return ZoneInfo(self.zone)

    def day_of(self, moment: datetime.datetime) -> datetime.date:
        """Say on which of its days a moment fell."""
        return moment.astimezone(self.zoneinfo).date()


class KeyBlock(models.Model):
    """The last number given to a kind of record."""

    prefix = models.CharField(max_length=12, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)
    table: ClassVar[str] = "technical"
