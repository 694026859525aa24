"""One opportunity: what it would bring and cost, and what was decided."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.improvement import opportunities as commands
from heedful.improvement.models import Opportunity
from heedful.web import places
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views.improvement.deeds import address_to_open
from heedful.web.views.nonconformities.opening import visible_row
from heedful.web.views.opportunities import forms


@dataclass(frozen=True)
class Step:
    """One step: how it is called, its button, and what it does."""

    label: str
    action: str
    said: str
    command: Any
    form: type[Form]


STEPS = {
    "change": Step("Describe it better", "Keep it", "It is kept.", commands.change_opportunity, forms.ChangeForm),
    "pursue": Step("Take it up", "Take it up", "It is taken up.", commands.pursue_opportunity, forms.PursueForm),
    "decline": Step(
        "Do not take it up", "Do not take it up", "It is decided.", commands.decline_opportunity, forms.DeclineForm
    ),
    "complete": Step("It is completed", "It is completed", "It is completed.", commands.complete_opportunity,
                     forms.CompleteForm),
    "evaluate": Step("Say what came of it", "Keep it", "It is evaluated.", commands.evaluate_opportunity,
                     forms.EvaluateForm),
}  # fmt: skip
NEXT = {"open": ["pursue", "decline", "change"], "pursued": ["complete", "decline", "change"],
        "completed": ["evaluate", "change"], "declined": ["change"]}  # fmt: skip


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One opportunity."""
    rows = Opportunity.objects.visible_to(request.person).select_related("process", "owner")
    found = get_object_or_404(rows, pk=pk)
    names = NEXT[found.state] if may(request, Permission.IMPROVE) and not found.evaluated_on else []
    links = [{"label": STEPS[name].label, "href": reverse("opportunities:step", args=[pk, name])} for name in names]
    acting = may(request, Permission.ACT) and found.state == "pursued"
    page = {
        "opportunity": found,
        "first": links[0] if links and found.state != "declined" else None,
        "others": links[1:] if found.state != "declined" else links,
        "action_address": address_to_open(found.ref, found.what) if acting else "",
        "trail": [{"label": "Opportunities", "href": reverse("opportunities:list")}, {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "opportunities/one.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Write an opportunity down, on its own or from the record named in the address."""
    source = (request.POST if request.method == "POST" else request.GET).get("source", "")[:80].replace("\0", "")
    origin = visible_row(request, source)
    kind = places.split(source)[0]
    given = {"on": day_of(request), "owner": request.person.pk}
    if origin is not None:
        given |= {"source": origin.ref, "what": getattr(origin, "title", "")[:300], "from_customer": kind == "feedback"}
    page = {
        "trail": [{"label": "Opportunities", "href": reverse("opportunities:list")}, {"label": "New"}],
        "title": "What could be won?",
        "lead": "A favourable circumstance that could raise satisfaction or conformity. What may go wrong is a risk.",
        "action": "Write it down",
        "back": places.address(source) if origin else reverse("opportunities:list"),
    }
    return ask(request, bound(forms.AddForm, request, initial=given), commands.add_opportunity, page=page,
               then=lambda seen: reverse("opportunities:one", args=[seen.pk]), said="It is written down.")  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """One step in the life of an opportunity."""
    known = STEPS.get(name)
    if known is None:
        raise Http404
    found = get_object_or_404(Opportunity.objects.visible_to(request.person), pk=pk)
    back = reverse("opportunities:one", args=[pk])
    given = {field: getattr(found, field) for field in ("what", "benefit", "cost", "from_customer")}
    form = bound(known.form, request, on=found, initial=given | {"on": today(), "process": found.process_id,
                                                                 "owner": found.owner_id})  # fmt: skip
    page = {
        "trail": [{"label": "Opportunities", "href": reverse("opportunities:list")},
                  {"label": found.key, "href": back}, {"label": known.label}],
        "title": known.label, "lead": found.what, "action": known.action, "back": back,
    }  # fmt: skip
    return ask(request, form, known.command, found, page=page, then=lambda _: back, said=known.said)
