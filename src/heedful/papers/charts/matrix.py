"""A map of two measures: how well something is done, and how much it matters."""

from collections.abc import Sequence

from heedful.papers.charts.canvas import Sheet
from heedful.papers.charts.labels import Box, place, width_of
from heedful.papers.charts.scales import Scale, span_of, tick_words, ticks
from heedful.papers.charts.values import Drawing, Look, Spot
from heedful.papers.figures import Kind, spell

LEFT, TOP, RIGHT, BOTTOM = 46.0, 14.0, 12.0, 44.0
BESIDE = 24.0
"""Room left of the numbers of the upright measure, for its name."""


def matrix(
    spots: Sequence[Spot],
    *,
    title: str,
    x_title: str,
    y_title: str,
    x_split: float,
    y_split: float,
    x_kind: Kind = "score",
    y_kind: Kind = "share",
    corners: tuple[str, str] = ("Fix first", "Keep"),
    width: float = 520,
    theme: Look = "page",
) -> Drawing:
    """Draw things on a map of two measures.

    Parameters
    ----------
    spots : sequence of Spot
        What is drawn; `low` and `high` are the interval of x.
    title : str
        The sentence that the chart says.
    x_title, y_title : str
        What the measures are.
    x_split, y_split : float
        Where the map is divided.
    x_kind, y_kind : Kind
        What the figures are.
    corners : tuple of str
        Words for the upper left and the upper right quarter.
    width : float
        Units of the wide size.
    theme : {"page", "print"}
        Where the drawing goes.

    Returns
    -------
    Drawing
        Both sizes, and the table.
    """
    said = (
        "; ".join(f"{s.label}: {spell(s.x, x_kind)} and {spell(s.y, y_kind)}" for s in spots) or "Nothing to place yet"
    )
    drawn = []
    for name, size in (("wide", (width, 360.0)), ("narrow", (380.0, 360.0))):
        sheet = _draw(spots, size, (x_split, y_split), (x_kind, y_kind), corners, theme)
        sheet.text(x_title, (LEFT + size[0] - RIGHT) / 2, size[1] - 6, anchor="middle")
        middle = (TOP + size[1] - BOTTOM) / 2
        sheet.add(
            "text",
            "",
            y_title,
            x=12,
            y=middle,
            text_anchor="middle",
            transform=f"rotate(-90 12 {middle:.0f})",
        )
        drawn.append(sheet.finished(title, said, name))
    rows = tuple((spot.label, spell(spot.x, x_kind), spell(spot.y, y_kind)) for spot in spots)
    return Drawing(drawn[0], drawn[1], title, said, ("", x_title, y_title), rows)


def _draw(
    spots: Sequence[Spot],
    size: tuple[float, float],
    splits: tuple[float, float],
    kinds: tuple[Kind, Kind],
    corners: tuple[str, str],
    look: Look,
) -> Sheet:
    """Lay one size down."""
    sheet = Sheet(*size, look)
    right, bottom = size[0] - RIGHT, size[1] - BOTTOM
    xs = [v for s in spots for v in (s.x, s.low, s.high) if v is not None]
    up = Scale(*span_of([*(s.y for s in spots), splits[1]], kinds[1]), bottom, TOP)
    heights = ticks(up.low, up.high, 4)
    named = tick_words(heights, kinds[1])
    left = max(LEFT, *(width_of(words) + BESIDE for words in named))
    across = Scale(*span_of([*xs, splits[0]], kinds[0]), left, right)
    x, y = across.at(splits[0]), up.at(splits[1])
    sheet.add("rect", "quadrant", x=left, y=TOP, width=x - left, height=y - TOP)
    marks = ticks(across.low, across.high, 4)
    for value, words in zip(marks, tick_words(marks, kinds[0]), strict=True):
        sheet.text(words, across.at(value), bottom + 16, anchor="middle")
    for value, words in zip(heights, named, strict=True):
        sheet.text(words, left - 6, up.at(value) + 4, anchor="end")
    sheet.line("axis", x, TOP, x, bottom)
    sheet.line("axis", left, y, right, y)
    sheet.text(corners[0], left + 8, TOP + 16)
    sheet.text(corners[1], right - 8, TOP + 16, anchor="end")
    taken = [Box(left, TOP, left + 70, TOP + 20), Box(right - 50, TOP, right, TOP + 20)]
    for spot in spots:
        at_x, at_y = across.at(spot.x), up.at(spot.y)
        if spot.low is not None and spot.high is not None:
            sheet.line("range", across.at(spot.low), at_y, across.at(spot.high), at_y)
            taken.append(Box(across.at(spot.low), at_y - 2, across.at(spot.high), at_y + 2))
        taken.append(Box(at_x - 5, at_y - 5, at_x + 5, at_y + 5))
    for spot in sorted(spots, key=lambda s: -s.y):
        at_x, at_y = across.at(spot.x), up.at(spot.y)
        sheet.add(
            "circle",
            "dot",
            cx=at_x,
            cy=at_y,
            r=4.5,
            data_tip=f"{spot.label}: {spell(spot.x, kinds[0])}, {spell(spot.y, kinds[1])}",
        )
        found = place(
            spot.label,
            (at_x, at_y),
            within=Box(left, TOP, right, bottom),
            around=taken,
            reach=9,
            prefer="right",
        )
        if found:
            taken.append(found.box)
            sheet.text(found.words, found.x, found.y, "name", found.anchor)
    return sheet
