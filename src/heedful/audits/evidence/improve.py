"""Risks, opportunities, and whether satisfaction rises."""

from decimal import ROUND_HALF_UP, Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import FEW, at_least, change_not_worse, each_of, share_of
from heedful.audits.models import ResultState
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.direction import objectives
from heedful.audits.reading.figures import figures
from heedful.audits.reading.meetings import inputs, of_the_year
from heedful.audits.reading.rising import (
    Chance,
    Common,
    complained_and_delivered,
    complaints_of_two_years,
    opportunities,
)
from heedful.audits.reading.rising import codes as complaint_codes
from heedful.audits.reading.steering import customer_processes, risks
from heedful.audits.results import Condition, Group, Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.leadership.models import ObjectiveKind
from heedful.stats import difference_of_intervals, rate_ratio

THIS_YEAR, YEAR_BEFORE = range(12), range(12, 24)
CUSTOMER_ITEMS = {"satisfaction", "complaints"}


@evidence(version=1)
def customer_risks_are_known(as_of: AsOf, *, review_months: Decimal, codes: Decimal) -> Result:
    """Each process that customers meet, and each of the commonest complaints, has a risk that was looked at lately."""
    open_ones, since = as_of.once(risks), as_of.before(int(review_months))
    fresh = {r.pk for r in open_ones if since <= r.looked_on <= as_of.day}
    with_risk, with_fresh = {r.process for r in open_ones}, {r.process for r in open_ones if r.pk in fresh}
    known = as_of.once(complaint_codes)
    linked, commonest = known.risks, known.common[: int(codes)]

    def told(code: Common) -> str:
        state = "its risk was not looked at" if linked.get(code.code) else "no risk is linked to any of them"
        return f"“{code.code}”, {code.many} in the year: {state}."

    within = told_number(review_months, "months")
    return Result.of(
        each_of("processes", f"Processes that customers meet with a risk looked at within {within}", "process",
                as_of.once(customer_processes), kept=lambda p: p.pk in with_fresh, rests_on=("review_months",),
                why=lambda p: "Its risks were not looked at." if p.pk in with_risk else "It has no risk."),
        each_of("complaints", f"Of the {told_number(codes, '')} commonest codes of complaints, those with a risk "
                f"looked at within {within}", "complaint", commonest, event=True,
                kept=lambda c: bool(linked.get(c.code, set()) & fresh), why=told, rests_on=("codes", "review_months")),
    )  # fmt: skip


@evidence(version=1)
def opportunities_are_taken(as_of: AsOf, *, opened: Decimal, completed: Decimal) -> Result:
    """Customers gave ideas that were written down, and something was made of one with a known effect."""
    found = as_of.once(opportunities)
    this_year = [o for o in found if o.opened_on in as_of.w12]
    ended = [o for o in found if o.completed_on is not None and o.completed_on in as_of.w12]

    def split(rows: list[Chance], keeps: list[Chance]) -> tuple[Group, Group]:
        return group("opportunity", keeps), group("opportunity", [o for o in rows if o not in keeps])

    ideas, others = split(this_year, [o for o in this_year if o.from_customers])
    done, unknown = split(ended, [o for o in ended if o.evaluated])
    return Result.of(
        at_least("from-customers", "Opportunities of the year that came from customers", ideas, opened, missed=others,
                 given=bool(found), window=as_of.w12, rests_on=("opened",),
                 why={o.pk: "No customer source." for o in this_year}),
        at_least("completed", "Opportunities completed within the year whose effect is known", done, completed,
                 missed=unknown, given=bool(found), window=as_of.w12, rests_on=("completed",),
                 why={o.pk: "Its effect was not evaluated." for o in ended}),
    )  # fmt: skip


@evidence(version=1)
def satisfaction_rises(
    as_of: AsOf, *, margin: Decimal, rate_margin: Decimal, target_months: Decimal, agenda_share: Decimal
) -> Result:
    """Over two years answers did not get worse, nor complaints more; targets are renewed; customers are on agendas."""
    heard, looked = as_of.once(figures), as_of.once(inputs)
    series = heard.series()
    new, old = (
        (heard.figure(months=year, series=series) for year in (THIS_YEAR, YEAR_BEFORE)) if series else (None,) * 2
    )
    enough = new is not None and old is not None and min(new.n, old.n) >= FEW and as_of.w24.full
    change = difference_of_intervals(new, old) if enough and new is not None and old is not None else None
    aims = [a for a in as_of.once(objectives) if a.kind == ObjectiveKind.SATISFACTION]
    since = as_of.before(int(target_months))
    return Result.of(
        change_not_worse("score", "Satisfaction of the last twelve months against the twelve before", change, margin,
                         of=Group("response", new.n + old.n if new and old else 0, private=True), rests_on=("margin",)),
        _complaints(as_of, rate_margin),
        each_of("targets", f"Objectives of satisfaction set or looked at within {told_number(target_months, 'months')}",
                "objective", aims, kept=lambda a: a.renewed_on is not None and a.renewed_on >= since,
                why=lambda a: f"Last renewed: {told_day(a.renewed_on)}.", rests_on=("target_months",)),
        share_of("on-agendas", "Reviews of the year that looked at satisfaction or complaints", "managementreview",
                 as_of.once(of_the_year), few=1, at_least=agenda_share, window=as_of.w12, rests_on=("agenda_share",),
                 kept=lambda r: bool(looked.get(r.pk, set()) & CUSTOMER_ITEMS),
                 why=lambda r: "Neither satisfaction nor complaints were looked at."),
    )  # fmt: skip


def _complaints(as_of: AsOf, margin: Decimal) -> Condition:
    """Judge by its interval whether customers complain more often, for each delivery."""
    seen = as_of.once(complained_and_delivered)
    events = [seen.get(("complaints", year), 0) for year in (0, 1)]
    delivered = [seen.get(("deliveries", year), 0) for year in (0, 1)]
    n, state, reads, value = sum(events), ResultState.NOT_ENOUGH, "Cannot tell yet.", None
    if all(delivered) and n and as_of.w24.full:
        ratio = rate_ratio(events[0], delivered[0], events[1], delivered[1])
        value = Decimal(str(ratio.estimate)).quantize(Decimal("0.0001"), ROUND_HALF_UP) if events[1] else None
        reads = f"{events[0]} of {delivered[0]} deliveries, {events[1]} of {delivered[1]} the year before"
        if ratio.low > 1:
            state = ResultState.NOT_MET
        elif ratio.high < 1 + float(margin):
            state = ResultState.MET
    worse = state == ResultState.NOT_MET
    mine = Group("complaint", n, complaints_of_two_years(as_of))
    none = Group("complaint", 0)
    return Condition(
        "complaint-rate", "Complaints for each delivery, against the twelve months before (1 is as many)", state, reads,
        none if worse else mine, mine if worse else none, value=value, threshold=1 + margin, way="at most",
        rests_on=("rate_margin",),
    )  # fmt: skip
