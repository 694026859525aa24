"""The working calendar: promises are kept in working days."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from heedful.core.models import Organisation


@lru_cache(maxsize=256)
def _days_off(country: str, region: str, year: int) -> frozenset[datetime.date]:
    """Look up a year's public holidays; an unknown country has none."""
    try:
        return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))
    except NotImplementedError:
        return frozenset()


def known_region(country: str, region: str) -> bool:
    """Say whether the calendar of public holidays knows this region; without it a misspelt one would have none."""
    try:
        holidays.country_holidays(country, subdiv=region)
    except NotImplementedError:
        return False
    return True


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, and in which zone they begin and end."""

    zone: ZoneInfo
    country: str
    region: str
    workdays: frozenset[int]

    def works(self, day: datetime.date) -> bool:
        """Say whether a day is a working day."""
        return day.isoweekday() in self.workdays and day not in _days_off(self.country, self.region, day.year)

    def day_of(self, moment: datetime.datetime) -> datetime.date:
        """Say on which day of the organisation a moment fell."""
        return moment.astimezone(self.zone).date()

    def start(self, day: datetime.date) -> datetime.date:
        """Give day 0: the day itself, or the next one worked."""
        while not self.works(day):
            day += datetime.timedelta(days=1)
        return day

    def add(self, day: datetime.date, working_days: int) -> datetime.date:
        """Give the day that lies so many working days after day 0."""
        day = self.start(day)
        for _ in range(working_days):
            day = self.start(day + datetime.timedelta(days=1))
        return day

    def between(self, first: datetime.date, last: datetime.date) -> int:
        """Count the working days after day 0 of `first`, up to and with `last`; negative if it lies before."""
        if last < first:
            return -self.between(last, first)
        day, count = self.start(first), 0
        while day < last:
            day += datetime.timedelta(days=1)
            count += self.works(day)
        return count

    def end(self, day: datetime.date) -> datetime.datetime:
        """Give the last moment of a day: what is promised for it may be done until then."""
        return datetime.datetime.combine(day, datetime.time.max, self.zone).astimezone(datetime.UTC)


def calendar_of(organisation: Organisation) -> Calendar:
    """Make the calendar of an organisation."""
    return Calendar(
        zone=organisation.zoneinfo,
        country=organisation.country,
        region=organisation.region,
        workdays=frozenset(int(day) for day in organisation.workdays),
    )
