"""How the inputs of a review are written: counts, shares with their interval, records by reference."""

from collections.abc import Iterable
from decimal import Decimal

from heedful.core.models import Row
from heedful.processes.models import Measure
from heedful.stats import Interval, wilson

LEAST, MOST_LINKS = 5, 30
"""A share needs so many cases; an input leads to so many records."""


def refs(rows: Iterable[Row]) -> tuple[str, ...]:
    """Name the first records, the rest is in their lists."""
    return tuple(row.ref for row in list(rows)[:MOST_LINKS])


def many(count: int, one: str, more: str = "") -> str:
    """Count things: 1 action, 3 policies."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def are(count: int) -> str:
    """Choose the verb that fits a count."""
    return "is" if count == 1 else "are"


def sentence(words: str) -> str:
    """Make words a sentence."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def number(value: Decimal | None) -> str:
    """Write a value without needless noughts."""
    return "–" if value is None else f"{value.normalize():f}"


def standing(measure: Measure, value: Decimal) -> str:
    """Write a value beside its target."""
    return f"{number(value)} {measure.unit}, target {number(measure.target)}".replace(" ,", ",")


def share(k: int, n: int) -> str:
    """Write a share with its interval; too few are written as they are."""
    if n < LEAST:
        return f"{k} of {n}"
    share = wilson(k, n)
    return f"{100 * share.estimate:.0f} % ({100 * share.low:.0f} to {100 * share.high:.0f}), n {n:,}"


def interval(figure: Interval | None, kind: str) -> str:
    """Write a figure of satisfaction with its interval and its sample."""
    if figure is None:
        return "too few answers"
    low, middle, high = (f"{100 * value:.0f}" for value in (figure.low, figure.estimate, figure.high))
    sign = "" if kind == "nps" else " %"
    return f"{middle}{sign} ({low} to {high}), n {figure.n:,}"
