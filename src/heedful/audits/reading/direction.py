"""Policies, objectives and the roles of the organisation, with who holds them."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery

from heedful.audits.reading.columns import (
    NO_DAY,
    NO_KEY,
    NO_MOMENT,
    NO_TEXT,
    active,
    done_on,
    entered,
    moment,
    named,
    text,
)
from heedful.audits.window import AsOf
from heedful.core.models import Entry, Role, RoleAssignment
from heedful.core.period import months_before
from heedful.leadership.models import Acknowledgement, Objective, PolicyKind, PolicyVersion
from heedful.leadership.models import Policy as PolicyRecord
from heedful.processes.models import Measurement

Day = datetime.date


def late_from(last: Day, every_months: int, share: object) -> Day:
    """Give the last day on which something in a rhythm is not late: the rhythm and a part of it more."""
    due = months_before(last, -every_months)
    return due + datetime.timedelta(days=int((due - last).days * float(str(share))))


@dataclass(frozen=True)
class Wording:
    """The version of a policy that holds: approved, told, looked at."""

    pk: uuid.UUID
    policy: uuid.UUID
    approved_by: uuid.UUID | None
    approved_on: Day
    told_on: Day | None
    reviewed_on: Day | None


@dataclass(frozen=True)
class Policies:
    """The quality policies in use, their wordings that hold, and whom those reached."""

    all: list[uuid.UUID]
    current: list[Wording]
    confirmed: dict[uuid.UUID, set[uuid.UUID]]
    """By version: who confirmed that it reached them."""


def policies(as_of: AsOf) -> Policies:
    """Read the quality policies in use with the version that holds and who confirmed it, by one question."""
    kept = PolicyRecord.objects.filter(active(as_of.day), kind=PolicyKind.QUALITY)
    versions = PolicyVersion.objects.filter(
        active(as_of.day, "replaced_on", "approved_on"), active(as_of.day, "policy__retired_on"),
        policy__kind=PolicyKind.QUALITY,
    )  # fmt: skip
    said = Acknowledgement.objects.filter(on__startswith="policyversion/", acknowledged_on__lte=as_of.day)
    told = entered(("policyversion.communicated",))
    none = (NO_DAY, NO_DAY, NO_MOMENT, NO_DAY)
    rows: Any = kept.order_by().values_list(named("policy"), "pk", NO_KEY, NO_KEY, NO_TEXT, *none).union(
        versions.order_by().values_list(
            named("version"), "pk", "policy_id", "approved_by_id", NO_TEXT, "approved_on", "communicated_on", told,
            "reviewed_on",
        ),
        said.order_by().values_list(named("said"), NO_KEY, NO_KEY, "person_id", text("on"), *none),
        all=True,
    )  # fmt: skip
    found, newest = Policies([], [], defaultdict(set)), dict[uuid.UUID, Wording]()
    for what, pk, policy, person, on, approved, sent, stamp, seen in rows:
        if what == "policy":
            found.all.append(pk)
        elif what == "said":
            found.confirmed[uuid.UUID(on.removeprefix("policyversion/"))].add(person)
        elif policy not in newest or newest[policy].approved_on < approved:
            newest[policy] = Wording(pk, policy, person, approved, done_on(as_of, sent, stamp), seen)
    found.current.extend(newest.values())
    return found


@dataclass(frozen=True)
class Aim:
    """An objective in force, with its plan and how it is measured."""

    pk: uuid.UUID
    owner: uuid.UUID | None
    kind: str
    process: uuid.UUID | None
    measure: uuid.UUID | None
    every_months: int | None
    measured_since: Day | None
    based: bool
    targeted: bool
    due_on: Day | None
    since: Day
    approved_by: uuid.UUID | None
    approved_on: Day | None
    plan: tuple[str, ...]
    measured_on: Day | None
    renewed_on: Day | None


PLAN = ("will_do", "resources", "responsible", "by_when", "evaluated_how")


def objectives(as_of: AsOf) -> list[Aim]:
    """Read the objectives that hold on the day, each with the newest value of its measure, by one question."""
    values = Measurement.objects.filter(measure=OuterRef("measure"), last_on__lte=as_of.day).order_by()
    newest = values.values("measure").annotate(newest=Max("last_on")).values("newest")[:1]
    rows = (
        Objective.objects.filter(active(as_of.day, "ended_on", "since")).order_by("due_on", "pk")
        .annotate(measured_on=Subquery(newest), renewed=entered(("objective.changed", "objective.approved")))
        .values_list(
            "pk", "owner_id", "kind", "process_id", "measure_id", "measure__every_months", "measure__since",
            "baseline", "target", "due_on", "since", "approved_by_id", "approved_on", "measured_on", "renewed", *PLAN,
        )
    )  # fmt: skip
    return [
        Aim(*(
            *first, base is not None, target is not None, due, since, by, on, tuple(plan), measured,
            done_on(as_of, on, renewed),
        ))
        for *first, base, target, due, since, by, on, measured, renewed, plan in ((*r[:15], r[15:]) for r in rows)
    ]  # fmt: skip


@dataclass
class Post:
    """A role of the organisation in use, with its holders of the day and since when nobody holds it."""

    pk: uuid.UUID
    described: bool
    runs_system: bool
    reports_to_top: bool
    begun_on: Day
    changed_on: Day | None
    holders: list["Holder"] = field(default_factory=list)
    vacant_since: Day | None = None


@dataclass(frozen=True)
class Holder:
    """Who holds a role on the day, and what was done so that they can; it bears the assignment's key."""

    pk: uuid.UUID
    role: uuid.UUID
    person: uuid.UUID
    since: Day
    until: Day | None
    here: bool
    """The holder is employed on the day."""
    deputy: bool
    approved_by: uuid.UUID | None
    approved_on: Day | None
    told_on: Day | None
    told_again_on: Day | None
    acknowledged_on: Day | None
    understood_on: Day | None


