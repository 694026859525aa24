"""Do: what customers say is captured, acknowledged, assessed, resolved, looked into and gone back to."""

import datetime
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import at_least, each_of, none_of, share_of
from heedful.audits.reading.asking import Unhappy, unhappy
from heedful.audits.reading.complaints import Heard, around_complaints, complaints
from heedful.audits.reading.hearing import delivering_units, feedback_of, lost_customers, said
from heedful.audits.results import Group, Listed, Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf


def _day(when: datetime.date | None) -> str:
    return f"{when.day} {when:%b %Y}" if when else "not yet"


@evidence(version=1)
def what_customers_say_is_captured(
    as_of: AsOf, *, unit_deliveries: Decimal, channels: Decimal, staff_items: Decimal
) -> Result:
    """Every unit that delivers is heard of, over several channels, and staff log what they hear."""
    units, counts = as_of.once(delivering_units), as_of.once(said)
    heard = {c.unit for c in counts}
    used = sorted({c.channel for c in counts if c.channel is not None}, key=str)
    everything, by_staff = (sum(c.count for c in counts if c.by_staff or not only) for only in (False, True))
    logged = feedback_of(as_of).filter(imported=False).exclude(logged_by=None).order_by("heard_at", "pk")
    silent = [u for u in units if 0 < u.delivered < unit_deliveries and u.pk not in heard]
    return Result.of(
        each_of(
            "units", f"Units with {unit_deliveries} deliveries or more of which something was heard", "unit",
            [u for u in units if u.delivered >= unit_deliveries], kept=lambda u: u.pk in heard, window=as_of.w12,
            why=lambda u: f"Silent over {u.delivered:,} deliveries.", rests_on=("unit_deliveries",),
            listed=[Listed("Silent, with fewer deliveries", group("unit", silent))],
        ),
        at_least("channels", "Channels with items", Group("channel", len(used), used), channels, given=everything > 0,
                 window=as_of.w12, rests_on=("channels",)),
        at_least("staff", "Items logged by staff", Group("feedback", by_staff, logged.values_list("pk", flat=True)),
                 staff_items, given=everything > 0, window=as_of.w12, rests_on=("staff_items",)),
    )  # fmt: skip


@evidence(version=1)
def complaints_are_acknowledged(
    as_of: AsOf, *, share: Decimal, within_days: Decimal, never_after_days: Decimal
) -> Result:
    """Complaints are acknowledged within the promise or ours, whichever is shorter, and none is forgotten."""
    found = as_of.once(complaints)
    promise = min(int(within_days), as_of.organisation.acknowledge_days)

    def limit(c: Heard) -> datetime.date:
        return min(c.acknowledge_by, as_of.add(c.heard_on, int(within_days)))

    def last(c: Heard) -> datetime.date:
        return as_of.add(c.heard_on, int(never_after_days))

    def told(c: Heard) -> str:
        return f"Heard {_day(c.heard_on)}, acknowledged {_day(c.acknowledged_on)}."

    machine = [c for c in found.all if c.by_machine]
    return Result.of(
        share_of(
            "in-time",
            f"Complaints acknowledged within {told_number(promise, 'working days')}",
            "complaint", found.of_window(limit),
            kept=lambda c: c.acknowledged_on is not None and c.acknowledged_on <= limit(c), at_least=share, why=told,
            waits=lambda c: c.acknowledged_on is None and as_of.day <= limit(c), window=as_of.w12,
            rests_on=("share", "within_days"),
            listed=[*found.beside, Listed("Acknowledged by machine", group("complaint", machine))],
        ),
        none_of(
            "none-forgotten",
            f"None acknowledged later than {told_number(never_after_days, 'working days')}",
            "complaint",
            found.of_window(last), broken=lambda c: (c.acknowledged_on or as_of.day) > last(c), why=told,
            window=as_of.w12, rests_on=("never_after_days",),
        ),
    )  # fmt: skip


@evidence(version=1)
def complaints_are_assessed(as_of: AsOf, *, share: Decimal, within_days: Decimal) -> Result:
    """Complaints are assessed whole and soon; where safety is touched, on the day they were heard."""
    found = as_of.once(complaints)

    def limit(c: Heard) -> datetime.date:
        return as_of.add(c.heard_on, int(within_days))

    def same_day(c: Heard) -> datetime.date:
        return as_of.add(c.heard_on, 0)

    def told(c: Heard) -> str:
        whole = "" if c.assessed_whole or c.assessed_on is None else ", but not by all five"
        return f"Heard {_day(c.heard_on)}, assessed {_day(c.assessed_on)}{whole}."

    def assessed(c: Heard, by: datetime.date) -> bool:
        return c.assessed_on is not None and c.assessed_on <= by

    return Result.of(
        share_of(
            "in-time",
            f"Complaints assessed by all five within {told_number(within_days, 'working days')}",
            "complaint",
            found.of_window(limit), kept=lambda c: c.assessed_whole and assessed(c, limit(c)), at_least=share, why=told,
            waits=lambda c: not c.assessed_whole and as_of.day <= limit(c), window=as_of.w12,
            rests_on=("share", "within_days"), listed=found.beside,
        ),
        each_of(
            "safety-same-day", "Complaints that touch safety assessed on the day they were heard", "complaint",
            [c for c in found.of_window(same_day) if c.safety], kept=lambda c: assessed(c, same_day(c)), why=told,
            window=as_of.w12, event=True,
        ),
    )  # fmt: skip


