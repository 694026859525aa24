"""Reviews, risks, opportunities, rising satisfaction: each condition met, missed by one listed, empty, too few."""

import pytest

from heedful.audits.models import ResultState
from heedful.core.models import Link
from heedful.customers.models import Customer, Delivery
from heedful.improvement.models import Opportunity, Risk
from heedful.leadership.models import Discussed, ManagementReview
from tests import make
from tests.audits import direction_story as story
from tests.audits import survey_story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH
NOT_APPLICABLE = ResultState.NOT_APPLICABLE


def missed(question, condition, *refs):
    found = make.condition_of(question, condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, list(refs))
    return found


def state(question, condition):
    return {c.id: c.state for c in make.answer_of_records(question).result.conditions}[condition]


def planned(days=-30, **more):
    return story.row(ManagementReview(**{"name": "Next", "planned_on": make.back(days), "interval_months": 3} | more))


def test_reviews_held_as_planned_are_met():
    story.review(every=3, held=120), story.review(every=3, held=30), planned()
    assert make.answer_of_records("rv-held-as-planned").state == MET


def test_a_review_after_too_long_a_gap_is_listed():
    story.review(every=3, held=150)
    late = story.review(every=3, held=30)
    planned()
    found = missed("rv-held-as-planned", "no-gap", late.ref)
    assert found.why[late.pk] == "Held 7 Feb 2026, 10 Oct 2025 before; every 3 months."


def test_too_long_without_any_names_the_last_one():
    last = story.review(every=3, held=130)
    planned()
    assert missed("rv-held-as-planned", "no-gap", last.ref).why[last.pk].startswith("None since 30 Oct 2025")


def test_a_review_planned_too_seldom_is_listed():
    story.review(every=3, held=30)
    bad = planned(interval_months=13)
    missed("rv-held-as-planned", "often-enough", bad.ref)


@pytest.mark.parametrize("how", [None, {"days": 5}, {"state": "cancelled", "cancelled_because": "Ill"}])
def test_without_a_day_for_the_next_one_it_is_missed(how):
    story.review(every=3, held=30)
    if how:
        planned(**how)
    assert state("rv-held-as-planned", "next") == NOT_MET


def carried_out(many=5):
    """Five decisions of an earlier review, done in time before the latest."""
    first, last = story.review(held=200), story.review(held=20)
    return first, last, [story.decision(first, make.person())[1] for _ in range(many)]


def test_decisions_that_were_carried_out_are_met():
    carried_out()
    answer = make.answer_of_records("rv-actions-closed")
    assert answer.state == MET, answer.sentence


def test_a_decision_done_late_is_listed_and_four_are_too_few():
    first, _, _ = carried_out(4)
    assert state("rv-actions-closed", "on-time") == NOT_ENOUGH
    _, late = story.decision(first, make.person(), done=50)
    missed("rv-actions-closed", "on-time", late.ref)


def test_what_was_decided_in_the_latest_review_is_not_due_there():
    _, last, _ = carried_out()
    story.decision(last, make.person(), due=10, done=None, opened=20)
    assert make.condition_of("rv-actions-closed", "on-time").n == 5
    assert state("rv-actions-closed", "looked-at-again") == NOT_APPLICABLE


def test_a_decision_open_at_the_latest_review_is_looked_at_there():
    first, last, _ = carried_out()
    _, todo = story.decision(first, make.person(), due=10, done=None)
    missed("rv-actions-closed", "looked-at-again", todo.ref)
    story.row(Discussed(review=last, action=todo))
    assert state("rv-actions-closed", "looked-at-again") == MET


def test_a_decision_dragged_through_three_reviews_is_a_breach():
    first, last, _ = carried_out()
    _, todo = story.decision(first, make.person(), due=-10, done=None)
    for of in (last, story.review(held=50)):
        story.row(Discussed(review=of, action=todo))
    assert state("rv-actions-closed", "not-dragged-on") == MET
    story.row(Discussed(review=story.review(held=80), action=todo))
    missed("rv-actions-closed", "not-dragged-on", todo.ref)


def risk(of=None, reviewed=30, **more):
    return story.row(
        Risk(**{"what": "It warms", "effect": "satisfaction", "process": of, "likelihood": 2, "severity": 3,
                "identified_on": make.back(500), "reviewed_on": make.back(reviewed)} | more)
    )  # fmt: skip


def test_processes_with_a_fresh_risk_are_met():
    risk(story.process())
    assert make.answer_of_records("rk-customer-linked").state == MET


