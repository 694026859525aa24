"""When things go wrong: each condition met, missed by the one that is listed, empty, and too few."""

import pytest

from heedful.audits.models import ResultState
from heedful.improvement.models import Correction
from tests import make
from tests.audits import direction_story
from tests.audits import righting_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH
NOT_APPLICABLE = ResultState.NOT_APPLICABLE


def missed(question, condition, *refs):
    found = make.condition_of(question, condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, list(refs))
    return found


def state(question, condition):
    return {c.id: c.state for c in make.answer_of_records(question).result.conditions}[condition]


def grave(many=5):
    return [story.case() for _ in range(many)]


def test_grave_cases_put_right_at_once_are_met_and_small_ones_are_not_asked():
    grave()
    story.case(severity=2, begun=None)
    assert make.answer_of_records("wr-reaction").state == MET


@pytest.mark.parametrize("begun", [96, None])
def test_a_grave_case_begun_late_or_never_is_listed(begun):
    grave()
    late = story.case(begun=begun)
    found = missed("wr-reaction", "begun", late.ref)
    assert (found.k, found.n) == (5, 6)


def test_putting_right_counts_when_it_was_entered():
    grave()
    late = story.case(begun=None)
    typed = make.at(make.back(100))
    make.put(Correction(nonconformity=late, kind="correction", what="Cooled", started_at=typed), make.back(50))
    missed("wr-reaction", "begun", late.ref)


def test_four_grave_cases_are_too_few_for_a_share_but_one_without_consequences_is_a_breach():
    grave(3)
    assert state("wr-reaction", "begun") == NOT_ENOUGH
    bad = story.case(consequences="")
    missed("wr-reaction", "consequences", bad.ref)


def test_a_fresh_grave_case_waits():
    grave()
    fresh = story.case(found=1, begun=None)
    found = make.condition_of("wr-reaction", "begun")
    assert (found.state, found.listed[0].rows.refs()) == (MET, [fresh.ref])


def upheld(days=60, decided=55, **more):
    who = more.pop("by", None) or make.person()
    there = {"answered_at": make.back(days), "outcome": "upheld", "code": "late", "safety": False}
    if decided is not None:
        there |= {"nonconformity": True, "nonconformity_because": "Once.", "nonconformity_decided_by": who,
                  "nonconformity_decided_at": make.back(decided)}  # fmt: skip
    return make.heard_complaint(make.back(days), entered=make.back(days), **there | more)


def test_upheld_complaints_that_were_decided_on_are_met():
    no = {"rejected_because": "Signed for.", "way_to_escalate": "The ombudsman"}
    upheld(), upheld(outcome="partly"), upheld(decided=None, outcome="not_upheld", **no)
    answer = make.answer_of_records("wr-nc-decision")
    assert (answer.state, answer.result.conditions[0].n) == (MET, 2)


@pytest.mark.parametrize("how", [{"decided": 40}, {"decided": None}, {"nonconformity_because": " "}])
def test_an_upheld_complaint_decided_late_never_or_without_reason_is_listed(how):
    upheld()
    bad = upheld(**how)
    missed("wr-nc-decision", "decided", bad.ref)


def test_a_decision_counts_when_it_was_entered_and_a_fresh_one_waits():
    bad = upheld(decided=None)
    make.touch(bad, make.back(20), "complaint.nonconformity_decided", nonconformity=True, nonconformity_because="So.",
               nonconformity_decided_by=make.person(), nonconformity_decided_at=make.at(make.back(58)))  # fmt: skip
    fresh = upheld(3, None)
    found = missed("wr-nc-decision", "decided", bad.ref)
    assert found.listed[0].rows.refs() == [fresh.ref]


@pytest.mark.parametrize("why", ["safety", "repeat"])
def test_what_is_grave_is_let_be_by_top_management_only(why):
    top = direction_story.leader()
    if why == "repeat":
        upheld(80, 75), upheld(70, 65)
    how = {"nonconformity": False, "safety": why == "safety"}
    upheld(by=top, **how)
    assert make.answer_of_records("wr-nc-decision").state == MET
    bad = upheld(by=make.person(), **how)
    missed("wr-nc-decision", "let-be-by-the-top", bad.ref)


