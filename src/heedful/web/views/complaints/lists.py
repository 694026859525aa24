"""The list of complaints: which wait for us, which are late."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.core.find import ids_of
from heedful.core.permissions import Permission
from heedful.feedback.complaints.before import happened_before_each
from heedful.feedback.complaints.facts import complaint_facts
from heedful.feedback.models import Complaint, ComplaintState
from heedful.feedback.models.complaints import AWAITING_US, UNFINISHED
from heedful.web.asking import day_of, may
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.complaints.forms import ComplaintFilters
from heedful.web.views.complaints.rated import rated

BESIDE = ("customer", "owner", "feedback__channel", "feedback__theme", "feedback__product")
ORDERS = {"received": "received_at", "answer": "answer_by", "severity": "severity", "customer": "customer__name"}


@login_required
@require_GET
def complaints(request: Request) -> HttpResponse:
    """Complaints, those that wait for us unless others are asked for."""
    filters, day = ComplaintFilters(request.GET), day_of(request)
    every = Complaint.objects.visible_to(request.person)
    counts = _filtered(every, filters).counted().aggregate(
        all=Count("pk"), waiting=Count("pk", Q(state__in=AWAITING_US)),
        late=Count("pk", Q(pk__in=Complaint.objects.late(day).values("pk"))),
    )  # fmt: skip
    rows = _shown(_filtered(every, filters), filters.chosen("show"), request, day)
    rows = ordered(request, rows.select_related(*BESIDE), ORDERS, default="-received")
    page = page_of(request, rows)
    signs = happened_before_each(list(page))
    facts = {waiting.complaint.pk: waiting for waiting in complaint_facts(on=day, complaints=list(page))}
    shown = {
        "sentence": says(counts),
        "page": page,
        "lines": [{"due": facts[complaint.pk], "sign": signs[complaint.pk].sign} for complaint in page],
        "rate": rated(day) if page.number == 1 and counts["all"] else None,
        "filters": filters,
        "may_log": may(request, Permission.LOG_FEEDBACK),
        "none": not counts["all"] and not filters.changed_data,
    }
    return show(request, "complaints/list.html", page=shown)


def says(counts: Mapping[str, int]) -> str:
    """Say how many wait for us and how many are late."""
    waiting, late = counts["waiting"], counts["late"]
    if not counts["all"]:
        return "No complaint is on record."
    if not waiting:
        return "No complaint waits for us."
    first = f"{counted(waiting, 'complaint')} {'waits' if waiting == 1 else 'wait'} for us"
    if not late:
        return sentence(f"{first}; none is late")
    if late == waiting:
        return sentence(f"{first}, and it is late" if late == 1 else f"{first}, and all are late")
    return sentence(f"{first}; {number_word(late)} {'is' if late == 1 else 'are'} late")


def _filtered(rows: Any, filters: ComplaintFilters) -> Any:
    """Keep what the address asks for, but for the state."""
    if words := filters.chosen("q"):
        rows = rows.filter(pk__in=ids_of("complaint", words))
    if customer := filters.chosen("customer"):
        rows = rows.filter(customer=customer)
    if severity := filters.chosen("severity"):
        rows = rows.filter(severity=severity)
    if since := filters.chosen("since"):
        rows = rows.filter(received_on__gte=since)
    if until := filters.chosen("until"):
        rows = rows.filter(received_on__lte=until)
    return rows


def _shown(rows: Any, show: str, request: Request, day: datetime.date) -> Any:
    """Keep those in the state that is asked for; what is joined to another one is shown only among all."""
    if show == "all":
        return rows
    rows = rows.counted()
    kept = {
        "": Q(state__in=AWAITING_US),
        "open": Q(state__in=UNFINISHED),
        "mine": Q(state__in=UNFINISHED, owner=request.person),
        "answered": Q(state=ComplaintState.ANSWERED),
        "closed": Q(state=ComplaintState.CLOSED),
        "withdrawn": Q(state=ComplaintState.WITHDRAWN),
    }
    return rows.late(day) if show == "late" else rows.filter(kept[show])