def posts(as_of: AsOf) -> list[Post]:
    """Read the roles in use with all who ever held them, by two questions."""
    changed = Entry.objects.filter(object=OuterRef("pk"), act="role.changed").order_by("-n").annotate(m=moment("t"))
    rows = (
        Role.objects.filter(active(as_of.day)).filter(Q(since=None) | Q(since__lte=as_of.day)).order_by("name")
        .annotate(stamp=entered(), changed=Subquery(changed.values("m")[:1]))
        .values_list("pk", "responsibility", "authority", "runs_system", "reports_to_top", "since", "stamp", "changed")
    )  # fmt: skip
    found = {
        pk: Post(
            pk, bool(responsibility.strip() and authority.strip()), runs, reports,
            since or (as_of.day_of(stamp) if stamp else as_of.organisation.records_since),
            as_of.day_of(last) if last else None,
        )
        for pk, responsibility, authority, runs, reports, since, stamp, last in rows
    }  # fmt: skip
    ended: dict[uuid.UUID, Day] = {}
    for holder in _holders(as_of):
        post = found.get(holder.role)
        if post is None:
            continue
        if holder.here and (holder.until is None or holder.until >= as_of.day):
            post.holders.append(holder)
        elif holder.until is not None:
            ended[post.pk] = max(holder.until, ended.get(post.pk, holder.until))
    for post in found.values():
        if not post.holders:
            post.vacant_since = max(ended.get(post.pk, post.begun_on), post.begun_on)
    return list(found.values())


def _holders(as_of: AsOf) -> list[Holder]:
    """Read who holds or held a role; somebody who left the house counts as having left the role."""
    day = as_of.day
    told = Entry.objects.filter(object=OuterRef("pk"), act="roleassignment.communicated").annotate(m=moment("t"))
    first, last = (told.order_by(order).values("m")[:1] for order in ("n", "-n"))
    rows = (
        RoleAssignment.objects.filter(since__lte=day).order_by("since", "pk")
        .annotate(first=Subquery(first), last=Subquery(last), clicked=entered(("roleassignment.acknowledged",)),
                  shown=entered(("roleassignment.understood",)))
        .values_list(
            "pk", "role_id", "person_id", "since", "until", "person__employed_until", "deputy_id",
            "deputy__employed_until", "approved_by_id", "approved_on", "communicated_on", "first", "last",
            "acknowledged_on", "clicked", "understood_on", "shown",
        )
    )  # fmt: skip
    found = []
    for (pk, role, person, since, until, gone, deputy, deputy_gone, by, on, told_on, first_at, last_at, click, clicked,
         saw, shown) in rows:  # fmt: skip
        ends = min((d for d in (until, gone) if d is not None), default=None)
        once = told_on if first_at == last_at else None
        said = done_on(as_of, once, first_at) if once else (as_of.day_of(first_at) if first_at else told_on)
        found.append(
            Holder(
                pk, role, person, since, ends, gone is None or gone >= day,
                deputy is not None and (deputy_gone is None or deputy_gone >= day), by, on, said,
                done_on(as_of, told_on, last_at), done_on(as_of, click, clicked), done_on(as_of, saw, shown),
            )
        )  # fmt: skip
    return found
