"""Sort one thing after the other: all that is known of it in one press, and which one waits next."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from types import EllipsisType
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from heedful.core.actors import Actor, Reader
from heedful.core.attached import link
from heedful.core.commands import command
from heedful.core.models import Link
from heedful.core.permissions import Permission
from heedful.customers.models import Customer, Product
from heedful.feedback.inbox import place_feedback, sort_feedback
from heedful.feedback.models import Feedback, Theme
from heedful.requirements.models import Requirement

WAITING = Q(sorted_on=None, imported=False)
"""What waits to be sorted; what was brought in from elsewhere was heard and sorted there."""


@dataclass(frozen=True)
class Place:
    """Where one thing stands among those that wait, oldest first, and which stand around it."""

    number: int
    many: int
    before: UUID | None
    after: UUID | None


@command(needs=Permission.SORT_FEEDBACK)
def settle_feedback(
    feedback: Feedback, *, by: Actor, on: datetime.date, kind: str = "", theme: Theme | None = None,
    seems: int | EllipsisType | None = ..., customer: Customer | None = None, product: Product | None = None,
    language: str = "", requirement: Requirement | None = None,
) -> Feedback:  # fmt: skip
    """Sort a thing, and say in the same press who said it and about which product and requirement."""
    wanted = {"customer": customer, "product": product, "language": language.strip().lower()}
    changes = {name: value for name, value in wanted.items() if value != getattr(feedback, name)}
    if changes:
        feedback = place_feedback(feedback, by=by, **changes)
    if requirement is not None:
        _tie(feedback, requirement, by)
    return sort_feedback(feedback, by=by, on=on, kind=kind, theme=theme, seems=seems)


def waiting(person: Reader | None) -> list[UUID]:
    """List what waits to be sorted, oldest first."""
    rows = Feedback.objects.visible_to(person).filter(WAITING).order_by("heard_at", "pk")
    return list(rows.values_list("pk", flat=True))


def place_of(pk: UUID, rows: Sequence[UUID]) -> Place:
    """Find where a thing stands among those that wait; one that waits no longer stands before them all."""
    if pk not in rows:
        return Place(0, len(rows), None, rows[0] if rows else None)
    at = rows.index(pk)
    return Place(at + 1, len(rows), rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None)


def _tie(feedback: Feedback, requirement: Requirement, by: Actor) -> None:
    """Link it with the requirement that it is about."""
    if Link.objects.filter(source=feedback.ref, target=requirement.ref).exists():
        raise ValidationError({"requirement": f"It is linked with {requirement.key} already."})
    link(feedback, by=by, target=requirement)
