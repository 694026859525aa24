"""Drawings as low as a line of text, for cells and cards: whiskers and divided wholes."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from heedful.papers.charts.canvas import element
from heedful.papers.charts.scales import Scale
from heedful.papers.charts.values import Part, Row
from heedful.papers.figures import Kind, places_for, spell, spell_range


def whisker(
    row: Row, *, low: float = 0, high: float = 1, target: float | None = None, kind: Kind = "share"
) -> SafeString:
    """Draw an interval on a scale, as wide as its cell.

    Parameters
    ----------
    row : Row
        The figure with its interval and sample.
    low, high : float
        The ends of the scale.
    target : float, optional
        What was aimed at.
    kind : Kind
        What the figures are.

    Returns
    -------
    SafeString
        An SVG that says its figure to those who do not see it.
    """
    value = row.value or 0.0
    ends = (value if row.low is None else row.low, value if row.high is None else row.high)
    across = Scale(low, high if high > low else low + 1, 0, 100)
    drawn = [element("line", "axis", x1="0%", x2="100%", y1="50%", y2="50%")]
    if target is not None:
        at = f"{across.at(target):.1f}%"
        drawn.append(element("line", "target", x1=at, x2=at, y1="5%", y2="95%"))
    left, right = (f"{across.at(end):.1f}%" for end in ends)
    drawn.append(element("line", "range", x1=left, x2=right, y1="50%", y2="50%"))
    drawn.append(element("circle", "point", cx=f"{across.at(value):.1f}%", cy="50%", r=4))
    said = f"{spell(value, kind, places=places_for(*ends, kind))}, interval {spell_range(*ends, kind)}"
    return format_html(
        '<svg class="whisker" width="100%" height="20" role="img" aria-label="{}{}">{}</svg>',
        said,
        "" if row.n is None else f", n {row.n:,}",
        mark_safe("".join(drawn)),  # noqa: S308 - each element was escaped where it was made
    )


def scale_of(*, low: float = 0, high: float = 1, target: float | None = None, kind: Kind = "share") -> SafeString:
    """Draw the scale that a column of whiskers stands on: its ends, and the target where there is one."""
    across = Scale(low, high if high > low else low + 1, 0, 100)
    drawn = [
        element("text", "", spell(low, kind), x="0%", y="75%"),
        element("text", "", spell(high, kind), x="100%", y="75%", text_anchor="end"),
    ]
    if target is not None and 15 < across.at(target) < 85:
        words = f"target {spell(target, kind)}"
        drawn.append(element("text", "", words, x=f"{across.at(target):.1f}%", y="75%", text_anchor="middle"))
    return format_html(
        '<svg class="whisker" width="100%" height="20" aria-hidden="true">{}</svg>',
        mark_safe("".join(drawn)),  # noqa: S308 - each element was escaped where it was made
    )


def split(parts: Sequence[Part]) -> SafeString:
    """Draw how a whole is divided, as a bar with its words below.

    Parameters
    ----------
    parts : sequence of Part
        In the order they are drawn; numbers of any unit, none below zero.

    Returns
    -------
    SafeString
        A figure; the bar says its parts to those who do not see it.
    """
    whole = sum(part.number for part in parts)
    if whole <= 0:
        return SafeString('<p class="faint small">Nothing to divide yet</p>')
    said = [(part, spell(part.number / whole, "share")) for part in parts]
    drawn, at = [], 0.0
    for part in parts:
        width = 100 * part.number / whole
        drawn.append(
            element(
                "rect",
                f"fill-{part.tone}",
                x=f"{at:.2f}%",
                width=f"{max(width - 0.6, 0.1):.2f}%",
                height="100%",
            )
        )
        at += width
    return format_html(
        '<figure class="split"><svg width="100%" height="14" role="img" aria-label="{}">{}</svg><ul>{}</ul></figure>',
        ", ".join(f"{share} {part.label}" for part, share in said),
        mark_safe("".join(drawn)),  # noqa: S308 - each element was escaped where it was made
        format_html_join(
            "",
            '<li><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="fill-{}" width="1" height="1"/></svg>'
            "<span>{} <bdi>{}</bdi></span></li>",
            ((part.tone, share, part.label) for part, share in said),
        ),
    )
