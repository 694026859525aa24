"""What pages ask of leadership: the wording that holds, whom it reached, how objectives stand, what leaders did."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from heedful.core.models import Person
from heedful.core.office import staff_on
from heedful.leadership.models import Acknowledgement, ComprehensionCheck, Objective, PolicyVersion, SupportRequest
from heedful.leadership.objectives import is_reached
from heedful.processes.models import Measurement
from heedful.processes.queries import last_values


def public_version(named: str) -> PolicyVersion | None:
    """Find the wording that holds, by the key or id of its policy or its own; drafts are for nobody outside."""
    held = PolicyVersion.objects.exclude(approved_on=None).filter(replaced_on=None, policy__retired_on=None)
    try:
        by_id = UUID(named)
    except ValueError:
        wanted = Q(key=named.upper()[:24]) | Q(policy__key=named.upper()[:24])
    else:
        wanted = Q(pk=by_id) | Q(policy=by_id)
    return held.filter(wanted).select_related("policy", "approved_by").prefetch_related("commitments").first()


@dataclass(frozen=True)
class Reach:
    """Whom a wording reached, whether the one who asks is among them, and who showed that they understand it."""

    staff: int
    confirmed: int
    checked: int
    passed: int
    mine: bool = False


def reach_of(version: PolicyVersion, day: datetime.date, asker: Person) -> Reach:
    """Count whom a wording reached on a day, among those who work here: one question."""
    confirmed = Acknowledgement.objects.filter(on=version.ref, acknowledged_on__lte=day, person=OuterRef("pk"))
    checks = ComprehensionCheck.objects.filter(on=version.ref, checked_on__lte=day, person=OuterRef("pk"))
    newest = checks.order_by("-checked_on", "-pk").values("passed")[:1]
    people = staff_on(day).order_by().annotate(reached=Exists(confirmed), shown=Subquery(newest))
    found = people.aggregate(
        staff=Count("pk"),
        confirmed=Count("pk", filter=Q(reached=True)),
        checked=Count("pk", filter=Q(shown__isnull=False)),
        passed=Count("pk", filter=Q(shown=True)),
        by_asker=Count("pk", filter=Q(reached=True, pk=asker.pk)),
    )
    mine = bool(found.pop("by_asker"))
    return Reach(**found, mine=mine)


def not_confirmed(version: PolicyVersion, day: datetime.date) -> QuerySet[Person]:
    """Give those who work here and have not confirmed it."""
    known = Acknowledgement.objects.filter(on=version.ref).values("person")
    return staff_on(day).exclude(pk__in=known).order_by("name", "pk")


@dataclass(frozen=True)
class ObjectiveStanding:
    """An objective with the newest value of its measure, and what that says."""

    objective: Objective
    value: Measurement | None
    day: datetime.date

    @property
    def reached(self) -> bool | None:
        """Say whether the newest value reaches the target; None where nothing was measured."""
        return is_reached(self.objective, self.value.value if self.value else None)

    @property
    def overdue(self) -> bool:
        """Say whether its day has passed and nobody ended it."""
        return self.objective.ended_on is None and bool(self.objective.due_on and self.objective.due_on < self.day)


def objective_standings(objectives: Iterable[Objective], day: datetime.date) -> list[ObjectiveStanding]:
    """Say how objectives stand, by one question."""
    wanted = list(objectives)
    values = last_values([one.measure for one in wanted if one.measure], day, 1)
    found = []
    for one in wanted:
        newest = values.get(one.measure_id, []) if one.measure_id else []
        found.append(ObjectiveStanding(one, newest[0] if newest else None, day))
    return found


def request_counts(person: Person, day: datetime.date) -> dict[str, int]:
    """Count requests by how they stand, in one question."""
    owed = Q(granted=True, delivered_on=None)
    counted: dict[str, int] = SupportRequest.objects.visible_to(person).aggregate(
        waiting=Count("pk", filter=Q(decided_on=None)),
        owed=Count("pk", filter=owed),
        late=Count("pk", filter=owed & Q(delivery_due_on__lt=day)),
        delivered=Count("pk", filter=Q(delivered_on__isnull=False)),
        refused=Count("pk", filter=Q(granted=False)),
        all=Count("pk"),
    )
    return counted
