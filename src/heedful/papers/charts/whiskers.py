"""Figures of several groups below each other, each with its interval, on one scale."""

from collections.abc import Sequence

from heedful.papers.charts.canvas import Sheet
from heedful.papers.charts.labels import cut
from heedful.papers.charts.scales import Scale, span_of, tick_words, ticks
from heedful.papers.charts.values import Drawing, Look, Row
from heedful.papers.figures import Kind, spell, spell_range

LINE_HEIGHT = 27.0


def whiskers(
    rows: Sequence[Row],
    *,
    title: str,
    kind: Kind = "share",
    target: float | None = None,
    width: float = 520,
    theme: Look = "page",
) -> Drawing:
    """Draw the figures of several groups with their intervals.

    Parameters
    ----------
    rows : sequence of Row
        In the order they are drawn.
    title : str
        The sentence that the chart says.
    kind : Kind
        What the figures are.
    target : float, optional
        What was aimed at.
    width : float
        Units of the wide size.
    theme : {"page", "print"}
        Where the drawing goes.

    Returns
    -------
    Drawing
        Both sizes, and the table.
    """
    drawn = [
        _draw(rows, kind, target, units, theme).finished(title, _describe(rows, kind), name)
        for name, units in (("wide", width), ("narrow", 380.0))
    ]
    table = tuple(
        (
            row.label,
            "–" if row.value is None else spell(row.value, kind),
            "–" if row.low is None or row.high is None else spell_range(row.low, row.high, kind),
            "–" if row.n is None else f"{row.n:,}",
        )
        for row in rows
    )
    return Drawing(drawn[0], drawn[1], title, _describe(rows, kind), ("Group", "Value", "Interval", "n"), table)


def _draw(rows: Sequence[Row], kind: Kind, target: float | None, width: float, look: Look) -> Sheet:
    """Lay one size down."""
    names = min(width * 0.36, 190.0)
    top, height = 8.0, LINE_HEIGHT * max(len(rows), 1)
    sheet = Sheet(width, top + height + 24, look)
    values = [v for row in rows for v in (row.value, row.low, row.high) if v is not None]
    across = Scale(*span_of([*values, *([] if target is None else [target])], kind), names + 10, width - 52)
    marks = ticks(across.low, across.high, 3 if width < 500 else 5)
    for value, words in zip(marks, tick_words(marks, kind), strict=True):
        sheet.line("grid", across.at(value), top, across.at(value), top + height)
        sheet.text(words, across.at(value), top + height + 17, anchor="middle")
    if target is not None:
        sheet.line("target", across.at(target), top - 4, across.at(target), top + height)
    if not rows:
        sheet.text("Nothing to compare yet", names + 10, top + 18)
    for number, row in enumerate(rows):
        y = top + LINE_HEIGHT * (number + 0.5)
        sheet.text(cut(row.label, names), 0, y + 4, "name")
        if row.value is None:
            sheet.text("cannot tell yet", names + 12, y + 4)
            continue
        if row.low is not None and row.high is not None:
            sheet.line("range", across.at(row.low), y, across.at(row.high), y)
        sheet.add("circle", "dot", cx=across.at(row.value), cy=y, r=4.2)
        sheet.add(
            "rect",
            "hit",
            x=names,
            y=y - 12,
            width=width - names,
            height=24.0,
            data_tip=_say(row, kind),
            fill="none" if look == "print" else None,
        )
        sheet.text(spell(row.value, kind), width, y + 4, "strong", "end")
    return sheet


def _say(row: Row, kind: Kind) -> str:
    """One group in words."""
    if row.value is None:
        return f"{row.label}: cannot tell yet"
    words = f"{row.label}: {spell(row.value, kind)}"
    if row.low is not None and row.high is not None:
        words += f", {spell_range(row.low, row.high, kind)}"
    return words if row.n is None else f"{words}, n {row.n:,}"


def _describe(rows: Sequence[Row], kind: Kind) -> str:
    """Say all groups in words."""
    return "; ".join(_say(row, kind) for row in rows) or "Nothing to compare yet"
