"""Top management: at reviews, behind whoever runs the system, accountable, and giving what is needed."""

import datetime
import uuid
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import at_least, each_of, none_of, not_asked_here, share_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.direction import Post, objectives, posts
from heedful.audits.reading.meetings import Review, decisions, of_the_year, reviews, took_part
from heedful.audits.reading.office import (
    Asked,
    HandedUp,
    Met,
    leaders,
    leaders_actions,
    support,
    top_management,
)
from heedful.audits.reading.programme import Named
from heedful.audits.reading.righting import grave_cases
from heedful.audits.results import Condition, Listed, Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.leadership.models import ReviewState

YEARLY = 12
"""Where reviews are planned once a year, one in twelve months is enough."""


@evidence(version=1)
def top_management_attends_reviews(
    as_of: AsOf, *, reviews_held: Decimal, attended_share: Decimal, decisions_owned: Decimal
) -> Result:
    """Reviews were held, each member of top management took part in most of them and owns something decided there."""
    top, seats, held = as_of.once(top_management), as_of.once(took_part), as_of.once(of_the_year)
    members = as_of.once(leaders)

    def due(member: Named) -> list[Review]:
        return [r for r in held if top.held(member.pk, r.held_on)]

    def missed(member: Named) -> list[Review]:
        return [r for r in due(member) if (r.pk, member.pk) not in seats]

    def attends(member: Named) -> bool:
        n = len(due(member))
        return n - len(missed(member)) >= attended_share * n

    def told(member: Named) -> str:
        days = ", ".join(told_day(r.held_on) for r in missed(member))
        return f"{len(due(member)) - len(missed(member))} of {len(due(member))}; not there: {days}."

    asked = [m for m in members if due(m)]
    empty = [r for r in held if any(r in missed(m) for m in asked)]
    this_year = {r.pk for r in held}
    owned: dict[uuid.UUID | None, int] = defaultdict(int)
    for decided in as_of.once(decisions):
        if decided.review in this_year:
            owned[decided.todo.owner] += 1
    return Result.of(
        _held(as_of, held, reviews_held),
        each_of(
            "took-part",
            f"Top management who took part in {told_number(attended_share, 'share')} of the reviews while in office",
            "person", asked, kept=attends, why=told, window=as_of.w12, rests_on=("attended_share",),
            listed=[Listed("Reviews where a seat stayed empty", group("managementreview", empty))],
        ),
        each_of(
            "own-a-decision", "Top management who own something that these reviews decided", "person", asked,
            kept=lambda m: owned[m.pk] >= decisions_owned, window=as_of.w12, rests_on=("decisions_owned",),
            why=lambda m: f"{owned[m.pk]} of the actions that the year's reviews decided are theirs.",
        ),
    )  # fmt: skip


def _held(as_of: AsOf, held: list[Review], wanted: Decimal) -> Condition:
    known = as_of.once(reviews)
    yearly = bool(known) and max(known, key=lambda r: r.planned_on).interval_months >= YEARLY
    missed = [r for r in known if not r.held and as_of.w12.after < r.planned_on < as_of.day]
    return at_least(
        "held", "Management reviews held within twelve months", group("managementreview", held),
        min(wanted, Decimal(1)) if yearly else wanted, missed=group("managementreview", missed), given=bool(known),
        window=as_of.w12, rests_on=("reviews_held",),
        why={r.pk: "Cancelled." if r.state == ReviewState.CANCELLED else f"Planned for {told_day(r.planned_on)}."
             for r in missed},
    )  # fmt: skip


def decided_in_time(id: str, words: str, rows: list[Asked], as_of: AsOf, share: Decimal, days: int) -> Condition:
    """Ask that a share of what was asked of top management is decided within so many working days."""

    def limit(r: Asked) -> datetime.date:
        return as_of.add(r.asked_on, days)

    older = [r for r in rows if r.decided_on is None and r.asked_on not in as_of.w12]
    return share_of(
        id, words, "supportrequest", [r for r in rows if r.asked_on in as_of.w12], at_least=share,
        kept=lambda r: r.decided_on is not None and r.decided_on <= limit(r),
        waits=lambda r: r.decided_on is None and as_of.day <= limit(r), window=as_of.w12,
        why=lambda r: f"Asked {told_day(r.asked_on)}, decided {told_day(r.decided_on)}.",
        rests_on=("decided_share", "decided_days"),
        listed=[Listed("Open since before the window", group("supportrequest", older))],
    )  # fmt: skip


