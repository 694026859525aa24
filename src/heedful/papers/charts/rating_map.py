"""A map of ratings: how likely against how severe, five by five, each field a number in the shape of its level."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

STEPS = range(1, 6)
SHAPES = {
    "low": '<circle cx="20" cy="20" r="15"/>',
    "middle": '<path d="M20 3.5 34.5 12v16L20 36.5 5.5 28V12Z"/>',
    "high": '<path d="M13 3h14l10 10v14l-10 10H13L3 27V13Z"/>',
}
"""Round, six corners, eight corners: the shape tells the level without its shade."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the map: how many things are rated so, how high that is, and where they are listed."""

    across: int
    up: int
    number: int
    level: str
    href: str


def rating_map(fields: Sequence[Field], *, across: str, up: str, things: str) -> SafeString:
    """Draw the map as a table.

    Parameters
    ----------
    fields : sequence of Field
        All 25, in any order.
    across, up : str
        What the two scales of 1 to 5 are.
    things : str
        What is counted, in the plural.

    Returns
    -------
    SafeString
        A table whose filled fields are links.
    """
    at = {(field.across, field.up): field for field in fields}
    rows = format_html_join(
        "",
        '<tr><th scope="row"><span class="hidden-words">{} </span>{}</th>{}</tr>',
        (
            (up, step, format_html_join("", "{}", ((_cell(at[(x, step)], across, up, things),) for x in STEPS)))
            for step in reversed(STEPS)
        ),
    )
    heads = format_html_join(
        "", '<th scope="col"><span class="hidden-words">{} </span>{}</th>', ((across, step) for step in STEPS)
    )
    return format_html(
        '<table class="rating-map"><caption class="hidden-words">{} by {} and {}</caption>'
        '<thead><tr><td><span class="faint small">{} ↑</span></td>{}</tr></thead><tbody>{}</tbody></table>'
        '<p class="faint small">{} →</p>',
        *(things.capitalize(), across.lower(), up.lower(), up, heads, rows, across),
    )


def shape(level: str, number: int | None = None) -> SafeString:
    """Draw the shape of a level, with a number in it where there is one."""
    words = "" if number is None else format_html('<text x="20" y="25.5" text-anchor="middle">{}</text>', number)
    drawn = mark_safe(SHAPES.get(level, ""))  # noqa: S308 - our own shapes
    return format_html('<svg class="level {}" viewBox="0 0 40 40" aria-hidden="true">{}{}</svg>', level, drawn, words)


def _cell(field: Field, across: str, up: str, things: str) -> SafeString:
    """Draw one field; an empty one shows only the shape of its level, small and faint."""
    where = f"{across} {field.across}, {up.lower()} {field.up}, {field.level}"
    if not field.number:
        return format_html('<td class="blank"><span class="hidden-words">none</span>{}</td>', shape(field.level))
    said = f"{field.number} {things if field.number > 1 else things.removesuffix('s')}: {where.lower()}"
    return format_html(
        '<td><a href="{}" aria-label="{}" data-tip="{}">{}</a></td>',
        *(field.href, said, said, shape(field.level, field.number)),
    )
