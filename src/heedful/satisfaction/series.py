"""Figures by month: natural limits, and what chance does not explain, in words."""

import datetime
import uuid
from dataclasses import dataclass

from heedful.satisfaction.reading import Counts
from heedful.satisfaction.samples import LEAST, figure_of
from heedful.stats import Interval, Rule, Signal, XmrChart, xmr

BAND = 0.8
"""Coverage of the band around each month: so that months can be compared by eye."""
FEWEST_MONTHS = 8
"""Natural limits need so many months with a figure."""
BASELINE = 12
"""Limits rest on so many first months where there are half as many more after them; on all months before that."""
MOST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Month:
    """One month with its figure, or without one where too few answered or it is not shown."""

    month: datetime.date
    figure: Interval | None
    n: int | None
    """None where even the number is not shown."""
    signal: str = ""


@dataclass(frozen=True, slots=True)
class NamedSignal:
    """What a rule of the chart found, in words."""

    rule: Rule
    months: tuple[datetime.date, ...]
    above: bool
    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Series:
    """A figure by month, with its natural limits where there are enough months."""

    months: tuple[Month, ...]
    chart: XmrChart | None
    signals: tuple[NamedSignal, ...]
    baseline: int


def series_of(counts: Counts, segment: uuid.UUID | None = None) -> Series:
    """Put the months of a topic in a row: from the first to the last that hold answers, at most three years."""
    samples = counts.by_month(segment)
    months = _run(list(samples))
    found = []
    for month in months:
        sample, shown = samples.get(month), counts.shows(segment, month)
        n = sample.n if sample else 0
        figure = figure_of(sample, confidence=BAND) if sample and shown and n >= LEAST else None
        found.append(Month(month, figure, n if shown else None))
    known = [place for place, month in enumerate(found) if month.figure is not None]
    if len(known) < FEWEST_MONTHS:
        return Series(tuple(found), None, (), 0)
    values = [figure.estimate for place in known if (figure := found[place].figure) is not None]
    baseline = BASELINE if len(values) >= BASELINE * 3 // 2 else len(values)
    chart = xmr(values, baseline=baseline)
    named = tuple(_named(signal, [months[known[point]] for point in signal.points]) for signal in chart.signals)
    marks = {month: signal.short for signal in reversed(named) for month in signal.months}
    marked = tuple(Month(m.month, m.figure, m.n, marks.get(m.month, "")) for m in found)
    return Series(marked, chart, named, baseline)


def _run(months: list[datetime.date]) -> list[datetime.date]:
    """List every month between the first and the last, those without answers too."""
    if not months:
        return []
    run: list[datetime.date] = []
    month = months[-1]
    while month >= months[0] and len(run) < MOST_MONTHS:
        run.append(month)
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    return run[::-1]


def _named(signal: Signal, months: list[datetime.date]) -> NamedSignal:
    """Put a signal into words."""
    side = "above" if signal.above else "below"
    if signal.rule is Rule.OUTSIDE_LIMITS:
        short = f"{side} the natural limits"
        long = f"{months[0]:%b %Y} lies {short}: something was different."
    else:
        short = f"{len(months)} in a row {side} the centre"
        long = f"{len(months)} months in a row {side} the centre line since {months[0]:%b %Y}: a shift, not chance."
    return NamedSignal(signal.rule, tuple(months), signal.above, short, long)
