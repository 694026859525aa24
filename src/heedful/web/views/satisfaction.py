"""How satisfied customers are: one page of sentences, figures and charts, and the answers behind them."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.core.models import Entry
from heedful.papers.sheets.out import write_csv
from heedful.satisfaction.answers import answers_behind, shown
from heedful.satisfaction.overview import Overview
from heedful.satisfaction.overview import overview as overview_of
from heedful.satisfaction.reading import counts_of, windows_of
from heedful.satisfaction.topics import Topic, chosen_topic, topics
from heedful.web.asking import day_of
from heedful.web.fields import Filters, offer
from heedful.web.http import Request
from heedful.web.knowing import views
from heedful.web.lists import page_of
from heedful.web.satisfied import csv_of_months, csv_of_segments, drawn
from heedful.web.show import show

LINKED = ("answers", "months", "segments", "months_workbook", "segments_workbook", "months_picture", "report")
"""Where what is looked at goes on, or is taken along as a file."""


class Choice(Filters):
    """What is looked at; it stands in the address."""

    survey = forms.ChoiceField(label="Survey", required=False)
    period = forms.ChoiceField(label="Period", required=False)
    segment = forms.ChoiceField(label="Segment", required=False)


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    """Figure, months, segments and response of a survey."""
    page = looked_at(request) | {"views": views("satisfaction:overview")}
    return show(request, "satisfaction/overview.html", page=page)


@login_required
@require_GET
def answers(request: Request) -> HttpResponse:
    """The answers behind a figure."""
    topic = chosen_topic(topics(), request.GET.get("survey", ""))
    if topic is None:
        return show(request, "satisfaction/answers.html", page={"topic": None})
    counts, segment = counts_of(topic), _segment(request)
    windows = windows_of(topic, counts.months[0] if counts.months else None)
    window = next((w for w in windows if w.key == request.GET.get("period")), windows[0])
    rows = answers_behind(topic, window, segment, request.person, counts)
    worded = bool(request.GET.get("words"))
    if worded:
        rows = rows.exclude(comment="")
    known = 0 if rows.query.is_empty() else counts.sample(window, segment).n
    found = page_of(request, rows, count=None if worded else known)
    page = {
        "topic": topic, "window": window, "page": found, "worded": worded, "counts": counts,
        "rows": shown(topic, found.object_list, segment), "back": _address("satisfaction:overview", request),
    }  # fmt: skip
    return show(request, "satisfaction/answers.html", page=page)


@login_required
@require_GET
def months(request: Request) -> HttpResponse:
    """The figures by month as a file."""
    return _csv("satisfaction-by-month.csv", *csv_of_months(looked_at(request)["seen"]))


@login_required
@require_GET
def segments(request: Request) -> HttpResponse:
    """The figures by segment as a file."""
    return _csv("satisfaction-by-segment.csv", *csv_of_segments(looked_at(request)["seen"]))


def looked_at(request: Request) -> dict[str, Any]:
    """Work out what the address asks for; as long as no record changes, what was drawn before is shown again."""
    organisation = request.organisation
    stamp = None if request.as_at else Entry.objects.order_by("-serial").values_list("uuid", flat=True).first()
    work = _worked_out if stamp else _worked_out.__wrapped__
    page: dict[str, Any] = work(
        stamp, request.GET.get("survey", ""), request.GET.get("period", ""), _segment(request), day_of(request),
        organisation.recommend_target, organisation.satisfaction_target,
    )  # fmt: skip
    if page["seen"] is None:
        return page
    return page | {
        "filters": _choice(page["found"], page["seen"]),
        "links": {name: _address(f"satisfaction:{name}", request) for name in LINKED},
    }


@lru_cache(maxsize=64)
def _worked_out(
    stamp: uuid.UUID | None, survey: str, period: str, segment: uuid.UUID | None, on: datetime.date,
    recommend_target: int | None, satisfaction_target: int | None,
) -> dict[str, Any]:  # fmt: skip
    """Work out a page from the cells."""
    found = topics()
    topic = chosen_topic(found, survey)
    if topic is None:
        return {"seen": None}
    seen = overview_of(topic, period, segment, on=on)
    points = recommend_target if topic.recommends else satisfaction_target
    return {"found": found, "seen": seen} | drawn(seen, None if points is None else points / 100)


def _choice(found: Sequence[Topic], seen: Overview) -> Choice:
    """Make the filters, with what is looked at chosen."""
    segment = seen.segment.hex if seen.segment else ""
    form = Choice(initial={"survey": seen.topic.key, "period": seen.window.key, "segment": segment})
    offer(form, "survey", [(t.key, f"{t.label}: {_asked(t)}") for t in found])
    offer(form, "period", [(w.key, f"{str(w)[:1].upper()}{str(w)[1:]}") for w in seen.windows])
    names = sorted((seen.names.get(row.segment, ""), row.segment.hex) for row in seen.rows)
    if segment and segment not in [key for _, key in names]:
        names.append((seen.names.get(seen.segment, "Unknown segment"), segment))  # type: ignore[arg-type]
    offer(form, "segment", [("", "All"), *((key, name) for name, key in names)])
    return form


def _asked(topic: Topic) -> str:
    """Say what kind of question a topic asks."""
    return "recommend" if topic.recommends else "satisfaction"


def _segment(request: Request) -> uuid.UUID | None:
    """Read the segment of the address; nonsense there is no segment."""
    try:
        return uuid.UUID(request.GET.get("segment", ""))
    except ValueError:
        return None


def _address(name: str, request: Request) -> str:
    """Keep what is looked at while going to another page of it."""
    kept = request.GET.copy()
    for other in set(kept) - {"survey", "period", "segment"}:
        del kept[other]
    return f"{reverse(name)}?{kept.urlencode()}" if kept else reverse(name)


def _csv(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Send a table as a file."""
    text = "".join(write_csv(header, rows))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
