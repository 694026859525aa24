"""A nonconformity and what was done about it, as a test needs it."""

from itertools import count
from types import SimpleNamespace

from heedful.improvement.models import (
    CauseAnalysis,
    Correction,
    CorrectiveAction,
    EffectivenessReview,
    ExtentCheck,
    Nonconformity,
)
from tests import make
from tests.audits.direction_story import action, row

_number = count(1)


def case(*, found=100, closed=None, severity=3, begun=100, consequences="Told the shop.", **more):
    """A case that was found, and put right, so many days ago, and written down on those days."""
    there = {"statement": f"Warm {next(_number)}", "requirement_words": "Cold", "evidence": "The log",
             "severity": severity, "found_at": make.at(make.back(found)), "found_on": make.back(found),
             "risk_decision": "Rated again.", "system_decision": "Nothing changes."}  # fmt: skip
    if closed is not None:
        there |= {"closed_on": make.back(closed), "closed_by": "effective"}
    found_case = make.put(Nonconformity(**there | more), make.back(found))
    if begun is not None:
        make.put(
            Correction(nonconformity=found_case, kind="containment", what="Stopped the lorry",
                       started_at=make.at(make.back(begun)), consequences=consequences),
            make.back(begun),
        )  # fmt: skip
    return found_case


def cause(of, *, finished=85, **more):
    """Its cause was found."""
    there = {"method": "five_whys", "began_on": make.back(95)}
    if finished is not None:
        there |= {"done_on": make.back(finished), "cause": "The seal", "cause_class": "equipment", "evidence": "Photo"}
    return row(CauseAnalysis(nonconformity=of, **there | more))


def fix(of=None, *, planned=80, due=60, done=61, who=None, reason=None, todo=None, **more):
    """A corrective action, with the action that carries it out."""
    of = of or case()
    why = reason or cause(of)
    more = {"criterion": "Half as many", "baseline_k": 9, "baseline_n": 90, "threshold": "0.5"} | more
    todo = todo or action(who or make.person(), due=due, done=done, opened=planned)
    made = row(
        CorrectiveAction(nonconformity=of, analysis=why, what="New seal", action=todo, planned_on=make.back(planned),
                         **more)
    )  # fmt: skip
    return SimpleNamespace(case=of, cause=why, fix=made, todo=todo)


def effect(of, *, days=100, who=None):
    """Somebody looked whether it worked."""
    return make.put(
        EffectivenessReview(corrective_action=of, reviewer=who or make.person(), reviewed_on=make.back(days), after_k=1,
                            after_n=90, verdict="effective"),
        make.back(days),
    )  # fmt: skip


def looked_elsewhere(of, days=70):
    """Somebody looked where else it could happen."""
    return make.put(
        ExtentCheck(nonconformity=of, scope="All docks", result="Nothing", checked_on=make.back(days),
                    checker=make.person()),
        make.back(days),
    )  # fmt: skip
