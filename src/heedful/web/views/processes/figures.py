"""How values of measures are said and drawn."""

import calendar
import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from heedful.papers import charts
from heedful.papers.figures import MINUS
from heedful.processes.models import Direction, Measure, Measurement
from heedful.processes.queries import Standing
from heedful.stats import wilson, xmr
from heedful.stats.signals import Rule
from heedful.web.sentences import counted, sentence
from heedful.web.templatetags.components import day_in_words

LEAST_FOR_LIMITS = 6
"""Natural limits from fewer values would be drawn from almost nothing."""


def spelled(value: Decimal, unit: str = "") -> str:
    """Write a value with as many digits as tell something, and its unit: 96.4%, 0.031, 12 days."""
    size = abs(value)
    places = 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else 3
    digits = f"{size:,.{places}f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    sign = MINUS if value < 0 and digits != "0" else ""
    unit = unit.strip()
    return f"{sign}{digits}{'' if unit == '%' or not unit else ' '}{unit}"


def aim(measure: Measure) -> str:
    """Say what is aimed at: at least 95%, at most 2 days."""
    if measure.target is None:
        return ""
    way = "at least" if measure.direction == Direction.UP else "at most"
    return f"{way} {spelled(measure.target, measure.unit)}"


def rhythm(measure: Measure) -> str:
    """Say how often it is measured."""
    known = {1: "every month", 3: "every quarter", 6: "twice a year", 12: "once a year"}
    return known.get(measure.every_months, f"every {measure.every_months} months")


def period(first: datetime.date, last: datetime.date) -> str:
    """Name the period of a value: Mar 2026, Q1 2026, 2025, or its days."""
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1] and first.year == last.year
    months = (first.month, last.month)
    if whole and months[0] == months[1]:
        return f"{last:%b %Y}"
    if whole and months == (1, 12):
        return f"{last.year}"
    if whole and months[1] - months[0] == 2 and months[1] % 3 == 0:
        return f"Q{months[1] // 3} {last.year}"
    return day_in_words(last) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"


def state(standing: Standing) -> dict[str, str]:
    """Put into a word and a tone how a measure stands."""
    if standing.newest is None:
        late = standing.in_rhythm is False
        return {"text": "no value yet", "tone": "late" if late else ""}
    if standing.in_rhythm is False:
        return {"text": f"no value since {day_in_words(standing.newest.last_on)}", "tone": "late"}
    if standing.on_target is None:
        return {"text": "no target", "tone": ""}
    if standing.on_target:
        return {"text": "on target", "tone": "good"}
    return {"text": "off target twice running" if standing.off_twice else "off target", "tone": "warn"}


def small_line(measure: Measure, values: Sequence[Measurement]) -> SafeString:
    """Draw the last values of a measure, oldest first, as a line of a word's size."""
    if not values:
        return SafeString("")
    last = values[-1]
    said = f"{counted(len(values), 'value').capitalize()}, the last {spelled(last.value, measure.unit)}"
    said += f"; target {aim(measure)}" if measure.target is not None else ""
    target = None if measure.target is None else float(measure.target)
    return charts.spark([float(value.value) for value in values], said=said, target=target)


def control_chart(measure: Measure, values: Sequence[Measurement], events: Sequence[charts.Event]) -> charts.Drawing:
    """Draw the values, oldest first, with natural limits where there are enough, and name what stands out."""
    share = measure.unit.strip() == "%"
    scale = 100.0 if share else 1.0
    figures = [float(value.value) / scale for value in values]
    named, limits = _signals(figures, share=share)
    points = []
    for number, value in enumerate(values):
        interval = wilson(value.k, value.n) if share and value.k is not None and value.n else None
        points.append(
            charts.Point(
                period(value.first_on, value.last_on), figures[number], interval.low if interval else None,
                interval.high if interval else None, value.n, named.get(number),
            )
        )  # fmt: skip
    return charts.by_month(
        points,
        title=says(measure, values),
        kind="share" if share else "number",
        limits=limits,
        events=events,
        target=None if measure.target is None else float(measure.target) / scale,
        width=1040,
    )


def says(measure: Measure, values: Sequence[Measurement]) -> str:
    """Say what the values show, oldest first: chance alone, or something to look into."""
    if len(values) < LEAST_FOR_LIMITS:
        there = counted(len(values), "value")
        return sentence(f"{there}: natural limits need {LEAST_FOR_LIMITS}, so nothing can be said yet about chance")
    found = xmr([float(value.value) for value in values]).signals
    outside = sum(signal.rule is Rule.OUTSIDE_LIMITS for signal in found)
    runs = [signal for signal in found if signal.rule is Rule.RUN_OF_EIGHT]
    if not found:
        return sentence(f"the last {len(values)} values vary by chance alone: no signal")
    parts = [f"{counted(outside, 'value')} outside the natural limits"] if outside else []
    parts += [f"{len(run.points)} in a row {'above' if run.above else 'below'} the centre" for run in runs]
    return sentence(" and ".join(parts) + ": more than chance")


def _signals(figures: Sequence[float], *, share: bool) -> tuple[dict[int, str], list[charts.Limits]]:
    """Find natural limits, and name the points that fall out; limits are drawn no further than values can go."""
    if len(figures) < LEAST_FOR_LIMITS:
        return {}, []
    found = xmr(figures)
    named: dict[int, str] = {}
    for signal in sorted(found.signals, key=lambda one: -len(one.points)):
        side = "above" if signal.above else "below"
        words = f"{len(signal.points)} in a row {side} centre" if len(signal.points) > 1 else "outside limits"
        for point in signal.points:
            named.setdefault(point, words)
    lower = max(found.lower, 0.0) if min(figures) >= 0 else found.lower
    upper = min(found.upper, 1.0) if share else found.upper
    return named, [charts.Limits(lower, found.centre, upper)]
