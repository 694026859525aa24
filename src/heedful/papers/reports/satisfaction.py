"""Two pages on satisfaction for top management: where it stands, how sure that is, what was done, how measured."""

import datetime
from collections.abc import Iterator

from heedful.core.organisation import current_organisation
from heedful.feedback.models import Analysis
from heedful.papers import charts
from heedful.papers.charts.values import Look
from heedful.papers.documents import Document, Facts, Figure, Heading, Paragraph, Part, Table
from heedful.papers.figures import Kind, spell, spell_range
from heedful.papers.reports.spelled import day
from heedful.satisfaction.compare import SegmentRow
from heedful.satisfaction.overview import Overview
from heedful.satisfaction.queries import kind_of_figure

MOST_SEGMENTS, MOST_LINES, LONGEST, LONGEST_NAME = 10, 3, 115, 40
"""What two pages have room for."""


def satisfaction_report(seen: Overview, *, on: datetime.date) -> Document:
    """Report on a topic in a window, from the same figures as the page."""
    organisation = current_organisation()
    points = organisation.recommend_target if seen.topic.recommends else organisation.satisfaction_target
    target = None if points is None else points / 100
    parts: list[Part] = [Paragraph(_sentence(seen.headline), "lead"), Paragraph(seen.explanation)]
    parts += [Facts(tuple(_figures(seen, target))), Heading("By month"), *_by_month(seen, target)]
    parts += [Heading("What was done"), *_done(seen), Heading("What was decided"), *_decided(seen, on)]
    parts += [Heading("By segment", new_page=True), *_by_segment(seen, target)]
    parts += [Heading("How this is measured"), Paragraph(" ".join(_measured(seen)), "quiet")]
    return Document(
        title=f"Satisfaction: {seen.topic.label}", organisation=organisation.name, key=_window(seen),
        as_at=f"As at {day(on)}", parts=tuple(parts),
    )  # fmt: skip


def months_drawing(seen: Overview, target: float | None, theme: Look = "page") -> charts.Drawing:
    """Draw the figure by month with its natural limits and what happened."""
    kind = kind_of(seen)
    points = [
        charts.Point(
            f"{m.month:%b %Y}", m.figure.estimate if m.figure else None, m.figure.low if m.figure else None,
            m.figure.high if m.figure else None, m.n, m.signal or None,
        )
        for m in seen.series.months
    ]  # fmt: skip
    limits = []
    if seen.series.chart is not None:
        floor, chart = -1.0 if kind == "nps" else 0.0, seen.series.chart
        limits = [charts.Limits(max(floor, chart.lower), chart.centre, min(1.0, chart.upper))]
    months = {m.month for m in seen.series.months}
    events = [charts.Event(f"{e.month:%b %Y}", e.label) for e in seen.events if e.month in months]
    title = f"{seen.topic.name} by month: {seen.headline}"
    return charts.by_month(points, title=title, kind=kind, limits=limits, events=events, target=target, theme=theme)


def kind_of(seen: Overview) -> Kind:
    """Say how the figure is spelled."""
    return "nps" if kind_of_figure(seen.topic) == "nps" else "share"


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def _window(seen: Overview) -> str:
    window = str(seen.window)
    return f"{window[:1].upper()}{window[1:]}"


def _figures(seen: Overview, target: float | None) -> Iterator[tuple[str, str]]:
    """Give the figure with all that it never stands without."""
    kind, figure = kind_of(seen), seen.figure
    name = "Recommend score" if seen.topic.recommends else "Satisfied"
    if figure:
        yield name, f"{spell(figure.estimate, kind)} (95% interval {spell_range(figure.low, figure.high, kind)})"
    else:
        yield name, "cannot tell yet"
    if target is not None:
        yield "Target", spell(target, kind)
    by = f" from {seen.customers:,} customers" if seen.customers else ""
    yield "Answers", "too few to be shown" if seen.hidden else f"{seen.sample.n:,}{by}"
    yield "Period", _window(seen)
    difference = seen.change.difference
    if difference:
        points = [f"{100 * v:+.0f}".replace("-", "−") for v in (difference.estimate, difference.low, difference.high)]
        changed = f"{points[0]} points (95% interval {points[1]} to {points[2]}): {seen.change.trend.value}"
    else:
        changed = str(seen.change.trend.value)
    yield "Against the year before", changed
    response = seen.response
    if response.asked and response.rr1 is not None:
        rate = spell(response.rr1, "share")
        yield "Response", f"{response.answered:,} of {response.asked:,} people asked; response rate (RR1) {rate}"
    else:
        yield "Response", "nobody was asked by invitation, so there is no response rate"


