"""What customers were told: you said, we did."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.period import Period
from heedful.core.permissions import Permission
from heedful.customers.models import Segment
from heedful.leadership.commands import tell_customers
from heedful.leadership.models import CommunicationEvent
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.processes.forms import TellForm


@login_required
@require_GET
def communications(request: Request) -> HttpResponse:
    """Everything customers were told, and which segments heard nothing for a year."""
    events = CommunicationEvent.objects.visible_to(request.person).prefetch_related("audience__segment")
    silent = _told_nothing(request)
    page = {
        "page": page_of(request, events),
        "sentence": _says(silent),
        "silent": silent,
        "may_tell": may(request, Permission.TELL),
    }
    return show(request, "processes/communications.html", page=page)


def _told_nothing(request: Request) -> list[Segment]:
    """List the segments that were not told what changed because customers spoke, in twelve months."""
    year = Period.window(day_of(request), 12)
    told = Q(about_feedback=True, told_on__gt=year.after, told_on__lte=year.until)
    heard = CommunicationEvent.objects.filter(told).values("audience__segment")
    segments = Segment.objects.visible_to(request.person).filter(retired_on=None)
    return list(segments.exclude(pk__in=heard.exclude(audience=None)))


def _says(silent: list[Segment]) -> str:
    """Say who heard nothing."""
    if not silent:
        return "Every segment was told within a year what changed because customers spoke."
    who = "was" if len(silent) == 1 else "were"
    return sentence(f"{counted(len(silent), 'segment')} {who} not told within a year what changed")


@login_required
@require_GET
def communication(request: Request, pk: UUID) -> HttpResponse:
    """One message to customers."""
    events = CommunicationEvent.objects.visible_to(request.person).select_related("owner", "author")
    found = get_object_or_404(events.prefetch_related("audience__segment"), pk=pk)
    page: dict[str, Any] = {
        "event": found,
        "trail": [*_trail(), {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "processes/communication.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def tell(request: Request) -> HttpResponse:
    """Record what customers were told."""
    form = bound(TellForm, request, initial={"on": day_of(request)})
    page = {
        "trail": [*_trail(), {"label": "New"}],
        "title": "What were customers told?",
        "lead": "Say it as they heard it: what they said, and what we changed.",
        "action": "Keep the message",
        "back": reverse("processes:communications"),
    }
    return ask(request, form, tell_customers, page=page, said="The message is kept.",
               then=lambda event: reverse("processes:communication", args=[event.pk]))  # fmt: skip


def _trail() -> list[dict[str, str]]:
    return [
        {"label": "Processes", "href": reverse("processes:list")},
        {"label": "Told to customers", "href": reverse("processes:communications")},
    ]
