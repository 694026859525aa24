"""Commands on frame reviews: one review of a product or contract that covers repeat orders until a day."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.customers.models import Customer, Product
from heedful.requirements.models import Commitment, FrameReview


@command(needs=Permission.COMMIT)
def review_frame(
    *, by: Actor, covers: str, reviewed_on: datetime.date, valid_until: datetime.date, result: str,
    customer: Customer | None = None, product: Product | None = None, reviewer: Person | None = None,
) -> FrameReview:  # fmt: skip
    """Review a product or a contract once, for all repeat orders until a day."""
    reviewer = reviewer or person_of(by)
    wrong = {}
    if reviewer is None:
        wrong["reviewer"] = "Name who reviewed it."
    if customer is None and product is None:
        wrong["product"] = "Name the customer or the product whose repeat orders it covers."
    if valid_until < reviewed_on:
        wrong["valid_until"] = "A review cannot end before it was made."
    for name, words in (("covers", covers), ("result", result)):
        if not words.strip():
            wrong[name] = {"covers": "Say which repeat orders it covers.", "result": "Say what it came to."}[name]
    if wrong:
        raise ValidationError(wrong)
    same = FrameReview.objects.filter(covers=covers, customer=customer, product=product, reviewed_on=reviewed_on)
    if twin := same.first():
        raise ValidationError(f"{twin.key} says this already. Go on there.")
    frame = FrameReview(
        covers=covers, customer=customer, product=product, reviewer=reviewer, reviewed_on=reviewed_on,
        valid_until=valid_until, result=result,
    )  # fmt: skip
    frame.save()
    record("framereview.completed", frame, on=reviewed_on.isoformat(), until=valid_until.isoformat())
    return frame


@command(needs=Permission.COMMIT)
def end_frame(frame: FrameReview, *, by: Actor, on: datetime.date, reason: str) -> FrameReview:
    """Let a frame review cover nothing after a day, such as when the product changed."""
    frame = lock(frame)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it covers nothing after that day."})
    if not frame.reviewed_on <= on < frame.valid_until:
        raise ValidationError({"on": f"Give a day from {frame.reviewed_on} on and before {frame.valid_until}."})
    last = frame.commitments.order_by("-committed_at").first()
    if last is not None and day_of(last) > on:
        raise ValidationError({"on": f"{last.key} of {day_of(last)} rests on it. Give that day or a later one."})
    frame.valid_until = on
    frame.save(update_fields=["valid_until"])
    record("framereview.ended", frame, reason=reason, on=on.isoformat())
    return frame


def day_of(commitment: Commitment) -> datetime.date:
    """Say on which day of the organisation something was promised."""
    return commitment.committed_at.astimezone(current_organisation().zoneinfo).date()


def why_not_covered(commitment: Commitment) -> str:
    """Say why a frame review does not cover a commitment; nothing where it does."""
    frame, day = commitment.frame, day_of(commitment)
    if frame is None:
        return ""
    if not frame.reviewed_on <= day <= frame.valid_until:
        return f"{frame.key} covers {frame.reviewed_on} to {frame.valid_until}, not {day}. Review this one by itself."
    if frame.customer_id not in (None, commitment.customer_id):
        return f"{frame.key} covers another customer. Review this one by itself."
    if frame.product_id not in (None, commitment.product_id):
        return f"{frame.key} covers another product. Review this one by itself."
    return ""
