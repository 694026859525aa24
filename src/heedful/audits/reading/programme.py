"""The plan of hearing customers: segments, methods, channels, contact roles, analyses."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Max, OuterRef, Q, Subquery

from heedful.audits.reading.columns import NO_DAY, NO_KEY, active, entered, named
from heedful.audits.window import AsOf
from heedful.core.models import AuthorityLimit, Role, RoleAssignment, Training
from heedful.customers.models import Segment
from heedful.feedback.models import Analysis, Channel, ChannelTest, Method, ProgrammeState

Day = datetime.date


@dataclass(frozen=True)
class Named:
    """A record that is only named."""

    pk: uuid.UUID
    name: str


def segments(as_of: AsOf) -> list[Named]:
    """Read the segments in use."""
    rows = Segment.objects.filter(active(as_of.day)).order_by("name").values_list("pk", "name")
    return [Named(*row) for row in rows]


@dataclass(frozen=True)
class Planned:
    """A method of an approved programme: for whom, how often, by whom, and when it was last used and analysed."""

    pk: uuid.UUID
    segment: uuid.UUID
    direct: bool
    every_months: int
    owner: uuid.UUID | None
    owner_until: Day | None
    planned_on: Day
    used_on: Day | None
    wave_on: Day | None
    analysed_on: Day | None
    analysed_to: Day | None

    @property
    def last_on(self) -> Day | None:
        """Say when it was last used: noted, or shown by a wave."""
        return max((day for day in (self.used_on, self.wave_on) if day), default=None)


def methods(as_of: AsOf) -> list[Planned]:
    """Read the methods planned for segments in use, by one question."""
    waves = Max("waves__opens_on", filter=Q(waves__opens_on__lte=as_of.day))
    written = Q(analyses__written_on__lte=as_of.day)
    found = Method.objects.filter(
        active(as_of.day, "segment__retired_on"), programme__state=ProgrammeState.APPROVED,
        programme__approved_on__lte=as_of.day,
    )  # fmt: skip
    rows = found.annotate(
        wave_on=waves, analysed_on=Max("analyses__written_on", filter=written),
        analysed_to=Max("analyses__last_on", filter=written),
    ).values_list(
        "pk", "segment_id", "direct", "every_months", "owner_id", "owner__employed_until", "programme__approved_on",
        "last_used_on", "wave_on", "analysed_on", "analysed_to",
    )  # fmt: skip
    return [Planned(*row) for row in rows]


@dataclass(frozen=True)
class Door:
    """A channel in use."""

    pk: uuid.UUID
    kind: str
    address: str
    languages: str
    free: bool
    accessible: bool
    opened_on: Day
    owner: uuid.UUID | None
    owner_until: Day | None
    deputy: uuid.UUID | None
    deputy_until: Day | None
    passed_on: Day | None
    newest_passed: bool | None


def channels(as_of: AsOf) -> list[Door]:
    """Read the channels in use, with their newest tests, by one question."""
    newest = ChannelTest.objects.filter(channel=OuterRef("pk"), tested_on__lte=as_of.day).order_by("-tested_on", "-pk")
    passed = Max("tests__tested_on", filter=Q(tests__passed=True, tests__tested_on__lte=as_of.day))
    rows = (
        Channel.objects.filter(active(as_of.day, "closed_on", began="opened_on"))
        .annotate(passed_on=passed, newest_passed=Subquery(newest.values("passed")[:1], output_field=BooleanField()))
        .order_by("name")
        .values_list(
            "pk", "kind", "address", "languages", "free_of_charge", "accessible", "opened_on", "owner_id",
            "owner__employed_until", "deputy_id", "deputy__employed_until", "passed_on", "newest_passed",
        )
    )  # fmt: skip
    return [Door(*row) for row in rows]


@dataclass(frozen=True)
class Contacts:
    """The roles whose holders speak with customers: their limits, holders and trainings."""

    roles: list[Named]
    limited: set[uuid.UUID]
    holders: dict[uuid.UUID, set[uuid.UUID]]
    trained: dict[uuid.UUID, list[tuple[uuid.UUID | None, Day]]]


def contact_roles(as_of: AsOf) -> Contacts:
    """Read the contact roles and all that hangs on them, by two questions."""
    roles = [
        Named(*row)
        for row in Role.objects.filter(active(as_of.day), contact=True).order_by("name").values_list("pk", "name")
    ]
    holds = active_to(as_of.day)
    limits = AuthorityLimit.objects.filter(holds, role__contact=True)
    holders = RoleAssignment.objects.filter(holds, role__contact=True)
    trainings = Training.objects.filter(held_on__lte=as_of.day)
    rows: Any = (
        limits.order_by().values_list(named("limit"), "role_id", NO_KEY, NO_DAY)
        .union(
            holders.order_by().values_list(named("holder"), "role_id", "person_id", NO_DAY),
            trainings.order_by().values_list(named("training"), "role_id", "person_id", "held_on"),
            all=True,
        )
    )  # fmt: skip
    found = Contacts(roles, set(), defaultdict(set), defaultdict(list))
    for what, role, person, held_on in rows if roles else ():
        if what == "limit":
            found.limited.add(role)
        elif what == "holder":
            found.holders[role].add(person)
        else:
            found.trained[person].append((role, held_on))
    return found


def active_to(day: Day) -> Q:
    """Say what holds from a day until a last one, as a filter."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


@dataclass(frozen=True)
class Analysed:
    """An analysis, when it was written and when decided."""

    pk: uuid.UUID
    segment: uuid.UUID | None
    written_on: Day
    last_on: Day
    decided_on: Day | None
    contradiction: bool
    led_to: str
    """The record that follows it up, as a reference."""


def analyses(as_of: AsOf) -> list[Analysed]:
    """Read the analyses of the last twelve months; decided is the later of the typed and the entered day."""
    rows = (
        Analysis.objects.filter(written_on__gt=as_of.w12.after, written_on__lte=as_of.day)
        .order_by("written_on", "pk")
        .annotate(stamp=entered(("analysis.decided",)))
        .values_list(
            "pk", "method__segment_id", "written_on", "last_on", "decided_on", "contradiction", "decision_ref", "stamp"
        )
    )
    found = []
    for pk, segment, written_on, last_on, decided_on, contradiction, led_to, stamp in rows:
        if decided_on and stamp:
            decided_on = max(decided_on, as_of.day_of(stamp))
        found.append(Analysed(pk, segment, written_on, last_on, decided_on, contradiction, led_to))
    return found
