"""Commands on management reviews: planned, opened with frozen inputs, seats, concluded by top management, held.

What was looked at and decided stands in `deciding`.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.office import in_office, leader
from heedful.core.permissions import AccessRole, Permission
from heedful.leadership.models import ManagementReview, ReviewInput, ReviewSeat, ReviewState, SeatForm

INPUTS = {
    "earlier_actions": "What became of earlier decisions",
    "changes": "What changed inside and outside",
    "satisfaction": "Customer satisfaction",
    "complaints": "Complaints and other feedback",
    "objectives": "Objectives",
    "policy": "Policy",
    "measures": "How processes perform",
    "requirements": "Conformity to requirements",
    "nonconformities": "Nonconformities and corrective action",
    "audits": "Audits",
    "requests": "Resources asked for",
    "risks": "Risks and opportunities",
    "improvements": "Improvements",
}
"""What a review looks at, in order; the floor above gathers it."""


@dataclass(frozen=True)
class FrozenInput:
    """One input as the live data says: a computed sentence, figures as label and text, the records behind it."""

    key: str
    sentence: str
    figures: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()


@command(needs=Permission.HOLD_REVIEWS)
def plan_review(
    *, by: Actor, name: str, planned_on: datetime.date, interval_months: int = 3, owner: Person | None = None
) -> ManagementReview:
    """Plan a review, with a seat for all of top management and for the quality manager."""
    if ManagementReview.objects.filter(planned_on=planned_on).exclude(state=ReviewState.CANCELLED).exists():
        raise ValidationError({"planned_on": "There is a review planned for this day already."})
    if interval_months < 1:
        raise ValidationError({"interval_months": "Reviews are held at least every so many months."})
    review = ManagementReview(name=name, planned_on=planned_on, interval_months=interval_months, owner=owner)
    review.save()
    record("managementreview.planned", review, on=planned_on.isoformat())
    _seat_all(review, planned_on)
    return review


@command(needs=Permission.HOLD_REVIEWS)
def move_review(review: ManagementReview, *, by: Actor, planned_on: datetime.date, reason: str) -> ManagementReview:
    """Plan a review for another day."""
    review = in_state(lock(review), ReviewState.PLANNED)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is moved."})
    if planned_on == review.planned_on:
        raise ValidationError({"planned_on": "It is planned for this day already."})
    before, review.planned_on = review.planned_on, planned_on
    review.save(update_fields=["planned_on"])
    record("managementreview.moved", review, reason=reason, before=before.isoformat(), after=planned_on.isoformat())
    return review


@command(needs=Permission.HOLD_REVIEWS)
def cancel_review(review: ManagementReview, *, by: Actor, reason: str) -> ManagementReview:
    """Decide that a review is not held, and say why."""
    review = in_state(lock(review), ReviewState.PLANNED)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is not held."})
    review.state, review.cancelled_because = ReviewState.CANCELLED, reason
    review.save(update_fields=["state", "cancelled_because"])
    record("managementreview.cancelled", review)
    return review


@command(needs=Permission.HOLD_REVIEWS)
def add_seat(review: ManagementReview, *, by: Actor, person: Person) -> ReviewSeat:
    """Ask somebody else to take part, too."""
    review = in_state(lock(review), ReviewState.PLANNED, ReviewState.OPEN)
    if review.seats.filter(person=person).exists():
        raise ValidationError({"person": f"{person.name} has a seat already."})
    return _seat(review, person)


@command(needs=Permission.HOLD_REVIEWS)
def remove_seat(seat: ReviewSeat, *, by: Actor, on: datetime.date, reason: str) -> ReviewSeat:
    """Take a seat away; top management in office keeps theirs."""
    seat = lock(seat)
    in_state(seat.review, ReviewState.PLANNED, ReviewState.OPEN)
    if in_office(on).filter(pk=seat.person_id).exists():
        raise ValidationError(f"{seat.person.name} is top management and keeps the seat. Say that they were absent.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})
    remove(seat, "reviewseat.removed", reason=reason)
    return seat


@command(needs=Permission.HOLD_REVIEWS)
def freeze_inputs(
    review: ManagementReview, inputs: Sequence[FrozenInput], *, by: Actor, on: datetime.date | None = None
) -> ManagementReview:
    """Open a review: its inputs are kept as the live data says now; who came into office since gets a seat."""
    review = lock(review)
    if review.inputs_frozen_at:
        raise ValidationError("Its inputs are frozen already. They stay as they were.")
    in_state(review, ReviewState.PLANNED)
    if not inputs:
        raise ValidationError("There is nothing to look at yet. Gather the inputs first.")
    keys = [one.key for one in inputs]
    if len(set(keys)) != len(keys) or set(keys) - set(INPUTS):
        raise ValidationError(f"An input is not known, or comes twice: {', '.join(sorted(keys))}.")
    review.inputs_frozen_at, review.state = clock.now(), ReviewState.OPEN
    review.save(update_fields=["inputs_frozen_at", "state"])
    record("managementreview.opened", review, inputs=len(inputs))
    order = list(INPUTS)
    for one in sorted(inputs, key=lambda one: order.index(one.key)):
        kept = ReviewInput(
            review=review, place=order.index(one.key) + 1, key=one.key, sentence=one.sentence,
            figures=[list(pair) for pair in one.figures], links=list(one.links),
        )  # fmt: skip
        kept.save()
        record("reviewinput.frozen", kept, key=one.key)
    _seat_all(review, on or review.planned_on)
    return review


@command(needs=Permission.HOLD_REVIEWS)
def take_seat(
    seat: ReviewSeat, *, by: Actor, form: str, contribution: str = "", delegate: Person | None = None
) -> ReviewSeat:
    """Say how somebody took part; in writing needs what they wrote, and a delegate counts as absent."""
    seat = lock(seat)
    in_state(seat.review, ReviewState.OPEN)
    if form not in SeatForm.values:
        raise ValidationError({"form": "Say how they took part."})
    if form == SeatForm.IN_WRITING and not contribution.strip():
        raise ValidationError({"contribution": "Taking part in writing needs what was written."})
    if form == SeatForm.DELEGATE and (delegate is None or delegate.pk == seat.person_id):
        raise ValidationError({"delegate": "Name the delegate, who is somebody else."})
    if form != SeatForm.DELEGATE and delegate is not None:
        raise ValidationError({"delegate": "They took part themselves, so nobody was sent. Leave this empty."})
    new = (form, contribution, delegate and delegate.pk)
    if new == (seat.form, seat.contribution, seat.delegate_id):
        raise ValidationError("It is so already.")
    seat.form, seat.contribution, seat.delegate = form, contribution, delegate
    seat.save(update_fields=["form", "contribution", "delegate"])
    record("reviewseat.taken", seat, form=str(form))
    return seat


@command(needs=Permission.CONCLUDE_REVIEWS)
def conclude_review(review: ManagementReview, *, by: Actor, on: datetime.date, conclusion: str) -> ManagementReview:
    """Top management says in its own words whether the system is effective, and signs it."""
    review = in_state(lock(review), ReviewState.OPEN)
    signer = leader(by, on, "concludes a management review")
    if review.concluded_on:
        raise ValidationError(f"It was concluded on {review.concluded_on}.")
    if not conclusion.strip():
        raise ValidationError({"conclusion": "Say whether the system is effective, and by which figure you see it."})
    review.conclusion, review.concluded_by, review.concluded_on = conclusion, signer, on
    review.save(update_fields=["conclusion", "concluded_by", "concluded_on"])
    record("managementreview.concluded", review, on=on.isoformat())
    return review


@command(needs=Permission.HOLD_REVIEWS)
def hold_review(review: ManagementReview, *, by: Actor, on: datetime.date) -> ManagementReview:
    """Close a review as held: it has its conclusion, and it is said of everybody how they took part."""
    review = in_state(lock(review), ReviewState.OPEN)
    if not review.concluded_on:
        raise ValidationError("It has no conclusion yet. Top management says first whether the system is effective.")
    unsaid = review.seats.filter(Q(form="")).select_related("person")
    if names := ", ".join(seat.person.name for seat in unsaid[:5]):
        raise ValidationError(f"Say first how they took part: {names}.")
    if on < review.concluded_on:
        raise ValidationError({"on": f"It was concluded on {review.concluded_on}; give that day or a later one."})
    review.state, review.held_on = ReviewState.HELD, on
    review.save(update_fields=["state", "held_on"])
    record("managementreview.held", review, on=on.isoformat())
    return review


def in_state(review: ManagementReview, *states: ReviewState) -> ManagementReview:
    """Refuse what does not fit how a review stands."""
    if review.state in states:
        return review
    said = {
        ReviewState.PLANNED: "It is planned and not open yet. Open it first.",
        ReviewState.OPEN: "It is in session already.",
        ReviewState.HELD: f"It was held on {review.held_on} and stays as it is.",
        ReviewState.CANCELLED: "It is not held. Plan another one.",
    }
    raise ValidationError(said[ReviewState(review.state)])


def _seat_all(review: ManagementReview, day: datetime.date) -> None:
    """Give a seat to everybody of top management in office, and to whoever manages quality, once."""
    seated = set(review.seats.values_list("person", flat=True))
    for role in (AccessRole.TOP_MANAGEMENT, AccessRole.QUALITY_MANAGER):
        for person in in_office(day, role).order_by("pk"):
            if person.pk not in seated:
                seated.add(person.pk)
                _seat(review, person)


def _seat(review: ManagementReview, person: Person) -> ReviewSeat:
    seat = ReviewSeat(review=review, person=person)
    seat.save()
    record("reviewseat.given", seat)
    return seat
