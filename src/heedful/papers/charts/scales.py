"""From values to places on a sheet, and where the ticks stand."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from heedful.papers.figures import Kind, spell

STEPS = (1, 2, 2.5, 5, 10)
EDGES: dict[Kind, tuple[float, float]] = {"share": (0.0, 1.0), "nps": (-1.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from a range of values to a range of places."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Say where a value stands; a value outside the range stands at its edge."""
        held = min(max(value, self.low), self.high)
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)


def step_for(span: float, wanted: int) -> float:
    """Choose a round distance of ticks, so that about so many fit."""
    rough = span / max(wanted, 1)
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round values that lie inside a range."""
    step = step_for(high - low, wanted)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def span_of(values: list[float], kind: Kind) -> tuple[float, float]:
    """Give values room: a tenth on both sides, never past what the kind allows, never nothing."""
    known = [value for value in values if isfinite(value)]
    edge_low, edge_high = EDGES.get(kind, (-float("inf"), float("inf")))
    if not known:
        return (0.0, 1.0)
    low, high = min(known), max(known)
    room = (high - low) * 0.1 or abs(high) * 0.1 or 0.1
    low, high = max(low - room, edge_low), min(high + room, edge_high)
    return (low, high) if high > low else (low - room, high + room)


def tick_words(values: list[float], kind: Kind) -> list[str]:
    """Spell ticks with as few decimals as tell them apart and say them exactly."""
    for places in range(7):
        shown = [100 * value if kind in ("share", "nps") else value for value in values]
        if all(abs(round(value, places) - value) < 1e-7 for value in shown):
            return [spell(value, kind, places=places) for value in values]
    return [f"{value:g}" for value in values]
