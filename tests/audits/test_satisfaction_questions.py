"""Satisfaction: known, precise, with rates, trend and target, beside other signs, acted upon."""

import pytest

from heedful.audits.models import ResultState
from heedful.customers.models import Delivery
from heedful.feedback.models import Analysis, Feedback, Method, Programme
from heedful.improvement.models import Action
from tests import make
from tests.audits import survey_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH


def test_a_segment_without_direct_answers_is_listed_and_its_indirect_signs_beside():
    asked, silent = story.segment(), story.segment("Pharma")
    story.answers(story.wave(story.version()), asked)
    make.put(Feedback(kind="return", first_kind="return", words="Back.", heard_at=make.at(make.back(9)),
                      customer=silent.customers.first()))  # fmt: skip
    found = make.condition_of("sa-perception-known", "asked")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [silent.ref])
    assert found.listed[0].rows.refs() == [silent.ref]


def test_answers_from_before_the_window_do_not_count():
    asked = story.segment()
    to = story.wave(story.version(), opens=500)
    story.answers(to, asked, days=366)
    assert make.condition_of("sa-perception-known", "asked").state == NOT_MET
    story.answers(to, asked, days=364)
    assert make.condition_of("sa-perception-known", "asked").state == MET


def test_interviews_that_were_analysed_are_direct_data_too():
    asked = story.segment()
    plan = make.put(Programme(name="P", state="approved", approved_on=make.back(500), approved_by=make.person()))
    talks = make.put(Method(segment=asked, programme=plan, name="Interviews", direct=True))
    make.put(Analysis(method=talks, name="A", first_on=make.back(90), last_on=make.back(60), written_on=make.back(50),
                      conclusion="Well."))  # fmt: skip
    assert make.condition_of("sa-perception-known", "asked").state == MET


def mixed(to, segment, many):
    for share, score in ((0.5, 10), (0.3, 8), (0.2, 3)):
        story.answers(to, segment, int(many * share), score=score)


def test_many_answers_are_precise_and_few_are_not():
    key = story.segment(customers=400)
    to = story.wave(story.version())
    mixed(to, key, 100)
    assert make.condition_of("sa-precision", "overall").state == NOT_MET
    mixed(to, key, 250)
    assert make.answer_of_records("sa-precision").state == MET


def test_a_large_segment_with_a_wide_margin_is_listed():
    key, other = story.segment(customers=400), story.segment("Pharma", customers=100)
    to = story.wave(story.version())
    mixed(to, key, 350), mixed(to, other, 20)
    found = make.condition_of("sa-precision", "large-segments")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [other.ref])


def test_half_of_a_handful_is_a_census():
    few = story.segment(customers=10)
    story.answers(story.wave(story.version()), few, 5)
    assert make.answer_of_records("sa-precision").state == MET


def test_four_answers_are_too_few_for_a_margin():
    key = story.segment(customers=400)
    story.answers(story.wave(story.version()), key, 4)
    assert make.condition_of("sa-precision", "overall").state == NOT_ENOUGH


def rated(name="Wave", note="", **ends):
    to = story.wave(story.version(), name, nonresponse_note=note)
    if ends:
        story.invited(to, **ends)
    return to


def test_waves_with_their_rates_are_met():
    rated(I=30, P=2, R=8, NC=4, O=1, U=20, NE=3)
    assert make.answer_of_records("sa-response-rate").state == MET


def test_a_wave_without_a_frame_is_listed():
    rated(I=30, U=20)
    bad = rated("No frame")
    found = make.condition_of("sa-response-rate", "rates")
    assert (found.state, found.k, make.exceptions(found)) == (NOT_MET, 1, [bad.ref])


def test_a_low_rate_without_a_note_is_listed():
    rated("Noted", note="Drivers answer less.", I=10, U=90)
    rated("High", I=20, U=80)
    bad = rated("Silent", I=19, U=81)
    found = make.condition_of("sa-response-rate", "low-rates")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [bad.ref])


def trend(quarters=3, many=10, target=30):
    make.touch(make.organisation(), on=make.BEGAN, recommend_target=target)
    to = story.wave(story.version(), opens=600)
    for quarter in range(quarters):
        story.answers(to, None, many, 20 + 91 * quarter)


def test_three_quarters_with_a_target_are_a_trend():
    trend()
    found = make.answer_of_records("sa-trend-target")
    assert found.state == MET
    assert "no clear change" in found.result.conditions[2].reads


@pytest.mark.parametrize(
    ("condition", "broken"), [("periods", {"quarters": 2}), ("target", {"target": None}), ("periods", {"many": 4})]
)
def test_a_trend_lacks_periods_or_its_target(condition, broken):
    trend(**broken)
    assert make.condition_of("sa-trend-target", condition).state == NOT_MET


