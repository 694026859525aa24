"""Words on a drawing that neither cover each other nor leave the sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

from heedful.papers.charts.canvas import TEXT_SIZE

NARROW = set("iIljtf.,:;'|!()[] ")
BROAD = set("mwMW@%—")
LINE = TEXT_SIZE + 2.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether two rectangles have room in common."""
        return not (
            self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        )

    def inside(self, other: "Box") -> bool:
        """Say whether this one lies within another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Words with the place that was found for them."""

    words: str
    x: float
    y: float
    anchor: str
    box: Box


def width_of(words: str, size: float = TEXT_SIZE) -> float:
    """Judge how wide words will be; a little more than most typefaces take."""
    return size * sum(_share_of(letter) for letter in words)


def _share_of(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in NARROW:
        return 0.34
    if letter in BROAD:
        return 0.92
    return 0.7 if letter.isupper() else 0.58


def cut(words: str, width: float, size: float = TEXT_SIZE) -> str:
    """Shorten words to a width, with a sign that something is missing."""
    if width_of(words, size) <= width:
        return words
    room = width - width_of("…", size)
    kept = ""
    for letter in words:
        if width_of(kept + letter, size) > room:
            break
        kept += letter
    return f"{kept.rstrip()}…" if kept else ""


def place(
    words: str,
    at: tuple[float, float],
    *,
    within: Box,
    around: Iterable[Box],
    reach: float = 7,
    prefer: str = "above",
) -> Placed | None:
    """Find the first free place beside a point; nothing where all are taken.

    Parameters
    ----------
    words : str
        What is to stand there, on one line; shortened to the sheet's width.
    at : tuple of float
        The point, x and y.
    within : Box
        The sheet that must not be left.
    around : iterable of Box
        What is taken already.
    reach : float
        Distance from the point.
    prefer : str
        `above`, `below` or `right`: where to look first.

    Returns
    -------
    Placed or None
        The place found.
    """
    taken = list(around)
    kept = cut(words, within.right - within.left)
    for found in _candidates(kept, at, reach, prefer):
        if found.box.inside(within) and not any(found.box.meets(other) for other in taken):
            return found
    return None


def _candidates(words: str, at: tuple[float, float], reach: float, prefer: str) -> Iterable[Placed]:
    """Places beside a point, the best first, then the same further away."""
    x, y = at
    sides = {
        "above": ["above", "right", "left", "below"],
        "below": ["below", "right", "left", "above"],
        "right": ["right", "left", "above", "below"],
    }[prefer]
    for away in (reach, reach + LINE, reach + 2 * LINE, reach + 3 * LINE, reach + 4 * LINE):
        for side in sides:
            if side in ("right", "left"):
                if away == reach:
                    shift = reach if side == "right" else -reach
                    yield placed(words, x + shift, y + 4, "start" if side == "right" else "end")
                continue
            base = y - away if side == "above" else y + away + TEXT_SIZE * 0.8
            for anchor in ("middle", "start", "end"):
                yield placed(words, x, base, anchor)


def placed(words: str, x: float, y: float, anchor: str) -> Placed:
    """Words at a place, with the rectangle they take."""
    width = width_of(words)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Placed(words, x, y, anchor, Box(left - 2, y - TEXT_SIZE, left + width + 2, y + 3.5))


def spread(wanted: list[float], low: float, high: float, apart: float = LINE) -> list[float]:
    """Move heights that are in order apart, so that lines of words do not touch, and keep them within bounds."""
    found: list[float] = []
    for y in wanted:
        found.append(max(y, low, found[-1] + apart if found else low))
    for number in range(len(found) - 1, -1, -1):
        limit = high if number == len(found) - 1 else found[number + 1] - apart
        found[number] = min(found[number], limit)
    return found
