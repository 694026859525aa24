"""Policy and objectives: each condition met, missed by the one that is listed, and empty."""

import pytest

from heedful.audits.models import ResultState
from heedful.leadership.models import Acknowledgement
from tests import make
from tests.audits import direction_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH
ESTABLISHED = "po-established"


def missed(question, condition, *refs):
    found = make.condition_of(question, condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, list(refs))
    return found


def established():
    top = story.leader()
    aims = [story.objective(top) for _ in range(3)]
    story.review(top)
    return top, story.policy(top), aims


def test_a_policy_with_objectives_that_is_followed_is_met():
    established()
    answer = make.answer_of_records(ESTABLISHED)
    assert answer.state == MET, answer.sentence


def test_a_policy_that_top_management_did_not_approve_is_listed():
    established()
    bad = story.policy(make.person())
    missed(ESTABLISHED, "approved", bad.policy.ref)


def test_a_replaced_version_leaves_its_policy_without_one():
    _, made, _ = established()
    make.touch(made.version, replaced_on=make.back(5))
    missed(ESTABLISHED, "approved", made.policy.ref)


def test_a_version_nobody_looked_at_for_a_year_is_listed():
    top, *_ = established()
    bad = story.policy(top, approved=400, told=390)
    story.policy(top, approved=400, told=390, reviewed=100)
    missed(ESTABLISHED, "reviewed", bad.version.ref)


@pytest.mark.parametrize("told", [169, None])
def test_a_version_told_late_or_never_turns_the_answer(told):
    _, made, _ = established()
    make.touch(made.version, communicated_on=None if told is None else make.back(told))
    missed(ESTABLISHED, "told", made.version.ref)


def test_telling_counts_when_it_was_entered_and_a_fresh_version_waits():
    top, made, _ = established()
    fresh = story.policy(top, approved=10, told=None)
    make.touch(made.version, make.back(100), "policyversion.communicated", communicated_on=make.back(190))
    found = missed(ESTABLISHED, "told", made.version.ref)
    assert found.listed[0].rows.refs() == [fresh.version.ref]


def test_who_confirmed_it_is_shown_beside_and_does_not_decide():
    top, made, _ = established()
    other = make.person()
    story.row(Acknowledgement(on=made.version.ref, person=top, acknowledged_on=make.back(100), how="sheet"))
    found = make.condition_of(ESTABLISHED, "told")
    beside = {each.words: each.rows.refs() for each in found.listed}
    assert (found.state, beside["Staff who confirmed that it reached them"]) == (MET, [top.ref])
    assert beside["Staff who have not confirmed it"] == [other.ref]


def test_too_few_objectives_are_missed_and_the_unapproved_one_is_listed():
    _, _, aims = established()
    make.touch(aims[0], approved_by=None, approved_on=None)
    found = missed(ESTABLISHED, "objectives", aims[0].ref)
    assert (found.k, found.reads) == (2, "2 found, 3 asked for")


def test_an_objective_that_ended_does_not_count():
    _, _, aims = established()
    make.touch(aims[0], ended_on=make.back(5), reached=True)
    assert make.condition_of(ESTABLISHED, "objectives").k == 2


@pytest.mark.parametrize("how", [{"measured": 45}, {"measure": None}])
def test_an_objective_measured_late_or_without_measure_is_listed(how):
    top, *_ = established()
    bad = story.objective(top, **how)
    missed(ESTABLISHED, "measured", bad.ref)


def test_an_objective_whose_first_value_is_not_due_waits():
    top, *_ = established()
    fresh = story.objective(top, since=make.back(5), measure=story.measure(value=None))
    found = make.condition_of(ESTABLISHED, "measured")
    assert (found.state, found.listed[0].rows.refs()) == (MET, [fresh.ref])


def test_a_review_without_policy_on_its_agenda_is_listed():
    top, *_ = established()
    bad = story.review(top, held=30, keys=("objectives", "complaints"))
    found = missed(ESTABLISHED, "on-the-agenda", bad.ref)
    assert found.why[bad.pk] == "Not looked at: policy."


@pytest.mark.parametrize(
    "change",
    [{"kind": "other"}, {"measure": None}, {"baseline": None}, {"target": None}, {"due_on": None}, {"process": None}],
)
def test_a_customer_process_without_a_whole_objective_is_listed(change):
    top = story.leader()
    story.objective(top)
    assert make.answer_of_records("po-objectives-customer").state == MET
    of = story.process()
    make.touch(story.objective(top, of=of), **change)
    missed("po-objectives-customer", "customer-processes", of.ref)


def test_processes_that_customers_do_not_meet_are_not_asked():
    story.process(customer_facing=False)
    assert make.answer_of_records("po-objectives-customer").state == NOT_ENOUGH


@pytest.mark.parametrize("field", ["will_do", "resources", "responsible", "by_when", "evaluated_how"])
def test_an_objective_without_one_field_of_its_plan_is_listed(field):
    top = story.leader()
    story.objective(top)
    assert make.answer_of_records("po-objectives-planned").state == MET
    bad = story.objective(top, **{field: ""})
    missed("po-objectives-planned", "planned", bad.ref)
