"""Read a drawing back: its elements, and the rectangles that its words take."""

from itertools import combinations
from xml.etree import ElementTree

from heedful.papers.charts.labels import Box, placed


def tree(svg):
    return ElementTree.fromstring(svg)


def elements(svg, name, css=""):
    return [
        found
        for found in tree(svg).iter(f"{{http://www.w3.org/2000/svg}}{name}")
        if css in found.get("class", "").split() or not css
    ]


def words(svg, css=""):
    return ["".join(found.itertext()) for found in elements(svg, "text", css)]


def boxes(svg):
    """The rectangle of each word; words that are turned are left out."""
    return [
        placed(said, float(found.get("x")), float(found.get("y")), found.get("text-anchor", "start")).box
        for found in elements(svg, "text")
        if not found.get("transform") and (said := "".join(found.itertext()))
    ]


def size(svg):
    _, _, width, height = map(float, tree(svg).get("viewBox").split())
    return width, height


def stays_inside(svg, slack=3.0):
    width, height = size(svg)
    sheet = Box(-slack, -slack, width + slack, height + slack)
    return all(box.inside(sheet) for box in boxes(svg))


def words_keep_apart(svg, slack=4.0):
    """No two words cover each other by more than the room that is left around each."""
    shrunk = [Box(b.left + slack, b.top + slack, b.right - slack, b.bottom - slack) for b in boxes(svg)]
    return not any(one.meets(other) for one, other in combinations(shrunk, 2))