def _by_month(seen: Overview, target: float | None) -> Iterator[Part]:
    """Draw the months, and say what the bands and lines are."""
    if not seen.series.months:
        yield Paragraph("No month has a value yet.", "quiet")
        return
    drawing = months_drawing(seen, target, "print")
    limits = "; dashed lines: natural limits" if seen.series.chart else ""
    yield Figure(str(drawing.wide), f"Band: 80% interval of each month{limits}. {drawing.title}.",
                 f"{drawing.title}. {drawing.description}")  # fmt: skip


def _by_segment(seen: Overview, target: float | None) -> Iterator[Part]:
    """Draw the segments with most answers, and say how each compares."""
    rows = sorted(seen.rows, key=lambda row: -(row.n or 0))[:MOST_SEGMENTS]
    rows = [row for row in seen.rows if row in rows]
    if not rows:
        yield Paragraph("No segment has answers yet.", "quiet")
        return
    kind = kind_of(seen)
    shown = [
        charts.Row(_name(seen, row), row.figure.estimate, row.figure.low, row.figure.high, row.n)
        if row.figure
        else charts.Row(_name(seen, row), None, n=row.n)
        for row in rows
    ]
    drawing = charts.whiskers(shown, title=f"{seen.topic.name} by segment", kind=kind, target=target, width=720,
                              theme="print")  # fmt: skip
    left = len(seen.rows) - len(rows)
    more = f" {left} smaller segments stand on the page alone." if left else ""
    corrected = f" Differences hold after correcting for {seen.compared} comparisons." if seen.compared > 1 else ""
    yield Figure(str(drawing.wide), f"Figure with 95% interval.{corrected}{more}",
                 f"{drawing.title}. {drawing.description}")  # fmt: skip
    columns = ("Segment", "Figure", "95% interval", "n", "Against all others", "Against the year before")
    lines = tuple(
        (
            _name(seen, row), spell(row.figure.estimate, kind) if row.figure else "–",
            spell_range(row.figure.low, row.figure.high, kind) if row.figure else "–",
            "too few" if row.hidden else f"{row.n or 0:,}", row.standing or "no difference shown", str(row.trend.value),
        )
        for row in rows
    )  # fmt: skip
    yield Table("How the segments compare", columns, lines, (1, 2, 3), (3.0, 0.9, 1.6, 0.8, 1.9, 2.2))


def _name(seen: Overview, row: SegmentRow) -> str:
    return _cut(seen.names.get(row.segment, "Unknown segment"), LONGEST_NAME)


def _done(seen: Overview) -> Iterator[Part]:
    """List what was begun in the window; it stands on the chart, too."""
    lines = [(f"{event.month:%b %Y}", _cut(event.label)) for event in seen.events if event.month in seen.window]
    yield Facts(tuple(lines[-MOST_LINES:])) if lines else Paragraph("No improvement began in this period.", "quiet")


def _decided(seen: Overview, on: datetime.date) -> Iterator[Part]:
    """List what was decided on analyses of this period, or say that nothing was."""
    found = Analysis.objects.filter(decided_on__lte=on, last_on__gte=seen.window.first).order_by(
        "no_action", "-decided_on", "key"
    )
    rows = tuple(
        (f"{day(one.decided_on)}, {one.key}",
         _cut(f"{one.name}: {'no action. ' if one.no_action else ''}{one.decision}"))
        for one in found[:MOST_LINES]
    )  # fmt: skip
    yield Facts(rows) if rows else Paragraph("No decision on an analysis of this period is on record.", "quiet")


def _measured(seen: Overview) -> Iterator[str]:
    """Say how the figures are made."""
    if seen.topic.wording:
        yield f"The question: “{seen.topic.wording}”"
    if seen.topic.recommends:
        yield "The recommend score is the share of promoters (9 and 10) less the share of detractors (0 to 6)."
    else:
        yield "Satisfied are the answers 4 and 5 of 5."
    yield f"Interval: {seen.method} It holds the true figure in 95 of 100 such samples, as far as those who answered" \
          " stand for those who did not."  # fmt: skip
    yield "A change is called one only where the 95% interval of the difference leaves out nought (MOVER, 2008)."
    if seen.series.chart:
        yield f"Natural limits: {seen.series.chart.method}, from the first {seen.series.baseline} months shown."
    if not seen.topic.named:
        yield "Some answers were given in confidence: figures of fewer than five people are not shown."


def _cut(words: str, room: int = LONGEST) -> str:
    """Keep a line within its room."""
    flat = " ".join(words.split())
    return flat if len(flat) <= room else flat[: room - 1].rsplit(" ", 1)[0] + "…"
