"""When things go wrong: reaction, decision, cause, extent, proportion, time, effect, and what is learned."""

import datetime
import uuid
from collections import defaultdict
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import each_of, none_of, share_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.complaints import Heard, complaints
from heedful.audits.reading.office import top_management
from heedful.audits.reading.righting import Case, around_cases, cases, causes, fixes_by_case
from heedful.audits.results import Result
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.feedback.models import Outcome

UPHELD = (Outcome.UPHELD, Outcome.PARTLY)
Day = datetime.date


def _of_the_year(as_of: AsOf, grave: bool = False) -> list[Case]:
    """List the cases that were found within twelve months."""
    return [c for c in as_of.once(cases) if c.found_on in as_of.w12 and (c.grave or not grave)]


@evidence(version=1)
def grave_cases_are_put_right_at_once(
    as_of: AsOf, *, share: Decimal, within_days: Decimal, consequence_days: Decimal
) -> Result:
    """What is bad for customers is contained or put right within a day, and its consequences are dealt with."""
    done, grave = as_of.once(around_cases).put_right, _of_the_year(as_of, grave=True)

    def limit(c: Case) -> Day:
        return as_of.add(c.found_on, int(within_days))

    def deals(c: Case) -> bool:
        return c.pk in done and done[c.pk].consequences

    def told(c: Case) -> str:
        return f"Found {told_day(c.found_on)}, begun {told_day(done[c.pk].started_on if c.pk in done else None)}."

    return Result.of(
        share_of("begun", f"Grave cases contained or put right within {told_number(within_days, 'working days')}",
                 "nonconformity", grave, kept=lambda c: c.pk in done and done[c.pk].started_on <= limit(c),
                 waits=lambda c: c.pk not in done and as_of.day <= limit(c), at_least=share, window=as_of.w12,
                 why=told, rests_on=("share", "within_days")),
        each_of("consequences", "Grave cases whose consequences were dealt with", "nonconformity", grave, kept=deals,
                waits=lambda c: as_of.day <= as_of.add(c.found_on, int(consequence_days)), window=as_of.w12,
                why=lambda c: "Nothing says how the consequences were dealt with.", rests_on=("consequence_days",)),
    )  # fmt: skip


@evidence(version=1)
def upheld_complaints_are_decided_on(
    as_of: AsOf, *, within_days: Decimal, repeat_of: Decimal, repeat_days: Decimal
) -> Result:
    """Of each upheld complaint it is decided whether its cause is looked for; grave ones are let be by the top only."""
    found, top = as_of.once(complaints), as_of.once(top_management)
    upheld = [
        c for c in found.all
        if c.heard_on in as_of.w12 and not c.double and not c.withdrawn and c.outcome in UPHELD and c.answered_on
    ]  # fmt: skip
    repeated = _repeats(found.all, int(repeat_of), int(repeat_days))
    let_be = [c for c in upheld if c.digs is False and (c.safety or c.pk in repeated)]

    def limit(c: Heard) -> Day:
        return as_of.add(c.answered_on or c.heard_on, int(within_days))

    def whole(c: Heard) -> bool:
        return c.digs is not None and c.reasoned and c.decided_by is not None

    def told(c: Heard) -> str:
        if c.decided_on and not whole(c):
            return "Decided, but not by whom or why."
        return f"Answered {told_day(c.answered_on)}, decided {told_day(c.decided_on)}."

    return Result.of(
        each_of("decided", f"Upheld complaints with a reasoned decision within "
                f"{told_number(within_days, 'working days')}", "complaint", upheld, window=as_of.w12, why=told,
                kept=lambda c: whole(c) and c.decided_on is not None and c.decided_on <= limit(c),
                waits=lambda c: c.digs is None and as_of.day <= limit(c), rests_on=("within_days",)),
        each_of("let-be-by-the-top", "Complaints of safety or of a repeated kind that top management itself let be",
                "complaint", let_be, kept=lambda c: top.held(c.decided_by, c.decided_on), event=True,
                why=lambda c: "It touches safety." if c.safety else f"“{c.code}” came again and again.",
                rests_on=("repeat_of", "repeat_days")),
    )  # fmt: skip


def _repeats(heard: list[Heard], many: int, days: int) -> set[uuid.UUID]:
    """Name the complaints that were at least the third of their code within so many days."""
    by_code: dict[str, list[Heard]] = defaultdict(list)
    for c in sorted(heard, key=lambda c: c.heard_on):
        if c.code and not c.double and not c.withdrawn:
            by_code[c.code].append(c)
    found = set()
    for same in by_code.values():
        for place, c in enumerate(same):
            first = place + 1 - many
            if first >= 0 and (c.heard_on - same[first].heard_on).days <= days:
                found.add(c.pk)
    return found


