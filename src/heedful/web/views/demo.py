"""The demo's door: one press lets anybody in. It is there only in a demo folder."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from heedful.core.models import Account, Organisation
from heedful.demo.entries import demo_entries, public_links


@require_GET
def door(request: HttpRequest) -> HttpResponse:
    """Show whom one can be, and what a customer sees."""
    if not settings.DEMO:
        raise Http404
    page = {"entries": demo_entries(), "links": public_links(), "house": Organisation.objects.first()}
    return render(request, "demo/door.html", page)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Let somebody in as one of the people of the demo."""
    if not settings.DEMO:
        raise Http404
    known = {entry.email for entry in demo_entries()}
    email = request.POST.get("email", "")
    account = Account.objects.filter(email=email).first() if email in known else None
    if account is None:
        raise Http404
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("today")
