"""The inbox: everything heard, found again by words, kind, channel and day, and sorted many at once."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from heedful.core.find import ids_of
from heedful.core.models import Unit
from heedful.core.organisation import today, working_calendar
from heedful.core.permissions import Permission
from heedful.feedback.inbox import sort_many
from heedful.feedback.models import Channel, Feedback, Kind, Severity, Theme
from heedful.feedback.sorting import WAITING
from heedful.web.asking import may, must
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.templatetags.components import day_in_words
from heedful.web.views.feedback.forms import InboxFilters
from heedful.web.views.feedback.room import tabs, theme_choices

ORDERS = {"heard": "heard_at", "kind": "kind", "customer": "customer__name", "theme": "theme__name"}
BESIDE = ("customer", "channel", "theme", "response", "complaint")
MANY = 200


@login_required
@require_GET
def inbox(request: Request) -> HttpResponse:
    """Everything heard."""
    filters, themes = InboxFilters(request.GET), list(Theme.objects.all())
    filters.offer(themes, list(Channel.objects.all()), list(Unit.objects.all()))
    rows = _filtered(Feedback.objects.visible_to(request.person), filters, request)
    counts = rows.aggregate(all=Count("pk"), unsorted=Count("pk", WAITING), oldest=Min("heard_at", filter=WAITING))
    rows = ordered(request, rows.select_related(*BESIDE), ORDERS, default="-heard")
    page = {
        "sentence": says(counts, filtered=bool(filters.changed_data)),
        "page": page_of(request, rows, count=counts["all"]),
        "filters": filters,
        "tabs": tabs("feedback:inbox"),
        "verbs": _verbs(themes) if may(request, Permission.SORT_FEEDBACK) else [],
        "may_sort": counts["unsorted"] and may(request, Permission.SORT_FEEDBACK),
        "may_log": may(request, Permission.LOG_FEEDBACK),
        "none": not counts["all"] and not filters.changed_data,
    }
    return show(request, "feedback/inbox.html", page=page)


def says(counts: Mapping[str, Any], *, filtered: bool) -> str:
    """Say how much waits to be sorted, and since when."""
    every, unsorted = counts["all"], counts["unsorted"]
    if not every:
        return "Nothing like this was heard." if filtered else "Nothing is logged yet."
    if not unsorted:
        return sentence(f"{counted(every, 'thing')} heard; nothing waits to be sorted")
    since = day_in_words(working_calendar().day_of(counts["oldest"]))
    if every == 1:
        return f"One thing waits to be sorted, since {since}."
    waits = "waits" if unsorted == 1 else "wait"
    return sentence(f"{number_word(unsorted)} of {every:,} {waits} to be sorted, the oldest since {since}")


@login_required
@require_POST
def sort_chosen(request: Request) -> HttpResponse:
    """Sort those that were chosen, all in one way, and come back to the same list."""
    must(request, Permission.SORT_FEEDBACK)
    back = f"{reverse('feedback:inbox')}?{request.GET.urlencode()}"
    what, _, value = request.POST.get("verb", "").partition(":")
    items = list(Feedback.objects.visible_to(request.person).filter(pk__in=_chosen(request)))
    theme = Theme.objects.filter(pk=value).first() if what == "theme" and _is_id(value) else None
    kind = value if what == "kind" else ""
    seems = int(value) if what == "seems" and value in map(str, Severity.values) else None
    try:
        done = sort_many(items, by=request.person, on=today(), kind=kind, theme=theme, seems=seems)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, sentence(f"{counted(len(done), 'thing')} sorted"))
    return redirect(back)


def _chosen(request: Request) -> Sequence[str]:
    """Read which rows were chosen; what is no id is nothing."""
    return [pk for pk in request.POST.getlist("chosen")[:MANY] if _is_id(pk)]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _verbs(themes: Sequence[Theme]) -> list[tuple[str, str]]:
    """Offer every kind and every theme to sort by."""
    kinds = [(f"kind:{value}", f"as {label.lower()}") for value, label in Kind.choices if value != Kind.COMMENT]
    serious = [(f"seems:{value}", f"as seeming {label.lower()}") for value, label in Severity.choices]
    return [*((f"theme:{pk}", f"under {name}") for pk, name in theme_choices(themes)), *kinds, *serious]


def _filtered(rows: Any, filters: InboxFilters, request: Request) -> Any:
    """Keep what the address asks for."""
    if words := filters.chosen("q"):
        rows = rows.filter(pk__in=ids_of("feedback", words))
    for name in ("kind", "channel", "unit", "customer"):
        if chosen := filters.chosen(name):
            rows = rows.filter(**{name: chosen})
    if theme := filters.chosen("theme"):
        rows = rows.filter(theme=None if theme == "none" else theme)
    if shown := filters.chosen("show"):
        rows = rows.filter(WAITING) if shown == "unsorted" else rows.filter(logged_by=request.person)
    days, one = working_calendar(), datetime.timedelta(days=1)
    if since := filters.chosen("since"):
        rows = rows.filter(heard_at__gt=days.end(since - one))
    if until := filters.chosen("until"):
        rows = rows.filter(heard_at__lte=days.end(until))
    return rows