@evidence(version=1)
def whoever_runs_the_system_is_supported(
    as_of: AsOf, *, decided_share: Decimal, decided_days: Decimal, sponsor_share: Decimal, sponsor_size: Decimal,
    answered_days: Decimal,
) -> Result:  # fmt: skip
    """The role that runs the system is filled and heard: requests decided, sponsors, meetings, answers."""
    top, running = as_of.once(top_management), [p for p in as_of.once(posts) if p.runs_system]
    holders = {h.person for p in running for h in p.holders}
    asked = [r for r in as_of.once(support).asked if r.asked_by in holders]
    escalated = [e for e in as_of.once(support).handed_up if top.held(e.to, e.escalated_on)]

    def answer_by(e: HandedUp) -> datetime.date:
        return as_of.add(e.escalated_on, int(answered_days))

    return Result.of(
        each_of("role", "The role that runs the system is held, has a deputy and a direct line to top management",
                "role", running, kept=lambda p: not _lacks(p), why=_lacks),
        decided_in_time("decided", f"What its holders asked for, decided within "
                        f"{told_number(decided_days, 'working days')}", asked, as_of, decided_share, int(decided_days)),
        _sponsored(as_of, sponsor_share, sponsor_size),
        each_of("met-monthly", "The holder met top management in each of the last twelve months", "role", running,
                kept=lambda p: not _months_without(p, as_of), window=as_of.w12,
                why=lambda p: f"No meeting: {'; '.join(_months_without(p, as_of))}."),
        each_of("answered", f"Actions handed up to top management, answered within "
                f"{told_number(answered_days, 'working days')}", "action", escalated, event=True,
                kept=lambda e: e.answered_on is not None and e.answered_on <= answer_by(e),
                waits=lambda e: e.answered_on is None and as_of.day <= answer_by(e), window=as_of.w12,
                why=lambda e: f"Handed up {told_day(e.escalated_on)}, answered {told_day(e.answered_on)}.",
                rests_on=("answered_days",)),
    )  # fmt: skip


def _lacks(post: Post) -> str:
    """Say what the role that runs the system lacks."""
    lacks = [
        *(["a holder"] if not post.holders else []),
        *(["a deputy"] if not any(h.deputy for h in post.holders) else []),
        *([] if post.reports_to_top else ["a direct line to top management"]),
    ]
    return f"It has not {', '.join(lacks)}." if lacks else ""


def _sponsored(as_of: AsOf, share: Decimal, size: Decimal) -> Condition:
    """Ask for sponsors among top management, of organisations large enough to need them."""
    top = as_of.once(top_management)
    found = share_of(
        "sponsored", "Improvements of the year with a sponsor in top management", "improvement",
        as_of.once(support).initiatives, kept=lambda i: top.held(i.sponsor, i.started_on), at_least=share, event=True,
        window=as_of.w12, why=lambda i: "No sponsor in top management.", rests_on=("sponsor_share", "sponsor_size"),
    )  # fmt: skip
    if 1 <= as_of.organisation.size < size:
        return not_asked_here(found, f"Asked of organisations of {size} people and more.")
    return found


def _months_without(post: Post, as_of: AsOf) -> list[str]:
    """Name the months back from the day in which no holder of a role met top management."""
    top, people = as_of.once(top_management), {h.person for h in post.holders}

    def counts(met: Met) -> bool:
        return met.with_whom in people and top.held(met.leader, met.held_on)

    days = [met.counts_on for met in as_of.once(support).met if counts(met)]
    borders = [as_of.before(back) for back in range(YEARLY + 1)]
    return [
        f"{told_day(after)} to {told_day(until)}"
        for until, after in pairwise(borders)
        if not any(after < day <= until for day in days)
    ]


