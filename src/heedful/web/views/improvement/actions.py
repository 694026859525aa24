"""Actions: who will have done what by when, whatever record it came from."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from heedful.core.find import ids_of, titles
from heedful.core.permissions import Permission
from heedful.improvement.models import Action, ActionState
from heedful.improvement.queries import action_counts
from heedful.web import places
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.improvement.forms import ActionFilters, DoneForm

TABS = {"mine": "Mine", "late": "Late", "open": "All open", "check": "To verify", "done": "Done", "dropped": "Dropped"}
ORDERS = {"what": "what", "owner": "owner__name", "due": "due_on", "opened": "opened_on"}


@login_required
@require_GET
def actions(request: Request) -> HttpResponse:
    """Actions by how they stand."""
    filters = ActionFilters(request.GET)
    many = action_counts(request.person, day_of(request))
    wanted = filters.chosen("show")
    wanted = wanted if wanted in TABS else "mine" if many["mine"] else "open"
    found = page_of(request, _chosen(request, wanted, filters.chosen("q")))
    page = {
        "sentence": says(many),
        "tabs": [_tab(request, name, many[name], wanted) for name in TABS],
        "shown": TABS[wanted],
        "page": found,
        "rows": _listed(found),
        "filters": filters,
        "clear": f"{request.path}?show={wanted}",
        "today": day_of(request),
        "any": many["all"],
        "may_act": may(request, Permission.ACT),
    }
    return show(request, "improvement/actions.html", page=page)


def _chosen(request: Request, wanted: str, words: str) -> QuerySet[Action]:
    """Take the actions of a tab, in the order that the address names."""
    still_open = Q(state=ActionState.OPEN)
    by_tab = {
        "mine": still_open & Q(owner=request.person),
        "late": still_open & Q(due_on__lt=day_of(request)),
        "open": still_open,
        "check": Q(state=ActionState.DONE, verified_on=None),
        "done": Q(state=ActionState.DONE),
        "dropped": Q(state=ActionState.DROPPED),
    }
    found = Action.objects.visible_to(request.person).filter(by_tab[wanted]).select_related("owner", "verified_by")
    if words:
        found = found.filter(pk__in=ids_of("action", words))
    return ordered(request, found, ORDERS, default="-opened" if wanted in ("done", "check", "dropped") else "due")


def _tab(request: Request, name: str, count: int, now: str) -> dict[str, Any]:
    """Make one tab, keeping the words that are looked for."""
    kept = {"show": name} | ({"q": request.GET["q"]} if request.GET.get("q") else {})
    return {"label": TABS[name], "href": f"?{urlencode(kept)}", "current": name == now, "count": count}


def _listed(found: Iterable[Action]) -> list[dict[str, Any]]:
    """Show each action with the record that it came from."""
    rows = list(found)
    named = titles(row.source for row in rows if row.source)
    return [{"action": row, "source": _origin(row.source, named)} for row in rows]


def _origin(source: str, named: Any) -> dict[str, str] | None:
    """Show where an action came from."""
    known = named.get(source)
    if not source or known is None:
        return None
    kind = places.word(places.split(source)[0])
    return {"kind": kind, "key": known.key, "title": known.title, "href": places.address(source)}


def says(many: dict[str, int]) -> str:
    """Say what is late, and what of it is one's own."""
    late, mine = many["late"], many["mine_late"]
    if late:
        said = f"{counted(late, 'action')} {'is' if late == 1 else 'are'} late"
        if mine:
            own = (
                "yours" if late == mine == 1 else "all yours" if late == mine else f"{number_word(mine)} of them yours"
            )
            said += f", {own}"
        return sentence(said)
    if many["open"]:
        return sentence(f"nothing is late; {counted(many['open'], 'action')} open")
    return "No action is open."


@login_required
@require_GET
def action(request: Request, pk: UUID) -> HttpResponse:
    """One action: what, who, by when, and what shows that it is done."""
    found = get_object_or_404(Action.objects.visible_to(request.person).select_related("owner", "verified_by"), pk=pk)
    still_open = found.state == ActionState.OPEN
    acting = may(request, Permission.ACT)
    page = {
        "action": found,
        "source": _origin(found.source, titles([found.source]) if found.source else {}),
        "today": day_of(request),
        "still_open": still_open,
        "form": bound(DoneForm, request, on=found, initial={"on": day_of(request)}) if still_open and acting else None,
        "may_act": acting and still_open,
        "escalations": list(found.escalations.select_related("to")),
        "may_escalate": acting and still_open and found.due_on < day_of(request),
        "may_extend": acting and still_open and found.owner_id != request.person.pk,
        "may_verify": acting and found.state == ActionState.DONE and not found.verified_on
        and found.owner_id != request.person.pk,
        "trail": [{"label": "Actions", "href": reverse("improvement:actions")}, {"label": found.key}],
        "person": request.person,
        "attached": attached(request, found),
    }  # fmt: skip
    return show(request, "improvement/action.html", page=page)
