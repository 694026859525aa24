"""Figures by month: the line, how sure each month is, natural limits, what was done, and what stands out."""

from collections.abc import Sequence

from heedful.papers.charts.month_sheet import ByMonth, say
from heedful.papers.charts.values import Drawing, Event, Limits, Look, Point
from heedful.papers.figures import Kind, spell, spell_range


def by_month(
    points: Sequence[Point],
    *,
    title: str,
    kind: Kind = "share",
    limits: Sequence[Limits] = (),
    events: Sequence[Event] = (),
    target: float | None = None,
    width: float = 720,
    theme: Look = "page",
) -> Drawing:
    """Draw figures by month, in a wide and a narrow size.

    Parameters
    ----------
    points : sequence of Point
        In the order of time; labels differ from each other.
    title : str
        The sentence that the chart says.
    kind : Kind
        What the figures are.
    limits : sequence of Limits
        Natural limits; several where they were set anew.
    events : sequence of Event
        What was done; one whose month is not among the points is left out.
    target : float, optional
        What was aimed at.
    width : float
        Units of the wide size; about as many as it will have pixels.
    theme : {"page", "print"}
        Where the drawing goes.

    Returns
    -------
    Drawing
        Both sizes, and the table.
    """
    drawn = []
    description = describe(points, kind, limits, events)
    for name, size in (("wide", (width, 300.0)), ("narrow", (380.0, 270.0))):
        month = ByMonth(size, points, kind, limits, events, target, theme)
        month.draw()
        drawn.append(month.sheet.finished(title, description, name))
    rows = tuple(
        (
            point.label,
            "–" if point.value is None else spell(point.value, kind),
            "–" if point.low is None or point.high is None else spell_range(point.low, point.high, kind),
            "–" if point.n is None else f"{point.n:,}",
            "; ".join([*([point.signal] if point.signal else []), *(e.label for e in events if e.at == point.label)]),
        )
        for point in points
    )
    return Drawing(
        drawn[0], drawn[1], title, description, ("Month", "Value", "Interval", "n", "Noted"), rows, width > 600
    )


def describe(points: Sequence[Point], kind: Kind, limits: Sequence[Limits], events: Sequence[Event]) -> str:
    """Say in words what the drawing shows, for those who do not see it."""
    known = [point for point in points if point.value is not None]
    if not known:
        return "No month has a value yet."
    said = [f"{len(known)} of {len(points)} months have a value, from {known[0].label} to {known[-1].label}."]
    if limits:
        last = limits[-1]
        said.append(f"Centre {spell(last.centre, kind)}, natural limits {spell_range(last.lower, last.upper, kind)}.")
    said += [say(point, kind) + "." for point in known if point.signal][:12]
    said += [f"{event.at}: {event.label}." for event in events]
    return " ".join(said)