@evidence(version=1)
def top_management_is_accountable(
    as_of: AsOf, *, objectives_owned: Decimal, on_time_share: Decimal, overdue_days: Decimal
) -> Result:
    """Each member owns an objective; their actions are done in time; each review ends with their own conclusion."""
    top, members = as_of.once(top_management), as_of.once(leaders)
    aims, todos = as_of.once(objectives), as_of.once(leaders_actions)
    mine = [t for t in todos if top.held(t.owner, min(t.due_on, as_of.day))]
    live, dropped = [t for t in mine if not t.dropped], [t for t in mine if t.dropped and t.due_on in as_of.w12]
    last = as_of.day - datetime.timedelta(days=int(overdue_days))

    def owns(member: Named) -> bool:
        return sum(aim.owner == member.pk for aim in aims) >= objectives_owned

    return Result.of(
        each_of("own-an-objective", "Top management who own an objective", "person", members, kept=owns,
                why=lambda m: "Owns no objective in force.", rests_on=("objectives_owned",)),
        share_of(
            "on-time", "Actions of top management due within twelve months, done by the day promised", "action",
            [t for t in live if t.due_on in as_of.w12], kept=lambda t: t.by(t.due_on), at_least=on_time_share,
            waits=lambda t: t.open and as_of.day <= t.due_on, window=as_of.w12, rests_on=("on_time_share",),
            why=lambda t: f"Due {told_day(t.due_on)}, done {told_day(t.done_on)}.",
            listed=[Listed("Dropped with a reason", group("action", dropped))],
        ),
        each_of("concluded", "Reviews of the year with top management's own word on whether the system is effective",
                "managementreview", as_of.once(of_the_year),
                kept=lambda r: r.concluded and top.held(r.concluded_by, r.concluded_on), window=as_of.w12,
                why=lambda r: "Not signed by top management." if r.concluded else "No conclusion."),
        none_of("none-overdue", f"No action of top management is overdue by more than "
                f"{told_number(overdue_days, 'days')}", "action", live, broken=lambda t: t.open and t.due_on < last,
                why=lambda t: f"Due {told_day(t.due_on)}.", rests_on=("overdue_days",)),
    )  # fmt: skip


@evidence(version=1)
def resources_are_given(as_of: AsOf, *, decided_share: Decimal, decided_days: Decimal, blocked_days: Decimal) -> Result:
    """Requests are decided soon, refusals have a reason, and nothing grave waits for resources for long."""
    found = as_of.once(support).asked
    refused = [r for r in found if r.granted is False and r.asked_on in as_of.w12]
    since = as_of.day - datetime.timedelta(days=int(blocked_days))
    waiting: dict[str, datetime.date] = {}
    for r in found:
        if r.source and r.delivered_on is None and r.granted is not False:
            waiting[r.source] = min(r.asked_on, waiting.get(r.source, r.asked_on))
    grave = [c for c in as_of.once(grave_cases) if c.closed_on is None]

    def blocked_since(case: uuid.UUID) -> datetime.date | None:
        refs = next((c.refs for c in grave if c.pk == case), ())
        return min((waiting[ref] for ref in refs if ref in waiting), default=None)

    return Result.of(
        decided_in_time("decided", f"Requests decided within {told_number(decided_days, 'working days')}", found, as_of,
                        decided_share, int(decided_days)),
        each_of("refusals-reasoned", "Refusals with a reason", "supportrequest", refused, event=True,
                kept=lambda r: bool(r.reason.strip()), why=lambda r: "Refused without a reason."),
        none_of("none-blocked", f"No grave case waits for resources for more than {told_number(blocked_days, 'days')}",
                "nonconformity", grave, event=True, rests_on=("blocked_days",),
                broken=lambda c: (begun := blocked_since(c.pk)) is not None and begun < since,
                why=lambda c: f"Waits for what was asked on {told_day(blocked_since(c.pk))}."),
    )  # fmt: skip
