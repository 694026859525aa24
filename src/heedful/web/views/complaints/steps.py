"""Steps of handling a complaint, each on a page of its own; and answering what was handed up."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.feedback.models import Complaint, Escalation
from heedful.leadership.acts import answer_escalation
from heedful.web.asking import ask
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.complaints.forms import EscalationAnswerForm
from heedful.web.views.complaints.table import STEPS

LIST = {"label": "Complaints"}


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """One step with a complaint: what it asks, and the command that takes it."""
    known = STEPS.get(name)
    if known is None:
        raise Http404
    rows = Complaint.objects.visible_to(request.person).select_related("feedback__response")
    complaint = get_object_or_404(rows, pk=pk)
    form = bound(known.form, request, on=complaint, initial=known.initial(complaint))
    page = _page(complaint, known.label) | {
        "title": known.title, "lead": known.lead, "action": known.action, "danger": known.danger,
    }  # fmt: skip
    return ask(
        request, form, known.command, complaint, page=page, then=lambda _: page["back"], said=known.said,
        more=known.more(), template="complaints/step.html",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def escalation(request: Request, pk: UUID) -> HttpResponse:
    """Answer what was handed up."""
    rows = Escalation.objects.visible_to(request.person).select_related("complaint__feedback__response", "to")
    handed = get_object_or_404(rows, pk=pk)
    form = bound(EscalationAnswerForm, request, on=handed)
    page = _page(handed.complaint, "Answer") | {
        "title": f"Handed to {handed.to.name}", "lead": handed.reason, "action": "Answer it",
    }  # fmt: skip
    return ask(
        request, form, answer_escalation, handed, page=page, then=lambda _: page["back"], said="It is answered.",
        template="complaints/step.html",
    )  # fmt: skip


def _page(complaint: Complaint, last: str) -> dict[str, Any]:
    """Say where a page about a complaint stands."""
    back = reverse("complaints:one", args=[complaint.pk])
    trail = [LIST | {"href": reverse("complaints:list")}, {"label": complaint.key, "href": back}, {"label": last}]
    return {"trail": trail, "back": back, "said": complaint.feedback.said}
