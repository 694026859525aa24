"""What was told to customers, and what is done for them."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q

from heedful.audits.reading.programme import analyses
from heedful.audits.window import AsOf
from heedful.improvement.models import Action, ActionState
from heedful.leadership.models import CommunicationAudience


def told_segments(as_of: AsOf) -> set[uuid.UUID]:
    """Read which segments were told within twelve months what changed because customers spoke."""
    rows = CommunicationAudience.objects.filter(
        event__about_feedback=True, event__told_on__gt=as_of.w12.after, event__told_on__lte=as_of.day
    )
    return set(rows.values_list("segment_id", flat=True))


@dataclass(frozen=True)
class Doing:
    """An action that came from a segment or from an analysis."""

    pk: uuid.UUID
    source: str
    owned: bool
    open: bool
    dropped: bool
    opened_on: datetime.date
    due_on: datetime.date


def actions(as_of: AsOf) -> list[Doing]:
    """Read the actions that came from segments and from analyses, or that an analysis was decided to lead to."""
    decided = [a.led_to.removeprefix("action/") for a in as_of.once(analyses) if a.led_to.startswith("action/")]
    came_from = Q(source__startswith="segment/") | Q(source__startswith="analysis/")
    rows = Action.objects.filter(came_from | Q(pk__in=decided))
    columns = ("pk", "source", "owner_id", "state", "opened_on", "due_on")
    return [
        Doing(pk, source, owner is not None, state == ActionState.OPEN, state == ActionState.DROPPED, opened, due)
        for pk, source, owner, state, opened, due in rows.filter(opened_on__lte=as_of.day)
        .order_by("opened_on", "pk").values_list(*columns)
    ]  # fmt: skip
