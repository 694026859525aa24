"""The rate of complaints, drawn and said for the list."""

import datetime
from typing import Any

from heedful.core.remembered import remembered
from heedful.feedback.complaints.rate import Rate, complaint_rate
from heedful.papers import charts
from heedful.papers.figures import spell, spell_range
from heedful.stats.rates import poisson_rate


@remembered
def rated(on: datetime.date) -> dict[str, Any]:
    """Say the rate of the last twelve months and draw the months; say what is missing where there is none."""
    rate = complaint_rate(on)
    if not rate.known:
        return {"sentence": "No deliveries are on record: without them there is no rate.", "chart": None}
    return {"sentence": says(rate), "chart": drawn(rate), "per": f"{rate.per:,}"}


def says(rate: Rate) -> str:
    """Say the rate with interval, n and period, and what stands out."""
    newest, per = rate.months[-1].month, rate.per
    if rate.year is None:
        return f"No deliveries in the twelve months to {newest:%b %Y}: no rate can be told."
    low, high = spell_range(per * rate.year.low, per * rate.year.high).split(" to ")
    said = (
        f"{spell(per * rate.year.estimate)} complaints for {per:,} deliveries in the twelve months to {newest:%b %Y}"
        f" (95% interval {low} to {high}; {rate.complaints:,} of {rate.deliveries:,})."
    )
    if rate.chart is None:
        return f"{said} Limits are drawn from eight months with deliveries on, and from the first complaint."
    marked = [month for month in rate.months if month.signal]
    if not marked:
        return f"{said} No month stands out: the ups and downs are what chance brings."
    return f"{said} {marked[-1].month:%b %Y} stands out: {marked[-1].signal}."


def drawn(rate: Rate) -> charts.Drawing:
    """Draw the rate by month with the limits of each month; a month without deliveries leaves a gap."""
    points = []
    for month in rate.months:
        label = f"{month.month:%b %Y}"
        if not month.deliveries:
            points.append(charts.Point(label, None))
            continue
        found = poisson_rate(month.complaints, month.deliveries / rate.per, confidence=0.8)
        points.append(
            charts.Point(label, found.estimate, found.low, found.high, month.deliveries, month.signal or None)
        )
    months = {month.month for month in rate.months}
    events = [charts.Event(f"{month:%b %Y}", words) for month, words in rate.events if month in months]
    title = f"Complaints for {rate.per:,} deliveries by month"
    return charts.by_month(points, title=title, kind="number", limits=_limits(rate), events=events)


def _limits(rate: Rate) -> list[charts.Limits]:
    """Give each month the limits that its own deliveries allow, as steps."""
    if rate.chart is None:
        return []
    labels = [f"{month.month:%b %Y}" for month in rate.known]
    steps = zip(rate.chart.lower, rate.chart.upper, labels, [*labels[1:], None], strict=True)
    return [charts.Limits(low, rate.chart.centre, high, since, until) for low, high, since, until in steps]
