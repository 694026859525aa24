"""One commitment: what was promised, who looked at it first, and what followed."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core import clock
from heedful.core.permissions import Permission
from heedful.requirements import commitments as commands
from heedful.requirements import queries
from heedful.requirements.models import Commitment, OrderConfirmation, RequirementReview
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views.commitments import forms
from heedful.web.views.commitments.lists import how, now_of

BOTH = ["GET", "POST"]
LAST = 20


def found_one(request: Request, pk: UUID) -> Any:
    """Find the commitment that the address names."""
    every = queries.looked_at_first(Commitment.objects.visible_to(request.person))
    return get_object_or_404(every.select_related("customer", "product", "frame", "owner", "confirmation"), pk=pk)


@login_required
@require_GET
def commitment(request: Request, pk: UUID) -> HttpResponse:
    """One commitment."""
    found, now = found_one(request, pk), now_of(request)
    reviews = RequirementReview.objects.visible_to(request.person).filter(commitment=found)
    confirmation = getattr(found, "confirmation", None)
    page = {
        "commitment": found,
        **how(found, now),
        "ahead": found.committed_at > now,
        "reviews": [
            {"review": row, "early": row.completed_at <= found.committed_at}
            for row in reviews.select_related("reviewer")[:LAST]
        ],
        "confirmation": confirmation,
        "unconfirmed": not found.has_document and confirmation is None,
        "may_commit": may(request, Permission.COMMIT),
        "trail": [{"label": "Commitments", "href": reverse("commitments:list")}, {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "commitments/one.html", page=page)


def to_commitment(done: Any) -> str:
    """Go back to a commitment, or to that of a review or a confirmation."""
    pk = done.commitment_id if isinstance(done, (RequirementReview, OrderConfirmation)) else done.pk
    return reverse("commitments:one", args=[pk])


def _asked(found: Commitment, last: str, title: str, button: str, **more: Any) -> dict[str, Any]:
    """Lay out the page that asks something about a commitment."""
    back = to_commitment(found)
    trail = [
        {"label": "Commitments", "href": reverse("commitments:list")},
        {"label": str(found.key), "href": back},
        {"label": last},
    ]
    return {"trail": trail, "title": title, "lead": found.what, "action": button, "back": back, **more}


@login_required
@require_http_methods(BOTH)
def new(request: Request) -> HttpResponse:
    """Enter what is promised, with the review that came first."""
    form = bound(forms.NewCommitmentForm, request, initial={"has_document": True})
    page = {
        "trail": [{"label": "Commitments", "href": reverse("commitments:list")}, {"label": "New"}],
        "title": "What do we promise?",
        "lead": "Look first whether we can meet it. A review is kept with the moment at which it is entered.",
        "action": "Keep the commitment",
        "back": reverse("commitments:list"),
    }
    return ask(request, form, commands.enter_reviewed_commitment, page=page, then=to_commitment,
               said="The commitment is kept.")  # fmt: skip


@login_required
@require_http_methods(BOTH)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Put right what was entered about a commitment."""
    found = found_one(request, pk)
    initial = {name: getattr(found, name) for name in commands.CHANGEABLE}
    form = bound(forms.CommitmentChangeForm, request, on=found, initial=initial)
    page = _asked(found, "Change", "Put right what was entered", "Save the commitment")
    return ask(request, form, commands.change_commitment, found, page=page, then=to_commitment, said="Saved.")


@login_required
@require_http_methods(BOTH)
def review(request: Request, pk: UUID) -> HttpResponse:
    """Look whether we can meet it; kept with the moment of the press."""
    found = found_one(request, pk)
    title = "Can we meet it?" if found.committed_at > clock.now() else "It is promised already. Can we meet it?"
    page = _asked(found, "Review", title, "Keep the review")
    return ask(request, bound(forms.ReviewForm, request), commands.review_commitment, found, page=page,
               then=to_commitment, said="The review is kept.", more={"completed_at": clock.now()})  # fmt: skip


@login_required
@require_http_methods(BOTH)
def work(request: Request, pk: UUID) -> HttpResponse:
    """Note when work began."""
    found = found_one(request, pk)
    form = bound(forms.WorkForm, request, on=found, initial={"on": day_of(request)})
    page = _asked(found, "Work", "When did work begin?", "Work has begun")
    return ask(request, form, commands.begin_work, found, page=page, then=to_commitment, said="It is noted.")


@login_required
@require_http_methods(BOTH)
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Confirm an order by word of mouth; kept with the moment of the press."""
    found = found_one(request, pk)
    page = _asked(found, "Confirm", "How was it confirmed to the customer?", "It is confirmed")
    return ask(request, bound(forms.ConfirmForm, request, on=found), commands.confirm_order, found, page=page,
               then=to_commitment, said="It is confirmed.", more={"sent_at": clock.now()})  # fmt: skip
