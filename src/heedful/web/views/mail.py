"""Mails: what waits, what went, what failed and why; and what a person lets go again or holds back."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heedful.core import clock
from heedful.core.permissions import Permission
from heedful.notices.commands import drop_notice, send_again
from heedful.notices.models import Notice, NoticeState
from heedful.notices.queries import STUCK, counts_by_state, line_of_mail
from heedful.web.asking import ask, may
from heedful.web.fields import Filters, LineField
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show

TONES = {"sent": "good", "failed": "late", "perhaps": "warn", "waiting": "info", "sending": "info"}


class MailFilters(Filters):
    """Which mails to list."""

    state = forms.ChoiceField(label="Mails", choices=[("", "All"), *NoticeState.choices], required=False)


class HoldForm(VersionForm):
    """Why a mail is not sent."""

    reason = LineField("Why", max_length=300)


@login_required
@require_GET
def listed(request: Request) -> HttpResponse:
    """Every mail, the newest first, and how the mail server is."""
    _for_keepers(request)
    filters, counts = MailFilters(request.GET), counts_by_state()
    found = Notice.objects.visible_to(request.person).select_related(
        "person", "invitation__contact", "invitation__wave"
    )
    total = sum(counts.values())
    if state := filters.chosen("state"):
        found, total = found.filter(state=state), counts.get(state, 0)
    page: dict[str, Any] = {
        "page": page_of(request, found.order_by("-due_at", "pk"), count=total), "filters": filters, "total": total,
        "sentence": _sentence(counts), "line": line_of_mail(), "reads": request.person.reads,
        "may": may(request, Permission.SET_UP), "tones": TONES,
    }  # fmt: skip
    page["rows"] = [(notice, TONES.get(notice.state, "")) for notice in page["page"]]
    return show(request, "settings/mails.html", page=page)


def _for_keepers(request: Request) -> None:
    """Let in who reads records, and who keeps the settings."""
    if not (request.person.reads or request.person.may(Permission.SET_UP)):
        raise PermissionDenied(f"You may not {Permission.READ.label}.")


def _sentence(counts: dict[str, int]) -> str:
    """Say what wants a word of somebody, else what waits, else what went."""
    stuck = sum(counts.get(state, 0) for state in STUCK)
    if stuck:
        return sentence(f"{counted(stuck, 'mail wants', 'mails want')} a word of yours")
    if waiting := counts.get(NoticeState.WAITING, 0):
        return sentence(f"{counted(waiting, 'mail waits', 'mails wait')} to go out")
    sent = counts.get(NoticeState.SENT, 0)
    return sentence(f"Nothing waits; {counted(sent, 'mail')} went") if sent else "No mail has been written yet."


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One mail: for whom, what became of it, and what can be done."""
    _for_keepers(request)
    notice = _notice(request, pk)
    page = {
        "notice": notice, "tone": TONES.get(notice.state, ""), "reads": request.person.reads,
        "may": may(request, Permission.SET_UP), "stuck": notice.state in STUCK,
        "held": notice.state in (*STUCK, NoticeState.WAITING), "line": line_of_mail(),
        "history": reverse("history:of", args=["notice", pk]) if request.person.reads else "",
    }  # fmt: skip
    return show(request, "settings/mail.html", page=page)


@login_required
@require_POST
def again(request: Request, pk: UUID) -> HttpResponse:
    """Let a mail go once more."""
    notice = _notice(request, pk)
    seen = request.POST.get("version", "")
    if seen.isdecimal() and len(seen) < 10:
        notice.version = int(seen)
    send_again(notice, by=request.person, at=clock.now())
    messages.success(request, "It waits again, and goes out in the hours for mail.")
    return redirect("mail:one", pk)


@login_required
@require_http_methods(["GET", "POST"])
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Hold a mail back."""
    notice = _notice(request, pk)
    back = reverse("mail:one", args=[pk])
    trail = [{"label": "Settings", "href": reverse("settings")}, {"label": "Mails", "href": reverse("mail:list")}]
    page = {
        "trail": [*trail, {"label": "Hold back"}], "title": "Hold this mail back?", "action": "Hold it back",
        "back": back, "lead": "It stays in this list, with the reason.",
    }  # fmt: skip
    form = bound(HoldForm, request, on=notice)
    return ask(request, form, drop_notice, notice, page=page, then=lambda done: back, said="It will not go out.")


def _notice(request: Request, pk: UUID) -> Notice:
    """Find a mail."""
    rows = Notice.objects.visible_to(request.person).select_related(
        "person", "invitation__contact", "invitation__wave", "invitation__customer"
    )
    found: Notice = get_object_or_404(rows, pk=pk)
    return found
