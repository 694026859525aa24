"""Management reviews: planned and held, who took part, what was looked at, what was decided and carried on."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Value

from heedful.audits.reading.columns import NO_DAY, NO_KEY, NO_MOMENT, NO_TEXT, done_on, entered, named, text
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


Seats = dict[tuple[uuid.UUID, uuid.UUID], str]
"""By review and person: how they took part; nothing where they did not."""


@dataclass(frozen=True)
class Records:
    """Reviews with their seats, what was looked at, and which earlier actions were discussed."""

    reviews: list[Review]
    seats: Seats
    inputs: dict[uuid.UUID, set[str]]
    discussed: dict[uuid.UUID, set[uuid.UUID]]


def records(as_of: AsOf) -> Records:
    """Read the reviews of four years and what hangs on them, by one question; seats of those who took part."""
    since = as_of.before(48)
    mine = ManagementReview.objects.filter(Q(planned_on__gt=since) | Q(held_on__gt=since))
    present = Q(form__in=TOOK_PART) | Q(form=SeatForm.IN_WRITING) & ~Q(contribution="")
    of = {"review__held_on__gt": since, "review__held_on__lte": as_of.day}
    nothing = (NO_DAY, Value(0), NO_TEXT, NO_DAY, NO_TEXT)
    last = (NO_DAY, NO_MOMENT)
    parts: list[tuple[Any, tuple[Any, ...]]] = [
        (mine, (named("review"), "pk", "concluded_by_id", text("name"), "planned_on", "interval_months", text("state"),
                "held_on", text("conclusion"), "concluded_on", entered())),
        (ReviewSeat.objects.filter(present, **of),
         (named("seat"), "review_id", "person_id", text("form"), *nothing, *last)),
        (ReviewInput.objects.filter(**of), (named("input"), "review_id", NO_KEY, text("key"), *nothing, *last)),
        (Discussed.objects.filter(**of), (named("discussed"), "review_id", "action_id", NO_TEXT, *nothing, *last)),
    ]  # fmt: skip
    selects = [rows.order_by().values_list(*columns) for rows, columns in parts]
    found = Records([], {}, defaultdict(set), defaultdict(set))
    for what, pk, key, name, planned, every, state, held, words, on, stamp in selects[0].union(*selects[1:], all=True):
        if what == "review":
            held_on = done_on(as_of, held, stamp)
            found.reviews.append(Review(pk, name, planned, every, state, held_on, bool(words.strip()), key, on))
        elif what == "seat":
            found.seats[pk, key] = name
        elif what == "input":
            found.inputs[pk].add(name)
        else:
            found.discussed[key].add(pk)
    found.reviews.sort(key=lambda r: (r.held_on or r.planned_on, r.planned_on, str(r.pk)))
    return found


def reviews(as_of: AsOf) -> list[Review]:
    """List the reviews held, planned or cancelled, oldest first."""
    return as_of.once(records).reviews


def held_reviews(as_of: AsOf) -> list[Review]:
    """List the reviews that were held by the day, oldest first."""
    found = [r for r in as_of.once(reviews) if r.held and r.held_on is not None and r.held_on <= as_of.day]
    return sorted(found, key=lambda r: (r.held_on or as_of.day, str(r.pk)))


def of_the_year(as_of: AsOf) -> list[Review]:
    """List the reviews that were held within twelve months."""
    return [r for r in as_of.once(held_reviews) if r.held_on is not None and r.held_on in as_of.w12]


def took_part(as_of: AsOf) -> Seats:
    """Say who took part in which review: there, from afar, or with words in writing; delegates do not count."""
    return as_of.once(records).seats


def inputs(as_of: AsOf) -> dict[uuid.UUID, set[str]]:
    """Say what was looked at, by review."""
    return as_of.once(records).inputs


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
    """Say in which reviews each action was looked at again."""
    return as_of.once(records).discussed
