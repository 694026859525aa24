"""Logging what a customer said: one form, for a phone first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.customers.models import Customer
from heedful.feedback.inbox import log_feedback
from heedful.feedback.models import Feedback, Kind, Theme
from heedful.web.asking import ask
from heedful.web.customer_field import fitting, offered
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.feedback.forms import LogForm
from heedful.web.views.feedback.room import trail


@login_required
@require_http_methods(["GET", "POST"])
def log(request: Request) -> HttpResponse:
    """Log what a customer said; a complaint goes on to its own page."""
    form = bound(LogForm, request, initial=_begun(request))
    form.fields["theme"].hold(Theme.objects.all())
    page = {"trail": trail(("Log", "")), "back": reverse("feedback:inbox")}
    return ask(
        request, form, log_feedback, page=page, then=_where_it_is, said="It is logged.", template="feedback/log.html"
    )


@login_required
@require_GET
def customers(request: Request) -> HttpResponse:
    """Offer the customers that fit what is being written."""
    words = request.GET.get("customer", "").replace("\0", "")
    found = fitting(words) if words.strip() else []
    return render(request, "feedback/_customers.html", {"customers": [offered(customer) for customer in found]})


def _begun(request: Request) -> dict[str, Any]:
    """Begin with what the address says: a kind, a customer by key, a meeting."""
    key = request.GET.get("customer", "").replace("\0", "")[:24]
    kind = request.GET.get("kind", "")
    return {
        "kind": kind if kind in Kind.values else Kind.ENQUIRY.value,
        "customer": Customer.objects.filter(key=key.upper()).first() if key else None,
        "interaction": request.GET.get("interaction", ""),
    }


def _where_it_is(heard: Feedback) -> str:
    """Go on to the complaint, or to what was logged."""
    if heard.kind == Kind.COMPLAINT:
        return reverse("complaints:one", args=[heard.complaint.pk])
    return reverse("feedback:one", args=[heard.pk])
