"""Sort what waits, one thing after the other, from the keyboard: what it may be is suggested, a person confirms it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.models import Feedback, Theme
from heedful.feedback.similar import similar
from heedful.feedback.sorting import Place, place_of, settle_feedback, waiting
from heedful.feedback.suggesting import LEAST, Suggestion, suggestions
from heedful.web.asking import must
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.feedback.forms import SettleForm
from heedful.web.views.feedback.room import language_name, spoken, trail

BESIDE = ("customer", "contact", "channel", "theme", "product", "response", "complaint")


@login_required
@require_GET
def first(request: Request) -> HttpResponse:
    """Go to what waits longest, or say that nothing waits."""
    must(request, Permission.SORT_FEEDBACK)
    rows = waiting(request.person)
    if rows and request.as_at is None:
        return redirect("feedback:sort_one", rows[0])
    return show(request, "feedback/sorted.html", page={"trail": trail(("Sort", ""))})


@login_required
@require_http_methods(["GET", "POST"])
def sort(request: Request, pk: UUID) -> HttpResponse:
    """One thing that waits, with what it may be; a POST sorts it and goes on to the next."""
    must(request, Permission.SORT_FEEDBACK)
    heard = get_object_or_404(Feedback.objects.visible_to(request.person).select_related(*BESIDE), pk=pk)
    place = place_of(pk, waiting(request.person))
    themes = list(Theme.objects.all())
    suggested = suggestions(heard, themes)
    form = bound(SettleForm, request, on=heard, initial=_begun(heard, suggested))
    form.fields["theme"].hold(themes)
    form.offer_kinds(heard)
    if request.method == "POST":
        done = carry_out(form, settle_feedback, heard, by=request.person, on=today())
        if done is not None:
            return _on(request, done, place)
    page = {
        "heard": heard, "form": form, "place": place, "trail": trail(("Sort", "")), "sentence": says(place),
        "reasons": _reasons(suggested), "similar": similar(heard), "language": spoken(heard), "least": LEAST,
    }  # fmt: skip
    return show(request, "feedback/sort.html", page=page, form=form)


def says(place: Place) -> str:
    """Say which of those that wait this is."""
    if not place.number:
        return "This one is sorted already."
    if place.many == 1:
        return "One thing waits to be sorted: this one."
    if place.number == 1:
        return sentence(f"{counted(place.many, 'thing')} wait to be sorted; this one the longest")
    return f"Number {place.number} of {place.many:,} that wait to be sorted."


def _begun(heard: Feedback, suggested: dict[str, Suggestion]) -> dict[str, Any]:
    """Begin with what is known, and where nothing was confirmed yet with what is suggested."""
    known = {
        "kind": heard.kind, "theme": heard.theme_id, "seems": heard.seems, "customer": heard.customer,
        "product": heard.product_id, "language": heard.language,
    }  # fmt: skip
    if heard.sorted_on is None:
        known |= {name: found.value for name, found in suggested.items() if name == "kind" or not known[name]}
    return known


def _reasons(suggested: dict[str, Suggestion]) -> dict[str, str]:
    """Say of each field what is suggested and why."""
    reasons = {name: f"{found.label}, {found.reason}" for name, found in suggested.items() if name != "language"}
    if "language" in suggested:
        reasons["language"] = f"{language_name(suggested['language'].value)}, because of its small words"
    return reasons


def _on(request: Request, done: Feedback, place: Place) -> HttpResponse:
    """Say how it was sorted, and go on to what came after it, or back to the first."""
    under = f" under {done.theme.name}" if done.theme else ""
    messages.success(request, f"{done.key} is sorted as {done.get_kind_display().lower()}{under}.")
    onward = place.after or place.before
    return redirect(reverse("feedback:sort_one", args=[onward]) if onward else reverse("feedback:sort"))
