"""Corrective action: done when promised, and whether it kept the problem away."""

import datetime
import uuid
from collections import defaultdict
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import each_of, none_of, share_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.righting import Case, Fix, around_cases, cases, cycles, fixes
from heedful.audits.results import Condition, Result
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf

CYCLES = 3
"""So many values of its measure after an action are as good as the days asked for."""
Day = datetime.date


@evidence(version=1)
def corrective_action_is_on_time(as_of: AsOf, *, share: Decimal, overdue_days: Decimal, extensions: Decimal) -> Result:
    """Corrective actions are done by the day first promised; none grave is long overdue; days move once at most."""
    known = {c.pk: c for c in as_of.once(cases)}
    everything = as_of.once(fixes)
    due = [f for f in everything if f.todo.first_due_on in as_of.w12 or f.todo.first_due_on > as_of.day]
    live = [f for f in everything if f.todo.open or f.todo.first_due_on in as_of.w12]
    grave = [f for f in live if f.case in known and known[f.case].grave]
    last = as_of.day - datetime.timedelta(days=int(overdue_days))

    def told(f: Fix) -> str:
        return f"First due {told_day(f.todo.first_due_on)}, done {told_day(f.todo.done_on)}."

    return Result.of(
        share_of("on-time", "Corrective actions of the year done by the day first promised", "correctiveaction", due,
                 kept=lambda f: f.todo.by(f.todo.first_due_on), at_least=share, window=as_of.w12, why=told,
                 waits=lambda f: f.todo.open and as_of.day <= f.todo.first_due_on, rests_on=("share",)),
        none_of("grave-overdue", f"None for a grave case is overdue by more than {told_number(overdue_days, 'days')}",
                "correctiveaction", grave, broken=lambda f: f.todo.open and f.todo.due_on < last, event=True,
                why=lambda f: f"Due {told_day(f.todo.due_on)}.", rests_on=("overdue_days",)),
        none_of("moved-once", f"None was moved more than {told_number(extensions, '')} times", "correctiveaction", live,
                broken=lambda f: f.extended > extensions, why=lambda f: f"Its day was moved {f.extended} times.",
                rests_on=("extensions",)),
    )  # fmt: skip


@evidence(version=1)
def effectiveness_is_reviewed(
    as_of: AsOf, *, after_days: Decimal, review_days: Decimal, recurrence: Decimal, recurrence_months: Decimal
) -> Result:
    """Somebody else reviews, long enough after, against a criterion fixed before; and few problems come back."""
    everything, seen = as_of.once(fixes), as_of.once(around_cases).effects
    changed, values = as_of.once(around_cases).criterion, as_of.once(cycles)

    def ripe(f: Fix) -> Day:
        """Give the day from which a review counts: so many days after, or three values of the measure."""
        done = f.todo.done_on or as_of.day
        after = [on for on in values.get(f.measure, []) if on > done] if f.measure else []
        by_days = done + datetime.timedelta(days=int(after_days))
        return min(by_days, after[CYCLES - 1]) if len(after) >= CYCLES else by_days

    def limit(f: Fix) -> Day:
        window = (f.todo.done_on or as_of.day) + datetime.timedelta(days=max(f.window_days, int(after_days)))
        return window + datetime.timedelta(days=int(review_days))

    def fault(f: Fix) -> str:
        reviews, done = seen.get(f.pk, []), f.todo.done_on
        if not reviews:
            return f"Done {told_day(done)}, not reviewed."
        if f.pk in changed and done is not None and changed[f.pk] > done:
            return f"Its criterion was changed {told_day(changed[f.pk])}, after it was done."
        if all(r.reviewer == f.todo.owner for r in reviews):
            return "Reviewed by who carried it out."
        if all(r.reviewed_on < ripe(f) for r in reviews if r.reviewer != f.todo.owner):
            return f"Reviewed before {told_day(ripe(f))}: too early to tell."
        return ""

    due = [f for f in everything if f.todo.done_on is not None and (limit(f) in as_of.w12 or limit(f) > as_of.day)]
    return Result.of(
        each_of("reviewed", "Corrective actions reviewed by another person against a criterion fixed before",
                "correctiveaction", due, kept=lambda f: not fault(f), why=fault, window=as_of.w12,
                waits=lambda f: not seen.get(f.pk) and as_of.day <= limit(f), rests_on=("after_days", "review_days")),
        _recurrence(as_of, recurrence, int(recurrence_months)),
    )  # fmt: skip


def _recurrence(as_of: AsOf, share: Decimal, months: int) -> Condition:
    """Ask that few problems come back: the same code in the same process after its corrective action was done."""
    since = as_of.before(months)
    done: dict[uuid.UUID, Day] = {}
    for f in as_of.once(fixes):
        if f.todo.done_on is not None:
            done[f.case] = max(f.todo.done_on, done.get(f.case, f.todo.done_on))
    known = as_of.once(cases)
    solved = [c for c in known if c.code and c.pk in done and since < done[c.pk] <= as_of.day]

    alike: dict[tuple[str, uuid.UUID | None], list[Case]] = defaultdict(list)
    for c in known:
        alike[c.code, c.process].append(c)

    def again(c: Case) -> Case | None:
        same = alike[c.code, c.process]
        return next((o for o in same if o.pk != c.pk and o.found_on > done[c.pk]), None)

    def told(c: Case) -> str:
        back = again(c)
        return f"Done {told_day(done[c.pk])}, came back {told_day(back.found_on if back else None)}."

    return share_of(
        "stays-away", f"Problems that did not come back within {told_number(months, 'months')} after the action",
        "nonconformity", solved, kept=lambda c: again(c) is None, at_least=1 - share, window=as_of.w12, event=True,
        why=told, rests_on=("recurrence", "recurrence_months"),
    )  # fmt: skip
