"""Policy and objectives: established, told, measured, about customers, planned."""

import datetime
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import at_least, each_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.direction import PLAN, Aim, Wording, late_from, objectives, policies
from heedful.audits.reading.meetings import inputs, of_the_year
from heedful.audits.reading.office import staff, top_management
from heedful.audits.reading.programme import Named
from heedful.audits.reading.steering import customer_processes
from heedful.audits.results import Condition, Listed, Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.leadership.models import ObjectiveKind

AGENDA = {"policy", "objectives"}
ABOUT_CUSTOMERS = (ObjectiveKind.CONFORMITY, ObjectiveKind.SATISFACTION)
PLAN_WORDS = ("what will be done", "with what", "who", "by when", "how it is evaluated")


@evidence(version=1)
def policy_and_objectives_are_established(
    as_of: AsOf, *, review_months: Decimal, told_days: Decimal, objectives_wanted: Decimal, late_share: Decimal
) -> Result:
    """A policy holds that top management approved, told and looked at; objectives are approved and measured."""
    top, found, aims = as_of.once(top_management), as_of.once(policies), as_of.once(objectives)
    looked = as_of.once(inputs)
    good = {w.policy for w in found.current if top.held(w.approved_by, w.approved_on)}
    approved = [aim for aim in aims if top.held(aim.approved_by, aim.approved_on)]
    unapproved = [aim for aim in aims if aim not in approved]
    unsigned = {aim.pk: "Not approved by top management." for aim in unapproved}
    recent = as_of.before(int(review_months))
    return Result.of(
        each_of("approved", "Quality policies with a version that top management approved", "policy",
                [Named(pk, "") for pk in found.all], kept=lambda p: p.pk in good,
                why=lambda p: "No version approved by top management holds."),
        each_of("reviewed", f"Versions that were approved or looked at within {told_number(review_months, 'months')}",
                "policyversion", found.current, kept=lambda w: max(w.approved_on, w.reviewed_on or w.approved_on)
                >= recent, why=lambda w: f"Approved {told_day(w.approved_on)}, reviewed {told_day(w.reviewed_on)}.",
                rests_on=("review_months",)),
        _told(as_of, found.current, int(told_days)),
        at_least("objectives", "Objectives in force that top management approved", group("objective", approved),
                 objectives_wanted, missed=group("objective", unapproved), given=bool(aims or found.all),
                 rests_on=("objectives_wanted",), why=unsigned),
        each_of("measured", f"Objectives measured in their rhythm and {told_number(late_share, 'share')} more",
                "objective", approved, kept=lambda a: _measured(a, as_of, late_share),
                waits=lambda a: a.measured_on is None and _young(a, as_of, late_share),
                why=lambda a: f"Last measured: {told_day(a.measured_on)}." if a.measure else "It has no measure.",
                rests_on=("late_share",)),
        each_of("on-the-agenda", "Reviews of the year that looked at policy and objectives", "managementreview",
                as_of.once(of_the_year), kept=lambda r: looked.get(r.pk, set()) >= AGENDA, window=as_of.w12,
                why=lambda r: f"Not looked at: {', '.join(sorted(AGENDA - looked.get(r.pk, set())))}."),
    )  # fmt: skip


def _told(as_of: AsOf, current: list[Wording], days: int) -> Condition:
    """Ask that each version was sent to all staff soon after approval; who confirmed it is shown beside."""
    people, confirmed = as_of.once(staff), as_of.once(policies).confirmed
    reached = {person for w in current for person in confirmed.get(w.pk, set())}

    def limit(w: Wording) -> datetime.date:
        return w.approved_on + datetime.timedelta(days=days)

    return each_of(
        "told", f"Versions told to all staff within {told_number(days, 'days')} after approval", "policyversion",
        current, kept=lambda w: w.told_on is not None and w.told_on <= limit(w),
        waits=lambda w: w.told_on is None and as_of.day <= limit(w), rests_on=("told_days",),
        why=lambda w: f"Approved {told_day(w.approved_on)}, told {told_day(w.told_on)}.",
        listed=[
            Listed("Staff who confirmed that it reached them", group("person", [p for p in people if p.pk in reached])),
            Listed("Staff who have not confirmed it",
                   group("person", [p for p in people if p.pk not in reached] if current else [])),
        ],
    )  # fmt: skip


def _measured(aim: Aim, as_of: AsOf, share: Decimal) -> bool:
    if aim.measured_on is None or aim.every_months is None:
        return False
    return as_of.day <= late_from(aim.measured_on, aim.every_months, share)


def _young(aim: Aim, as_of: AsOf, share: Decimal) -> bool:
    """Say whether its first value is not due yet."""
    if aim.measured_since is None or aim.every_months is None:
        return False
    return as_of.day <= late_from(max(aim.since, aim.measured_since), aim.every_months, share)


@evidence(version=1)
def objectives_are_about_customers(as_of: AsOf) -> Result:
    """Each process that customers meet has a measurable objective about conformity or satisfaction."""
    aims = [aim for aim in as_of.once(objectives) if aim.kind in ABOUT_CUSTOMERS]
    whole = {aim.process for aim in aims if aim.measure and aim.based and aim.targeted and aim.due_on}
    some = {aim.process for aim in aims}
    return Result.of(
        each_of("customer-processes", "Processes that customers meet with an objective about conformity or "
                "satisfaction: measure, baseline, target, day", "process", as_of.once(customer_processes),
                kept=lambda p: p.pk in whole,
                why=lambda p: "Its objective lacks measure, baseline, target or day." if p.pk in some
                else "No objective about conformity or satisfaction.")
    )  # fmt: skip


@evidence(version=1)
def objectives_are_planned(as_of: AsOf) -> Result:
    """Every objective in force says what will be done, with what, by whom, by when and how it is evaluated."""

    def missing(aim: Aim) -> list[str]:
        return [words for words, said in zip(PLAN_WORDS, aim.plan, strict=True) if not said.strip()]

    return Result.of(
        each_of("planned", f"Objectives with all {len(PLAN)} fields of their plan", "objective",
                as_of.once(objectives), kept=lambda aim: not missing(aim),
                why=lambda aim: f"Not said: {', '.join(missing(aim))}.")
    )  # fmt: skip
