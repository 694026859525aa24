"""What the records say of processes: which one hears customers, and how the measures stand."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from uuid import UUID

from django.db.models import F, Max, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from heedful.core.period import Period, months_before
from heedful.processes.models import Measure, Measurement, Process
from heedful.processes.units import reaches

GRACE = 0.25
"""A measurement may come so much of its rhythm late before it counts as missing."""


def feedback_process() -> Process | None:
    """Give the customer feedback process; nothing where none is marked."""
    return Process.objects.filter(hears_customers=True, retired_on=None).select_related("owner", "deputy").first()


def in_use(day: datetime.date) -> Q:
    """Say which processes or measures were in use on a day, as a filter."""
    return Q(retired_on=None) | Q(retired_on__gt=day)


@dataclass(frozen=True)
class Standing:
    """How a measure stands on a day: its newest values, and what they say."""

    measure: Measure
    as_of: datetime.date
    newest: Measurement | None
    before: Measurement | None = None

    @property
    def on_target(self) -> bool | None:
        """Say whether the newest value reaches the target; None without value or target."""
        return None if self.newest is None else reaches(self.measure, self.newest.value)

    @property
    def off_twice(self) -> bool:
        """Say whether the target was missed twice running: that asks for an action, or for a reason."""
        twice = self.newest is not None and self.before is not None
        return twice and self.on_target is False and reaches(self.measure, self.before.value) is False  # type: ignore[union-attr]

    @property
    def due_on(self) -> datetime.date:
        """Say by which day the next value is due, in the rhythm of the measure."""
        last = self.newest.last_on if self.newest else self.measure.since
        return months_before(last, -self.measure.every_months)

    @property
    def late_from(self) -> datetime.date:
        """Say from which day on the next value is missing: its rhythm and a quarter more are over."""
        last = self.newest.last_on if self.newest else self.measure.since
        return self.due_on + datetime.timedelta(days=ceil((self.due_on - last).days * GRACE))

    @property
    def in_rhythm(self) -> bool | None:
        """Say whether it is measured within its rhythm and a quarter more; None while the first is not yet due."""
        if self.as_of > self.late_from:
            return False
        return None if self.newest is None else True


def standings(measures: Iterable[Measure], as_of: datetime.date) -> list[Standing]:
    """Say how many measures stand on a day, by one question."""
    wanted = list(measures)
    last = _newest_values([measure.pk for measure in wanted], as_of)
    return [Standing(measure, as_of, *_two(last[measure.pk])) for measure in wanted]


def standing_of(measure: Measure, values: Sequence[Measurement], as_of: datetime.date) -> Standing:
    """Say how one measure stands, from its values, the newest first."""
    return Standing(measure, as_of, *_two(values))


def last_values(measures: Iterable[Measure], as_of: datetime.date, many: int = 12) -> dict[UUID, list[Measurement]]:
    """Give the last values of each measure, the newest first, by one question."""
    wanted = [measure.pk for measure in measures]
    place = Window(RowNumber(), partition_by="measure_id", order_by=F("last_on").desc())
    values = Measurement.objects.filter(measure__in=wanted, last_on__lte=as_of).annotate(place=place)
    found: dict[UUID, list[Measurement]] = {pk: [] for pk in wanted}
    for value in values.filter(place__lte=many).order_by("-last_on"):
        found[value.measure_id].append(value)
    return found


def standings_of(processes: Iterable[Process], as_of: datetime.date) -> dict[object, list[Standing]]:
    """Say how the measures in use of many processes stand on a day, by two questions."""
    measures = Measure.objects.filter(in_use(as_of), process__in=list(processes), since__lte=as_of)
    found: dict[object, list[Standing]] = defaultdict(list)
    for standing in standings(measures.select_related("owner"), as_of):
        found[standing.measure.process_id].append(standing)
    return found


def _two(values: Sequence[Measurement]) -> tuple[Measurement | None, Measurement | None]:
    newest = values[0] if values else None
    return newest, values[1] if len(values) > 1 else None


def _newest_values(measures: Sequence[UUID], as_of: datetime.date) -> dict[object, list[Measurement]]:
    """Find the last two values of each measure, without walking over all the others."""
    mine = Measurement.objects.filter(measure=OuterRef("pk"), last_on__lte=as_of).order_by("-last_on").values("pk")
    of = Measure.objects.filter(pk__in=measures).order_by()
    newest, second = (of.values_list(Subquery(mine[n : n + 1]), flat=True) for n in (0, 1))
    found: dict[object, list[Measurement]] = defaultdict(list)
    for value in Measurement.objects.filter(Q(pk__in=newest) | Q(pk__in=second)).order_by("-last_on"):
        found[value.measure_id].append(value)
    return found


def months_without_value(
    period: Period,
    spans: Iterable[tuple[datetime.date, datetime.date]],
    *,
    since: datetime.date,
    retired_on: datetime.date | None,
) -> list[datetime.date]:
    """List the calendar months that lie whole in a period and have no value, by their first days.

    A value covers every month that its own span touches: a value for a quarter covers three. Months before the
    measure began or after it was retired are not asked for.
    """
    covered = {month for first, last in spans for month in _months(first, last)}
    begins = max(period.first, since)
    ends = min(period.until, retired_on or period.until)
    missing = []
    for month in _months(begins, ends):
        whole = month >= begins and _end(month) <= ends
        if whole and month not in covered:
            missing.append(month)
    return missing


def _months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """List the first days of the months from one day to another."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [months_before(first.replace(day=1), -n) for n in range(count + 1)]


def _end(month: datetime.date) -> datetime.date:
    return months_before(month, -1) - datetime.timedelta(days=1)


def newest_review(process: Process, as_of: datetime.date) -> datetime.date | None:
    """Say when the measures of a process were last reviewed."""
    found = process.reviews.filter(reviewed_on__lte=as_of).aggregate(last=Max("reviewed_on"))["last"]
    return found if isinstance(found, datetime.date) else None