@evidence(version=1)
def causes_are_found(as_of: AsOf, *, training_share: Decimal) -> Result:
    """Every case with a corrective action has its cause by a method and with evidence, and few blame training."""
    mine = as_of.once(fixes_by_case)
    found = [cause for cause in as_of.once(causes) if cause.case in mine]
    whole = {cause.case for cause in found if cause.whole}
    acted = [c for c in as_of.once(cases) if any(f.planned_on in as_of.w12 for f in mine.get(c.pk, []))]
    recent = [c for c in found if c.whole and c.done_on is not None and c.done_on in as_of.w12]
    return Result.of(
        each_of("analysed", "Cases with corrective action whose cause was found by a method, with evidence",
                "nonconformity", acted, kept=lambda c: c.pk in whole, window=as_of.w12,
                why=lambda c: "An action was planned, but no cause is finished with evidence."),
        share_of("beyond-training", "Causes found that go beyond human error and training", "causeanalysis", recent,
                 kept=lambda c: not c.told_only, at_least=1 - training_share, window=as_of.w12, event=True,
                 why=lambda c: "Human error or training only.", rests_on=("training_share",)),
    )  # fmt: skip


@evidence(version=1)
def extent_is_checked(as_of: AsOf, *, within_days: Decimal) -> Result:
    """Wherever a corrective action was planned, somebody looked where else it could happen, before closing."""
    checked, mine = as_of.once(around_cases).extent, as_of.once(fixes_by_case)
    acted = [
        c for c in as_of.once(cases)
        if mine.get(c.pk) and (c.closed_on is None or c.closed_on in as_of.w12)
    ]  # fmt: skip

    def planned(c: Case) -> Day:
        return min(f.planned_on for f in mine[c.pk])

    def kept(c: Case) -> bool:
        return c.pk in checked and (c.closed_on is None or checked[c.pk] <= c.closed_on)

    return Result.of(
        each_of("extent", "Cases with corrective action that were looked for elsewhere before they closed",
                "nonconformity", acted, kept=kept, window=as_of.w12, rests_on=("within_days",),
                waits=lambda c: c.closed_on is None and as_of.day <= as_of.add(planned(c), int(within_days)),
                why=lambda c: f"Closed {told_day(c.closed_on)}, looked {told_day(checked.get(c.pk))}.")
    )  # fmt: skip


@evidence(version=1)
def action_is_in_proportion(as_of: AsOf, *, within_days: Decimal) -> Result:
    """Every grave case has corrective action, and none is answered by telling or training people alone."""
    mine = as_of.once(fixes_by_case)
    recent = [c for c in as_of.once(cases) if c.grave and (c.found_on in as_of.w12 or c.closed_on is None)]
    acted = [c for c in recent if mine.get(c.pk)]

    def told_only(c: Case) -> bool:
        return all(f.told_only for f in mine[c.pk]) and not any(f.reasoned for f in mine[c.pk])

    return Result.of(
        each_of("acted", "Grave cases with corrective action", "nonconformity", recent,
                kept=lambda c: bool(mine.get(c.pk)), window=as_of.w12, rests_on=("within_days",),
                waits=lambda c: as_of.day <= as_of.add(c.found_on, int(within_days)),
                why=lambda c: "No corrective action is planned."),
        none_of("not-told-only", "None is answered only by telling or training people, without a reason",
                "nonconformity", acted, broken=told_only, event=True,
                why=lambda c: "It is told or trained only, and nobody says why that is enough."),
    )  # fmt: skip


@evidence(version=1)
def lessons_are_carried_on(as_of: AsOf, *, told_share: Decimal) -> Result:
    """Of closed cases with corrective action it is settled what changes in risks and system, and who hears of it."""
    mine = as_of.once(fixes_by_case)
    closed = [c for c in as_of.once(cases) if mine.get(c.pk) and c.closed_on is not None and c.closed_on in as_of.w12]
    complained = [c for c in closed if c.source.startswith("complaint/")]
    return Result.of(
        each_of("risks", "Closed cases with a word on whether a risk changes", "nonconformity", closed,
                kept=lambda c: c.on_risks, window=as_of.w12, why=lambda c: "Nothing is said about risks."),
        each_of("system", "Closed cases with a word on whether the system changes", "nonconformity", closed,
                kept=lambda c: c.on_system, window=as_of.w12, why=lambda c: "Nothing is said about the system."),
        share_of("told", "Complainants who were told what came of it", "nonconformity", complained, event=True,
                 kept=lambda c: c.told_on is not None, at_least=told_share, window=as_of.w12, rests_on=("told_share",),
                 why=lambda c: "The customer was not told."),
    )  # fmt: skip
