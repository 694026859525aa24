"""How many complaints come for so many deliveries, month by month, and what chance does not explain."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, DateField, F, IntegerField, Sum, Value
from django.db.models.functions import Cast, Concat, TruncMonth

from heedful.core.period import months_before
from heedful.core.remembered import remembered
from heedful.customers.models import Delivery
from heedful.feedback.models import Complaint
from heedful.improvement.models import Improvement
from heedful.stats.count_charts import CountChart, u_chart
from heedful.stats.rates import poisson_rate
from heedful.stats.results import Interval
from heedful.stats.signals import Rule

MOST_MONTHS, FEWEST_MONTHS, BASELINE, YEAR = 24, 8, 12, 12
"""Shown at most; needed for limits; on which limits rest where there are half as many more; a year."""
MANY = 2_000
OFTEN = 2
"""Runs are looked at from so many complaints a month on: with fewer, most months lie below the mean by chance."""


@dataclass(frozen=True, slots=True)
class RateMonth:
    """One month: complaints received, deliveries made, and what a rule of the chart found."""

    month: datetime.date
    complaints: int
    deliveries: int
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """Complaints for so many deliveries, over whole months; `per` is how many deliveries the rate is told for."""

    months: tuple[RateMonth, ...]
    per: int
    chart: CountChart | None
    year: Interval | None
    """Over the last twelve months, for one delivery."""
    complaints: int
    deliveries: int
    events: tuple[tuple[datetime.date, str], ...] = ()

    @property
    def known(self) -> list[RateMonth]:
        """List the months that have deliveries: the others have no rate."""
        return [month for month in self.months if month.deliveries]


@remembered
def complaint_rate(on: datetime.date) -> Rate:
    """Work out the rate of the whole months before a day: one question, whatever the number of complaints."""
    last = months_before(on.replace(day=1), 1)
    first = months_before(last, MOST_MONTHS - 1)
    sums: dict[str, dict[datetime.date, int]] = {"complaints": defaultdict(int), "deliveries": defaultdict(int)}
    events = []
    for kind, month, number, words in _read(first, on.replace(day=1)):
        if kind == "event":
            events.append((month, words))
        else:
            sums[kind][month] += number
    held = [month for counted in sums.values() for month in counted]
    run = [m for n in range(MOST_MONTHS) if (m := months_before(last, MOST_MONTHS - 1 - n)) >= min(held, default=on)]
    months = [RateMonth(month, sums["complaints"][month], sums["deliveries"][month]) for month in run]
    year = [month for month in months[-YEAR:] if month.deliveries]
    complaints, deliveries = sum(m.complaints for m in year), sum(m.deliveries for m in year)
    per = 1_000 if sum(m.deliveries for m in months) >= MANY else 100
    chart = _charted(months, per)
    return Rate(
        tuple(_marked(months, chart)), per, chart, poisson_rate(complaints, deliveries) if deliveries else None,
        complaints, deliveries, tuple(sorted(events)),
    )  # fmt: skip


def _read(first: datetime.date, until: datetime.date) -> Any:
    """Count complaints and deliveries by month, and list what was begun to do better, by one question."""
    number, words = IntegerField(), CharField()
    heard = Complaint.objects.counted().filter(received_on__gte=first, received_on__lt=until).exclude(state="withdrawn")
    made = Delivery.objects.filter(last_on__gte=first, last_on__lt=until)
    begun = Improvement.objects.filter(started_on__gte=first, started_on__lt=until)
    parts = [
        _columns(heard, "complaints", "received_on", Count("pk"), Value("", words)),
        _columns(made, "deliveries", "last_on", Sum("quantity"), Value("", words)),
        begun.order_by().annotate(
            as_kind=Value("event", words), as_month=TruncMonth("started_on", output_field=DateField()),
            as_number=Value(0, number), as_words=Concat(F("key"), Value(" "), F("what"), output_field=words),
        ).values_list("as_kind", "as_month", "as_number", "as_words"),
    ]  # fmt: skip
    return parts[0].union(*parts[1:], all=True)


def _columns(rows: Any, kind: str, day: str, number: Any, words: Any) -> Any:
    by_month = rows.order_by().annotate(
        as_kind=Value(kind, CharField()), as_month=TruncMonth(day, output_field=DateField())
    )
    summed = by_month.values("as_kind", "as_month").annotate(as_number=Cast(number, IntegerField()), as_words=words)
    return summed.values_list("as_kind", "as_month", "as_number", "as_words")


def _charted(months: list[RateMonth], per: int) -> CountChart | None:
    """Set limits where enough months have deliveries, and something was complained of."""
    known = [month for month in months if month.deliveries]
    events = [month.complaints for month in known]
    baseline = BASELINE if len(known) >= BASELINE * 3 // 2 else len(known)
    if len(known) < FEWEST_MONTHS or not sum(events[:baseline]):
        return None
    return u_chart(events, [month.deliveries / per for month in known], baseline=baseline)


def _marked(months: list[RateMonth], chart: CountChart | None) -> list[RateMonth]:
    """Put what the rules found beside the months."""
    known = [month.month for month in months if month.deliveries]
    marks: dict[datetime.date, str] = {}
    often = sum(month.complaints for month in months if month.deliveries) >= OFTEN * len(known)
    for signal in reversed(chart.signals if chart else ()):
        if signal.rule is Rule.RUN_OF_EIGHT and not often:
            continue
        side = "above" if signal.above else "below"
        outside = signal.rule is Rule.OUTSIDE_LIMITS
        words = f"{side} the limit" if outside else f"{len(signal.points)} in a row {side} the centre"
        marks |= {known[point]: words for point in signal.points}
    return [RateMonth(m.month, m.complaints, m.deliveries, marks.get(m.month, "")) for m in months]
