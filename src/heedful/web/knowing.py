"""What the pages of satisfaction share: the views of it, and how figures of any kind are said."""

from typing import Any

from django.urls import reverse

from heedful.papers.figures import Kind, places_for, spell, spell_range
from heedful.satisfaction.indicators.figures import KINDS, Stand, in_unit
from heedful.satisfaction.models import Basis, Benchmark
from heedful.stats import Interval
from heedful.web.rooms import pages_of, trail_of

VIEWS = (
    ("Overview", "satisfaction:overview"),
    ("Indicators", "satisfaction:indicators"),
    ("Accounts", "satisfaction:accounts"),
    ("Drivers", "satisfaction:drivers"),
    ("Themes", "satisfaction:themes"),
    ("You said, we did", "satisfaction:told"),
    ("Capability", "capability:whole"),
)


def views(current: str) -> list[dict[str, Any]]:
    """List the views of satisfaction, with the one that is looked at."""
    return pages_of(VIEWS, current)


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Say where a page of satisfaction stands."""
    return trail_of(("Satisfaction", reverse("satisfaction:overview")), *steps)


def said(figure: Interval, kind: Kind) -> str:
    """Spell a figure as finely as its interval bears."""
    return spell(figure.estimate, kind, places=places_for(figure.low, figure.high, kind))


def shown(stand: Stand) -> dict[str, Any]:
    """Give where an indicator stands as a page shows it."""
    kind: Any = stand.kind
    figure, standing = stand.figure, stand.standing
    return {
        "version": stand.version, "indicator": stand.version.indicator, "figure": figure, "kind": kind,
        "value": said(figure, kind) if figure else "", "range": spell_range(figure.low, figure.high, kind)
        if figure else "", "n": stand.n, "customers": stand.customers, "period": stand.period, "note": stand.note,
        "trend": stand.trend.value, "trend_tone": stand.trend.tone, "standing": standing.value,
        "standing_tone": standing.tone, "target": "" if stand.target is None else spell(stand.target, kind),
        "hidden": stand.hidden, "unit": unit_of(stand.version.kind),
    }  # fmt: skip


def unit_of(basis: Basis) -> str:
    """Name the unit where the figure does not carry it."""
    return "" if basis in (Basis.SHARE, Basis.EFFORT) else basis.unit


def benchmark_shown(benchmark: Benchmark, basis: Basis) -> dict[str, Any]:
    """Give a benchmark as a page shows it, beside its source and day."""
    kind: Any = KINDS.get(basis, "number")
    value = in_unit(basis, benchmark.value)
    return {"it": benchmark, "value": "" if value is None else spell(value, kind)}
