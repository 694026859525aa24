"""What goes with satisfaction: drivers with their intervals, and themes of comments against scores."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.papers import charts
from heedful.papers.figures import Kind, spell
from heedful.satisfaction import driving, theming
from heedful.satisfaction.queries import kind_of_figure
from heedful.satisfaction.reading import counts_of, windows_of
from heedful.satisfaction.topics import chosen_topic, topics
from heedful.web.fields import Filters, offer
from heedful.web.http import Request
from heedful.web.knowing import views
from heedful.web.show import show

CROWDED = 24
"""More themes than these are not drawn; the table names all."""


class SurveyChoice(Filters):
    """Which survey is looked at, and which stretch of time."""

    survey = forms.ChoiceField(label="Survey", required=False)


class PeriodChoice(SurveyChoice):
    """The same, and which stretch of time."""

    period = forms.ChoiceField(label="Period", required=False)


@login_required
@require_GET
def drivers(request: Request) -> HttpResponse:
    """What goes with satisfaction in a survey that asks several things."""
    surveys = driving.asked_surveys() if request.person.reads else []
    wanted = request.GET.get("survey", "")
    chosen = next((one for one in surveys if one.pk.hex == wanted), surveys[0] if surveys else None)
    page: dict[str, Any] = {"views": views("satisfaction:drivers"), "seen": None}
    if chosen is not None:
        seen = driving.driving(chosen)
        page |= {
            "seen": seen, "sentence": driving.headline(seen), "filters": _choice(SurveyChoice, surveys, chosen.pk.hex),
            "map": _map(seen) if seen.places else None,
        }  # fmt: skip
    return show(request, "satisfaction/drivers.html", page=page)


def _choice(form_class: type[Filters], surveys: list[driving.AskedSurvey], chosen: str) -> Filters:
    form = form_class(initial={"survey": chosen})
    offer(form, "survey", [(one.pk.hex, one.name) for one in surveys])
    return form


def _map(seen: driving.Driving) -> charts.Drawing:
    """Draw importance against performance."""
    spots = [
        charts.Spot(_short(p.thing.words), p.performance.estimate, p.importance.estimate, p.performance.low,
                    p.performance.high)
        for p in seen.places
    ]  # fmt: skip
    return charts.matrix(
        spots, title=driving.headline(seen), x_title="How well it is judged, of the whole scale",
        y_title="What it explains", x_split=seen.performance_cut, y_split=seen.importance_cut, x_kind="share",
        y_kind="share", corners=("Look here first", "Keep it up"),
    )  # fmt: skip


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39].rsplit(' ', 1)[0]}…"


@login_required
@require_GET
def themes(request: Request) -> HttpResponse:
    """Who speaks of what is how satisfied."""
    found = topics() if request.person.reads else []
    topic = chosen_topic(found, request.GET.get("survey", ""))
    page: dict[str, Any] = {"views": views("satisfaction:themes"), "seen": None}
    if topic is not None:
        counts = counts_of(topic)
        windows = windows_of(topic, counts.months[0] if counts.months else None)
        window = next((w for w in windows if w.key == request.GET.get("period")), windows[0])
        seen = theming.themes_against_scores(topic, window)
        form = PeriodChoice(initial={"survey": topic.key, "period": window.key})
        offer(form, "survey", [(t.key, t.label) for t in found])
        offer(form, "period", [(w.key, str(w)) for w in windows])
        kind: Kind = "nps" if kind_of_figure(topic) == "nps" else "share"
        page |= {
            "seen": seen, "topic": topic, "window": window, "kind": kind, "filters": form,
            "sentence": theming.headline(seen), "map": _theme_map(seen, kind),
            "lines": [_theme_line(row, kind) for row in seen.rows],
        }  # fmt: skip
    return show(request, "satisfaction/themes.html", page=page)


def _theme_line(row: theming.ThemeRow, kind: Kind) -> dict[str, Any]:
    """Give a theme as the table shows it."""
    gap = row.difference
    return {
        "row": row, "value": spell(row.figure.estimate, kind) if row.figure else "",
        "tone": {"lower": "late", "higher": "good"}.get(row.standing, ""),
        "mean": spell(row.mean.estimate, "score") if row.mean else "",
        "gap": "" if gap is None else " to ".join(
            spell(100 * value, places=0, signed=True) for value in (gap.low, gap.high)
        ),
    }  # fmt: skip


def _theme_map(seen: theming.Themes, kind: Kind) -> charts.Drawing | None:
    """Draw how satisfied those are who speak of a theme against how many speak of it."""
    whole = seen.figure
    known = [row for row in seen.rows if row.figure is not None][:CROWDED]
    if whole is None or len(known) < 2:
        return None
    spots = [charts.Spot(r.name, r.figure.estimate, r.share, r.figure.low, r.figure.high) for r in known if r.figure]
    return charts.matrix(
        spots, title=theming.headline(seen), x_title="How satisfied those are who speak of it",
        y_title="Of all sorted comments", x_split=whole.estimate, y_split=1 / len(known), x_kind=kind,
        y_kind="share", corners=("Look here first", "Keep it up"),
    )  # fmt: skip
