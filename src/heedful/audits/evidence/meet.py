"""Requirements met: a process for each, and processes that reach their results."""

from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import each_of, share_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.direction import late_from
from heedful.audits.reading.expected import requirements
from heedful.audits.reading.programme import Named
from heedful.audits.reading.steering import Taken, acted_on, customer_processes, measures
from heedful.audits.results import Result
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf


@evidence(version=1)
def requirements_have_a_process(as_of: AsOf, *, share: Decimal) -> Result:
    """Current requirements have a process in use, a check and an owner; those of law and safety all of them."""
    current = [r for r in as_of.once(requirements) if r.current]
    return Result.of(
        share_of("linked", "Current requirements with a process, a check and an owner", "requirement", current, few=1,
                 kept=lambda r: not r.lacks, at_least=share, why=lambda r: f"Without {', '.join(r.lacks)}.",
                 rests_on=("share",)),
        each_of("law-and-safety", "The same of law, authorities and safety: every one", "requirement",
                [r for r in current if r.law or r.safety], kept=lambda r: not r.lacks, event=True,
                why=lambda r: f"Without {', '.join(r.lacks)}."),
    )  # fmt: skip


@evidence(version=1)
def processes_reach_their_results(as_of: AsOf, *, late_share: Decimal, on_target_share: Decimal) -> Result:
    """Processes that customers meet are measured in time, mostly on target, and acted on where they are not."""
    taken, doing = as_of.once(measures), as_of.once(acted_on)
    by_process: dict[object, list[Taken]] = {}
    for measure in taken:
        by_process.setdefault(measure.process, []).append(measure)

    def fresh(m: Taken) -> bool:
        return m.value_on is not None and as_of.day <= late_from(m.value_on, m.every_months, late_share)

    def young(m: Taken) -> bool:
        return m.value_on is None and as_of.day <= late_from(m.since, m.every_months, late_share)

    def last(process: Named) -> str:
        mine = by_process.get(process.pk, [])
        if not mine:
            return "It has no measure."
        return f"Last measured: {told_day(max((m.value_on for m in mine if m.value_on), default=None))}."

    aimed = [m for m in taken if m.target is not None and m.value is not None]
    off = [m for m in aimed if not m.on_target]
    return Result.of(
        each_of("measured", f"Processes that customers meet, measured in their rhythm and "
                f"{told_number(late_share, 'share')} more", "process", as_of.once(customer_processes),
                kept=lambda p: any(fresh(m) for m in by_process.get(p.pk, [])),
                waits=lambda p: any(young(m) for m in by_process.get(p.pk, [])), why=last, rests_on=("late_share",)),
        share_of("on-target", "Their measures on target", "measure", aimed, few=1, kept=lambda m: m.on_target,
                 at_least=on_target_share, why=lambda m: f"{m.value:g} against a target of {m.target:g}.",
                 rests_on=("on_target_share",)),
        each_of("acted-on", "Measures off target with an open action that somebody owns", "measure", off, event=True,
                kept=lambda m: bool({f"measure/{m.pk}", f"process/{m.process}"} & doing),
                why=lambda m: "Off target, and no action is open."),
    )  # fmt: skip