@pytest.mark.parametrize("how", [None, {"reviewed": 190}, {"closed_on": make.back(5)}])
def test_a_process_without_a_fresh_risk_is_listed(how):
    risk(story.process())
    bare = story.process()
    if how:
        risk(bare, **how)
    missed("rk-customer-linked", "processes", bare.ref)


def complaint(code, days=60):
    return make.heard_complaint(make.back(days), entered=make.back(days), code=code)


def test_a_common_complaint_without_a_risk_is_listed_by_its_newest():
    for n in range(5):
        mine = complaint(f"kind {n}"), complaint(f"kind {n}")
        story.row(Link(source=risk().ref, target=mine[0].ref))
    complaint("rare", 50)
    assert state("rk-customer-linked", "complaints") == MET
    for _ in range(2):
        complaint("late", 40)
    newest = complaint("late", 30)
    found = missed("rk-customer-linked", "complaints", newest.ref)
    assert found.why[newest.pk] == "“late”, 3 in the year: no risk is linked to any of them."


def opportunity(opened=60, done=None, **more):
    there = {"what": "Night slots", "from_customer": True, "opened_on": make.back(opened)}
    if done is not None:
        there |= {"state": "completed", "decided_because": "Asked for.", "completed_on": make.back(done),
                  "effect": "Twelve new orders", "evaluated_on": make.back(done)}  # fmt: skip
    return story.row(Opportunity(**there | more))


def test_opportunities_that_were_taken_are_met():
    opportunity(), opportunity(), opportunity(done=20)
    assert make.answer_of_records("rk-opportunities-real").state == MET


@pytest.mark.parametrize(
    ("bad", "listed"),
    [({"from_customer": False}, True), ({"from_customer": False, "source": "risk/1"}, True), ({"opened": 400}, False)],
)
def test_two_from_customers_are_too_few(bad, listed):
    opportunity(), opportunity(from_customer=False, source="complaint/8b7e5b7e-0000-4000-8000-000000000001")
    other = opportunity(**bad)
    missed("rk-opportunities-real", "from-customers", *([other.ref] if listed else []))


@pytest.mark.parametrize("how", [{"evaluated_on": None, "effect": ""}, {"done": 400, "opened": 500}])
def test_none_completed_with_a_known_effect_is_missed(how):
    opportunity()
    bad = opportunity(**{"done": 20} | how)
    missed("rk-opportunities-real", "completed", *([bad.ref] if "effect" in how else []))


def answered(now=9, before=9, many=60):
    to = survey_story.wave(survey_story.version(), opens=600)
    segment = survey_story.segment(customers=1)
    survey_story.answers(to, segment, many, 500, before)
    survey_story.answers(to, segment, many, 100, now)


@pytest.mark.parametrize(
    ("now", "before", "many", "expected"), [(9, 9, 400, MET), (3, 9, 60, NOT_MET), (9, 9, 4, NOT_ENOUGH)]
)
def test_a_change_of_satisfaction_is_judged_by_its_interval(now, before, many, expected):
    answered(now, before, many)
    assert state("im-satisfaction-rises", "score") == expected


def delivered(now, before):
    to = story.row(Customer(name="C"))
    for days, many in ((400, before), (30, now)):
        for _ in range(many):
            make.heard_complaint(make.back(days), entered=make.BEGAN)
        on = make.back(days)
        story.row(Delivery(customer=to, unit=make.unit(), first_on=on, last_on=on, quantity=1000))


@pytest.mark.parametrize(("now", "before", "expected"), [(3, 30, MET), (30, 3, NOT_MET), (3, 3, NOT_ENOUGH)])
def test_a_change_of_complaints_is_judged_by_its_interval(now, before, expected):
    delivered(now, before)
    found = make.condition_of("im-satisfaction-rises", "complaint-rate")
    assert found.state == expected
    assert found.reads.startswith(f"{now} of 1000 deliveries")


def test_an_objective_that_was_not_renewed_is_listed():
    top = story.leader()
    story.objective(top)
    bad = story.objective(top, approved_on=make.back(400), since=make.back(400))
    story.objective(top, approved_on=make.back(400), since=make.back(400), kind="other")
    missed("im-satisfaction-rises", "targets", bad.ref)
    make.touch(bad, make.back(50), "objective.changed", target=92)
    assert state("im-satisfaction-rises", "targets") == MET


def test_a_review_without_customers_on_its_agenda_is_listed():
    story.review(keys=("satisfaction",)), story.review(keys=("complaints",), held=50)
    assert state("im-satisfaction-rises", "on-agendas") == MET
    bad = story.review(held=40)
    missed("im-satisfaction-rises", "on-agendas", bad.ref)
