"""Unhappy customers who allow it are called back by a day, and what was learned is written down."""

import datetime
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.organisation import current_organisation, working_calendar
from heedful.core.permissions import AccessRole, Permission
from heedful.feedback.models.responses import CallBack, Response


@command(needs=Permission.ANSWER_SURVEY)
def open_call_backs(responses: Sequence[Response], scores: dict[uuid.UUID, int], *, by: Actor) -> Sequence[CallBack]:
    """Ask somebody of ours to call each of these customers, in so many working days."""
    calendar, days = working_calendar(), current_organisation().call_back_days
    fallback: dict[datetime.date, Person | None] = {}
    found = []
    for response in responses:
        day = response.answered_on or calendar.day_of(response.answered_at)
        if day not in fallback:
            fallback[day] = quality_manager_on(day)
        found.append(
            CallBack(
                response=response, customer=response.customer, score=scores[response.pk], opened_on=day,
                due_on=calendar.add(day, days), owner=_owner_for(response) or fallback[day],
            )
        )  # fmt: skip
    add_all(found)
    record_all("callback.opened", found)
    return found


def _owner_for(response: Response) -> Person | None:
    """Choose who calls: who looks after the customer, else who answers for the method of the wave."""
    if response.customer is not None and response.customer.owner is not None:
        return response.customer.owner
    method = response.wave.method
    return method.owner if method is not None else None


def quality_manager_on(day: datetime.date) -> Person | None:
    """Find who is quality manager on a day."""
    held = Q(grants__role=AccessRole.QUALITY_MANAGER, grants__since__lte=day)
    return Person.objects.filter(held & (Q(grants__until=None) | Q(grants__until__gte=day))).order_by("pk").first()


@command(needs=Permission.LOG_FEEDBACK)
def record_call_back(
    call_back: CallBack, *, by: Actor, on: datetime.date, reached: bool, outcome: str, ask_again: bool = False
) -> CallBack:
    """Write down a call: whether the customer was reached, what came of it, and whether they may be asked again."""
    call_back = lock(call_back)
    _still_waits(call_back)
    if on < call_back.opened_on:
        raise ValidationError({"on": "The call cannot be older than the answer it is about."})
    if not outcome.strip():
        raise ValidationError({"outcome": "Say what came of the call."})
    if ask_again and not reached:
        raise ValidationError({"ask_again": "Only a customer who was reached can agree to be asked again."})
    call_back.called_on, call_back.reached, call_back.outcome = on, reached, outcome
    call_back.tries, call_back.ask_again = call_back.tries + 1, ask_again
    call_back.save(update_fields=["called_on", "reached", "outcome", "tries", "ask_again"])
    record("callback.made", call_back, on=on.isoformat(), reached=reached)
    return call_back


@command(needs=Permission.LOG_FEEDBACK)
def give_up_call_back(call_back: CallBack, *, by: Actor, on: datetime.date, reason: str) -> CallBack:
    """Call no more a customer who was not reached after as many tries as the organisation asks for."""
    call_back = lock(call_back)
    _still_waits(call_back)
    needed = current_organisation().call_back_tries
    if call_back.tries < needed:
        raise ValidationError(f"It is given up after {needed} tries at the earliest; {call_back.tries} made so far.")
    if call_back.called_on and on < call_back.called_on:
        raise ValidationError({"on": "It cannot be given up before the last try."})
    if not reason.strip():
        raise ValidationError({"reason": "Say why nobody calls any more."})
    call_back.given_up_on = on
    call_back.save(update_fields=["given_up_on"])
    record("callback.given_up", call_back, reason=reason, on=on.isoformat(), tries=call_back.tries)
    return call_back


def _still_waits(call_back: CallBack) -> None:
    """Refuse a call that has come to its end."""
    if call_back.reached:
        raise ValidationError(f"This customer was reached on {call_back.called_on:%-d %b %Y}.")
    if call_back.given_up_on:
        raise ValidationError(f"This call was given up on {call_back.given_up_on:%-d %b %Y}.")


@command(needs=Permission.RUN_SURVEYS)
def assign_call_back(call_back: CallBack, *, by: Actor, owner: Person) -> CallBack:
    """Give a call to somebody else."""
    call_back = lock(call_back)
    call_back.owner = owner
    call_back.save(update_fields=["owner"])
    record("callback.assigned", call_back, owner=owner.ref)
    return call_back
