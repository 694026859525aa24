"""Frame reviews: one review of a product or contract for all repeat orders until a day."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.requirements import frames as commands
from heedful.requirements.models import Commitment, FrameReview
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.commitments import forms
from heedful.web.views.commitments.one import BOTH, LAST

ORDERS = {"covers": "covers", "until": "valid_until", "reviewed": "reviewed_on"}
SOON = datetime.timedelta(days=30)


@login_required
@require_GET
def frames(request: Request) -> HttpResponse:
    """All frame reviews, those that end first on top."""
    day = day_of(request)
    every = FrameReview.objects.visible_to(request.person).select_related("customer", "product", "reviewer")
    valid = every.filter(valid_until__gte=day)
    many = {"valid": valid.count(), "soon": valid.filter(valid_until__lte=day + SOON).count()}
    rows = ordered(request, every.annotate(orders=Count("commitments")), ORDERS, default="-until")
    page = {
        "sentence": says(**many),
        "page": page_of(request, rows),
        "today": day,
        "trail": [{"label": "Commitments", "href": reverse("commitments:list")}, {"label": "Frame reviews"}],
        "may_commit": may(request, Permission.COMMIT),
    }
    return show(request, "commitments/frames.html", page=page)


def says(*, valid: int, soon: int) -> str:
    """Say how many frame reviews hold, and how many end soon."""
    if not valid:
        return "No frame review covers repeat orders now."
    said = f"{counted(valid, 'frame review')} {'covers' if valid == 1 else 'cover'} repeat orders now"
    return sentence(f"{said}; {number_word(soon)} {'ends' if soon == 1 else 'end'} within 30 days" if soon else said)


def _found(request: Request, pk: UUID) -> FrameReview:
    every = FrameReview.objects.visible_to(request.person).select_related("customer", "product", "reviewer")
    found: FrameReview = get_object_or_404(every, pk=pk)
    return found


@login_required
@require_GET
def frame(request: Request, pk: UUID) -> HttpResponse:
    """One frame review with the newest orders that rest on it."""
    found, day = _found(request, pk), day_of(request)
    covered = Commitment.objects.visible_to(request.person).filter(frame=found).select_related("customer")
    page = {
        "frame": found,
        "today": day,
        "valid": found.reviewed_on <= day <= found.valid_until,
        "covered": covered[:LAST],
        "may_end": may(request, Permission.COMMIT) and found.valid_until > day,
        "trail": [{"label": "Frame reviews", "href": reverse("commitments:frames")}, {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "commitments/frame.html", page=page)


def to_frame(frame: FrameReview) -> str:
    """Go back to a frame review."""
    return reverse("commitments:frame", args=[frame.pk])


@login_required
@require_http_methods(BOTH)
def new(request: Request) -> HttpResponse:
    """Review a product or a contract once for all repeat orders."""
    back = reverse("commitments:frames")
    page: dict[str, Any] = {
        "trail": [{"label": "Frame reviews", "href": back}, {"label": "New"}],
        "title": "Which repeat orders can we meet?",
        "lead": "Name the customer, the product, or both. It covers no order before the day of the review.",
        "action": "Keep the frame review",
        "back": back,
    }
    form = bound(forms.FrameForm, request, initial={"reviewed_on": day_of(request)})
    return ask(request, form, commands.review_frame, page=page, then=to_frame, said="The frame review is kept.")


@login_required
@require_http_methods(BOTH)
def end(request: Request, pk: UUID) -> HttpResponse:
    """Let a frame review cover nothing after a day."""
    found = _found(request, pk)
    page: dict[str, Any] = {
        "trail": [{"label": str(found.key), "href": to_frame(found)}, {"label": "End"}],
        "title": "From when does it cover nothing?",
        "lead": found.covers,
        "action": "End it",
        "back": to_frame(found),
        "danger": True,
    }
    form = bound(forms.EndFrameForm, request, on=found, initial={"on": day_of(request)})
    return ask(request, form, commands.end_frame, found, page=page, then=to_frame, said="It ends on that day.")
