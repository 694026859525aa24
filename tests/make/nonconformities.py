"""Nonconformities at each step of their way, and opportunities."""

import datetime
from decimal import Decimal

from heedful.improvement import (
    causes,
    closing,
    commands,
    corrections,
    corrective,
    effectiveness,
    nonconformities,
    opportunities,
)
from tests.make.core import DAY, TEST, organisation, person

FOUND = datetime.datetime(2026, 3, 9, 9, 0, tzinfo=datetime.UTC)
LATER = datetime.date(2026, 8, 3)


def nonconformity(statement="Goods arrived at 9 °C", found_on=DAY, **more):
    """A case that was just found."""
    organisation()
    whole = {
        "evidence": "Logger 14, delivery D-77", "severity": 3, "requirement_words": "0 to 4 °C until handover",
        "code": "cold chain", "found_at": datetime.datetime.combine(found_on, FOUND.timetz()),
    }  # fmt: skip
    return nonconformities.open_nonconformity(by=TEST, statement=statement, **whole | more)


def correction(case=None, kind="correction", what="Replaced the goods", **more):
    """Something done at once."""
    case = fresh(case or nonconformity())
    return corrections.start_correction(case, by=TEST, kind=kind, what=what, **{"started_at": case.found_at} | more)


def done_correction(case=None, **more):
    """The fault was put right."""
    begun = correction(case, **more)
    return corrections.finish_correction(
        begun, by=TEST, done_at=begun.started_at + datetime.timedelta(hours=2), consequences="New goods came at noon."
    )


def begun_analysis(case=None, method="other", on=None, **more):
    """A search for the cause that began."""
    case = fresh(case or nonconformity())
    return causes.begin_analysis(case, by=TEST, method=method, on=on or case.found_on, **more)


def done_analysis(case=None, cause="The door has no alarm", on=None, **more):
    """The cause was found."""
    begun = begun_analysis(case, on=on, **more)
    return causes.finish_analysis(
        begun, by=TEST, on=on or begun.began_on, cause=cause, cause_class="equipment", evidence="Door log of 9 March"
    )


def corrective_action(case=None, on=None, due_in=14, **more):
    """A corrective action with its criterion: 20 of 1,000 before, at most half of that after ninety days."""
    case = case or nonconformity()
    if not case.analyses.filter(rejected_on=None).exclude(done_on=None).exists():
        done_analysis(case, on=on)
    on = on or case.found_on
    whole = {
        "what": "Put an alarm on the dock door", "owner": more.pop("owner", None) or person(),
        "due_on": on + datetime.timedelta(days=due_in), "criterion": "Deliveries above 4 °C", "baseline_k": 20,
        "baseline_n": 1000, "threshold": Decimal("0.5"), "window_days": 90,
    }  # fmt: skip
    return corrective.plan_corrective_action(fresh(case), by=TEST, on=on, **whole | more)


def done_corrective_action(case=None, done_on=None, **more):
    """A corrective action that was carried out."""
    planned = corrective_action(case, **more)
    commands.complete_action(
        fresh(planned.action), by=TEST, on=done_on or planned.planned_on, evidence="The alarm rang in the test."
    )
    return fresh(planned)


def review(planned=None, k=2, n=1000, on=LATER, **more):
    """The data after an action, judged: effective unless told otherwise."""
    planned = planned or done_corrective_action()
    more["reviewer"] = more.get("reviewer") or person()
    return effectiveness.review_effect(fresh(planned), by=TEST, on=on, after_k=k, after_n=n, **more)


def extent_check(case, on=None, **more):
    """Somebody looked where else it could happen."""
    whole = {"scope": "All four docks", "result": "The same door at dock 3", "found_more": True, "checker": person()}
    return corrections.check_extent(fresh(case), by=TEST, on=on or case.found_on, **whole | more)


def closed_nonconformity(case=None, on=LATER, **more):
    """A case that closed because its corrective action was effective."""
    case = case or nonconformity(**more)
    review(done_corrective_action(case), on=on)
    extent_check(case)
    return closing.close_as_effective(fresh(case), by=TEST, on=on)


def opportunity(what="Offer morning slots to bakeries", on=DAY, **more):
    """An opportunity that was seen."""
    organisation()
    return opportunities.add_opportunity(by=TEST, what=what, on=on, **more)


def fresh(row):
    """A row as it stands now."""
    return type(row).objects.get(pk=row.pk)