@evidence(version=1)
def complaints_come_to_an_end(
    as_of: AsOf, *, share: Decimal, within_days: Decimal, update_days: Decimal, escalate_days: Decimal
) -> Result:
    """Complaints are closed in time, none is left without word or escalation, and refusals say why and where to go."""
    found, around = as_of.once(complaints), as_of.once(around_complaints)
    old = as_of.day - datetime.timedelta(days=int(escalate_days))

    def limit(c: Heard) -> datetime.date:
        return as_of.add(c.heard_on, int(within_days) + around.paused[c.pk])

    def word(c: Heard) -> datetime.date:
        return max(day for day in (c.heard_on, around.told.get(c.pk), c.answered_on) if day is not None)

    def silent(c: Heard, since: datetime.date) -> bool:
        return c.pk not in around.pausing and as_of.day > as_of.add(since, int(update_days) + around.paused[c.pk])

    return Result.of(
        share_of(
            "closed-in-time",
            f"Complaints closed within {told_number(within_days, 'working days')}, pauses left out",
            "complaint",
            found.of_window(limit), kept=lambda c: c.closed_on is not None and c.closed_on <= limit(c),
            waits=lambda c: c.closed_on is None and as_of.day <= limit(c), at_least=share, window=as_of.w12,
            why=lambda c: f"Heard {_day(c.heard_on)}, closed {_day(c.closed_on)}.", rests_on=("share", "within_days"),
            listed=found.beside,
        ),
        none_of(
            "kept-informed",
            f"None open for more than {told_number(update_days, 'working days')} without word to the customer",
            "complaint", [c for c in found.open if silent(c, c.heard_on)], broken=lambda c: silent(c, word(c)),
            why=lambda c: f"Last word to the customer: {_day(word(c)) if word(c) > c.heard_on else 'none'}.",
            rests_on=("update_days",), event=True,
        ),
        each_of(
            "refused-with-reason", "Refusals with their reason and the way to go further", "complaint",
            [c for c in found.of_window(limit) if c.outcome == "not_upheld"], kept=lambda c: c.told_why, event=True,
            why=lambda c: "Reason or way to escalate is missing.", window=as_of.w12,
        ),
        none_of(
            "escalated",
            f"None open for more than {told_number(escalate_days, 'days')} without escalation",
            "complaint",
            [c for c in found.open if c.heard_on < old], broken=lambda c: c.pk not in around.handed_up, event=True,
            why=lambda c: f"Open since {_day(c.heard_on)}.", rests_on=("escalate_days",),
        ),
    )  # fmt: skip


@evidence(version=1)
def serious_complaints_are_investigated_by_others(as_of: AsOf, *, severity: Decimal) -> Result:
    """Whoever investigates a serious complaint neither is complained about nor owns what happened."""
    found, around = as_of.once(complaints), as_of.once(around_complaints)

    def limit(c: Heard) -> datetime.date:
        return as_of.add(c.heard_on, as_of.organisation.answer_days + around.paused[c.pk])

    def independent(c: Heard) -> bool:
        involved = {c.event_owner, *around.concerned.get(c.pk, ())}
        return c.pk in around.excepted or (c.investigator is not None and c.investigator not in involved)

    serious = [c for c in found.of_window(limit) if c.severity is not None and c.severity >= severity]
    excepted = [c for c in serious if c.pk in around.excepted]
    return Result.of(
        each_of(
            "independent", "Serious complaints investigated by somebody not involved", "complaint", serious,
            kept=independent, waits=lambda c: _still_running(c, limit(c), as_of), window=as_of.w12,
            why=lambda c: "Nobody investigated it." if c.investigator is None else "The investigator is involved.",
            rests_on=("severity",),
            listed=[Listed("Excepted by top management, with a second reader", group("complaint", excepted)),
                    *found.beside],
        )
    )  # fmt: skip


def _still_running(c: Heard, limit: datetime.date, as_of: AsOf) -> bool:
    return c.investigator is None and c.answered_on is None and c.open and as_of.day <= limit


@evidence(version=1)
def unhappy_and_lost_customers_are_contacted(
    as_of: AsOf, *, share: Decimal, within_days: Decimal, exit_share: Decimal, exit_days: Decimal
) -> Result:
    """Unhappy respondents who allow it are called within days, and customers who left are asked why."""
    answers, lost = as_of.once(unhappy), as_of.once(lost_customers)
    days = min(int(within_days), as_of.organisation.call_back_days)
    asked_from = as_of.day - datetime.timedelta(days=int(exit_days))

    def limit(answer: Unhappy) -> datetime.date:
        return as_of.add(answer.answered_on, days)

    return Result.of(
        share_of(
            "called", f"Unhappy respondents called within {told_number(days, 'working days')}", "", answers,
            kept=lambda a: a.called_on is not None and a.called_on <= limit(a), at_least=share,
            waits=lambda a: a.called_on is None and as_of.day <= limit(a), window=as_of.w12, event=True,
            why=lambda a: f"Answered {_day(a.answered_on)}, called {_day(a.called_on)}.",
            rests_on=("share", "within_days"),
        ),
        share_of(
            "asked-why",
            f"Customers who left contacted within {told_number(exit_days, 'days')}",
            "customer", lost, event=True,
            kept=lambda c: c.contacted, waits=lambda c: not c.contacted and c.left_on >= asked_from,
            at_least=exit_share, window=as_of.w12, why=lambda c: f"Left {_day(c.left_on)}.",
            rests_on=("exit_share", "exit_days"),
        ),
        main=bool(answers or lost),
    )  # fmt: skip
