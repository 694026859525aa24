"""Commands on what leaders say: customers are told what changed because they spoke."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.customers.models import Segment
from heedful.leadership.models import CommunicationAudience, CommunicationEvent


@command(needs=Permission.TELL)
def tell_customers(
    *, by: Actor, what: str, on: datetime.date, segments: Sequence[Segment], about_feedback: bool = True,
    reached: int | None = None, owner: Person | None = None,
) -> CommunicationEvent:  # fmt: skip
    """Record what customers of some segments were told, such as what changed because they spoke."""
    audience = list(dict.fromkeys(segments))
    if not audience:
        raise ValidationError({"segments": "Say which segments were told; at least one."})
    event = CommunicationEvent(what=what, told_on=on, about_feedback=about_feedback, reached=reached, owner=owner)
    event.save()
    record("communicationevent.sent", event, on=on.isoformat())
    for segment in audience:
        told = CommunicationAudience(event=event, segment=segment)
        told.save()
        record("communicationaudience.told", told)
    return event
