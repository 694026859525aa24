"""Drawings of figures as SVG: pure functions from values to markup, for pages and for documents alike."""

from heedful.papers.charts.matrix import matrix
from heedful.papers.charts.months import by_month
from heedful.papers.charts.pareto import pareto
from heedful.papers.charts.rating_map import Field, rating_map, shape
from heedful.papers.charts.sparks import spark
from heedful.papers.charts.strips import scale_of, split, whisker
from heedful.papers.charts.values import Bar, Drawing, Event, Limits, Part, Point, Question, Row, Spot, Theme
from heedful.papers.charts.wall import wall
from heedful.papers.charts.whiskers import whiskers

__all__ = [
    "Bar",
    "Drawing",
    "Event",
    "Field",
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
    "rating_map",
    "scale_of",
    "shape",
    "spark",
    "split",
    "wall",
    "whisker",
    "whiskers",
]
