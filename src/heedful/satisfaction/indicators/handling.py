"""Complaints on deliveries, and how long customers waited for our answer, in a period."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from heedful.core.organisation import current_organisation
from heedful.core.period import Period
from heedful.customers.models import Delivery
from heedful.feedback.models import Complaint
from heedful.satisfaction.compare import SURE, Trend
from heedful.satisfaction.samples import LEAST
from heedful.stats import Interval, SurvivalCurve, kaplan_meier_of_table, log_rank_of_tables, poisson_rate

PER = 1000


@dataclass(frozen=True)
class Handling:
    """What came of complaints that were received in a period, as it stood at its end."""

    complaints: int
    delivered: int
    waits: Mapping[float, tuple[int, int]]
    """For each number of days, how many were answered after it, and how many had waited so long without an answer."""

    @property
    def rate(self) -> Interval | None:
        """Complaints for each 1,000 deliveries, with the exact interval; nothing where deliveries are not known."""
        if not self.delivered:
            return None
        found = poisson_rate(self.complaints, self.delivered)
        return Interval(
            PER * found.estimate, PER * found.low, PER * found.high, found.n, found.method, found.confidence
        )

    @property
    def days(self) -> Interval | None:
        """Days after which half had our answer; nothing below five complaints, or where half still wait."""
        curve = self._curve
        if curve is None or curve.median is None:
            return None
        low = next((s.time for s in curve.steps if s.low <= 0.5), curve.median)
        high = next((s.time for s in curve.steps if s.high <= 0.5), max(self.waits))
        method = f"{curve.method} of the median"
        return Interval(curve.median, min(low, curve.median), max(high, curve.median), curve.n, method, 0.95)

    @property
    def _curve(self) -> SurvivalCurve | None:
        return kaplan_meier_of_table(self.waits) if self.complaints >= LEAST else None

    @property
    def open_in_words(self) -> str:
        """Say how many still wait; they count as not answered yet."""
        waiting = sum(still for _, still in self.waits.values())
        return f"{waiting:,} of {self.complaints:,} still wait; they are counted as such." if waiting else ""

    def why_no_figure(self, *, rate: bool) -> str:
        """Say what is missing."""
        if rate:
            return "No delivery of the period is known, so that there is no rate."
        if self.complaints < LEAST:
            return f"Fewer than {LEAST} complaints in the period."
        return "Half of them still wait for an answer."

    def quicker_than(self, before: "Handling") -> Trend:
        """Say whether customers had their answer sooner than in another period, by the log-rank test."""
        try:
            test = log_rank_of_tables(self.waits, before.waits)
        except ValueError:
            return Trend.NO_CLEAR_CHANGE
        if test.p_value >= SURE:
            return Trend.NO_CLEAR_CHANGE
        return Trend.BETTER if test.observed > test.expected else Trend.WORSE


def handling_in(*periods: Period) -> list[Handling]:
    """Count by two questions for all periods together; the rows that come back are days, not complaints."""
    zone, everything = current_organisation().zoneinfo, Q()
    for period in periods:
        everything |= Q(received_on__gt=period.after, received_on__lte=period.until)
    rows = list(
        Complaint.objects.counted().filter(everything).exclude(state="withdrawn").order_by()
        .annotate(answered=TruncDate("answered_at", tzinfo=zone)).values_list("received_on", "answered")
        .annotate(Count("pk"))
    )  # fmt: skip
    delivered = Delivery.objects.aggregate(**{
        f"in_{number}": Sum("quantity", filter=Q(last_on__gt=period.after, last_on__lte=period.until))
        for number, period in enumerate(periods)
    })  # fmt: skip
    return [_handled(period, rows, delivered[f"in_{number}"] or 0) for number, period in enumerate(periods)]


def _handled(
    period: Period, rows: Iterable[tuple[datetime.date, datetime.date | None, int]], delivered: int
) -> Handling:
    """Sort the days of a period by whether the answer had come at its end."""
    waits: dict[float, tuple[int, int]] = {}
    complaints = 0
    for received, answered, many in rows:
        if received not in period:
            continue
        complaints += many
        known = answered is not None and answered <= period.until
        days = max(0, ((answered if answered is not None and known else period.until) - received).days)
        ended, still = waits.get(days, (0, 0))
        waits[days] = (ended + many, still) if known else (ended, still + many)
    return Handling(complaints, delivered, waits)
