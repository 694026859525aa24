"""Programs that may send us feedback: each with a token of its own, which is shown once."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.clients import admit_client, revoke_client
from heedful.feedback.models import ApiClient, Channel
from heedful.web.asking import ask, must
from heedful.web.fields import LineField, NamedField
from heedful.web.forms import VersionForm, bound, carry_out
from heedful.web.http import Request
from heedful.web.rooms import trail_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show


class AdmitForm(forms.Form):
    """A program that is to be let in."""

    name = LineField("Name", max_length=120, help_text="As people call it: shop, service desk, review site.")
    channel = NamedField(Channel.objects.none(), label="What it sends came by", required=False,
                         empty_label="No channel")  # fmt: skip

    def __init__(self, *args: Any, channels: QuerySet[Channel], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["channel"]
        choice.queryset = channels


class RevokeForm(VersionForm):
    """Why a program is let in no more."""

    reason = LineField("Why", max_length=300, required=False)


@login_required
@require_http_methods(["GET", "POST"])
def clients(request: Request) -> HttpResponse:
    """Every program, and one more; its token stands on the answer to this form and nowhere else."""
    must(request, Permission.SET_UP)
    channels = Channel.objects.visible_to(request.person).filter(closed_on=None)
    form = bound(AdmitForm, request, channels=channels)
    admitted = carry_out(form, admit_client, by=request.person, on=today())
    rows = ApiClient.objects.select_related("channel").order_by("revoked_on", "name")
    found = list(rows.annotate(many=Count("feedback"), last=Max("feedback__heard_at")))
    page = {
        "sentence": says(found), "rows": found, "trail": trail(), "admitted": admitted,
        "form": AdmitForm(channels=channels) if admitted else form,
        "address": request.build_absolute_uri(reverse("api:send")),
    }  # fmt: skip
    response = show(request, "settings/clients.html", page=page, form=None if admitted else form)
    response["Cache-Control"] = "private, no-store"
    return response


def says(found: list[Any]) -> str:
    """Say how many programs may send feedback."""
    many = sum(client.revoked_on is None for client in found)
    if not many:
        return "No program may send feedback."
    return sentence(f"{counted(many, 'program')} may send feedback")


@login_required
@require_http_methods(["GET", "POST"])
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """Let a program in no more."""
    must(request, Permission.SET_UP)
    found = get_object_or_404(ApiClient, pk=pk)
    back = reverse("clients")
    page = {
        "trail": trail((found.name, "")), "title": f"Revoke the token of {found.name}", "action": "Revoke it",
        "back": back, "danger": True, "lead": "What it sent stays. It is let in no more from now on.",
    }  # fmt: skip
    form = bound(RevokeForm, request, on=found)
    return ask(
        request, form, revoke_client, found, page=page, then=lambda _: back, said="The token is revoked.",
        more={"on": today()},
    )  # fmt: skip


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Say where these pages stand."""
    return trail_of(("Settings", reverse("settings")), ("Programs", reverse("clients") if steps else ""), *steps)
