"""Commands on support: what is asked of top management, what they decide, whether it arrives, and when they met."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import link, person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.office import leader, leads_on
from heedful.core.permissions import Permission
from heedful.improvement.commands import row_named
from heedful.leadership.models import SupportMeeting, SupportRequest


@command(needs=Permission.ASK_SUPPORT)
def ask_support(
    *, by: Actor, what: str, kind: str, asked_of: Person, on: datetime.date, why: str = "", source: str = "",
    asked_by: Person | None = None,
) -> SupportRequest:  # fmt: skip
    """Ask a member of top management for resources, time or a decision."""
    asker = asked_by or person_of(by)
    if asker is None:
        raise ValidationError("A person asks.")
    if not leads_on(asked_of, on):
        raise ValidationError({"asked_of": f"{asked_of.name} is not top management on {on}. Ask one who is."})
    if asker == asked_of:
        raise ValidationError({"asked_of": "You would ask yourself. Ask another member, or decide it."})
    if SupportRequest.objects.filter(what=what, asked_by=asker, decided_on=None).exists():
        raise ValidationError({"what": "You asked for this already; it waits to be decided."})
    origin = row_named(source) if source else None
    if source and origin is None:
        raise ValidationError({"source": "The record that this comes from is not there."})
    request = SupportRequest(
        what=what, why=why, kind=kind, source=source, asked_by=asker, asked_of=asked_of, asked_on=on, owner=asked_of
    )
    request.save()
    record("supportrequest.asked", request, on=on.isoformat(), of=asked_of.ref)
    if origin is not None:
        link(origin, by=by, target=request, relation="led to")
    return request


@command(needs=Permission.DECIDE_SUPPORT)
def decide_support(
    request: SupportRequest, *, by: Actor, granted: bool, on: datetime.date, reason: str = "",
    delivery_due_on: datetime.date | None = None,
) -> SupportRequest:  # fmt: skip
    """Grant or refuse what was asked; a refusal has a reason, a grant a day by which it arrives."""
    request = lock(request)
    if request.decided_on:
        raise ValidationError(f"It was decided on {request.decided_on}.")
    decider = leader(by, on, "decides this")
    if decider.pk == request.asked_by_id:
        raise ValidationError("You asked for this yourself. Another member of top management decides it.")
    if on < request.asked_on:
        raise ValidationError({"on": f"It was asked on {request.asked_on}; give that day or a later one."})
    if not granted and not reason.strip():
        raise ValidationError({"reason": "A refusal has a reason."})
    if not granted and delivery_due_on:
        raise ValidationError({"delivery_due_on": "What is refused does not arrive. Leave the day empty."})
    if granted and (delivery_due_on is None or delivery_due_on < on):
        raise ValidationError({"delivery_due_on": "Say by which day it arrives, not before the decision."})
    request.granted, request.decided_by, request.decided_on = granted, decider, on
    request.reason, request.delivery_due_on = reason, delivery_due_on
    request.save(update_fields=["granted", "decided_by", "decided_on", "reason", "delivery_due_on"])
    record("supportrequest.decided", request, on=on.isoformat(), granted=granted)
    return request


@command(needs=Permission.ASK_SUPPORT)
def deliver_support(request: SupportRequest, *, by: Actor, on: datetime.date) -> SupportRequest:
    """Say that what was granted has arrived; whoever granted it does not say so themselves."""
    request = lock(request)
    if request.delivered_on:
        raise ValidationError(f"It arrived on {request.delivered_on}.")
    if not request.granted or request.decided_on is None:
        how = "It was refused" if request.decided_on else "It is not decided yet"
        raise ValidationError(f"{how}; only what was granted can arrive.")
    if request.decided_by and by.ref == request.decided_by.ref:
        raise ValidationError(f"You granted it. {request.asked_by.name} says whether it arrived.")
    if on < request.decided_on:
        raise ValidationError({"on": f"It was granted on {request.decided_on}; give that day or a later one."})
    request.delivered_on = on
    request.save(update_fields=["delivered_on"])
    record("supportrequest.delivered", request, on=on.isoformat())
    return request


@command(needs=Permission.ASK_SUPPORT)
def hold_support_meeting(
    leader: Person, *, by: Actor, with_whom: Person, on: datetime.date, topics: str
) -> SupportMeeting:
    """Write down that a member of top management and whoever runs the system met, and about what."""
    wrong = {}
    if not leads_on(leader, on):
        wrong["leader"] = f"{leader.name} is not top management on {on}."
    if with_whom == leader:
        wrong["with_whom"] = "Two people meet."
    if not topics.strip():
        wrong["topics"] = "Say what it was about."
    if SupportMeeting.objects.filter(leader=leader, with_whom=with_whom, held_on=on).exists():
        wrong["on"] = "This meeting is written down already."
    if wrong:
        raise ValidationError(wrong)
    meeting = SupportMeeting(leader=leader, with_whom=with_whom, held_on=on, topics=topics)
    meeting.save()
    record("supportmeeting.held", meeting, on=on.isoformat())
    return meeting
