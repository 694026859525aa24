"""Signs of what customers feel, beside what they answer, and where the two disagree."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.core.permissions import Permission
from heedful.customers.models import Segment
from heedful.papers.figures import spell, spell_range
from heedful.satisfaction.capability.signs import WORDS, Beside, Signs, Trend
from heedful.satisfaction.capability.signs import signs as signs_of
from heedful.web import capable
from heedful.web.asking import day_of, may
from heedful.web.fields import Filters, offer
from heedful.web.http import Request
from heedful.web.knowing import trail
from heedful.web.sentences import counted, sentence
from heedful.web.show import show


class SignFilters(Filters):
    """Whose signs are looked at."""

    segment = forms.ChoiceField(label="Segment", required=False)


@login_required
@require_GET
def signs(request: Request) -> HttpResponse:
    """Returns, claims, lost orders and complaints by quarter, beside the answers; contradictions first."""
    names = {s.pk: s.name for s in Segment.objects.filter(retired_on=None)}
    filters = SignFilters(request.GET)
    offer(filters, "segment", [("", "All"), *((str(pk), name) for pk, name in names.items())])
    wanted = filters.chosen("segment")
    found = signs_of(day_of(request), uuid.UUID(wanted) if wanted else None)
    kind: Any = "nps" if found.kind == "recommend" else "share"
    page = {
        "found": found, "sentence": says(found), "kind": kind, "filters": filters,
        "heads": [WORDS[sign] for sign in found.kept], "quarters": [_quarter(found, q, kind) for q in found.quarters],
        "trends": [_trend(t) for t in found.trends], "against": [_against(found, t, names) for t in found.against],
        "answers": _answers(found), "tabs": capable.tabs("capability:signs"),
        "trail": trail(("Signs", "")), "may_log": may(request, Permission.LOG_FEEDBACK),
    }  # fmt: skip
    return show(request, "capability/signs.html", page=page)


def says(found: Signs) -> str:
    """Say whether answers and signs contradict each other."""
    if not found.kept and not found.found:
        return "No sign beside the answers is on record."
    if not found.found:
        return "No contradiction between answers and signs: none found by these rules."
    parts = []
    if found.against:
        parts.append(counted(len(found.against), "sign") + " rose while answers got better")
    if found.leavers:
        parts.append(counted(len(found.leavers), "satisfied customer") + " left")
    if found.shrinking:
        parts.append(counted(len(found.shrinking), "silent customer") + " took less")
    return sentence("; ".join(parts))


def _quarter(every: Signs, found: Beside, kind: Any) -> dict[str, Any]:
    figure = found.figure
    return {
        "label": str(found.quarter), "n": found.n, "delivered": found.delivered,
        "answers": f"{spell(figure.estimate, kind)} ({spell_range(figure.low, figure.high, kind)})" if figure else "–",
        "cells": [
            (WORDS[sign].capitalize(), many, f"{r.estimate:.1f} ({r.low:.1f} to {r.high:.1f})" if r else "")
            for sign, (many, r) in zip(every.kept, found.rates, strict=True)
        ],
    }  # fmt: skip


def _trend(found: Trend) -> dict[str, Any]:
    """Say how a sign went between two half-years."""
    ratio = found.ratio
    if ratio is None:
        return {"sign": found.words, "events": found.events, "ratio": "–", "word": "cannot tell", "tone": ""}
    high = "∞" if ratio.high == float("inf") else f"{ratio.high:.2f}"
    estimate = "∞" if ratio.estimate == float("inf") else f"{ratio.estimate:.2f}"
    word, tone = ("more often", "late") if ratio.low > 1 else ("less often", "good") if ratio.high < 1 else ("", "")
    return {
        "sign": found.words, "events": found.events, "ratio": f"{estimate} ({ratio.low:.2f} to {high})",
        "word": word or "no clear change", "tone": tone,
    }  # fmt: skip


def _against(found: Signs, trend: Trend, names: dict[Any, str]) -> dict[str, Any]:
    """Show a contradiction with the records behind it, and the analysis that explains it."""
    explained = found.explained.get(trend.segment) or found.explained.get(None)
    where = names.get(trend.segment, "") if trend.segment else ""
    return _trend(trend) | {
        "where": where, "records": found.records.get((trend.sign, trend.segment), []), "explained": explained,
        "href": f"{reverse('feedback:inbox')}?kind={trend.sign}&since={found.halves[0].first}",
    }  # fmt: skip


def _answers(found: Signs) -> str:
    """Say how the answers went between the same two half-years."""
    change = found.answers
    if change is None:
        return "Too few answers in one of the two half-years to say how they went."
    low, high = (f"{100 * v:+.0f}".replace("-", "−") for v in (change.low, change.high))
    word = "got better" if change.low > 0 else "got worse" if change.high < 0 else "did not clearly change"
    return f"Answers {word}: {low} to {high} points."
