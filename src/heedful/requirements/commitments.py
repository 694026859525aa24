"""Commands on commitments: what we promised to a customer, who looked at it first, and what followed."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.customers.models import Customer
from heedful.requirements.frames import day_of, why_not_covered
from heedful.requirements.models import (
    Commitment,
    OrderConfirmation,
    RequirementReview,
    ReviewResult,
)

CHANGEABLE = {"product", "kind", "what", "has_document", "frame", "owner"}


@command(needs=Permission.COMMIT)
def enter_commitment(
    *, by: Actor, customer: Customer, kind: str, what: str, committed_at: datetime.datetime, **more: Any
) -> Commitment:
    """Enter what is promised to a customer; `more`: product, has_document, work_began_on, frame, owner, external_key.

    The moment may lie ahead: then there is still time to look whether we can meet it.
    """
    if unknown := set(more) - CHANGEABLE - {"work_began_on", "external_key"}:
        raise ValidationError(dict.fromkeys(unknown, "A commitment has no such field."))
    commitment = Commitment(customer=customer, kind=kind, what=what, committed_at=committed_at, **more)
    _judge(commitment)
    same = Commitment.objects.filter(customer=customer, what=what, kind=kind)
    if twin := next((old for old in same if day_of(old) == day_of(commitment)), None):
        raise ValidationError(f"{twin.key} says this already for that day. Go on there, or say what differs.")
    commitment.save()
    record("commitment.entered", commitment)
    return commitment


@command(needs=Permission.COMMIT)
def change_commitment(commitment: Commitment, *, by: Actor, reason: str, **changes: Any) -> Commitment:
    """Put right what was entered about a commitment; never when it was made, nor to whom."""
    commitment = lock(commitment)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it changes."})
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed. Enter the commitment anew."))
    for name, value in changes.items():
        setattr(commitment, name, value)
    _judge(commitment)
    commitment.save(update_fields=list(changes))
    record("commitment.changed", commitment, reason=reason, changed=sorted(changes))
    return commitment


@command(needs=Permission.COMMIT)
def review_commitment(
    commitment: Commitment, *, by: Actor, completed_at: datetime.datetime, checked: str, result: str,
    differences: str = "", settled: str = "", reviewer: Person | None = None,
) -> RequirementReview:  # fmt: skip
    """Look whether we can meet what is asked; after the promise it is still worth it, and shows as a miss."""
    reviewer = reviewer or person_of(by)
    wrong = {}
    if reviewer is None:
        wrong["reviewer"] = "Name who looked."
    if not checked.strip():
        wrong["checked"] = "Say what was looked at: quantity, time, price, delivery, the law, what nobody wrote down."
    if differences.strip() and not settled.strip() and result != ReviewResult.CANNOT:
        wrong["settled"] = "Say how each difference was settled, or that we cannot meet it."
    if result == ReviewResult.WITH_CHANGES and not differences.strip():
        wrong["differences"] = "Say what differs, or that we can meet it as it stands."
    if commitment.reviews.filter(reviewer=reviewer, checked=checked, result=result).exists():
        wrong["checked"] = "This review is kept already."
    if wrong:
        raise ValidationError(wrong)
    review = RequirementReview(
        commitment=commitment, reviewer=reviewer, completed_at=completed_at, checked=checked, result=result,
        differences=differences.strip(), settled=settled.strip(),
    )  # fmt: skip
    review.save()
    record("requirementreview.completed", review, before=completed_at <= commitment.committed_at)
    return review


@command(needs=Permission.COMMIT)
def enter_reviewed_commitment(*, by: Actor, review: dict[str, Any] | None = None, **given: Any) -> Commitment:
    """Enter a commitment together with the review that came first; without one it still waits for its review."""
    commitment = enter_commitment(by=by, **given)
    if review:
        review_commitment(commitment, by=by, **review)
    return commitment


@command(needs=Permission.COMMIT)
def begin_work(commitment: Commitment, *, by: Actor, on: datetime.date) -> Commitment:
    """Note when work on it began."""
    commitment = lock(commitment)
    if commitment.work_began_on:
        raise ValidationError({"on": f"Work began on {commitment.work_began_on}."})
    commitment.work_began_on = on
    commitment.save(update_fields=["work_began_on"])
    record("commitment.work_begun", commitment, on=on.isoformat())
    return commitment


@command(needs=Permission.COMMIT)
def confirm_order(commitment: Commitment, *, by: Actor, sent_at: datetime.datetime, how: str) -> OrderConfirmation:
    """Confirm an order by word of mouth to the customer, so that both have it in writing."""
    commitment = lock(commitment)
    if commitment.has_document:
        raise ValidationError("The customer gave it in writing; there is nothing to confirm.")
    if OrderConfirmation.objects.filter(commitment=commitment).exists():
        raise ValidationError("It is confirmed already.")
    wrong = {}
    if not how.strip():
        wrong["how"] = "Say how it was sent: by e-mail, by post, by hand."
    if sent_at < commitment.committed_at:
        wrong["sent_at"] = f"It was promised on {day_of(commitment)}; the confirmation comes after that."
    if wrong:
        raise ValidationError(wrong)
    confirmation = OrderConfirmation(commitment=commitment, sent_at=sent_at, how=how)
    confirmation.save()
    record("orderconfirmation.sent", confirmation)
    return confirmation


@command(needs=Permission.COMMIT)
def bring_commitments(
    pairs: Sequence[tuple[Commitment, RequirementReview | None]], *, by: Actor
) -> Sequence[Commitment]:
    """Take many commitments that were judged already, each with its review where there was one: one transaction."""
    commitments = add_all([commitment for commitment, _ in pairs])
    reviews = add_all([review for _, review in pairs if review is not None])
    record_all("commitment.entered", commitments)
    record_all("requirementreview.completed", reviews)
    return commitments


def _judge(commitment: Commitment) -> None:
    """Refuse a commitment without words, or one that its frame review does not cover."""
    wrong = {}
    if not commitment.what.strip():
        wrong["what"] = "Say what is promised."
    if why := why_not_covered(commitment):
        wrong["frame"] = why
    if wrong:
        raise ValidationError(wrong)
