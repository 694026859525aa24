"""A stretch of days."""

import calendar
import datetime
from dataclasses import dataclass


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Go back so many months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Period:
    """Days after `after`, up to and with `until`: W12 is (as-of − 12 months, as-of]."""

    after: datetime.date
    until: datetime.date

    @classmethod
    def window(cls, until: datetime.date, months: int) -> "Period":
        """Give the window of so many months that ends on a day."""
        return cls(months_before(until, months), until)

    @property
    def first(self) -> datetime.date:
        """Give the first day inside."""
        return self.after + datetime.timedelta(days=1)

    def __contains__(self, day: datetime.date) -> bool:
        return self.after < day <= self.until

    def __str__(self) -> str:
        return f"{self.first:%-d %b %Y} to {self.until:%-d %b %Y}"
