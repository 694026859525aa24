"""A line as small as a word: where a figure came from and where it stands, for cells and cards."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from heedful.papers.charts.canvas import element
from heedful.papers.charts.scales import Scale

WIDTH, HEIGHT = 120.0, 26.0


def spark(values: Sequence[float], *, said: str, target: float | None = None) -> SafeString:
    """Draw the last values of a figure as a small line, the newest as a dot.

    Parameters
    ----------
    values : sequence of float, (n,)
        In the order of time.
    said : str
        What it shows, for those who do not see it.
    target : float, optional
        What was aimed at.

    Returns
    -------
    SafeString
        An SVG; nothing where there is no value.
    """
    if not values:
        return SafeString("")
    shown = [*values, *([] if target is None else [target])]
    low, high = min(shown), max(shown)
    room = (high - low) or abs(high) or 1.0
    up = Scale(low - room * 0.05, high + room * 0.05, HEIGHT - 5, 5)
    across = Scale(0, max(len(values) - 1, 1), 4, WIDTH - 6)
    places = [(across.at(number), up.at(value)) for number, value in enumerate(values)]
    drawn = []
    if target is not None:
        drawn.append(element("line", "target", x1=0.0, x2=WIDTH, y1=up.at(target), y2=up.at(target)))
    if len(places) > 1:
        drawn.append(element("path", "line", d="M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in places)))
    drawn.append(element("circle", "point", cx=places[-1][0], cy=places[-1][1], r=3.2))
    return format_html(
        '<svg class="spark" viewBox="0 0 120 26" width="120" height="26" role="img" aria-label="{}">{}</svg>',
        said,
        mark_safe("".join(drawn)),  # noqa: S308 - each element was escaped where it was made
    )
