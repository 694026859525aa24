"""Corrective action: each condition met, missed by the one that is listed, empty, and too few."""

import pytest

from heedful.audits.models import ResultState
from heedful.improvement.models import CriterionChange
from heedful.processes.models import Measurement
from tests import make
from tests.audits import direction_story
from tests.audits import righting_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH


def missed(question, condition, *refs):
    found = make.condition_of(question, condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, list(refs))
    return found


def in_time(many=5):
    return [story.fix() for _ in range(many)]


def test_corrective_actions_in_time_are_met():
    in_time()
    assert make.answer_of_records("wr-on-time").state == MET


@pytest.mark.parametrize("how", [{"done": 59}, {"done": None}])
def test_late_corrective_actions_are_listed_and_four_are_too_few(how):
    in_time(4)
    assert make.condition_of("wr-on-time", "on-time").state == NOT_ENOUGH
    late = story.fix(story.case(severity=2), **how)
    missed("wr-on-time", "on-time", late.fix.ref)


def test_a_day_that_was_moved_does_not_help():
    in_time()
    who = make.person()
    moved = story.fix(todo=direction_story.action(who, due=50, done=55, first_due_on=make.back(60)))
    assert moved.fix.ref in make.condition_of("wr-on-time", "on-time").missed.refs()


def test_one_not_yet_due_waits_and_a_dropped_one_is_not_asked():
    in_time()
    fresh = story.fix(due=-5, done=None)
    story.fix(todo=direction_story.action(make.person(), done=None, state="dropped", dropped_because="No need"))
    found = make.condition_of("wr-on-time", "on-time")
    assert (found.state, found.n, found.listed[0].rows.refs()) == (MET, 5, [fresh.fix.ref])


@pytest.mark.parametrize(("due", "severity", "breach"), [(31, 3, True), (30, 3, False), (31, 2, False)])
def test_one_for_a_grave_case_that_is_long_overdue_is_a_breach(due, severity, breach):
    in_time()
    late = story.fix(story.case(severity=severity), due=due, done=None)
    found = make.condition_of("wr-on-time", "grave-overdue")
    assert make.exceptions(found) == ([late.fix.ref] if breach else [])


def test_one_moved_twice_is_listed():
    once, twice = in_time(2)
    for todo, days in ((once.todo, 55), (twice.todo, 55), (twice.todo, 50)):
        make.touch(todo, make.back(days), "action.extended", due_on=make.back(days - 20))
    missed("wr-on-time", "moved-once", twice.fix.ref)


def done(days=150, **more):
    """A corrective action that was done so many days ago."""
    more.setdefault("of", story.case(found=300, begun=300))
    return story.fix(planned=250, due=days, done=days, **more)


def reviewed(days=50, **more):
    made = done(**more)
    story.effect(made.fix, days=days)
    return made


def test_actions_reviewed_by_another_are_met():
    reviewed()
    answer = make.answer_of_records("wr-effective")
    assert answer.state == MET
    assert answer.result.conditions[1].state == ResultState.NOT_APPLICABLE


@pytest.mark.parametrize("how", ["never", "self", "early", "criterion"])
def test_an_action_without_a_good_review_is_listed(how):
    who = make.person()
    bad = done(who=who)
    if how != "never":
        story.effect(bad.fix, days=61 if how == "early" else 50, who=who if how == "self" else None)
    if how == "criterion":
        make.put(CriterionChange(corrective_action=bad.fix, was="None", reason="Hard", approved_by=make.person(),
                                  changed_on=make.back(100)))  # fmt: skip
    reviewed(days=45)
    missed("wr-effective", "reviewed", bad.fix.ref)


def test_three_values_of_its_measure_are_as_good_as_the_days():
    measure = direction_story.measure(value=None)
    for days in (140, 130, 120):
        story.row(Measurement(measure=measure, first_on=make.back(days + 9), last_on=make.back(days), value=1))
    early = reviewed(days=121, measure=measure)
    reviewed(days=119, measure=measure)
    missed("wr-effective", "reviewed", early.fix.ref)


def test_a_review_not_yet_due_waits():
    fresh = done(days=119)
    found = make.condition_of("wr-effective", "reviewed")
    assert (found.state, found.listed[0].rows.refs()) == (NOT_ENOUGH, [fresh.fix.ref])


def test_problems_that_come_back_are_listed_and_four_are_too_few():
    dock = direction_story.process()

    def solved(code):
        return done(of=story.case(found=300, begun=300, code=code, process=dock))

    for n in range(4):
        solved(f"kind {n}")
    assert make.condition_of("wr-effective", "stays-away").state == NOT_ENOUGH
    one = solved("kind 9")
    assert make.condition_of("wr-effective", "stays-away").state == MET
    story.case(code="kind 9", process=direction_story.process())
    assert make.condition_of("wr-effective", "stays-away").state == MET
    story.case(code="Kind 9", process=dock)
    missed("wr-effective", "stays-away", one.case.ref)
