"""You said, we did: finished work that came from customers, told to everybody outside."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from heedful.core.permissions import Permission
from heedful.improvement.commands import row_named
from heedful.satisfaction.models import YouSaid
from heedful.satisfaction.you_said import commands
from heedful.satisfaction.you_said.finished import finished, listed, why_not_told
from heedful.web import places
from heedful.web.asking import ask, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.knowing import trail, views
from heedful.web.lists import page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.knowing import forms
from heedful.web.views.leading.step import Step, as_it_stands, links, on_today, take

STEPS = {
    "publish": Step("Publish it", "Shall everybody read it?", "Publish it", "Everybody can read it now.",
                    commands.publish_you_said, lead="It stands on the public page, without an account.",
                    given=on_today),
    "change": Step("Say it better", "What did they say, and what did we do?", "Keep it", "It is kept.",
                   commands.change_you_said, forms.ChangeToldForm,
                   initial=as_it_stands("said", "did", "words", "words_of", "consent")),
    "withdraw": Step("Withdraw it", "Why is it shown no longer?", "Withdraw it", "Nobody outside sees it any longer.",
                     commands.withdraw_you_said, forms.BecauseForm, danger=True, initial=on_today),
}  # fmt: skip
WAITING = 25


@login_required
@require_GET
def told(request: Request) -> HttpResponse:
    """What is told, and what finished work could be told."""
    rows = YouSaid.objects.visible_to(request.person).select_related("published_by")
    shown = page_of(request, rows)
    waiting = listed(list(finished()[:WAITING])) if request.person.reads else []
    page = {
        "sentence": says(rows.filter(published_on__isnull=False, withdrawn_on=None).count(), len(waiting)),
        "page": shown,
        "waiting": waiting,
        "may_tell": may(request, Permission.TELL),
        "public": request.build_absolute_uri(reverse("satisfaction:you_said")),
        "views": views("satisfaction:told"),
    }
    return show(request, "satisfaction/told.html", page=page)


def says(many: int, waiting: int) -> str:
    """Say how much is told, and how much finished work waits to be told."""
    said = f"{counted(many, 'thing')} customers said {'is' if many == 1 else 'are'} answered in public"
    if not many:
        said = "nothing is told to customers in public yet"
    if not waiting:
        return sentence(said)
    more = f"{number_word(waiting)}{' and more' if waiting == WAITING else ''}"
    return sentence(f"{said}; {more} finished because of them {'is' if waiting == 1 else 'are'} not told")


def address(row: YouSaid) -> str:
    """Say where the page of one telling stands."""
    return reverse("satisfaction:told_one", args=[row.pk])


def _home() -> tuple[str, str]:
    return "You said, we did", reverse("satisfaction:told")


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One telling, as everybody would read it, and what may be done with it."""
    rows = YouSaid.objects.visible_to(request.person).select_related("published_by", "words_of")
    found = get_object_or_404(rows, pk=pk)
    names = ["withdraw", "change"] if found.shown else ["publish"] if found.withdrawn_on else ["publish", "change"]
    page = {
        "told": found,
        "steps": links(request, STEPS, names, "satisfaction:told_step", found),
        "source": {"href": places.address(found.source), "word": places.word(places.split(found.source)[0])},
        "public": request.build_absolute_uri(f"{reverse('satisfaction:you_said')}#{found.key}") if found.shown else "",
        "trail": trail(_home(), (str(found.key), "")),
        "attached": attached(request, found),
    }
    return show(request, "satisfaction/told_one.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Tell of finished work."""
    given = (request.POST if request.method == "POST" else request.GET).get("source", "")[:80].replace("\0", "")
    source: Any = row_named(given)
    what = getattr(source, "title", "")
    form = bound(forms.NewToldForm, request, initial={"source": given, "did": what})
    page = {
        "trail": trail(_home(), ("New", "")), "title": "What did they say, and what did we do?",
        "lead": f"{source.key}: {what}" if what and not why_not_told(given) else "Choose finished work first.",
        "action": "Write it down", "back": reverse("satisfaction:told"),
    }  # fmt: skip
    return ask(request, form, commands.draft_you_said, page=page, then=address,
               said="Written down. Nobody outside sees it until it is published.")  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with a telling."""
    found = get_object_or_404(YouSaid.objects.visible_to(request.person), pk=pk)
    return take(request, STEPS, name, found, trail=trail(_home(), (str(found.key), address(found))))


@require_safe
def public(request: Request) -> HttpResponse:
    """What customers said and what was done, for everybody."""
    shown = YouSaid.objects.filter(published_on__isnull=False, withdrawn_on=None).order_by("-published_on", "pk")
    return show(request, "satisfaction/you_said.html", page={"page": page_of(request, shown)})
