"""Who top management is on any day, who works here, and what is asked of the one and done by them."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q

from heedful.audits.reading.columns import done_on, entered
from heedful.audits.reading.programme import Named
from heedful.audits.window import AsOf
from heedful.core.models import Grant, Person
from heedful.core.permissions import AccessRole
from heedful.improvement.models import Action, ActionEscalation, ActionState, Improvement
from heedful.leadership.models import SupportMeeting, SupportRequest

Day = datetime.date


@dataclass(frozen=True)
class Office:
    """A time in which a person was top management."""

    person: uuid.UUID
    name: str
    since: Day
    until: Day | None


@dataclass(frozen=True)
class Top:
    """All times in office, whoever held them."""

    offices: list[Office]

    def held(self, person: uuid.UUID | None, day: Day | None) -> bool:
        """Say whether a person was top management on a day."""
        return day is not None and any(
            o.person == person and o.since <= day and (o.until is None or day <= o.until) for o in self.offices
        )

    def on(self, day: Day) -> list[Named]:
        """List who was top management on a day."""
        found = {o.person: Named(o.person, o.name) for o in self.offices if self.held(o.person, day)}
        return list(found.values())


def top_management(as_of: AsOf) -> Top:
    """Read the times in office, by one question."""
    rows = (
        Grant.objects.filter(role=AccessRole.TOP_MANAGEMENT, since__lte=as_of.day)
        .order_by("person__name", "person_id", "since")
        .values_list("person_id", "person__name", "since", "until")
    )
    return Top([Office(*row) for row in rows])


def leaders(as_of: AsOf) -> list[Named]:
    """List who is top management on the day."""
    return as_of.once(top_management).on(as_of.day)


def staff(as_of: AsOf) -> list[Named]:
    """Read who is employed on the day, with or without an account."""
    here = Q(employed_from=None) | Q(employed_from__lte=as_of.day)
    there = Q(employed_until=None) | Q(employed_until__gte=as_of.day)
    return [Named(*row) for row in Person.objects.filter(here, there).order_by("name", "pk").values_list("pk", "name")]


@dataclass(frozen=True)
class Asked:
    """Something was asked of top management."""

    pk: uuid.UUID
    asked_by: uuid.UUID
    asked_on: Day
    decided_on: Day | None
    granted: bool | None
    reason: str
    source: str
    delivered_on: Day | None


def requests(as_of: AsOf) -> list[Asked]:
    """Read what was asked for within twelve months, and what is open since longer."""
    wanted = Q(asked_on__gt=as_of.w12.after) | Q(decided_on=None) | Q(granted=True, delivered_on=None)
    rows = (
        SupportRequest.objects.filter(wanted, asked_on__lte=as_of.day).order_by("asked_on", "pk")
        .annotate(stamp=entered(("supportrequest.decided",)))
        .values_list("pk", "asked_by_id", "asked_on", "decided_on", "stamp", "granted", "reason", "source",
                     "delivered_on")
    )  # fmt: skip
    return [Asked(pk, by, on, done_on(as_of, decided, stamp), *rest) for pk, by, on, decided, stamp, *rest in rows]


@dataclass(frozen=True)
class Met:
    """A leader met somebody, and when: the later of the typed and the entered day."""

    leader: uuid.UUID
    with_whom: uuid.UUID
    held_on: Day
    counts_on: Day


def meetings(as_of: AsOf) -> list[Met]:
    """Read the meetings with top management of twelve months."""
    rows = (
        SupportMeeting.objects.filter(held_on__gt=as_of.w12.after, held_on__lte=as_of.day).order_by("held_on", "pk")
        .annotate(stamp=entered()).values_list("leader_id", "with_whom_id", "held_on", "stamp")
    )  # fmt: skip
    return [Met(leader, whom, held, done_on(as_of, held, stamp) or held) for leader, whom, held, stamp in rows]


@dataclass(frozen=True)
class HandedUp:
    """An action was handed up; it bears the action's key, so that the action is what is listed."""

    pk: uuid.UUID
    to: uuid.UUID
    escalated_on: Day
    answered_on: Day | None


def handed_up(as_of: AsOf) -> list[HandedUp]:
    """Read the actions that were handed up within twelve months."""
    rows = (
        ActionEscalation.objects.filter(escalated_on__gt=as_of.w12.after, escalated_on__lte=as_of.day)
        .order_by("escalated_on", "pk").annotate(stamp=entered(("actionescalation.answered",)))
        .values_list("action_id", "to_id", "escalated_on", "answered_on", "stamp")
    )  # fmt: skip
    return [HandedUp(pk, to, on, done_on(as_of, answered, stamp)) for pk, to, on, answered, stamp in rows]


@dataclass(frozen=True)
class Initiative:
    """An improvement that began, and who stands behind it."""

    pk: uuid.UUID
    sponsor: uuid.UUID | None
    started_on: Day


def initiatives(as_of: AsOf) -> list[Initiative]:
    """Read the improvements that began within twelve months."""
    rows = Improvement.objects.filter(started_on__gt=as_of.w12.after, started_on__lte=as_of.day)
    return [Initiative(*row) for row in rows.order_by("started_on", "pk").values_list("pk", "sponsor_id", "started_on")]


@dataclass(frozen=True)
class Todo:
    """An action: whose, by when, and when it was done; the later of the typed and the entered day."""

    pk: uuid.UUID
    owner: uuid.UUID | None
    state: str
    opened_on: Day
    due_on: Day
    first_due_on: Day
    done_on: Day | None

    @property
    def open(self) -> bool:
        """Say whether it waits to be done."""
        return self.state == ActionState.OPEN

    @property
    def dropped(self) -> bool:
        """Say whether it was given up."""
        return self.state == ActionState.DROPPED

    def by(self, day: Day) -> bool:
        """Say whether it was done by a day."""
        return self.done_on is not None and self.done_on <= day


TODO = ("owner_id", "state", "opened_on", "due_on", "first_due_on", "done_on")
COMPLETED = ("action.completed",)


def leaders_actions(as_of: AsOf) -> list[Todo]:
    """Read the actions of everybody who was top management, due within twelve months or open."""
    people = {office.person for office in as_of.once(top_management).offices}
    due = Q(due_on__gt=as_of.w12.after, due_on__lte=as_of.day) | Q(state=ActionState.OPEN)
    rows = Action.objects.filter(due, owner__in=people, opened_on__lte=as_of.day).order_by("due_on", "pk")
    return [
        Todo(*(pk, *rest, done_on(as_of, done, stamp)))
        for pk, *rest, done, stamp in rows.annotate(stamp=entered(COMPLETED)).values_list("pk", *TODO, "stamp")
    ]
