"""Drawings of figures as SVG: pure functions from values to markup, for pages and for documents alike."""

from heedful.papers.charts.matrix import matrix
from heedful.papers.charts.months import by_month
from heedful.papers.charts.pareto import pareto
from heedful.papers.charts.strips import scale_of, split, whisker
from heedful.papers.charts.values import Bar, Drawing, Event, Limits, Part, Point, Question, Row, Spot, Theme
from heedful.papers.charts.wall import wall
from heedful.papers.charts.whiskers import whiskers

__all__ = [
    "Bar",
    "Drawing",
    "Event",
    "Limits",
    "Part",
    "Point",
    "Question",
    "Row",
    "Spot",
    "Theme",
    "by_month",
    "matrix",
    "pareto",
    "scale_of",
    "split",
    "wall",
    "whisker",
    "whiskers",
]
