"""A story told through the commands: each deed at its moment, the clock set to it, in the order of time."""

import datetime
import heapq
import random
from collections.abc import Callable
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

from heedful.core import clock
from heedful.core.calendar import Calendar
from heedful.core.period import months_before

Deed = Callable[[], object]


class Story:
    """Deeds by their moments; a deed may add later ones."""

    def __init__(self, until: datetime.datetime, zone: ZoneInfo, seed: int) -> None:
        self.until = until
        self.zone = zone
        self.chance = random.Random(seed)  # noqa: S311  a story, not a secret
        self.calendar: Calendar | None = None
        self._deeds: list[tuple[datetime.datetime, int, Deed]] = []
        self._number = count()

    @property
    def today(self) -> datetime.date:
        """Give the day on which the story ends."""
        return self.until.astimezone(self.zone).date()

    @property
    def now(self) -> datetime.datetime:
        """Give the moment of the deed that happens now."""
        return clock.now()

    def moment(self, day: datetime.date, hour: int = 9, minute: int = 0) -> datetime.datetime:
        """Give a moment of a day, in the organisation's zone."""
        return datetime.datetime.combine(day, datetime.time(hour, minute), self.zone).astimezone(datetime.UTC)

    def days_ago(self, days: int) -> datetime.date:
        """Give the day so many days before the end."""
        return self.today - datetime.timedelta(days=days)

    def months(self, many: int) -> list[tuple[datetime.date, datetime.date]]:
        """List so many whole months before this one, as first and last day."""
        this = self.today.replace(day=1)
        one = datetime.timedelta(days=1)
        return [(months_before(this, back), months_before(this, back - 1) - one) for back in range(many, 0, -1)]

    def at(self, when: datetime.datetime | datetime.date, deed: Callable[..., object], *with_what: object) -> None:
        """Let a deed happen at a moment, with what it needs; what would happen after the end does not."""
        if not isinstance(when, datetime.datetime):
            when = self.moment(when, 9, self.chance.randrange(50))
        if when <= self.until:
            happens: Deed = partial(deed, *with_what)
            heapq.heappush(self._deeds, (when, next(self._number), happens))

    def tell(self) -> int:
        """Let everything happen, and say how many deeds there were."""
        told = 0
        while self._deeds:
            when, _, deed = heapq.heappop(self._deeds)
            with clock.at(when, simulated=True):
                deed()
            told += 1
        return told
