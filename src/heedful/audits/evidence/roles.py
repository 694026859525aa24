"""Roles: who holds them, that it was told, and that it is understood."""

import datetime
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import each_of, none_of, share_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.direction import Holder, Post, posts
from heedful.audits.reading.office import top_management
from heedful.audits.results import Result
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf


def _held(as_of: AsOf) -> list[Holder]:
    return [holder for post in as_of.once(posts) for holder in post.holders]


@evidence(version=1)
def roles_are_assigned_and_understood(
    as_of: AsOf, *, understood_share: Decimal, understood_months: Decimal, vacancy_days: Decimal
) -> Result:
    """Each role is described and held by an approved holder with a deputy; it is understood; none is long vacant."""
    top, roles, held = as_of.once(top_management), as_of.once(posts), _held(as_of)
    since = as_of.before(int(understood_months))
    long_ago = as_of.day - datetime.timedelta(days=int(vacancy_days))

    def approved(post: Post) -> bool:
        return any(top.held(h.approved_by, h.approved_on) for h in post.holders)

    return Result.of(
        each_of("assigned", "Roles whose holder top management approved", "role", roles, kept=approved,
                waits=lambda p: p.vacant_since is not None and p.vacant_since >= long_ago,
                why=lambda p: "Held, but not approved." if p.holders else "Nobody holds it."),
        each_of("described", "Roles with what they answer for and what they may decide", "role", roles,
                kept=lambda p: p.described, why=lambda p: "Responsibility or authority is not written down."),
        each_of("deputised", "Held roles with a deputy", "role", [p for p in roles if p.holders],
                kept=lambda p: any(h.deputy for h in p.holders), why=lambda p: "No deputy employed now."),
        share_of("understood", f"Holders who showed within {told_number(understood_months, 'months')} that they "
                 "understand their role", "roleassignment", held, few=1, at_least=understood_share,
                 kept=lambda h: h.understood_on is not None and since <= h.understood_on <= as_of.day,
                 why=lambda h: f"Last shown: {told_day(h.understood_on)}.",
                 rests_on=("understood_share", "understood_months")),
        none_of("no-vacancy", f"No role is vacant for more than {told_number(vacancy_days, 'days')}", "role", roles,
                broken=lambda p: p.vacant_since is not None and p.vacant_since < long_ago,
                why=lambda p: f"Vacant since {told_day(p.vacant_since)}.", rests_on=("vacancy_days",)),
    )  # fmt: skip


@evidence(version=1)
def roles_are_communicated(as_of: AsOf, *, share: Decimal, within_days: Decimal) -> Result:
    """Assignments were told soon after they began, confirmed by their holders, and told again after a change."""
    held, days = _held(as_of), int(within_days)
    changed = {p.pk: day for p in as_of.once(posts) if (day := p.changed_on) is not None and day in as_of.w12}

    def limit(h: Holder) -> datetime.date:
        # What began before the records did is told when they begin.
        return as_of.add(max(h.since, as_of.organisation.records_since), days)

    def again(h: Holder) -> datetime.date:
        return as_of.add(changed[h.role], days)

    def told_again(h: Holder) -> bool:
        return h.told_again_on is not None and changed[h.role] <= h.told_again_on <= again(h)

    within = told_number(within_days, "working days")
    affected = [h for h in held if h.role in changed and h.since < changed[h.role]]
    return Result.of(
        share_of("told", f"Assignments told within {within} of their beginning", "roleassignment", held, few=1,
                 kept=lambda h: h.told_on is not None and h.told_on <= limit(h), at_least=share,
                 waits=lambda h: h.told_on is None and as_of.day <= limit(h),
                 why=lambda h: f"Began {told_day(h.since)}, told {told_day(h.told_on)}.",
                 rests_on=("share", "within_days")),
        share_of("confirmed", "Assignments whose holder confirmed that it reached them", "roleassignment", held, few=1,
                 kept=lambda h: h.acknowledged_on is not None, at_least=share,
                 waits=lambda h: as_of.day <= as_of.add(h.told_again_on or max(h.since, as_of.before(1)), days),
                 why=lambda h: f"Told {told_day(h.told_again_on)}, not confirmed.", rests_on=("share",)),
        each_of("told-again", f"Assignments told again within {within} after their role changed", "roleassignment",
                affected, event=True, kept=told_again, waits=lambda h: as_of.day <= again(h), rests_on=("within_days",),
                why=lambda h: f"Changed {told_day(changed[h.role])}, last told {told_day(h.told_again_on)}."),
    )  # fmt: skip
