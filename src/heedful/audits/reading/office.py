"""Who top management is on any day, who works here, and what is asked of the one and done by them."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, When

from heedful.audits.reading.columns import NO_DAY, NO_KEY, NO_MOMENT, NO_TEXT, done_on, entered, named, text
from heedful.audits.reading.programme import Named
from heedful.audits.window import AsOf
from heedful.core.models import Grant, Person
from heedful.core.permissions import AccessRole
from heedful.improvement.models import Action, ActionEscalation, ActionState, Improvement
from heedful.leadership.models import SupportMeeting, SupportRequest

Day = datetime.date
NOTHING = (NO_TEXT, NO_TEXT, NO_TEXT)


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


@dataclass(frozen=True)
class People:
    """Who works here, and who is or was top management."""

    top: Top
    staff: list[Named]


def people(as_of: AsOf) -> People:
    """Read the times in office and the people employed on the day, by one question."""
    here = Q(employed_from=None) | Q(employed_from__lte=as_of.day)
    there = Q(employed_until=None) | Q(employed_until__gte=as_of.day)
    offices = Grant.objects.filter(role=AccessRole.TOP_MANAGEMENT, since__lte=as_of.day).order_by()
    rows = offices.values_list(named("office"), "person_id", text("person__name"), "since", "until").union(
        Person.objects.filter(here, there)
        .order_by()
        .values_list(named("staff"), "pk", text("name"), "employed_from", "employed_until"),
        all=True,
    )
    found = People(Top([]), [])
    for what, person, name, since, until in rows:
        if what == "office":
            found.top.offices.append(Office(person, name, since, until))
        else:
            found.staff.append(Named(person, name))
    found.top.offices.sort(key=lambda o: (o.name, str(o.person), o.since))
    found.staff.sort(key=lambda p: (p.name, str(p.pk)))
    return found


def top_management(as_of: AsOf) -> Top:
    """Give the times in office."""
    return as_of.once(people).top


def leaders(as_of: AsOf) -> list[Named]:
    """List who is top management on the day."""
    return as_of.once(top_management).on(as_of.day)


def staff(as_of: AsOf) -> list[Named]:
    """List who is employed on the day, with or without an account."""
    return as_of.once(people).staff


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


@dataclass(frozen=True)
class Met:
    """A leader met somebody, and when: the later of the typed and the entered day."""

    leader: uuid.UUID
    with_whom: uuid.UUID
    held_on: Day
    counts_on: Day


@dataclass(frozen=True)
class HandedUp:
    """An action was handed up; it bears the action's key, so that the action is what is listed."""

    pk: uuid.UUID
    to: uuid.UUID
    escalated_on: Day
    answered_on: Day | None


@dataclass(frozen=True)
class Initiative:
    """An improvement that began, and who stands behind it."""

    pk: uuid.UUID
    sponsor: uuid.UUID | None
    started_on: Day


@dataclass(frozen=True)
class Support:
    """What was asked of top management, when its members met others, what was handed up to them, what they sponsor."""

    asked: list[Asked]
    met: list[Met]
    handed_up: list[HandedUp]
    initiatives: list[Initiative]


def support(as_of: AsOf) -> Support:
    """Read the support of twelve months, and requests open since longer, by one question."""
    after, day = as_of.w12.after, as_of.day
    wanted = Q(asked_on__gt=after) | Q(decided_on=None) | Q(granted=True, delivered_on=None)
    asked = SupportRequest.objects.filter(wanted, asked_on__lte=day)
    met = SupportMeeting.objects.filter(held_on__gt=after, held_on__lte=day)
    handed_up = ActionEscalation.objects.filter(escalated_on__gt=after, escalated_on__lte=day)
    begun = Improvement.objects.filter(started_on__gt=after, started_on__lte=day)
    decided, answered = entered(("supportrequest.decided",)), entered(("actionescalation.answered",))
    words = Case(When(granted=True, then=named("yes")), When(granted=False, then=named("no")), default=named(""))
    parts: list[tuple[Any, tuple[Any, ...]]] = [
        (asked, (named("asked"), "pk", "asked_by_id", NO_KEY, "asked_on", "decided_on", decided, "delivered_on", words,
                 text("reason"), text("source"))),
        (met, (named("met"), "pk", "leader_id", "with_whom_id", "held_on", NO_DAY, entered(), NO_DAY, *NOTHING)),
        (handed_up, (named("handed_up"), "action_id", "to_id", NO_KEY, "escalated_on", "answered_on", answered, NO_DAY,
                     *NOTHING)),
        (begun, (named("begun"), "pk", "sponsor_id", NO_KEY, "started_on", NO_DAY, NO_MOMENT, NO_DAY, *NOTHING)),
    ]  # fmt: skip
    selects = [rows.order_by().values_list(*columns) for rows, columns in parts]
    found = Support([], [], [], [])
    for what, pk, who, whom, on, ended, stamp, came, granted, reason, source in sorted(
        selects[0].union(*selects[1:], all=True), key=lambda row: (row[4], str(row[1]))
    ):
        if what == "asked":
            decision = {"yes": True, "no": False}.get(granted)
            found.asked.append(Asked(pk, who, on, done_on(as_of, ended, stamp), decision, reason, source, came))
        elif what == "met":
            found.met.append(Met(who, whom, on, done_on(as_of, on, stamp) or on))
        elif what == "handed_up":
            found.handed_up.append(HandedUp(pk, who, on, done_on(as_of, ended, stamp)))
        else:
            found.initiatives.append(Initiative(pk, who, on))
    return found


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
