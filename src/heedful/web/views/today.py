"""The day page, and the way into the past."""

import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from heedful.core.organisation import today as today_here
from heedful.web.http import Request
from heedful.web.middleware import AS_AT
from heedful.web.show import show


@login_required
@require_GET
def today(request: Request) -> HttpResponse:
    """What needs this person today."""
    return show(request, "today.html", page={})


@login_required
@require_POST
def as_at(request: Request) -> HttpResponse:
    """Choose a day to look at, or come back to today; the one thing kept is in the session."""
    chosen = request.POST.get("day", "")
    try:
        day = datetime.date.fromisoformat(chosen)
    except ValueError:
        request.session.pop(AS_AT, None)
    else:
        if day < today_here():
            request.session[AS_AT] = day.isoformat()
        else:
            request.session.pop(AS_AT, None)
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "today")


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the server answers."""
    return HttpResponse("ok", content_type="text/plain")
