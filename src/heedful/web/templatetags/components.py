"""Tags for the parts of a page where figures are worked out; every template has them without loading."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from heedful.papers import charts
from heedful.papers.figures import Kind, places_for, spell, spell_range
from heedful.stats.results import Interval

register = template.Library()

RESULTS = {
    "met": "Met",
    "not-met": "Not met",
    "not-enough": "Not enough evidence",
    "not-applicable": "Not applicable",
}
MARKS = {
    "conforms": "Conforms",
    "opportunity": "Opportunity",
    "minor": "Minor",
    "major": "Major",
    "unknown": "Could not be judged",
    "not-applicable": "Not applicable",
}
SAME_MARK = {"not-judged": "unknown", "could-not-be-judged": "unknown"}
UNITS: dict[Kind, str] = {"share": "per cent", "nps": "points", "score": "", "number": ""}


def as_word(state: object) -> str:
    """Take a state as text or as an enum's member, and write it as a class name."""
    given = state.value if isinstance(state, Enum) else state
    return str(given).lower().replace("_", "-")


def day_in_words(when: date) -> str:
    """Write a day as 3 Mar 2026."""
    return f"{when.day} {when:%b %Y}"


def as_day(when: date | datetime) -> date:
    """Take the day of a moment as it was in the organisation's time."""
    if isinstance(when, datetime):
        return timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    return when


@register.simple_tag
def result(state: object, words: str = "") -> SafeString:
    """The result of a test of evidence: outlined, with its word."""
    known = as_word(state)
    return format_html('<span class="result {}">{}</span>', known, words or RESULTS.get(known, known))


@register.simple_tag
def mark(judgement: object, words: str = "") -> SafeString:
    """A person's judgement: filled, with its word."""
    known = SAME_MARK.get(as_word(judgement), as_word(judgement))
    return format_html('<span class="mark {}">{}</span>', known, words or MARKS.get(known, known))


@register.simple_tag
def day(when: date | None) -> SafeString | str:
    """A day, as 3 Mar 2026; nothing where there is none."""
    if not when:
        return ""
    on = as_day(when)
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), day_in_words(on))


@register.filter(name="day")
def day_words(when: date | None) -> str:
    """A day as plain text, for attributes and sentences."""
    return day_in_words(as_day(when)) if when else ""


@register.simple_tag
def moment(at: datetime | None) -> SafeString | str:
    """A moment, as 3 Mar 2026, 14:05 in the organisation's time."""
    if not at:
        return ""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    words = f"{day_in_words(local.date())}, {local:%H:%M}"
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), words)


@register.inclusion_tag("components/due.html")
def due(when: date | None, today: date) -> dict[str, object]:
    """A day something is due, with how it stands to today beside it."""
    if not when:
        return {"when": None}
    days = (as_day(when) - today).days
    ahead = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    late = f"{-days} day{'' if days == -1 else 's'} late"
    return {"when": when, "words": late if days < 0 else ahead, "tone": "late" if days < 0 else ""}


@register.inclusion_tag("components/figure.html")
def figure(
    estimate: Interval | None,
    *,
    period: str,
    kind: Kind = "share",
    of: int | None = None,
    n: int | None = None,
    label: str = "",
    href: str = "",
) -> dict[str, object]:
    """One large figure with its interval, its sample and its period; never without them."""
    sample = n if n is not None else estimate.n if estimate else 0
    page: dict[str, object] = {"period": period, "n": sample, "of": of, "label": label, "href": href}
    if of:
        page["answered"] = spell(sample / of, "share")
    if estimate is None:
        return page
    places = places_for(estimate.low, estimate.high, kind)
    return page | {
        "value": spell(estimate.estimate, kind, places=places),
        "range": spell_range(estimate.low, estimate.high, kind),
        "confidence": spell(estimate.confidence, "share"),
    }


