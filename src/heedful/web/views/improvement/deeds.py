"""Pages that move an action on: opened, done, given more time, handed over, dropped, verified."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from heedful.core.find import titles
from heedful.improvement import commands, escalations
from heedful.improvement.models import Action, ActionEscalation
from heedful.leadership import acts
from heedful.web import places
from heedful.web.asking import ask, day_of
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.improvement import forms


def address_to_open(ref: str, title: str) -> str:
    """Give the address that opens an action from a record, with its first words."""
    return f"{reverse('improvement:open_action')}?{urlencode({'source': ref, 'title': title})}"


def to_action(action: Action) -> str:
    """Go back to an action."""
    return reverse("improvement:action", args=[action.pk])


def found(request: Request, pk: UUID) -> Action:
    """Find the action that the address names."""
    action: Action = get_object_or_404(Action.objects.visible_to(request.person), pk=pk)
    return action


def asked_about(action: Action, last: str, title: str, button: str, **more: Any) -> dict[str, Any]:
    """Lay out the page that asks something about an action."""
    trail = [
        {"label": "Actions", "href": reverse("improvement:actions")},
        {"label": str(action.key), "href": to_action(action)},
        {"label": last},
    ]
    lead = more.pop("lead", action.what)
    return {"trail": trail, "title": title, "lead": lead, "action": button, "back": to_action(action), **more}


@login_required
@require_http_methods(["GET", "POST"])
def open_action(request: Request) -> HttpResponse:
    """Open an action, on its own or from the record named in the address."""
    source = (request.POST if request.method == "POST" else request.GET).get("source", "")[:80].replace("\0", "")
    given = {"source": source, "what": request.GET.get("title", "")[:300], "owner": request.person.pk}
    form = bound(forms.OpenForm, request, initial=given)
    known = titles([source]).get(source) if source else None
    kind = places.word(places.split(source)[0]) if known else ""
    back = places.address(source) if known else reverse("improvement:actions")
    page = {
        "trail": [{"label": "Actions", "href": reverse("improvement:actions")}, {"label": "New"}],
        "title": "What is to be done?",
        "lead": f"It comes from the {kind} {known.key}: {known.title}" if known else "",
        "action": "Open the action",
        "back": back,
    }
    return ask(request, form, commands.open_action, page=page, then=to_action, said="The action is open.",
               more={"on": day_of(request)})  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def done(request: Request, pk: UUID) -> HttpResponse:
    """Say that an action is done, and what shows it."""
    action = found(request, pk)
    form = bound(forms.DoneForm, request, on=action, initial={"on": day_of(request)})
    page = asked_about(action, "Done", "Is it done?", "It is done")
    return ask(request, form, commands.complete_action, action, page=page, then=to_action, said="It is done.")


@login_required
@require_http_methods(["GET", "POST"])
def extend(request: Request, pk: UUID) -> HttpResponse:
    """Give an action more time."""
    action = found(request, pk)
    form = bound(forms.ExtendForm, request, on=action)
    page = asked_about(action, "More time", "How much more time does it need?", "Give it more time")
    return ask(request, form, commands.extend_action, action, page=page, then=to_action, said="It has more time.")


@login_required
@require_http_methods(["GET", "POST"])
def owner(request: Request, pk: UUID) -> HttpResponse:
    """Hand an action over."""
    action = found(request, pk)
    form = bound(forms.OwnerForm, request, on=action)
    page = asked_about(action, "Hand over", "Who will have done it?", "Hand it over")
    return ask(request, form, commands.change_owner, action, page=page, then=to_action, said="It is handed over.")


@login_required
@require_http_methods(["GET", "POST"])
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Drop an action with a reason."""
    action = found(request, pk)
    form = bound(forms.DropForm, request, on=action)
    page = asked_about(action, "Drop", "Why will it not be done?", "Drop it", danger=True)
    return ask(request, form, commands.drop_action, action, page=page, then=to_action, said="It is dropped.")


@login_required
@require_http_methods(["GET", "POST"])
def verify(request: Request, pk: UUID) -> HttpResponse:
    """Agree that an action is done."""
    action = found(request, pk)
    form = bound(forms.OnForm, request, on=action, initial={"on": day_of(request)})
    page = asked_about(action, "Verify", "Is it really done?", "I saw it: it is done", lead=action.evidence)
    return ask(request, form, commands.verify_action, action, page=page, then=to_action, said="It is verified.")


@login_required
@require_http_methods(["GET", "POST"])
def escalate(request: Request, pk: UUID) -> HttpResponse:
    """Hand an overdue action up."""
    action = found(request, pk)
    form = bound(forms.EscalateForm, request, on=action)
    page = asked_about(action, "Hand up", "Who above can help?", "Hand it up")
    return ask(request, form, escalations.escalate_action, action, page=page, then=lambda _: to_action(action),
               said="It is handed up.", more={"on": day_of(request)})  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def answer_escalation(request: Request, pk: UUID) -> HttpResponse:
    """Answer what was handed up."""
    rows = ActionEscalation.objects.visible_to(request.person).select_related("action")
    handed = get_object_or_404(rows, pk=pk)
    form = bound(forms.EscalationAnswerForm, request, on=handed)
    page = asked_about(handed.action, "Answer", "What do you decide?", "Answer it", lead=handed.reason)
    back = to_action(handed.action)
    return ask(request, form, acts.answer_action_escalation, handed, page=page, then=lambda _: back,
               said="It is answered.", more={"on": day_of(request)})  # fmt: skip
