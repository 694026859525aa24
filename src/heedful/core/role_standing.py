"""How roles stand on a day: who holds them, since when nobody does, and what is missing of each assignment."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from heedful.core.models import Role, RoleAssignment


@dataclass(frozen=True)
class RoleStanding:
    """A role with its holders on a day; vacant where there is none."""

    role: Role
    holders: tuple[RoleAssignment, ...]
    earlier: tuple[RoleAssignment, ...]
    vacant_since: datetime.date | None

    @property
    def vacant(self) -> bool:
        """Say whether nobody holds it."""
        return not self.holders

    @property
    def never_told(self) -> int:
        """Count the holders whom nobody told."""
        return sum(held.communicated_on is None for held in self.holders)

    @property
    def unconfirmed(self) -> int:
        """Count the holders who were told and have not confirmed it."""
        return sum(held.communicated_on is not None and held.acknowledged_on is None for held in self.holders)

    @property
    def not_understood(self) -> int:
        """Count the holders of whom nobody has seen that they understand it."""
        return sum(held.understood_on is None for held in self.holders)

    @property
    def unapproved(self) -> int:
        """Count the holders whom top management has not approved."""
        return sum(held.approved_on is None for held in self.holders)

    @property
    def without_deputy(self) -> int:
        """Count the holders for whom nobody stands in."""
        return sum(held.deputy_id is None for held in self.holders)


def holds(assignment: RoleAssignment, day: datetime.date) -> bool:
    """Say whether an assignment holds on a day."""
    return assignment.since <= day and (assignment.until is None or day <= assignment.until)


def roles_on(day: datetime.date) -> Q:
    """Say which roles exist on a day, as a filter."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(retired_on=None) | Q(retired_on__gt=day))


def role_standings(roles: Iterable[Role], day: datetime.date) -> list[RoleStanding]:
    """Say how many roles stand on a day, by one question."""
    wanted = list(roles)
    rows = RoleAssignment.objects.filter(role__in=[role.pk for role in wanted], since__lte=day)
    by_role: dict[object, list[RoleAssignment]] = {role.pk: [] for role in wanted}
    for row in rows.select_related("person", "deputy", "approved_by"):
        by_role[row.role_id].append(row)
    return [_standing(role, by_role[role.pk], day) for role in wanted]


def _standing(role: Role, rows: list[RoleAssignment], day: datetime.date) -> RoleStanding:
    """Divide a role's assignments into those that hold and those that ended."""
    holders = tuple(row for row in rows if holds(row, day))
    earlier = tuple(row for row in rows if not holds(row, day))
    since = role.since
    if earlier and not holders:
        since = max(row.until for row in earlier if row.until) + datetime.timedelta(days=1)
    return RoleStanding(role, holders, earlier, None if holders else since)
