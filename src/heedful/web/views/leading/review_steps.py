"""Every step with a management review: its words, what it asks, and the command that takes it."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.audits.review_inputs import gather
from heedful.improvement.models import Action
from heedful.leadership import deciding, reviews
from heedful.leadership.models import ManagementReview, ReviewInput, ReviewSeat
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.leading import review_forms as forms
from heedful.web.views.leading.direction_forms import OnForm
from heedful.web.views.leading.step import Step, as_it_stands, on_today, take


def open_now(review: ManagementReview, *, by: Any, on: datetime.date) -> ManagementReview:
    """Gather the inputs from live data and hand them down, frozen."""
    return reviews.freeze_inputs(review, gather(review, on), by=by, on=on)


open_now.needs = reviews.freeze_inputs.needs  # type: ignore[attr-defined]

STEPS = {
    "open": Step("Open it", "Open the review?", "Freeze the inputs and open it", "It is open; its inputs are frozen.",
                 open_now, lead="The inputs are taken from the records as they stand now, and stay so.",
                 given=on_today),
    "move": Step("Move it", "Which day instead?", "Move it", "It is moved.", reviews.move_review, forms.MoveForm),
    "cancel": Step("It is not held", "Why is it not held?", "Cancel it", "It is cancelled.", reviews.cancel_review,
                   forms.WhyForm, danger=True),
    "seat": Step("Give somebody a seat", "Who takes part, too?", "Give them a seat", "They have a seat.",
                 reviews.add_seat, forms.SeatGivenForm),
    "decide": Step("Decide something", "What is decided?", "Keep the decision", "It is decided; the action is open.",
                   deciding.decide, forms.DecideForm, "It becomes an action with an owner and a day.", given=on_today),
    "nothing": Step("Nothing is decided", "Where is nothing decided, and why?", "Keep it", "It is kept.",
                    deciding.decide_nothing, forms.NothingForm),
    "minutes": Step("Issue the minutes", "What do the minutes say?", "Issue them", "They are issued.",
                    deciding.issue_minutes, forms.MinutesForm, initial=on_today),
    "conclude": Step("Conclude it", "Is the system effective?", "Sign the conclusion", "It is concluded.",
                     reviews.conclude_review, forms.ConcludeForm,
                     "In your own words; your name and the day stand under it.", initial=on_today),
    "hold": Step("Close it as held", "Was it held?", "Close it", "It is held.", reviews.hold_review, OnForm,
                 "It has its conclusion, and of everybody it is said how they took part.", initial=on_today),
}  # fmt: skip
SEAT = {
    "take": Step("How they took part", "How did they take part?", "Keep it", "It is kept.", reviews.take_seat,
                 forms.TakeSeatForm, initial=as_it_stands("form", "contribution", "delegate")),
    "remove": Step("Take the seat away", "Why do they not take part?", "Take it away", "It is taken away.",
                   reviews.remove_seat, forms.WhyForm, danger=True, given=on_today),
}  # fmt: skip
INPUT = {
    "conclude": Step("What you conclude", "What do you conclude of it?", "Keep it", "It is kept.",
                     deciding.conclude_input, forms.ConcludeInputForm, initial=as_it_stands("conclusion")),
}  # fmt: skip
DISCUSS = Step("Discuss it", "What became of it?", "Keep it", "It is kept.", deciding.discuss, forms.DiscussForm)


def trail_of(review: ManagementReview) -> list[dict[str, Any]]:
    """Say where a page about a review stands."""
    return [
        {"label": "Reviews", "href": reverse("reviews:list")},
        {"label": review.key, "href": reverse("reviews:one", args=[review.pk])},
    ]


def _review(request: Request, pk: UUID) -> ManagementReview:
    found: ManagementReview = get_object_or_404(ManagementReview.objects.visible_to(request.person), pk=pk)
    return found


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with a review."""
    found = _review(request, pk)
    form = None
    if name in ("decide", "nothing"):
        form = bound(STEPS[name].form, request, on=found, initial={"decision_class": request.GET.get("class")})
    return take(request, STEPS, name, found, trail=trail_of(found), form=form)


@login_required
@require_http_methods(["GET", "POST"])
def seat(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Say how somebody took part, or take a seat away."""
    rows = ReviewSeat.objects.visible_to(request.person).select_related("review", "person")
    found = get_object_or_404(rows, pk=pk)
    return take(request, SEAT, name, found, trail=[*trail_of(found.review)])


@login_required
@require_http_methods(["GET", "POST"])
def one_input(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Say what the room concludes of an input."""
    found = get_object_or_404(ReviewInput.objects.visible_to(request.person).select_related("review"), pk=pk)
    return take(request, INPUT, name, found, trail=trail_of(found.review))


@login_required
@require_http_methods(["GET", "POST"])
def discuss(request: Request, pk: UUID, action: UUID) -> HttpResponse:
    """Look at what became of an earlier decision."""
    found = _review(request, pk)
    about = Action.objects.visible_to(request.person).filter(pk=action).first()
    if about is None:
        raise Http404
    known = Step(DISCUSS.label, about.title, DISCUSS.action, DISCUSS.said, DISCUSS.command, DISCUSS.form,
                 given=lambda _: {"action": about})  # fmt: skip
    return take(request, {"discuss": known}, "discuss", found, trail=trail_of(found))
