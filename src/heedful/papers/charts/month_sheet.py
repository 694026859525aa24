"""One size of the drawing of figures by month, laid down from the ground up."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from heedful.papers.charts.canvas import Sheet
from heedful.papers.charts.labels import LINE, Box, cut, place, placed, spread, width_of
from heedful.papers.charts.scales import Scale, span_of, tick_words, ticks
from heedful.papers.charts.values import Event, Limits, Look, Point
from heedful.papers.figures import Kind, spell, spell_range

BOTTOM, END_ROOM, MOST_LANES = 26.0, 80.0, 4


class ByMonth:
    """One size of the drawing; it is laid down from the ground up."""

    def __init__(
        self,
        size: tuple[float, float],
        points: Sequence[Point],
        kind: Kind,
        limits: Sequence[Limits],
        events: Sequence[Event],
        target: float | None,
        look: Look,
    ) -> None:
        self.points, self.kind, self.limits, self.target = points, kind, limits, target
        self.sheet = Sheet(*size, look)
        self.index = {point.label: number for number, point in enumerate(points)}
        self.taken: list[Box] = []
        self.bottom = size[1] - BOTTOM
        low, high = span_of(self.all_values(), kind)
        self.marks = ticks(low, high, 4 if size[0] < 500 else 5)
        self.marked = tick_words(self.marks, kind)
        self.left = max(30.0, *(width_of(words) + 12 for words in self.marked))
        self.right = size[0] - (END_ROOM if limits or target is not None else 14.0)
        self.lanes = self.lanes_for([event for event in events if event.at in self.index])
        self.top = 12 + LINE * (1 + max((lane for _, _, lane in self.lanes), default=-1))
        room = LINE + 4 if any(point.signal for point in points) else 0.0
        self.up = Scale(low, high, self.bottom - room, self.top + room)

    def all_values(self) -> list[float]:
        """Every value that must find room between bottom and top."""
        shown = [v for p in self.points for v in (p.value, p.low, p.high) if v is not None]
        kept = [v for limit in self.limits for v in (limit.lower, limit.upper)]
        return [*shown, *kept, *([] if self.target is None else [self.target])]

    def x(self, number: float) -> float:
        """Say where a month stands."""
        last = len(self.points) - 1
        if last < 1:
            return (self.left + self.right) / 2
        return self.left + 6 + (self.right - self.left - 12) * number / last

    def lanes_for(self, events: Sequence[Event]) -> list[tuple[Event, Box, int]]:
        """Give each event's words a lane above the chart, so that none covers another."""
        boxes = [(event, self.box_of(event)) for event in events]
        lines = {event: self.x(self.index[event.at]) for event in events}

        def crossed(box: Box) -> int:
            """Count the events whose upright line these words would cover."""
            return sum(box.left <= x <= box.right for x in lines.values())

        found: list[tuple[Event, Box, int]] = []
        for event, box in sorted(boxes, key=lambda pair: (-crossed(pair[1]), self.index[pair[0].at])):
            around = Box(box.left - 6, 0, box.right + 6, 1)
            taken = {lane for _, other, lane in found if other.meets(around)}
            # A line begins at its own lane and runs down: words that it would cross stand above it.
            above = [lane for _, other, lane in found if other.left <= lines[event] <= other.right]
            first = max(above, default=-1) + 1
            lane = next((lane for lane in range(first, MOST_LANES) if lane not in taken), MOST_LANES)
            words = cut(event.label, self.right - self.left) if lane < MOST_LANES else ""
            found.append((Event(event.at, words), box, min(lane, MOST_LANES - 1)))
        return found

    def box_of(self, event: Event) -> Box:
        """Say where an event's words stand: beside its line, on the side that has room."""
        x = self.x(self.index[event.at])
        wide = width_of(cut(event.label, self.right - self.left))
        left = max(2.0, x + 4 if x + 4 + wide <= self.right + 4 else x - 4 - wide)
        return Box(left, 0, left + wide, 1)

    def draw(self) -> None:
        """Lay everything down."""
        if not any(point.value is not None for point in self.points):
            self.months()
            self.sheet.text("No month has a value yet", (self.left + self.right) / 2, self.bottom / 2, anchor="middle")
            return
        self.grid()
        self.months()
        self.band()
        self.limit_lines()
        self.event_lines()
        self.line()
        self.dots()
        self.signals()

    def grid(self) -> None:
        """Horizontal lines with their figures."""
        for value, words in zip(self.marks, self.marked, strict=True):
            self.sheet.line("grid", self.left, self.up.at(value), self.right, self.up.at(value))
            self.sheet.text(words, self.left - 8, self.up.at(value) + 4, anchor="end")

    def months(self) -> None:
        """The ground line, with as many months named as fit."""
        self.sheet.line("axis", self.left, self.bottom, self.right, self.bottom)
        boxes: list[Box] = []
        last = len(self.points) - 1
        for number in [0, last, *range(1, last)] if last > 0 else range(last + 1):
            label = cut(self.points[number].label, 110)
            half = width_of(label) / 2
            x = min(max(self.x(number), half + 2), self.sheet.width - half - 2)
            found = placed(label, x, self.bottom + 17, "middle")
            roomy = Box(found.box.left - 12, found.box.top, found.box.right + 12, found.box.bottom)
            if not any(roomy.meets(box) for box in boxes):
                boxes.append(found.box)
                self.sheet.line("axis", self.x(number), self.bottom, self.x(number), self.bottom + 4)
                self.sheet.text(label, x, found.y, anchor="middle")

    def runs(self) -> list[list[int]]:
        """Months that follow each other without a gap."""
        pairs = groupby(range(len(self.points)), key=lambda number: self.points[number].value is not None)
        return [list(numbers) for known, numbers in pairs if known]

    def band(self) -> None:
        """How sure each month is."""
        for run in self.runs():
            edges = [
                (self.x(number), self.up.at(point.low), self.up.at(point.high))
                for number in run
                if (point := self.points[number]).low is not None and point.high is not None
            ]
            if len(edges) == 1:
                x, low, high = edges[0]
                self.sheet.line("stem", x, low, x, high)
            elif edges:
                forth = " L".join(f"{x:.1f},{high:.1f}" for x, _, high in edges)
                back = " L".join(f"{x:.1f},{low:.1f}" for x, low, _ in reversed(edges))
                self.sheet.add("path", "band", d=f"M{forth} L{back}Z")

    def limit_lines(self) -> None:
        """Natural limits, their centre and the target, named at the right end."""
        names: list[tuple[float, str, str]] = []
        for limit in self.limits:
            start = self.x(self.index.get(limit.since or "", 0)) if limit.since else self.left
            end = self.x(self.index.get(limit.until or "", 0)) if limit.until else self.right
            for value, classes in ((limit.lower, "limit"), (limit.centre, "centre"), (limit.upper, "limit")):
                self.sheet.line(classes, start, self.up.at(value), end, self.up.at(value))
            if end == self.right:
                ends = (("limit", limit.upper), ("centre", limit.centre), ("limit", limit.lower))
                names += [(self.up.at(v), f"{spell(v, self.kind)} {w}", "") for w, v in ends]
        if self.target is not None:
            at = self.up.at(self.target)
            self.sheet.line("target", self.left, at, self.right, at)
            names.append((at, f"{spell(self.target, self.kind)} target", "target-label"))
        places = spread([at + 4 for at, _, _ in sorted(names)], self.top + 4, self.bottom + 4)
        for y, (_, words, classes) in zip(places, sorted(names), strict=True):
            self.sheet.text(cut(words, END_ROOM - 6), self.right + 6, y, classes)

    def event_lines(self) -> None:
        """What was done, as upright lines with their words above."""
        for event, box, lane in self.lanes:
            x = self.x(self.index[event.at])
            y = 12 + LINE * lane
            self.sheet.line("event", x, y - 9, x, self.bottom)
            if event.label:
                self.sheet.text(event.label, box.left, y, "event-label")

    def line(self) -> None:
        """The figures, month after month."""
        for run in self.runs():
            steps = [(self.x(n), self.up.at(v)) for n in run if (v := self.points[n].value) is not None]
            if len(steps) > 1:
                self.sheet.add("path", "line", d="M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in steps))
            for (x1, y1), (x2, y2) in pairwise(steps):
                self.taken += bits(x1, y1, x2, y2)

    def dots(self) -> None:
        """One dot for each month, filled where a rule found a signal."""
        small = len(self.points) > 40 or self.sheet.width < 500
        for number, point in enumerate(self.points):
            if point.value is None:
                self.sheet.line("gap-mark", self.x(number), self.bottom - 3, self.x(number), self.bottom + 3)
                continue
            x, y = self.x(number), self.up.at(point.value)
            classes = "dot signal" if point.signal else "dot"
            self.sheet.add("circle", classes, cx=x, cy=y, r=2.8 if small else 3.6)
            self.sheet.add(
                "circle",
                "hit",
                cx=x,
                cy=y,
                r=10.0,
                data_tip=say(point, self.kind),
                fill="none" if self.sheet.look == "print" else None,
            )
            self.taken.append(Box(x - 5, y - 5, x + 5, y + 5))

    def signals(self) -> None:
        """Name what stands out, each signal once: where it is said again the filled dots tell it."""
        said: set[str] = set()
        within = Box(self.left, self.top - 2, min(self.right + 10, self.sheet.width - 2), self.bottom - 2)
        groups = groupby(enumerate(self.points), key=lambda pair: pair[1].signal)
        for signal, members in groups:
            known = [(n, p.value) for n, p in members if p.value is not None]
            if not signal or not known or signal in said:
                continue
            said.add(signal)
            upper = sum(value for _, value in known) / len(known) >= (self.up.low + self.up.high) / 2
            number, value = (max if upper else min)(known, key=lambda pair: pair[1])
            at = (self.x(number), self.up.at(value))
            found = place(signal, at, within=within, around=self.taken, prefer="above" if upper else "below")
            if found:
                self.taken.append(found.box)
                self.sheet.text(found.words, found.x, found.y, "signal-label", found.anchor)


def bits(x1: float, y1: float, x2: float, y2: float) -> list[Box]:
    """Cover a slanting line with small rectangles, so that words keep off it."""
    pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / 8))
    found = []
    for piece in range(pieces + 1):
        x, y = x1 + (x2 - x1) * piece / pieces, y1 + (y2 - y1) * piece / pieces
        found.append(Box(x - 2, y - 2, x + 2, y + 2))
    return found


def say(point: Point, kind: Kind) -> str:
    """One month in words."""
    if point.value is None:
        return f"{point.label}: no value"
    words = f"{point.label}: {spell(point.value, kind)}"
    if point.low is not None and point.high is not None:
        words += f" ({spell_range(point.low, point.high, kind)})"
    if point.n is not None:
        words += f", n {point.n:,}"
    return f"{words}. {point.signal}" if point.signal else words