def test_two_of_a_code_are_no_repeat():
    upheld(80, 75), upheld(nonconformity=False), upheld(400, 390, nonconformity=False)
    assert state("wr-nc-decision", "let-be-by-the-top") == NOT_APPLICABLE


def test_causes_that_were_found_are_met_and_one_without_is_listed():
    story.fix()
    assert make.answer_of_records("wr-cause-found").state == NOT_ENOUGH
    for _ in range(4):
        story.fix()
    assert make.answer_of_records("wr-cause-found").state == MET
    of = story.case()
    story.fix(of, reason=story.cause(of, finished=None))
    missed("wr-cause-found", "analysed", of.ref)


def test_too_many_causes_that_blame_training_are_listed():
    for _ in range(4):
        story.fix()
    of = [story.case(), story.case()]
    blame = [story.cause(one, cause_class="training") for one in of]
    story.fix(of[0], reason=blame[0])
    assert state("wr-cause-found", "beyond-training") == MET
    story.fix(of[1], reason=blame[1])
    missed("wr-cause-found", "beyond-training", *sorted(b.ref for b in blame))


def looked(closed=50, days=60, **more):
    found = story.fix(story.case(closed=closed, **more))
    if days is not None:
        story.looked_elsewhere(found.case, days)
    return found.case


def test_cases_looked_for_elsewhere_are_met():
    looked(), looked(closed=None)
    assert make.answer_of_records("wr-extent-checked").state == MET


@pytest.mark.parametrize("how", [{"days": None}, {"days": 40}, {"closed": None, "days": None}])
def test_a_case_not_looked_for_elsewhere_before_closing_is_listed(how):
    looked()
    bad = looked(**how)
    missed("wr-extent-checked", "extent", bad.ref)


def test_a_case_whose_action_was_just_planned_waits():
    looked()
    fresh = story.fix(planned=5, due=-5, done=None).case
    found = make.condition_of("wr-extent-checked", "extent")
    assert (found.state, found.listed[0].rows.refs()) == (MET, [fresh.ref])


def test_grave_cases_with_action_are_met_and_one_without_is_listed():
    story.fix()
    assert make.answer_of_records("wr-proportionate").state == MET
    fresh = story.case(found=5, begun=5)
    bad = story.case()
    found = missed("wr-proportionate", "acted", bad.ref)
    assert found.listed[0].rows.refs() == [fresh.ref]


@pytest.mark.parametrize("because", [" ", "Only one person ever does it."])
def test_training_alone_needs_a_reason(because):
    story.fix()
    bad = story.fix(retrain_only=True, retrain_because=because)
    if because.strip():
        assert make.answer_of_records("wr-proportionate").state == MET
    else:
        missed("wr-proportionate", "not-told-only", bad.case.ref)


def closed(**more):
    return story.fix(story.case(**{"closed": 30, "told_customer_on": make.back(25)} | more)).case


def test_closed_cases_that_were_learned_from_are_met():
    closed()
    assert make.answer_of_records("wr-looped-back").state == MET
    assert state("wr-looped-back", "told") == NOT_APPLICABLE


@pytest.mark.parametrize(("condition", "how"), [("risks", {"risk_decision": ""}), ("system", {"system_decision": " "})])
def test_a_closed_case_without_a_lesson_is_listed(condition, how):
    closed()
    bad = closed(**how)
    missed("wr-looped-back", condition, bad.ref)


def test_complainants_who_were_not_told_are_listed_and_four_are_too_few():
    for _ in range(4):
        closed(source="complaint/8b7e5b7e-0000-4000-8000-000000000001")
    assert state("wr-looped-back", "told") == NOT_ENOUGH
    bad = closed(source="complaint/8b7e5b7e-0000-4000-8000-000000000001", told_customer_on=None)
    closed(source="processaudit/8b7e5b7e-0000-4000-8000-000000000001", told_customer_on=None)
    missed("wr-looped-back", "told", bad.ref)
