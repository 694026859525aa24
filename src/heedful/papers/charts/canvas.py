"""A sheet to draw on: SVG elements by class, escaped, with colours written in where no stylesheet reaches."""

import re
from hashlib import blake2s

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from heedful.papers.charts.values import Look

INK, FAINT, RULE, ACCENT, EVENT, SIGNAL = "#1c2230", "#5a616e", "#dfdcd4", "#0a6366", "#2a5fa5", "#b3261e"
HALO = {"paint-order": "stroke", "stroke": "#ffffff", "stroke-width": "3"}
PRINT: dict[str, dict[str, str]] = {
    "grid": {"stroke": "#eceae4"},
    "axis": {"stroke": RULE},
    "limit": {"stroke": FAINT, "stroke-dasharray": "3 4"},
    "centre": {"stroke": FAINT},
    "band": {"fill": ACCENT, "fill-opacity": "0.13"},
    "line": {"fill": "none", "stroke": ACCENT, "stroke-width": "2", "stroke-linejoin": "round"},
    "range": {"stroke": FAINT, "stroke-width": "1.5"},
    "stem": {"stroke": ACCENT, "stroke-width": "6", "stroke-opacity": "0.2"},
    "dot": {"fill": "#ffffff", "stroke": ACCENT, "stroke-width": "1.75"},
    "signal": {"fill": SIGNAL, "stroke": SIGNAL},
    "point": {"fill": INK},
    "leader": {"stroke": FAINT, "stroke-width": "0.75"},
    "event": {"stroke": EVENT, "stroke-dasharray": "2 3"},
    "event-label": {"fill": EVENT} | HALO,
    "signal-label": {"fill": SIGNAL} | HALO,
    "target": {"stroke": ACCENT, "stroke-width": "1.5", "stroke-dasharray": "2 2"},
    "target-label": {"fill": ACCENT},
    "quadrant": {"fill": "#f6f5f1"},
    "bar": {"fill": ACCENT},
    "rest": {"fill": "#9aa0ab"},
    "name": {"fill": INK},
    "strong": {"fill": INK, "font-weight": "600"},
    "gap-mark": {"stroke": FAINT},
}
TEXT_SIZE = 11.5
FONTS = "Inter, Noto Sans Arabic, Noto Sans Hebrew, Noto Emoji"
"""Those that documents are set in."""
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even escaped: a viewer would refuse the whole drawing."""


def neat(number: float) -> str:
    """Write a coordinate with a tenth at most."""
    return f"{number:.1f}".removesuffix(".0")


def escaped(words: object) -> str:
    """Make text from outside safe to stand in a drawing."""
    return conditional_escape(NOT_XML.sub("", str(words)))


def element(tag: str, classes: str = "", words: str | None = None, *, look: Look = "page", **given: object) -> str:
    """One SVG element, with all that came from outside escaped."""
    attributes: dict[str, object] = {"class": classes} if classes else {}
    if look == "print":
        for name in classes.split():
            attributes |= PRINT.get(name, {})
        if tag == "text":
            attributes = {"font-size": TEXT_SIZE, "fill": FAINT} | attributes
    for name, value in given.items():
        if value is not None:
            attributes[name.rstrip("_").replace("_", "-")] = neat(value) if isinstance(value, float) else value
    written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}/>" if words is None else f"<{tag}{written}>{escaped(words)}</{tag}>"


class Sheet:
    """The elements of one drawing, in the order they are laid on top of each other."""

    def __init__(self, width: float, height: float, look: Look = "page") -> None:
        self.width, self.height, self.look = width, height, look
        self.elements: list[str] = []

    def add(self, tag: str, classes: str = "", words: str | None = None, **given: object) -> None:
        """Lay one element on top."""
        self.elements.append(element(tag, classes, words, look=self.look, **given))

    def line(self, classes: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """Lay a straight line on top."""
        self.add("line", classes, x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2))

    def text(self, words: str, x: float, y: float, classes: str = "", anchor: str = "start") -> None:
        """Lay words on top, that begin, are centred or end at x."""
        self.add("text", classes, words, x=float(x), y=float(y), text_anchor=None if anchor == "start" else anchor)

    def finished(self, title: str, description: str, size: str) -> SafeString:
        """Close the drawing, with its sentence for those who do not see it."""
        inner = "".join(self.elements)
        title, description = NOT_XML.sub("", title), NOT_XML.sub("", description)
        key = blake2s(f"{title}|{size}|{inner}".encode(), digest_size=5).hexdigest()
        head = format_html(
            '<svg xmlns="http://www.w3.org/2000/svg" class="chart {}" viewBox="0 0 {} {}" role="img" '
            'aria-labelledby="t{}" aria-describedby="d{}"><title id="t{}">{}</title><desc id="d{}">{}</desc>',
            *(
                size,
                neat(self.width),
                neat(self.height),
                key,
                key,
                key,
                title,
                key,
                description,
            ),
        )
        if self.look == "print":
            size_given = f'width="{neat(self.width)}" height="{neat(self.height)}" font-family="{FONTS}"'
            head = mark_safe(head.replace(" role=", f" {size_given} role=", 1))  # noqa: S308 - made of our own parts
        return mark_safe(f"{head}{inner}</svg>")  # noqa: S308 - each element was escaped where it was made
