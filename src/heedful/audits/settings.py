"""What the organisation set about the questions: thresholds of its own, and what does not apply to it."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from heedful.audits.catalogue import Limit, Question
from heedful.audits.models import NotApplicable, Threshold
from heedful.audits.reading.columns import NO_DAY, NO_TEXT, named
from heedful.audits.window import AsOf


@dataclass(frozen=True)
class Own:
    """A threshold that was set, or a question declared not to apply: by whom, why, and whether it was signed."""

    pk: uuid.UUID
    version: int
    name: str
    value: str
    since: datetime.date
    until: datetime.date | None
    reason: str
    set_by: str
    countersigned_by: str | None
    countersigned_at: datetime.datetime | None

    def holds_on(self, as_of: AsOf) -> bool:
        """Say whether it held on a day: both have signed, and it has begun."""
        if self.countersigned_at is None or as_of.calendar.day_of(self.countersigned_at) > as_of.day:
            return False
        return self.since <= as_of.day and (self.until is None or as_of.day <= self.until)

    @property
    def waits(self) -> bool:
        """Say whether top management has not signed yet."""
        return self.countersigned_at is None


@dataclass(frozen=True)
class Value:
    """A threshold as it stood on the day, and who says so."""

    limit: Limit
    value: Decimal
    own: Own | None = None

    @property
    def said_by(self) -> str:
        """Say whose it is: printed beside every result."""
        if self.own is None:
            return "our default"
        return f"set by {self.own.set_by}, signed by {self.own.countersigned_by}, since {self.own.since:%-d %b %Y}"

    def plain(self) -> dict[str, Any]:
        """Write it down without fractions."""
        return {
            "name": self.limit.name, "words": self.limit.words, "value": str(self.value), "unit": self.limit.unit,
            "own": self.own is not None, "said_by": self.said_by,
        }  # fmt: skip


@dataclass(frozen=True)
class SetUp:
    """All that was set about one question."""

    thresholds: list[Own]
    exclusions: list[Own]

    def values(self, question: Question, as_of: AsOf) -> dict[str, Value]:
        """Give each threshold of a question as it stood on the day: the organisation's own, or our default."""
        newest: dict[str, Own] = {}
        for own in sorted(self.thresholds, key=lambda o: (str(o.countersigned_at or ""), o.since)):
            if own.holds_on(as_of):
                newest[own.name] = own
        found = {}
        for limit in question.limits:
            mine = newest.get(limit.name)
            value = Decimal(mine.value) if mine else limit.for_size(as_of.organisation.size)
            found[limit.name] = Value(limit, value, mine)
        return found

    def excluded(self, as_of: AsOf) -> Own | None:
        """Give the declaration that the question does not apply, where one held on the day."""
        return next((own for own in self.exclusions if own.holds_on(as_of)), None)

    @cached_property
    def waiting(self) -> list[Own]:
        """List what top management has yet to sign."""
        return [own for own in (*self.thresholds, *self.exclusions) if own.waits]


def set_up(question: str = "") -> dict[str, SetUp]:
    """Read what was set about one question, or about all, by one question to the database."""
    wanted = Q(question=question) if question else Q()
    thresholds = Threshold.objects.filter(wanted).order_by().values_list(
        named("threshold"), "question", "pk", "version", "name", "value", "since", NO_DAY, "reason", "set_by__name",
        "countersigned_by__name", "countersigned_at",
    )  # fmt: skip
    exclusions = NotApplicable.objects.filter(wanted).order_by().values_list(
        named("exclusion"), "question", "pk", "version", NO_TEXT, NO_TEXT, "since", "until", "reason", "author__name",
        "countersigned_by__name", "countersigned_at",
    )  # fmt: skip
    found: dict[str, SetUp] = defaultdict(lambda: SetUp([], []))
    for what, of, *rest in thresholds.union(exclusions, all=True):
        setup = found[of]
        (setup.thresholds if what == "threshold" else setup.exclusions).append(Own(*rest))
    for setup in found.values():
        setup.thresholds.sort(key=lambda own: own.since)
        setup.exclusions.sort(key=lambda own: own.since)
    return found
