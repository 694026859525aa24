"""What the satisfaction page shows, made of an overview: drawings, rows and words."""

from collections.abc import Iterable, Sequence
from typing import Any

from heedful.feedback.models import SCALES
from heedful.papers.figures import Kind, spell
from heedful.papers.reports.satisfaction import kind_of, months_drawing
from heedful.satisfaction.overview import Overview
from heedful.satisfaction.samples import promoting


def drawn(seen: Overview, target: float | None) -> dict[str, Any]:
    """Draw the months, and give each segment's line with the ends of its scale."""
    kind = kind_of(seen)
    low, high = _ends(seen, target)
    return {
        "kind": kind, "target": target, "low": low, "high": high,
        "by_month": months_drawing(seen, target), "lines": [_line(seen, row, kind) for row in seen.rows],
        "parts": promoting(seen.sample) if seen.figure else [],
        "by_score": _by_score(seen),
        "rate": None if seen.response.rr1 is None else spell(seen.response.rr1, "share"),
        "target_said": "" if target is None else spell(target, kind),
        "title": "Would recommend us" if seen.topic.recommends else "Satisfied with us",
    }  # fmt: skip


def _ends(seen: Overview, target: float | None) -> tuple[float, float]:
    """Choose the scale of the whiskers: as wide as they need, in tens."""
    floor = -1.0 if seen.topic.recommends else 0.0
    figures = [row.figure for row in seen.rows if row.figure]
    values = [v for f in figures for v in (f.low, f.high)] + ([] if target is None else [target])
    if not values:
        return floor, 1.0
    return max(floor, int(10 * min(values) - 1) / 10), min(1.0, int(10 * max(values) + 1) / 10)


def _line(seen: Overview, row: Any, kind: Kind) -> dict[str, Any]:
    """Give a segment's line."""
    return {
        "segment": row.segment.hex, "name": seen.names.get(row.segment, "Unknown segment"), "figure": row.figure,
        "value": spell(row.figure.estimate, kind) if row.figure else "–", "n": row.n, "hidden": row.hidden,
        "standing": row.standing, "tone": {"lower": "late", "higher": "good"}.get(row.standing, ""),
        "trend": row.trend.value, "trend_tone": row.trend.tone,
    }  # fmt: skip


def _by_score(seen: Overview) -> list[tuple[int, int]]:
    """List how often each score was given, so that a reader can work the figure out by hand."""
    if seen.figure is None:
        return []
    return list(enumerate(seen.sample.histogram, SCALES[seen.topic.kind][0]))


Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


def csv_of_months(seen: Overview | None) -> Table:
    """Give the months as a table: figures in points or per cent, one decimal."""
    header = ("Month", "Answers", "Figure", "Lower bound (80%)", "Upper bound (80%)", "Signal")
    if seen is None:
        return header, []
    return header, [(f"{m.month:%Y-%m}", m.n, *_bounds(m.figure), m.signal) for m in seen.series.months]


def csv_of_segments(seen: Overview | None) -> Table:
    """Give the segments as a table."""
    header = (
        "Segment",
        "Period",
        "Answers",
        "Figure",
        "Lower bound (95%)",
        "Upper bound (95%)",
        "Against others",
        "Trend",
    )
    if seen is None:
        return header, []
    names, period = seen.names, str(seen.window)
    return header, [
        (names.get(r.segment, ""), period, r.n, *_bounds(r.figure), r.standing, r.trend.value) for r in seen.rows
    ]


def _bounds(figure: Any) -> tuple[Any, Any, Any]:
    """Give a figure and its bounds in points, one decimal."""
    if figure is None:
        return None, None, None
    return round(100 * figure.estimate, 1), round(100 * figure.low, 1), round(100 * figure.high, 1)
