"""Management reviews: planned and held, who took part, what was looked at, what was decided and carried on."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from heedful.audits.reading.columns import done_on, entered
from heedful.audits.reading.office import COMPLETED, Todo
from heedful.audits.window import AsOf
from heedful.leadership.models import (
    Discussed,
    ManagementReview,
    ReviewDecision,
    ReviewInput,
    ReviewSeat,
    ReviewState,
    SeatForm,
)

Day = datetime.date
TOOK_PART = (SeatForm.PRESENT, SeatForm.REMOTE)


@dataclass(frozen=True)
class Review:
    """A management review; one that was written down after it was held counts from that day."""

    pk: uuid.UUID
    name: str
    planned_on: Day
    interval_months: int
    state: str
    held_on: Day | None
    concluded: bool
    concluded_by: uuid.UUID | None
    concluded_on: Day | None

    @property
    def held(self) -> bool:
        """Say whether it was held."""
        return self.state == ReviewState.HELD and self.held_on is not None


def reviews(as_of: AsOf) -> list[Review]:
    """Read the reviews held, planned or cancelled, oldest first; held within the last 48 months."""
    recent = Q(planned_on__gt=as_of.before(48)) | Q(held_on__gt=as_of.before(48))
    rows = (
        ManagementReview.objects.filter(recent).order_by("held_on", "planned_on", "pk").annotate(stamp=entered())
        .values_list("pk", "name", "planned_on", "interval_months", "state", "held_on", "conclusion",
                     "concluded_by_id", "concluded_on", "stamp")
    )  # fmt: skip
    return [
        Review(pk, name, planned, every, state, done_on(as_of, held, stamp), bool(words.strip()), by, on)
        for pk, name, planned, every, state, held, words, by, on, stamp in rows
    ]


def held_reviews(as_of: AsOf) -> list[Review]:
    """List the reviews that were held by the day, oldest first."""
    found = [r for r in as_of.once(reviews) if r.held and r.held_on is not None and r.held_on <= as_of.day]
    return sorted(found, key=lambda r: (r.held_on or as_of.day, str(r.pk)))


def of_the_year(as_of: AsOf) -> list[Review]:
    """List the reviews that were held within twelve months."""
    return [r for r in as_of.once(held_reviews) if r.held_on is not None and r.held_on in as_of.w12]


Seats = dict[tuple[uuid.UUID, uuid.UUID], str]
"""By review and person: how they took part; nothing where they did not."""


def took_part(as_of: AsOf) -> Seats:
    """Read who took part in which review: there, from afar, or with words in writing; delegates do not count."""
    seats = Q(form__in=TOOK_PART) | Q(form=SeatForm.IN_WRITING) & ~Q(contribution="")
    rows = ReviewSeat.objects.filter(seats, review__held_on__gt=as_of.before(14)).order_by()
    return {(review, person): form for review, person, form in rows.values_list("review_id", "person_id", "form")}


def inputs(as_of: AsOf) -> dict[uuid.UUID, set[str]]:
    """Read what was looked at, by review."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    rows = ReviewInput.objects.filter(review__held_on__gt=as_of.before(26)).order_by()
    for review, key in rows.values_list("review_id", "key"):
        found[review].add(key)
    return found


@dataclass(frozen=True)
class Decided:
    """A decision of a review with the action that it became; it bears the action's key."""

    review: uuid.UUID
    todo: Todo

    @property
    def pk(self) -> uuid.UUID:
        """Name the action."""
        return self.todo.pk


def decisions(as_of: AsOf) -> list[Decided]:
    """Read the decisions that became actions, by one question."""
    columns = ("owner_id", "state", "opened_on", "due_on", "first_due_on", "done_on")
    rows: Any = (
        ReviewDecision.objects.filter(action__isnull=False, action__opened_on__lte=as_of.day)
        .filter(Q(action__state="open") | Q(action__due_on__gt=as_of.before(24)))
        .order_by("action__due_on", "pk").annotate(stamp=entered(COMPLETED, "action_id"))
        .values_list("review_id", "action_id", *(f"action__{name}" for name in columns), "stamp")
    )  # fmt: skip
    return [Decided(review, Todo(*(pk, *rest, done_on(as_of, done, stamp)))) for review, pk, *rest, done, stamp in rows]


def discussed(as_of: AsOf) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Read in which reviews each action was looked at again."""
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = Discussed.objects.filter(review__held_on__gt=as_of.before(48), review__held_on__lte=as_of.day).order_by()
    for action, review in rows.values_list("action_id", "review_id"):
        found[action].add(review)
    return found
