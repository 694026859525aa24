"""A draw made once more, from the list as it stands and the seed that was kept."""

from dataclasses import dataclass

from django.db.models import Q

from heedful.feedback.models.surveys import Disposition, Draw, DrawnHow, Invitation
from heedful.feedback.surveys import sampling


@dataclass(frozen=True)
class Repeated:
    """The list that was drawn from, who was drawn, and whether the seed draws the same people again."""

    listed: list[Invitation]
    drawn: set[object]
    list_stands: bool
    same: bool


def draw_again(draw: Draw) -> Repeated:
    """Draw once more; where the list has changed since, that shows by its fingerprint."""
    then = Q(draw__number__gte=draw.number) | Q(draw=None, disposition=Disposition.NOT_ASKED)
    rows = Invitation.objects.filter(then, wave=draw.wave_id).order_by("contact_id", "pk")
    listed = list(rows.select_related("contact", "segment"))
    drawn: set[object] = {found.pk for found in listed if found.draw_id == draw.pk}
    stands = sampling.fingerprint([found.contact_id for found in listed]) == draw.list_is
    again = {found.pk for found in _drawn(draw, listed)} if stands else set()
    return Repeated(listed, drawn, stands, stands and again == drawn)


def _drawn(draw: Draw, listed: list[Invitation]) -> list[Invitation]:
    """Draw from a list as it was drawn then."""
    if draw.seed is None:
        return listed
    if draw.how == DrawnHow.STRATIFIED:
        return sampling.stratified(listed, [found.segment_id for found in listed], draw.size, draw.seed)
    return sampling.simple(listed, draw.size, draw.seed)
