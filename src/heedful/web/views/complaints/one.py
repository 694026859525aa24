"""One complaint on a page: its promises, what happened, whether it happened before, and what comes next."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.core.permissions import Permission
from heedful.feedback.complaints.before import happened_before
from heedful.feedback.complaints.facts import complaint_facts, promises_of
from heedful.feedback.complaints.steps import next_step, other_steps
from heedful.feedback.complaints.story import Story, story_of
from heedful.feedback.models import Complaint
from heedful.web import places
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views.complaints.letters import letters_of, writable
from heedful.web.views.complaints.table import STEPS
from heedful.web.views.complaints.telling import before_line, headline, promise_line, timeline, waited
from heedful.web.views.nonconformities.opening import address_to_open_case

BESIDE = (
    "customer", "same_as", "independence_exception", "feedback__channel", "feedback__theme", "feedback__contact",
    "feedback__unit", "feedback__product", "feedback__logged_by", "feedback__response",
)  # fmt: skip


@login_required
@require_GET
def complaint(request: Request, pk: UUID) -> HttpResponse:
    """One complaint."""
    found = get_object_or_404(Complaint.objects.visible_to(request.person).select_related(*BESIDE), pk=pk)
    day = day_of(request)
    people = (found.owner_id, found.event_owner_id, found.investigator_id, found.nonconformity_decided_by_id)
    story = story_of(found, people)
    promises, letters = promises_of(found, story.told, on=day), letters_of(found)
    page = {
        "complaint": found,
        "trail": [{"label": "Complaints", "href": reverse("complaints:list")}, {"label": found.key}],
        "sentence": headline(found, promises),
        "promises": [promise_line(promise) for promise in promises],
        "before": before_line(happened_before(found)),
        "timeline": timeline(found, story, letters),
        "letters": letters,
        "writable": writable(found) if may(request, Permission.HANDLE_COMPLAINTS) else [],
        "people": _people(found, story),
        "facts": _facts(found),
        "handed": _handed(request, story),
        "earlier": [fact for fact in story.of("reopening") if fact.more],
        **_steps(request, found, story),
        "attached": attached(request, found),
    }
    _offer_to_open(request, found, page)
    return show(request, "complaints/one.html", page=page)


def _steps(request: Request, complaint: Complaint, story: Story) -> dict[str, Any]:
    """Say what comes next and what else can be done, where this person may do it."""
    if not may(request, Permission.HANDLE_COMPLAINTS):
        return {"primary": None, "others": []}
    (waiting,) = complaint_facts(on=day_of(request), complaints=[complaint])
    since = [
        fact for fact in story.of("attempt") if complaint.answered_at and fact.at and fact.at > complaint.answered_at
    ]
    first = next_step(complaint, waiting, contacts=len(since))
    others = other_steps(complaint, first, told=bool(story.told))
    if complaint.serious and complaint.waits and may(request, Permission.EXCEPT_INDEPENDENCE):
        others.append("exception")
    links = [_link(complaint, name) for name in others]
    if may(request, Permission.LEAD):
        links.append({"label": "I have read this", "href": reverse("leaders:read", args=[complaint.pk])})
    if may(request, Permission.ACT):
        query = urlencode({"source": complaint.ref, "title": complaint.summary})
        links.append({"label": "Open an action", "href": f"{reverse('improvement:open_action')}?{query}"})
    return {"primary": _link(complaint, first) if first else None, "others": links}


def _offer_to_open(request: Request, complaint: Complaint, page: dict[str, Any]) -> None:
    """Where it was decided that a requirement was not met, offer first to open the nonconformity, until it is there."""
    opened = any(places.split(thread.ref)[0] == "nonconformity" for thread in page["attached"]["threads"])
    if not complaint.nonconformity or opened or not may(request, Permission.PUT_RIGHT):
        return
    page["others"] = [*([page["primary"]] if page["primary"] else []), *page["others"]]
    page["primary"] = {"label": "Open the nonconformity", "href": address_to_open_case(complaint.ref)}


def _link(complaint: Complaint, name: str) -> dict[str, str]:
    return {"label": STEPS[name].label, "href": reverse("complaints:step", args=[complaint.pk, name])}


def _handed(request: Request, story: Story) -> list[dict[str, Any]]:
    """List what was handed up and waits; whom it was handed to may answer."""
    mine = str(request.person.pk.hex)
    return [
        {
            "to": story.name(fact.who), "words": fact.words, "at": fact.at, "days": waited(fact, day_of(request)),
            "href": reverse("complaints:escalation", args=[fact.pk])
            if fact.who.replace("-", "") == mine and may(request, Permission.HANDLE_COMPLAINTS) else "",
        }
        for fact in story.of("escalation")
        if fact.later is None
    ]  # fmt: skip


def _people(complaint: Complaint, story: Story) -> list[tuple[str, str]]:
    """Say who has to do with it."""
    concerned = ", ".join(story.name(fact.who) for fact in story.of("concerned"))
    named = [
        ("Sees it through", complaint.owner_id), ("Owns what happened", complaint.event_owner_id),
        ("Looks into it", complaint.investigator_id),
    ]  # fmt: skip
    rows = [(label, story.name(str(pk)) if pk else "") for label, pk in named]
    if concerned:
        rows.append(("Is about the doing of", concerned))
    if hasattr(complaint, "independence_exception"):
        rows.append(("Exception", complaint.independence_exception.reason))
    return rows


def _facts(complaint: Complaint) -> list[tuple[str, str]]:
    """Say what is known of it, leaving out what is not."""
    said = complaint.feedback
    rows = [
        ("Heard by", said.channel.name if said.channel else ""),
        ("From", said.contact.name if said.contact else said.sender),
        ("About", said.theme.name if said.theme else ""),
        ("Product or service", said.product.name if said.product else ""),
        ("Site", said.unit.name if said.unit else ""),
        ("Asks for", complaint.remedy_asked),
        ("Severity", complaint.get_severity_display() if complaint.severity else "not assessed"),
        ("Somebody could be hurt", {True: "yes", False: "no", None: ""}[complaint.safety]),
        ("Impact", complaint.impact),
        ("Code", complaint.code),
        ("Outcome", complaint.get_outcome_display() if complaint.outcome else ""),
        ("Redress", complaint.redress),
        ("Cost", f"{complaint.redress_cost:,}" if complaint.redress_cost is not None else ""),
        ("Satisfied with the handling", f"{complaint.handling_score} of 5" if complaint.handling_score else ""),
    ]
    return [(label, text) for label, text in rows if text]
