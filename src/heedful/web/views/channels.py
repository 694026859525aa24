"""Channels: how customers speak to us, who answers, and when somebody last tried."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback import channels as commands
from heedful.feedback.models import Channel, ChannelKind, ChannelTest, Feedback
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.fields import DayField, LineField, PersonField, WordsField
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.speak_words import NAMES
from heedful.web.views.feedback.room import language_name, tabs, trail


class ChannelForm(VersionForm):
    """A way to speak to us."""

    name = LineField("Name", max_length=120)
    kind = forms.ChoiceField(label="Kind", choices=ChannelKind.choices)
    address = LineField("Address, as customers find it", max_length=200, required=False)
    languages = LineField("Languages served", max_length=60, initial="en", help_text="Codes with spaces: en nb.")
    owner = PersonField("Who answers", required=False)
    deputy = PersonField("Who stands in", required=False)
    authority = LineField(
        "What they may grant without asking", max_length=300, required=False,
        help_text="Such as: a replacement or a credit note up to 200 euro; more is for the head of service.",
    )  # fmt: skip
    free_of_charge = forms.BooleanField(label="It costs the customer nothing", required=False, initial=True)
    accessible = forms.BooleanField(
        label="No barrier is known",
        required=False,
        initial=True,
        help_text="For people who hear, see or move less well.",
    )


class OpenForm(ChannelForm):
    """The same, with the day it opened."""

    opened_on = DayField("Open since")


class CloseForm(VersionForm):
    """From when on it is closed."""

    on = DayField("Closed on")
    reason = LineField("Why", max_length=300, required=False)


class TestForm(VersionForm):
    """Somebody tried the channel as a customer would."""

    on = DayField("Tried on")
    tester = PersonField("Who tried")
    language = LineField("In which language", max_length=10)
    passed = forms.TypedChoiceField(
        label="Was it answered as a customer would want?", choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    note = WordsField("What you noticed", required=False)


@dataclass(frozen=True)
class Line:
    """A channel in the list, with when it is to be tried again."""

    channel: Channel
    due_on: datetime.date
    overdue: bool
    never: bool
    failed: bool
    untried: str


def _lines(rows: Sequence[Any], day: datetime.date) -> list[Line]:
    """Say of each channel when somebody is to try it again, and in which of its languages nobody has."""
    passed: dict[UUID, set[str]] = {}
    for pk, language in (
        ChannelTest.objects.filter(passed=True).order_by().values_list("channel", "language").distinct()
    ):
        passed.setdefault(pk, set()).add(language)
    lines = []
    for channel in rows:
        due = commands.trial_due_on(channel, channel.last_passed)
        never = channel.last_passed is None
        untried = "" if never else _untried(channel, passed.get(channel.pk, set()))
        lines.append(Line(channel, due, never or due < day, never, channel.last_result is False, untried))
    return lines


def _untried(channel: Channel, passed: set[str]) -> str:
    """Name the languages of a channel in which no test was passed."""
    return ", ".join(language_name(code) for code in channel.languages.split() if code not in passed)


@login_required
@require_GET
def channels(request: Request) -> HttpResponse:
    """Every channel: open ones first."""
    tests = ChannelTest.objects.filter(channel=OuterRef("pk")).order_by("-tested_on", "-pk")
    heard = Feedback.objects.filter(channel=OuterRef("pk")).order_by().values("channel").annotate(many=Count("pk"))
    rows = (
        Channel.objects.visible_to(request.person).select_related("owner", "deputy").order_by("closed_on", "name")
        .annotate(last_passed=Subquery(tests.filter(passed=True).values("tested_on")[:1]))
        .annotate(last_result=Subquery(tests.values("passed")[:1]), heard=Subquery(heard.values("many")))
    )  # fmt: skip
    every = list(rows)
    day = day_of(request)
    lines = _lines([c for c in every if not c.closed_on], day)
    page = {
        "sentence": says(lines),
        "lines": lines,
        "closed": [channel for channel in every if channel.closed_on],
        "tabs": tabs("feedback:channels"),
        "may_change": may(request, Permission.PLAN_FEEDBACK),
        "today": day,
    }
    return show(request, "feedback/channels.html", page=page)


def says(lines: Sequence[Line]) -> str:
    """Say how many are open and how many nobody tried lately."""
    if not lines:
        return "No channel is open."
    untried = sum(line.overdue for line in lines)
    first = f"{counted(len(lines), 'channel')} {'is' if len(lines) == 1 else 'are'} open"
    if not untried:
        return sentence(f"{first}; each was tried within {commands.TEST_EVERY_DAYS} days")
    return sentence(f"{first}; {number_word(untried)} {'needs' if untried == 1 else 'need'} to be tried")


@login_required
@require_GET
def channel(request: Request, pk: UUID) -> HttpResponse:
    """One channel, with how it was tried."""
    rows = Channel.objects.visible_to(request.person).select_related("owner", "deputy")
    found = get_object_or_404(rows.annotate(heard=Count("feedback")), pk=pk)
    tests = list(found.tests.select_related("tester")[:50])
    passed = next((test.tested_on for test in tests if test.passed), None)
    page = {
        "channel": found,
        "trail": trail(("Channels", reverse("feedback:channels")), (str(found.key), "")),
        "tests": tests,
        "due_on": commands.trial_due_on(found, passed),
        "never": passed is None,
        "today": day_of(request),
        "facts": _facts(found),
        "untried": _untried(found, {test.language for test in tests if test.passed}) if passed else "",
        "wordless": _wordless(found),
        "may_change": may(request, Permission.PLAN_FEEDBACK) and not found.closed_on,
        "may_try": may(request, Permission.LOG_FEEDBACK) and not found.closed_on,
        "letters": list(found.letters.select_related("feedback")[:25]) if found.kind == ChannelKind.EMAIL else [],
        "attached": attached(request, found),
    }
    return show(request, "feedback/channel.html", page=page)


def _wordless(found: Channel) -> str:
    """Name the languages that the public form should serve and has no words in."""
    if found.kind != ChannelKind.FORM or found.closed_on:
        return ""
    return ", ".join(language_name(code) for code in found.languages.split() if code not in NAMES)


def _facts(found: Any) -> list[tuple[str, str]]:
    """Say what customers and colleagues need to know of it."""
    return [
        ("Kind", found.get_kind_display()),
        ("Address", found.address),
        ("Languages", ", ".join(map(language_name, found.languages.split()))),
        ("Answers", found.owner.name if found.owner else ""),
        ("Stands in", found.deputy.name if found.deputy else ""),
        ("May grant without asking", found.authority or "not said"),
        ("Costs the customer", "nothing" if found.free_of_charge else "something"),
        ("Barriers", "none known" if found.accessible else "there are some"),
        ("Heard by it", f"{found.heard:,}"),
    ]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Open a channel."""
    form = bound(OpenForm, request, initial={"opened_on": today()})
    back = reverse("feedback:channels")
    page = _page(back, "Open a channel", "Open it")
    return ask(request, form, commands.open_channel, page=page, then=_to, said="The channel is open.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a channel."""
    found = get_object_or_404(Channel.objects.visible_to(request.person), pk=pk)
    form = bound(ChannelForm, request, on=found, initial={name: getattr(found, name) for name in commands.CHANGEABLE})
    page = _page(_to(found), f"Change {found.name}", "Save")
    return ask(request, form, commands.change_channel, found, page=page, then=_to, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a channel."""
    found = get_object_or_404(Channel.objects.visible_to(request.person), pk=pk)
    form = bound(CloseForm, request, on=found, initial={"on": today()})
    page = _page(_to(found), f"Close {found.name}", "Close it") | {
        "lead": "What was heard by it stays.",
        "danger": True,
    }
    return ask(request, form, commands.close_channel, found, page=page, then=_to, said="It is closed.")


@login_required
@require_http_methods(["GET", "POST"])
def try_out(request: Request, pk: UUID) -> HttpResponse:
    """Record that somebody tried a channel."""
    found = get_object_or_404(Channel.objects.visible_to(request.person), pk=pk)
    begun = {"on": today(), "tester": request.person.pk, "language": found.languages.split()[0]}
    form = bound(TestForm, request, on=found, initial=begun)
    page = _page(_to(found), f"Try {found.name}", "Keep the test")
    page["lead"] = "Call, write or fill it in as a customer would; then say what came of it."
    return ask(
        request, form, commands.try_channel, found, page=page, then=lambda _: _to(found), said="The test is kept."
    )


def _to(found: Channel) -> str:
    return reverse("feedback:channel", args=[found.pk])


def _page(back: str, title: str, action: str) -> dict[str, Any]:
    steps = trail(("Channels", reverse("feedback:channels")), (title, ""))
    return {"trail": steps, "title": title, "action": action, "back": back}
