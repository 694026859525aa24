"""Management reviews: planned, in session, held; inputs as they were frozen, seats, decisions and their fate."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.find import titles
from heedful.core.period import months_before
from heedful.core.permissions import Permission
from heedful.leadership import reviews as commands
from heedful.leadership.models import (
    DecisionClass,
    Discussed,
    ManagementReview,
    ReviewDecision,
    ReviewInput,
    ReviewSeat,
    ReviewState,
)
from heedful.web import places
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.templatetags.components import day_in_words
from heedful.web.views.leading import review_forms as forms
from heedful.web.views.leading.leaders import TOOK_PART, fate
from heedful.web.views.leading.review_steps import SEAT, STEPS, trail_of
from heedful.web.views.leading.step import links

BY_STATE = {
    ReviewState.PLANNED: ["open", "move", "seat", "cancel"],
    ReviewState.OPEN: ["conclude", "hold", "decide", "nothing", "seat", "minutes"],
    ReviewState.HELD: ["minutes"],
    ReviewState.CANCELLED: [],
}
LINKS = 6
SHOWN = 30


@login_required
@require_GET
def reviews(request: Request) -> HttpResponse:
    """All reviews, the next first."""
    rows = ManagementReview.objects.visible_to(request.person).annotate(
        seated=Count("seats", distinct=True),
        there=Count("seats", filter=Q(seats__form__in=TOOK_PART), distinct=True),
        decided=Count("decisions", filter=Q(decisions__none=False), distinct=True),
    )
    found = page_of(request, rows.order_by("-planned_on", "pk"))
    day = day_of(request)
    page = {
        "page": found, "rows": found, "sentence": says(request), "today": day,
        "may_plan": may(request, Permission.HOLD_REVIEWS),
    }  # fmt: skip
    return show(request, "reviews/list.html", page=page)


def says(request: Request) -> str:
    """Say when the last review was held, and when the next is planned."""
    rows = ManagementReview.objects.visible_to(request.person)
    last = rows.filter(state=ReviewState.HELD).order_by("-held_on").first()
    coming = rows.filter(state__in=[ReviewState.PLANNED, ReviewState.OPEN]).order_by("planned_on").first()
    if last is None and coming is None:
        return "No management review is planned or held yet."
    before = f"the last review was held on {day_in_words(last.held_on)}" if last else "no review was held yet"
    if coming is None:
        return sentence(f"{before}; none is planned")
    if coming.state == ReviewState.OPEN:
        return sentence(f"{before}; one is in session")
    late = coming.planned_on < day_of(request)
    return sentence(f"{before}; the next {'was' if late else 'is'} planned for {day_in_words(coming.planned_on)}")


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Plan a review."""
    last = ManagementReview.objects.filter(state=ReviewState.HELD).order_by("-held_on").first()
    given = {"planned_on": months_before(last.held_on, -last.interval_months), "interval_months": last.interval_months,
             } if last and last.held_on else {}  # fmt: skip
    form = bound(forms.PlanForm, request, initial={"owner": request.person.pk, **given})
    form.fields.pop("version")
    page = {
        "trail": [{"label": "Reviews", "href": reverse("reviews:list")}, {"label": "New"}],
        "title": "When does top management look at the system?", "action": "Plan it", "back": reverse("reviews:list"),
        "lead": "All of top management in office get a seat, and whoever manages quality. It need not be a meeting.",
    }  # fmt: skip
    return ask(request, form, commands.plan_review, page=page, said="It is planned.",
               then=lambda row: reverse("reviews:one", args=[row.pk]))  # fmt: skip