@register.inclusion_tag("components/share.html")
def share(estimate: Interval | None, *, n: int | None = None) -> dict[str, object]:
    """A share as a figure and a bar, never without its interval and its sample."""
    if estimate is None:
        return {"n": n or 0}
    value, low, high = estimate.estimate, estimate.low, estimate.high
    return {
        "value": spell(value, "share", places=places_for(low, high, "share")),
        "range": spell_range(low, high, "share"),
        "at": f"{100 * value:.1f}%",
        "left": f"{100 * low:.1f}%",
        "width": f"{100 * max(high - low, 0.01):.1f}%",
        "n": n if n is not None else estimate.n,
    }


@register.simple_tag
def whisker(
    estimate: Interval | None,
    *,
    low: float = 0,
    high: float = 1,
    target: float | None = None,
    kind: Kind = "share",
) -> SafeString:
    """An interval on a scale, for a cell of a table."""
    if estimate is None:
        return SafeString('<span class="faint small">Cannot tell yet</span>')
    return charts.whisker(
        charts.Row("", estimate.estimate, estimate.low, estimate.high, estimate.n),
        low=low,
        high=high,
        target=target,
        kind=kind,
    )


@register.simple_tag
def scale(*, low: float = 0, high: float = 1, target: float | None = None, kind: Kind = "share") -> SafeString:
    """The scale that stands above a column of whiskers."""
    return charts.scale_of(low=low, high=high, target=target, kind=kind)


@register.simple_tag
def split(parts: Sequence[tuple[str, float, str]]) -> SafeString:
    """How a whole is divided, as a bar with its words."""
    return charts.split([charts.Part(*part) for part in parts])


@register.inclusion_tag("components/progress.html")
def progress(done: int, of: int, *, label: str = "") -> dict[str, object]:
    """How much of something is done."""
    return {"done": done, "of": of, "label": label, "width": out_of(done, of)}


@register.inclusion_tag("components/chart.html")
def chart(drawing: charts.Drawing, *, download: str = "") -> dict[str, object]:
    """A drawing with the table it was made from, and where its data can be had."""
    return {"drawing": drawing, "download": download}


@register.simple_tag
def wall(themes: Iterable[charts.Theme]) -> SafeString:
    """Every question as a square, by theme, with what the records answer."""
    return charts.wall(themes)


@register.inclusion_tag("components/sort_link.html", takes_context=True)
def sort_link(
    context: Context, label: str, field: str, *, default: str = "", number: bool = False
) -> dict[str, object]:
    """A column's head that sorts by it, and turns the order round when pressed again."""
    request: HttpRequest = context["request"]
    now = request.GET.get("sort") or default
    rising, falling = now == field, now == f"-{field}"
    order = "ascending" if rising else "descending" if falling else ""
    after = f"-{field}" if rising else field
    return {"label": label, "href": query(context, sort=after), "order": order, "number": number}


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This address with some parameters changed; the page number goes unless it is one of them."""
    request: HttpRequest = context["request"]
    kept = request.GET.copy()
    kept.pop("page", None)
    for name, value in changes.items():
        if value in (None, ""):
            kept.pop(name, None)
        else:
            kept[name] = str(value)
    return f"?{kept.urlencode()}" if kept else request.path


@register.simple_tag
def spelled(value: float | None, kind: Kind = "number") -> str:
    """A count or a limit as text. A figure that was estimated takes the tag figure, share or whisker."""
    return "" if value is None else spell(value, kind)


@register.filter
def page_numbers(paginator: Paginator[Any], number: int) -> list[int]:
    """Which pages to offer from here; a nought stands for a gap."""
    pages = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else 0 for page in pages]


@register.filter
def state_class(state: object) -> str:
    """The class of a result of a test."""
    return as_word(state)


@register.filter
def mark_class(judgement: object) -> str:
    """The class of a judgement."""
    return SAME_MARK.get(as_word(judgement), as_word(judgement))


@register.filter
def out_of(done: int, of: int) -> str:
    """A width in per cent for a drawing."""
    return f"{min(100.0, 100 * done / of) if of else 0:.1f}%"


@register.filter
def initials(person: object) -> str:
    """The first letters of a name, two at most."""
    words = str(person).split()
    return "".join(word[0] for word in [words[0], *words[1:][-1:]]).upper() if words else ""


@register.filter
def message_tone(level: str) -> str:
    """The tone of a message line."""
    return {"success": "good", "warning": "warn", "error": "late"}.get(level, "")
