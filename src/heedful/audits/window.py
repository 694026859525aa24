"""The day a question is asked as of, and the windows that move with it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from heedful.core.calendar import Calendar, calendar_of
from heedful.core.models import Organisation
from heedful.core.period import Period, months_before

T = TypeVar("T")


@dataclass(frozen=True)
class Window(Period):
    """A stretch of months that ends on the day asked about, and whether records reach that far back."""

    records_since: datetime.date

    @property
    def full(self) -> bool:
        """Say whether there were records all through it."""
        return self.records_since <= self.first

    @property
    def began_words(self) -> str:
        """Say since when there are records."""
        since = self.records_since
        return f"records began on {since.day} {since:%b %Y}, so the window is not full yet"


@dataclass(frozen=True)
class AsOf:
    """The day, the organisation and its calendar as they stood then, and what was read of its records so far.

    Every record kind is read once: `once(reader)` keeps what a reader found for the other questions of the same run.
    """

    day: datetime.date
    organisation: Organisation
    _days: dict[str, datetime.date] = field(default_factory=dict, repr=False, compare=False)
    _read: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def calendar(self) -> Calendar:
        """Give the working calendar."""
        return calendar_of(self.organisation)

    @cached_property
    def add(self) -> Callable[[datetime.date, int], datetime.date]:
        """Give the day so many working days later; each is worked out once."""
        return lru_cache(maxsize=None)(self.calendar.add)

    def day_of(self, moment: str) -> datetime.date:
        """Say on which day of the organisation a moment fell, given as the database writes it in UTC."""
        minute = moment[:16]
        found = self._days.get(minute)
        if found is None:
            at = datetime.datetime.fromisoformat(minute).replace(tzinfo=datetime.UTC)
            found = self._days[minute] = self.calendar.day_of(at)
        return found

    @cached_property
    def end(self) -> datetime.datetime:
        """Give the last moment of the day."""
        return self.calendar.end(self.day)

    def window(self, months: int) -> Window:
        """Give the window of so many months that ends on the day."""
        return Window(self.before(months), self.day, self.organisation.records_since)

    @cached_property
    def w3(self) -> Window:
        """Give the last three months."""
        return self.window(3)

    @cached_property
    def w12(self) -> Window:
        """Give the last twelve months."""
        return self.window(12)

    @cached_property
    def w24(self) -> Window:
        """Give the last twenty-four months."""
        return self.window(24)

    def before(self, months: int) -> datetime.date:
        """Give the day so many months earlier."""
        return months_before(self.day, int(months))

    def moment(self, day: datetime.date) -> datetime.datetime:
        """Give the last moment of any day, to filter moments by days."""
        return self.calendar.end(day)

    def once(self, reader: "Callable[[AsOf], T]") -> T:
        """Read a record kind, or give what was read before."""
        if reader not in self._read:
            self._read[reader] = reader(self)
        found: T = self._read[reader]
        return found
