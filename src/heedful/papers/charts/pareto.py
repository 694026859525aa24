"""What happens most often, the most frequent first, and how soon a few kinds make up most of it."""

from collections.abc import Sequence

from heedful.papers.charts.canvas import Sheet
from heedful.papers.charts.labels import cut, width_of
from heedful.papers.charts.scales import Scale
from heedful.papers.charts.values import Bar, Drawing, Look
from heedful.papers.figures import spell

LINE_HEIGHT = 27.0


def pareto(bars: Sequence[Bar], *, title: str, width: float = 520, few: float = 0.8, theme: Look = "page") -> Drawing:
    """Draw kinds of things by how often they happened.

    Parameters
    ----------
    bars : sequence of Bar
        In any order; the drawing puts the most frequent first.
    title : str
        The sentence that the chart says.
    width : float
        Units of the wide size.
    few : float
        The share of all that the strong bars make up together.
    theme : {"page", "print"}
        Where the drawing goes.

    Returns
    -------
    Drawing
        Both sizes, and the table with running shares.
    """
    ordered = sorted(bars, key=lambda bar: -bar.number)
    whole = sum(bar.number for bar in ordered)
    running, so_far = [], 0
    for bar in ordered:
        so_far += bar.number
        running.append(so_far / whole if whole else 0.0)
    said = "; ".join(
        f"{bar.label}: {bar.number:,}, {spell(share, 'share')} so far"
        for bar, share in zip(ordered, running, strict=True)
    )
    drawn = [
        _draw(ordered, running, few, units, theme).finished(title, said or "Nothing has happened yet", name)
        for name, units in (("wide", width), ("narrow", 380.0))
    ]
    rows = tuple(
        (bar.label, f"{bar.number:,}", spell(share, "share")) for bar, share in zip(ordered, running, strict=True)
    )
    return Drawing(drawn[0], drawn[1], title, said, ("Kind", "Number", "Share so far"), rows)


def _draw(bars: Sequence[Bar], running: Sequence[float], few: float, width: float, look: Look) -> Sheet:
    """Lay one size down."""
    names = min(width * 0.38, 210.0)
    sheet = Sheet(width, 24 + LINE_HEIGHT * max(len(bars), 1), look)
    if not bars:
        sheet.text("Nothing has happened yet", 0, 40)
        return sheet
    sheet.text("so far", width, 12, anchor="end")
    across = Scale(0, max(bars[0].number, 1), names + 10, width - 92)
    before = 0.0
    for number, (bar, share) in enumerate(zip(bars, running, strict=True)):
        y = 20 + LINE_HEIGHT * (number + 0.5)
        strong = before < few
        sheet.text(cut(bar.label, names), 0, y + 4, "name")
        end = across.at(bar.number)
        sheet.add(
            "rect",
            "bar" if strong else "bar rest",
            x=names + 10,
            y=y - 8,
            width=max(end - names - 10, 1.0),
            height=16.0,
            rx=2,
            data_tip=f"{bar.label}: {bar.number:,}",
        )
        sheet.text(f"{bar.number:,}", end + 6, y + 4, "strong")
        if width_of(f"{bar.number:,}") + end + 6 < width - 34:
            sheet.text(spell(share, "share"), width, y + 4, anchor="end")
        before = share
    return sheet
