"""Management reviews: held as planned, and what they decide is carried out."""

import datetime
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import at_least, each_of, none_of, share_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.direction import late_from
from heedful.audits.reading.meetings import (
    Decided,
    Review,
    decisions,
    discussed,
    held_reviews,
    of_the_year,
    reviews,
)
from heedful.audits.results import Listed, Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.leadership.models import ReviewState


@evidence(version=1)
def reviews_are_held_as_planned(as_of: AsOf, *, late_share: Decimal, interval_months: Decimal) -> Result:
    """No gap between reviews is longer than planned, the plan is often enough, and the next one has its day."""
    held = as_of.once(held_reviews)
    before = dict(zip(held[1:], held, strict=False))
    last = held[-1] if held else None
    coming = [r for r in as_of.once(reviews) if r.state == ReviewState.PLANNED and r.planned_on >= as_of.day]
    coming += [r for r in as_of.once(reviews) if r.state == ReviewState.OPEN]

    def late(since: Review, until: datetime.date) -> bool:
        return since.held_on is not None and until > late_from(since.held_on, since.interval_months, late_share)

    def told(r: Review) -> str:
        if r is last and late(r, as_of.day):
            return f"None since {told_day(r.held_on)}; planned every {r.interval_months} months."
        earlier = before[r]
        return (
            f"Held {told_day(r.held_on)}, {told_day(earlier.held_on)} before; every {earlier.interval_months} months."
        )

    def kept(r: Review) -> bool:
        overdue = r is last and late(r, as_of.day)
        return not overdue and (r not in before or not late(before[r], r.held_on or as_of.day))

    asked = [r for r in held if r is last or (r.held_on is not None and r.held_on in as_of.w12)]
    return Result.of(
        each_of("no-gap", f"Reviews held in their interval and {told_number(late_share, 'share')} more",
                "managementreview", asked, kept=kept, why=told, rests_on=("late_share",)),
        each_of("often-enough", f"Reviews planned at least every {told_number(interval_months, 'months')}",
                "managementreview", [*asked, *coming], kept=lambda r: r.interval_months <= interval_months,
                why=lambda r: f"Planned every {r.interval_months} months.", rests_on=("interval_months",)),
        at_least("next", "The next review has its day", group("managementreview", coming), Decimal(1),
                 given=bool(as_of.once(reviews))),
    )  # fmt: skip


@evidence(version=1)
def decisions_are_carried_out(as_of: AsOf, *, share: Decimal, carried: Decimal) -> Result:
    """What was due before the latest review was done in time; what was open was looked at there; none is dragged on."""
    held, made, seen = as_of.once(held_reviews), as_of.once(decisions), as_of.once(discussed)
    last = held[-1] if held else None
    latest = last.held_on if last and last.held_on else as_of.day
    earlier = [d for d in made if last is not None and d.review != last.pk and d.todo.opened_on < latest]
    live = [d for d in earlier if not d.todo.dropped]
    due = [d for d in live if d.todo.due_on < latest and d.todo.due_on in as_of.window(24)]
    open_there = [d for d in live if not d.todo.by(latest - datetime.timedelta(days=1))]
    in_year = {r.pk for r in as_of.once(of_the_year)}

    def times(d: Decided) -> int:
        return len(seen.get(d.pk, set()))

    return Result.of(
        share_of("on-time", "Decisions due before the latest review, done by the day promised", "action",
                 due, kept=lambda d: d.todo.by(d.todo.due_on), at_least=share, rests_on=("share",),
                 why=lambda d: f"Due {told_day(d.todo.due_on)}, done {told_day(d.todo.done_on)}.",
                 listed=[Listed("Dropped with a reason", group("action", [d for d in earlier if d.todo.dropped]))]),
        each_of("looked-at-again", "Decisions open at the latest review that were looked at there", "action",
                open_there if last and last.pk in in_year else [], event=True,
                kept=lambda d: last is not None and last.pk in seen.get(d.pk, set()),
                why=lambda d: f"Due {told_day(d.todo.due_on)}, not on that agenda."),
        none_of("not-dragged-on", f"No decision was carried over more than {told_number(carried, '')} times", "action",
                live, broken=lambda d: d.todo.open and times(d) > carried, rests_on=("carried",), event=True,
                why=lambda d: f"Open, and looked at in {times(d)} reviews."),
        main=bool(due),
    )  # fmt: skip
