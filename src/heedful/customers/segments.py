"""Commands on segments: the groups by which we plan to hear customers."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.customers.models import Segment


@command(needs=Permission.KEEP_CUSTOMERS)
def add_segment(*, by: Actor, name: str, needs: str = "", owner: Person | None = None) -> Segment:
    """Add a group of customers who need the same."""
    segment = Segment(name=name.strip(), needs=needs, owner=owner)
    segment.save()
    record("segment.added", segment)
    return segment


@command(needs=Permission.KEEP_CUSTOMERS)
def change_segment(
    segment: Segment, *, by: Actor, name: str, needs: str, owner: Person | None = None, reason: str = ""
) -> Segment:
    """Change a segment's name, needs or owner."""
    segment = _in_use(lock(segment))
    segment.name, segment.needs, segment.owner = name.strip(), needs, owner
    segment.save(update_fields=["name", "needs", "owner"])
    record("segment.changed", segment, reason=reason)
    return segment


@command(needs=Permission.KEEP_CUSTOMERS)
def review_segment(segment: Segment, *, by: Actor, on: datetime.date, needs: str) -> Segment:
    """Look again at what the customers of a segment need; the words stay or are put right."""
    segment = _in_use(lock(segment))
    if not needs.strip():
        raise ValidationError({"needs": "Say what these customers need; a review without it has no result."})
    if segment.reviewed_on and (on < segment.reviewed_on or (on == segment.reviewed_on and needs == segment.needs)):
        raise ValidationError({"on": f"It was reviewed on {segment.reviewed_on} already."})
    segment.needs, segment.reviewed_on = needs, on
    segment.save(update_fields=["needs", "reviewed_on"])
    record("segment.reviewed", segment, on=on.isoformat())
    return segment


@command(needs=Permission.KEEP_CUSTOMERS)
def retire_segment(segment: Segment, *, by: Actor, on: datetime.date) -> Segment:
    """Retire a segment that holds no customers any more; what was heard from it stays."""
    segment = _in_use(lock(segment))
    held = segment.customers.filter(left_on=None).count()
    if held:
        raise ValidationError(f"It still holds {held} customer{'' if held == 1 else 's'}. Move them first.")
    segment.retired_on = on
    segment.save(update_fields=["retired_on"])
    record("segment.retired", segment, on=on.isoformat())
    return segment


def _in_use(segment: Segment) -> Segment:
    """Refuse to change what is retired."""
    if segment.retired_on:
        raise ValidationError(f"This segment was retired on {segment.retired_on}.")
    return segment
