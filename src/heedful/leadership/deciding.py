"""Commands on what a management review concludes, decides and writes down."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.improvement.commands import open_action
from heedful.improvement.models import Action
from heedful.leadership.models import (
    DecisionClass,
    Discussed,
    ManagementReview,
    ReviewDecision,
    ReviewInput,
    ReviewState,
)
from heedful.leadership.reviews import in_state


@command(needs=Permission.HOLD_REVIEWS)
def conclude_input(one: ReviewInput, *, by: Actor, conclusion: str) -> ReviewInput:
    """Say what the room concludes of an input; the frozen figures stay as they are."""
    one = lock(one)
    in_state(one.review, ReviewState.OPEN)
    if not conclusion.strip():
        raise ValidationError({"conclusion": "Say what you conclude of it, even if it is that nothing follows."})
    if conclusion == one.conclusion:
        raise ValidationError({"conclusion": "This stands there already."})
    one.conclusion = conclusion
    one.save(update_fields=["conclusion"])
    record("reviewinput.concluded", one, key=one.key)
    return one


@command(needs=Permission.HOLD_REVIEWS)
def decide(
    review: ManagementReview, *, by: Actor, decision_class: str, what: str, owner: Person | None,
    due_on: datetime.date, on: datetime.date,
) -> ReviewDecision:  # fmt: skip
    """Decide something: it becomes an action with an owner and a day."""
    review = in_state(lock(review), ReviewState.OPEN)
    _known(decision_class)
    if review.decisions.filter(decision_class=decision_class, what=what, none=False).exists():
        raise ValidationError({"what": "This is decided already."})
    for nothing in review.decisions.filter(decision_class=decision_class, none=True):
        remove(nothing, "reviewdecision.removed")
    action = open_action(by=by, what=what, owner=owner, due_on=due_on, on=on, source=review.ref)
    decision = ReviewDecision(review=review, decision_class=decision_class, what=what, action=action)
    decision.save()
    record("reviewdecision.made", decision, due=due_on.isoformat())
    return decision


@command(needs=Permission.HOLD_REVIEWS)
def decide_nothing(review: ManagementReview, *, by: Actor, decision_class: str, reason: str) -> ReviewDecision:
    """Say why nothing is decided in a class."""
    review = in_state(lock(review), ReviewState.OPEN)
    _known(decision_class)
    if not reason.strip():
        raise ValidationError({"reason": "Say why nothing is decided here."})
    if len(reason) > 300:
        raise ValidationError({"reason": "Say it in up to 300 characters."})
    if review.decisions.filter(decision_class=decision_class).exists():
        raise ValidationError("Something stands in this class already: a decision, or why there is none.")
    decision = ReviewDecision(review=review, decision_class=decision_class, what=reason, none=True)
    decision.save()
    record("reviewdecision.declined", decision)
    return decision


@command(needs=Permission.HOLD_REVIEWS)
def discuss(review: ManagementReview, *, by: Actor, action: Action, note: str, effect: str = "") -> Discussed:
    """Look at what became of an earlier decision, and say what came of it."""
    review = in_state(lock(review), ReviewState.OPEN)
    decision = ReviewDecision.objects.filter(action=action).exclude(review=review).first()
    if decision is None:
        raise ValidationError({"action": "This action comes from no earlier review. Decide on it instead."})
    if review.discussed.filter(action=action).exists():
        raise ValidationError({"action": "It was discussed in this review already."})
    if not note.strip():
        raise ValidationError({"note": "Say what the room thinks of it."})
    talked = Discussed(review=review, action=action, note=note)
    talked.save()
    record("discussed.noted", talked, action=action.ref)
    if effect.strip() and effect != decision.effect:
        decision.effect = effect
        decision.save(update_fields=["effect"])
        record("reviewdecision.evaluated", decision)
    return talked


@command(needs=Permission.HOLD_REVIEWS)
def issue_minutes(review: ManagementReview, *, by: Actor, on: datetime.date, minutes: str) -> ManagementReview:
    """Give out the minutes; what was issued is not rewritten."""
    review = in_state(lock(review), ReviewState.OPEN, ReviewState.HELD)
    if review.minutes_issued_on:
        raise ValidationError(f"The minutes were issued on {review.minutes_issued_on}. Add a comment instead.")
    if not minutes.strip():
        raise ValidationError({"minutes": "Write the minutes first: what was said beyond inputs and decisions."})
    if review.held_on and on < review.held_on:
        raise ValidationError({"on": f"It was held on {review.held_on}; give that day or a later one."})
    review.minutes, review.minutes_issued_on = minutes, on
    review.save(update_fields=["minutes", "minutes_issued_on"])
    record("managementreview.minuted", review, on=on.isoformat())
    return review


def _known(decision_class: str) -> None:
    if decision_class not in DecisionClass.values:
        raise ValidationError({"decision_class": "A decision is about an improvement, the system, or resources."})