def test_one_quarter_tells_no_change():
    trend(quarters=1)
    assert make.condition_of("sa-trend-target", "newest").state == NOT_ENOUGH


def test_a_clear_fall_is_called_worse():
    trend()
    story.answers(story.wave(story.version()), None, 40, score=0)
    to = story.wave(story.version(), "One", opens=600)
    story.answers(to, None, 60, 120, 10), story.answers(to, None, 60, 20, 1)
    assert ": worse" in make.condition_of("sa-trend-target", "newest").reads


def signs(segment, kind, many, days):
    customer = segment.customers.first()
    make.put_all(
        [Feedback(kind=kind, first_kind=kind, words="Back.", heard_at=make.at(make.back(days)), customer=customer)
         for _ in range(many)]
    )  # fmt: skip


def triangulated(name="Retail", *, better=False, complaints=(5, 5), answers=10):
    segment = story.segment(name)
    to = story.wave(story.version(), name, opens=400)
    story.answers(to, segment, answers, 20, 10), story.answers(to, segment, answers, 250, 0 if better else 10)
    for half, days in enumerate((20, 250)):
        signs(segment, "complaint", complaints[half], days), signs(segment, "return", 2, days)
        make.put(Delivery(customer=segment.customers.first(), first_on=make.back(days), last_on=make.back(days),
                          quantity=500))  # fmt: skip
    return segment


def test_signs_with_their_trends_are_met():
    triangulated()
    assert make.answer_of_records("sa-triangulated").state == MET


def test_a_segment_without_a_direct_trend_is_listed():
    triangulated()
    bad = triangulated("Pharma", answers=4)
    found = make.condition_of("sa-triangulated", "trends")
    assert (found.state, found.k, make.exceptions(found)) == (NOT_MET, 1, [bad.ref])


def test_a_contradiction_is_listed_until_an_analysis_explains_it():
    odd = triangulated(better=True, complaints=(30, 5))
    found = make.condition_of("sa-triangulated", "explained")
    assert (found.state, found.n, make.exceptions(found)) == (NOT_MET, 1, [odd.ref])
    assert found.why[odd.pk] == "Answers got better while complaints went up."
    make.put(Analysis(name="Why", first_on=make.back(90), last_on=make.back(20), written_on=make.back(10),
                      conclusion="A new form.", contradiction=True))  # fmt: skip
    assert make.condition_of("sa-triangulated", "explained").state == MET


def weak(name="Retail", score=3):
    make.touch(make.organisation(), recommend_target=30)
    segment = story.segment(name)
    story.year(segment, to=story.wave(story.version(), name, opens=400), score=score)
    return segment


def action(segment, opened=330, due=-30, **more):
    there = {"owner": make.person(), "opened_on": make.back(opened), "due_on": make.back(due), "source": segment.ref}
    there |= more
    return make.put(Action(what="Deliver later", first_due_on=there["due_on"], **there))


def test_a_weak_segment_with_an_action_is_met():
    action(weak())
    assert make.answer_of_records("sa-acted-on").state == MET


DROPPED = {"state": "dropped", "dropped_because": "No."}


@pytest.mark.parametrize("how", [None, {"opened": 200}, {"owner": None}, DROPPED])
def test_a_weak_segment_without_an_owned_action_in_time_is_listed(how):
    acted, idle = weak(), weak("Pharma")
    action(acted)
    if how:
        action(idle, **how)
    found = make.condition_of("sa-acted-on", "action-opened")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [idle.ref])


def test_an_action_that_an_analysis_of_the_segment_led_to_counts():
    segment = weak()
    plan = make.put(Programme(name="P", state="approved", approved_on=make.back(500), approved_by=make.person()))
    survey = make.put(Method(segment=segment, programme=plan, name="Survey", direct=True))
    apart = action(segment, source="")
    make.put(Analysis(method=survey, name="A", first_on=make.back(360), last_on=make.back(340),
                      written_on=make.back(335), conclusion="Weak.", decided_on=make.back(330), decision="Act.",
                      decision_ref=apart.ref))  # fmt: skip
    assert make.condition_of("sa-acted-on", "action-opened").state == MET


def test_an_action_overdue_by_more_than_a_month_is_listed():
    segment = weak()
    action(segment, due=30)
    late = action(segment, due=31)
    found = make.condition_of("sa-acted-on", "none-overdue")
    assert (found.state, found.k, make.exceptions(found)) == (NOT_MET, 1, [late.ref])


def test_satisfied_segments_need_no_action():
    weak(score=10)
    assert make.answer_of_records("sa-acted-on").state == MET
