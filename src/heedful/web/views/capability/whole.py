"""The capability of the feedback process on one page, and the accounts with how long each was silent."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.satisfaction.capability.accounts import Account
from heedful.satisfaction.capability.whole import Capability, capability
from heedful.web import capable
from heedful.web.asking import day_of
from heedful.web.fields import Filters, offer
from heedful.web.http import Request
from heedful.web.knowing import trail
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show

SHOWN = 10
"""So many silent customers stand on the page; all stand in the list of accounts."""


@login_required
@require_GET
def whole(request: Request) -> HttpResponse:
    """Whom the process reaches, how sharp it is, what it would notice, and what came of it."""
    day = day_of(request)
    found = capability(day)
    kind = "share" if found.topic and not found.topic.recommends else "nps"
    page = {
        "found": found, "sentence": capable.headline(found), "lead": capable.lead(found), "kind": kind,
        "facts": capable.noticed(found.noticing), "reached": capable.reached(found),
        "alike": capable.alike(found.likeness), "funnel": capable.funnel(found.funnel),
        "rates": capable.rates(found.funnel),
        "silence": capable.hidden_by_silence(found.late, found.evenness, kind),
        "by_segment": capable.by_segment(found), "quiet": [capable.account(a, day) for a in found.silent[:SHOWN]],
        "process": found.deeds.process, "tabs": capable.tabs("capability:whole"),
        "trail": trail(("Capability", "")), "today": day,
    }  # fmt: skip
    return show(request, "capability/whole.html", page=page)


class AccountFilters(Filters):
    """Which accounts are looked at."""

    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "All"), ("silent", "Silent for twelve months"), ("never", "Never heard")],
    )
    segment = forms.ChoiceField(label="Segment", required=False)


@login_required
@require_GET
def accounts(request: Request) -> HttpResponse:
    """Every customer with how long ago they were heard, the longest silent first."""
    day = day_of(request)
    found = capability(day)
    filters = AccountFilters(request.GET)
    names = sorted(((name, str(pk)) for pk, name in found.names.items() if pk not in found.deeds.retired))
    offer(filters, "segment", [("", "All"), *((pk, name) for name, pk in names)])
    rows = capable.ages(_chosen(found, filters), day)
    listed = page_of(request, rows)
    page: dict[str, Any] = {
        "sentence": _says(found), "page": listed, "rows": [capable.account(row, day) for row in listed.object_list],
        "filters": filters, "none": not found.accounts, "tabs": capable.tabs("capability:accounts"),
        "names": found.names, "trail": trail(("Last heard", "")),
    }  # fmt: skip
    return show(request, "capability/accounts.html", page=page)


def _says(found: Capability) -> str:
    """Say how many are silent."""
    if not found.accounts:
        return "There is no customer yet."
    quiet = len(found.silent)
    if not quiet:
        return sentence(f"each of {counted(len(found.accounts), 'customer')} was heard within twelve months")
    return sentence(f"{counted(quiet, 'customer')} of {len(found.accounts):,} silent for twelve months")


def _chosen(found: Capability, filters: AccountFilters) -> list[Account]:
    """Keep the accounts that the filters ask for."""
    rows = list(found.silent if filters.chosen("show") == "silent" else found.accounts)
    if filters.chosen("show") == "never":
        rows = [row for row in rows if row.heard_on is None]
    if segment := filters.chosen("segment"):
        rows = [row for row in rows if str(row.segment) == segment]
    return rows