@login_required
@require_GET
def review(request: Request, pk: UUID) -> HttpResponse:
    """One review: seats, inputs, decisions, conclusion."""
    rows = ManagementReview.objects.visible_to(request.person).select_related("concluded_by", "owner")
    found = get_object_or_404(rows, pk=pk)
    seats = list(found.seats.select_related("person", "delegate").order_by("person__name"))
    decisions = list(found.decisions.select_related("action__owner"))
    session = found.state == ReviewState.OPEN and may(request, Permission.HOLD_REVIEWS)
    names = [name for name in BY_STATE[ReviewState(found.state)] if not done(found, name)]
    page = {
        "review": found,
        "sentence": says_one(found, seats, decisions),
        "seats": [_seat(request, found, seat) for seat in seats],
        "inputs": _inputs(found),
        "classes": _classes(decisions, day_of(request)),
        "earlier": _earlier(found) if found.state == ReviewState.OPEN else _discussed(found),
        "session": session,
        "steps": links(request, STEPS, names, "reviews:step", found),
        "trail": [trail_of(found)[0], {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "reviews/one.html", page=page)


def done(found: ManagementReview, name: str) -> bool:
    """Say whether a step is taken already, or comes later."""
    if name == "conclude":
        return found.concluded_on is not None
    if name == "hold":
        return found.concluded_on is None
    return name == "minutes" and found.minutes_issued_on is not None


def says_one(found: ManagementReview, seats: list[ReviewSeat], decisions: list[ReviewDecision]) -> str:
    """Say how a review stands."""
    if found.state == ReviewState.PLANNED:
        return sentence(f"{found.name}: planned for {day_in_words(found.planned_on)}, {counted(len(seats), 'seat')}")
    if found.state == ReviewState.CANCELLED:
        return sentence(f"{found.name} is not held")
    there = sum(seat.form in TOOK_PART for seat in seats)
    made = sum(not one.none for one in decisions)
    held = f"held on {day_in_words(found.held_on)}" if found.held_on else "in session"
    return sentence(f"{found.name}: {held}, {there} of {len(seats)} took part, {counted(made, 'decision')}")


def _seat(request: Request, found: ManagementReview, seat: ReviewSeat) -> dict[str, Any]:
    """Show a seat with what can be said of it."""
    names = {ReviewState.OPEN: ["take"], ReviewState.PLANNED: ["remove"]}.get(ReviewState(found.state), [])
    return {"it": seat, "steps": links(request, SEAT, names, "reviews:seat", seat)}


def _inputs(found: ManagementReview) -> list[dict[str, Any]]:
    """List the inputs with the records behind each, by two questions."""
    rows: list[ReviewInput] = list(found.inputs.all())
    named = titles(ref for row in rows for ref in row.links[:LINKS])
    return [
        {
            "it": row, "title": commands.INPUTS.get(row.key, row.key), "more": max(0, len(row.links) - LINKS),
            "links": [{"title": named[ref].title, "href": places.address(ref)} for ref in row.links[:LINKS]
                      if ref in named],
        }
        for row in rows
    ]  # fmt: skip


def _classes(decisions: list[ReviewDecision], day: Any) -> list[dict[str, Any]]:
    """List decisions by what they are about; a class with nothing in it shows."""
    return [
        {
            "value": value, "label": label,
            "decisions": [{"it": one, "fate": fate(one.action, day) if one.action else ""}
                          for one in decisions if one.decision_class == value],
        }
        for value, label in DecisionClass.choices
    ]  # fmt: skip


def _earlier(found: ManagementReview) -> list[ReviewDecision]:
    """List what earlier reviews decided and is open, or was not discussed since, with what is said of it here."""
    here = Discussed.objects.filter(review=found, action=OuterRef("action")).values("note")[:1]
    rows = ReviewDecision.objects.filter(action__isnull=False).exclude(review=found).annotate(said=Subquery(here))
    open_or_new = Q(action__state="open") | Q(action__discussed_in=None) | Q(said__isnull=False)
    rows = rows.filter(open_or_new).select_related("action", "review").order_by("action__due_on", "pk")
    return list(rows.distinct()[:SHOWN])


def _discussed(found: ManagementReview) -> list[ReviewDecision]:
    """List the earlier decisions that were discussed."""
    here = Discussed.objects.filter(review=found, action=OuterRef("action")).values("note")[:1]
    rows = ReviewDecision.objects.filter(action__discussed_in__review=found).annotate(said=Subquery(here))
    return list(rows.select_related("action", "review").order_by("action__due_on", "pk")[:SHOWN])
