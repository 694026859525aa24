"""How strategy, policy, objectives and roles hang together, line by line, with the holes in it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from heedful.core.models import Person, RoleAssignment
from heedful.core.role_standing import holds
from heedful.leadership.models import Objective, Policy, PolicyCommitment, PolicyVersion, StrategyItem


@dataclass(frozen=True)
class Line:
    """One line of the view: what is wanted, what was promised, what is to be reached, and who answers for it."""

    strategy: StrategyItem | None
    commitment: PolicyCommitment | None
    objective: Objective | None
    roles: tuple[str, ...] = ()

    @property
    def holes(self) -> tuple[str, ...]:
        """Name what is missing in this line."""
        found = []
        if self.objective is None:
            if self.strategy is not None:
                found.append("objective")
            elif self.commitment is not None and not backed(self.commitment):
                found.append("backing")
        else:
            found += [name for name, there in (("strategy", self.strategy), ("policy", self.commitment)) if not there]
            if not self.roles:
                found.append("role")
        return tuple(found)


def backed(commitment: PolicyCommitment) -> bool:
    """Say whether a process or a measure stands behind a commitment."""
    return commitment.process_id is not None or commitment.measure_id is not None


def strategy_on(day: datetime.date) -> QuerySet[StrategyItem]:
    """Give what is wanted on a day."""
    return StrategyItem.objects.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


def objectives_on(day: datetime.date) -> QuerySet[Objective]:
    """Give the objectives that go on, drafts among them, with what they hang on."""
    found: QuerySet[Objective] = Objective.objects.filter(since__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))
    return found.select_related("strategy", "commitment__policy_version__policy", "measure", "owner")


def policies_with_versions(person: Person) -> QuerySet[Policy]:
    """Give the policies in use, each with the wording that holds, the draft, and their commitments."""
    commitments = PolicyCommitment.objects.select_related("process", "measure").order_by("place")
    versions = PolicyVersion.objects.filter(replaced_on=None).prefetch_related(Prefetch("commitments", commitments))
    found: QuerySet[Policy] = Policy.objects.visible_to(person).filter(retired_on=None)
    return found.prefetch_related(Prefetch("versions", versions.select_related("approved_by")))


def alignment(
    strategy: Sequence[StrategyItem], commitments: Sequence[PolicyCommitment], objectives: Sequence[Objective],
    roles: dict[Any, tuple[str, ...]],
) -> list[Line]:  # fmt: skip
    """Lay the view out: by strategy item, then what serves none, then commitments that nothing serves."""
    lines = []
    known: dict[Any, PolicyCommitment] = {commitment.pk: commitment for commitment in commitments}
    for item in [*strategy, None]:
        wanted = item.pk if item else None
        serving = [one for one in objectives if (one.strategy_id if one.strategy in strategy else None) == wanted]
        for one in serving:
            lines.append(Line(item, known.get(one.commitment_id), one, roles.get(one.owner_id, ())))
        if item is not None and not serving:
            lines.append(Line(item, None, None))
    served = {one.commitment_id for one in objectives}
    lines += [Line(None, commitment, None) for commitment in commitments if commitment.pk not in served]
    return lines


def roles_of(people: Iterable[Any], day: datetime.date) -> dict[Any, tuple[str, ...]]:
    """Name the roles that people hold on a day, by one question."""
    found: dict[Any, tuple[str, ...]] = {}
    rows = RoleAssignment.objects.filter(person__in=set(people), role__retired_on=None).annotate(named=F("role__name"))
    for row in rows.order_by("role__name", "pk"):
        if holds(row, day):
            found[row.person_id] = (*found.get(row.person_id, ()), row.named)
    return found
