"""One thing heard: the words, who said them, what is like it, and how it is sorted."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.inbox import PLACED, place_feedback, sort_feedback
from heedful.feedback.models import Feedback, Theme
from heedful.feedback.similar import similar
from heedful.web.asking import ask, may, must
from heedful.web.attached import attached
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views.feedback.forms import PlaceForm, SortForm
from heedful.web.views.feedback.room import spoken, trail

BESIDE = (
    "customer", "contact", "channel", "theme", "unit", "product", "logged_by", "response", "complaint", "interaction",
    "client",
)  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One thing heard; a POST sorts it."""
    heard = get_object_or_404(Feedback.objects.visible_to(request.person).select_related(*BESIDE), pk=pk)
    if request.method == "POST":
        must(request, Permission.SORT_FEEDBACK)
    form = bound(SortForm, request, on=heard, initial=_as_sorted(heard))
    form.fields["theme"].hold(Theme.objects.all())
    done = carry_out(form, sort_feedback, heard, by=request.person, on=today()) if request.method == "POST" else None
    if done is not None:
        heard = Feedback.objects.visible_to(request.person).select_related(*BESIDE).get(pk=pk)
        form = SortForm(initial={"version": heard.version, **_as_sorted(heard)})
        form.fields["theme"].hold(Theme.objects.all())  # type: ignore[attr-defined]
    page = {
        "heard": heard,
        "trail": trail((str(heard.key), "")),
        "form": form,
        "sorted_now": done is not None,
        "may_sort": may(request, Permission.SORT_FEEDBACK),
        "may_place": may(request, Permission.LOG_FEEDBACK),
        "facts": _facts(heard),
        "similar": similar(heard),
        "attached": attached(request, heard),
    }
    return show(request, "feedback/one.html", page=page, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def place(request: Request, pk: UUID) -> HttpResponse:
    """Put right who said it, by which channel and about what."""
    heard = get_object_or_404(Feedback.objects.visible_to(request.person).select_related("customer"), pk=pk)
    initial = {name: getattr(heard, name) for name in PLACED if name != "interaction"}
    form = bound(PlaceForm, request, on=heard, initial=initial)
    form.offer_contacts(heard.customer)
    back = reverse("feedback:one", args=[pk])
    page = {
        "trail": trail((str(heard.key), back), ("Put right", "")), "title": "Who said it, and about what?",
        "lead": "The words stay as they were said.", "action": "Save", "back": back,
    }  # fmt: skip
    return ask(
        request,
        form,
        place_feedback,
        heard,
        page=page,
        then=lambda _: back,
        said="Saved.",
        template="feedback/place.html",
    )


def _as_sorted(heard: Feedback) -> dict[str, Any]:
    """Begin with how it is sorted."""
    return {"kind": heard.kind, "theme": heard.theme_id, "seems": heard.seems}


def _facts(heard: Feedback) -> list[tuple[str, str]]:
    """Say what is known of it, leaving out what is not."""
    named = {
        "Customer": heard.customer, "From": heard.contact, "Heard by": heard.channel, "About": heard.theme,
        "Product or service": heard.product, "Site": heard.unit, "At": heard.interaction, "Logged by": heard.logged_by,
    }  # fmt: skip
    rows = [(label, row.title) for label, row in named.items() if row is not None]
    if heard.sender:
        rows.append(("From", heard.sender))
    if language := spoken(heard):
        rows.append(("Language", language))
    if heard.first_kind != heard.kind:
        rows.append(("First sorted as", heard.get_first_kind_display()))
    if heard.seems:
        rows.append(("It seems", heard.get_seems_display().lower()))
    if heard.client:
        rows.append(("Sent by", heard.client.name))
    if heard.imported:
        rows.append(("Came by", "an import"))
    return rows
