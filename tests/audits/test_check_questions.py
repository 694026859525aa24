"""Check: representative, reliable, analysed; each condition met, missed by the one that is listed, and too few."""

import datetime

import pytest

from heedful.audits.models import ProcessAudit, ResultState
from heedful.core.period import months_before
from heedful.feedback.models import Analysis, Feedback, Method, Programme, Theme
from heedful.processes.models import Measure, Measurement, MeasureReview, Process
from tests import make
from tests.audits import survey_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH


def said(segment, many, days=20, theme=None):
    customer = segment.customers.first()
    return make.put_all(
        [Feedback(kind="suggestion", first_kind="suggestion", words="Later.", heard_at=make.at(make.back(days)),
                  customer=customer, theme=theme) for _ in range(many)]
    )  # fmt: skip


def voices(retail=10, pharma=10):
    """Two segments alike in customers, and how much is heard of each, in a wave and elsewhere."""
    first, second = story.segment(), story.segment("Pharma")
    to = story.wave(story.version())
    for segment, many in ((first, retail), (second, pharma)):
        if many:
            story.answers(to, segment, many), said(segment, many)
    return first, second


def test_voices_spread_as_customers_are_met():
    voices()
    assert make.answer_of_records("hc-check-representative").state == MET


@pytest.mark.parametrize("condition", ["newest-wave", "all-feedback"])
def test_voices_spread_otherwise_name_the_segment_least_heard(condition):
    _, pharma = voices(40, 20)
    found = make.condition_of("hc-check-representative", condition)
    assert (found.state, str(found.value), make.exceptions(found)) == (NOT_MET, "0.1667", [pharma.ref])


@pytest.mark.parametrize("condition", ["newest-wave", "all-feedback"])
def test_four_voices_are_too_few_to_tell_how_they_spread(condition):
    voices(2, 2)
    assert make.condition_of("hc-check-representative", condition).state == NOT_ENOUGH


def test_a_large_segment_with_nine_answers_is_listed():
    _, pharma = voices(10, 9)
    found = make.condition_of("hc-check-representative", "large-segments")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [pharma.ref])


def test_a_small_segment_is_judged_by_the_share_that_answered():
    few = story.segment("Few", customers=10)
    to = story.wave(story.version())
    story.answers(to, few, 4)
    assert make.exceptions(make.condition_of("hc-check-representative", "large-segments")) == [few.ref]
    story.answers(to, few, 1)
    assert make.condition_of("hc-check-representative", "large-segments").state == MET


def test_a_segment_is_large_by_its_revenue_too():
    story.segment("Many", customers=95, value=10)
    few = story.segment("Key", customers=5, value=1000)
    found = make.condition_of("hc-check-representative", "large-segments")
    assert few.ref in make.exceptions(found)


def trusted(**more):
    to = story.wave(story.version(), **more)
    story.invited(to, I=18, R=2, NS=2, NE=5)
    return to


def test_a_wave_that_asked_nine_in_ten_is_met():
    story.answers(trusted(), many=6)
    assert make.answer_of_records("hc-check-reliable").state == MET


def test_a_wave_that_picked_is_listed_and_a_documented_draw_is_not():
    version = story.version()
    drawn = story.wave(version, sampled=True, seed=7)
    story.invited(drawn, I=10, NS=90)
    picked = story.wave(version, "Picked")
    story.invited(picked, I=17, NS=3)
    found = make.condition_of("hc-check-reliable", "no-picking")
    assert (found.state, found.n, make.exceptions(found)) == (NOT_MET, 2, [picked.ref])
    assert found.why[picked.pk] == "17 of 20 were asked, and no random draw is documented."


def test_an_open_link_is_no_documented_draw():
    link = story.wave(story.version(), open_link=True)
    story.answers(link)
    found = make.condition_of("hc-check-reliable", "no-picking")
    assert (found.state, make.exceptions(found)) == (NOT_MET, [link.ref])
    assert make.exceptions(make.condition_of("hc-check-reliable", "rate-known")) == [link.ref]


def test_an_answer_changed_afterwards_is_found_by_the_history():
    first, second, *_ = story.answers(trusted(), many=6)
    make.touch(first, act="response.excluded", flag="duplicate", excluded_because="Twice.")
    make.touch(second, act="response.changed", answers=[[first.answers[0][0], 10]])
    found = make.condition_of("hc-check-reliable", "unchanged")
    assert (found.state, found.k, found.n, found.missed.refs()) == (NOT_MET, 5, 6, [second.ref])


def test_a_flagged_answer_that_counts_is_listed():
    to = trusted()
    story.answers(to, many=6)
    story.answers(to, many=1, flag="staff", excluded_because="By staff.")
    assert make.condition_of("hc-check-reliable", "doubtful-left-out").state == MET
    (bad,) = story.answers(to, many=1, flag="too_fast")
    found = make.condition_of("hc-check-reliable", "doubtful-left-out")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [bad.ref])


def process():
    return make.put(Process(name="Hear customers", hears_customers=True, owner=make.person()), make.BEGAN)


def methods(analysed=30, name="Survey"):
    segment = story.segment(name)
    plan = make.put(
        Programme(name=name, state="approved", approved_on=make.back(500), approved_by=make.person()), make.BEGAN
    )
    found = make.put(Method(segment=segment, programme=plan, name=name, direct=True, every_months=6))
    if analysed is not None:
        make.put(Analysis(method=found, name="A", first_on=make.back(300), last_on=make.back(analysed),
                          written_on=make.back(analysed), conclusion="Well."))  # fmt: skip
    return found


@pytest.mark.parametrize("analysed", [None, 200])
def test_a_method_without_a_fresh_analysis_is_listed(analysed):
    methods()
    bad = methods(analysed, "Returns")
    found = make.condition_of("hc-check-analysed", "analysed")
    assert (found.state, found.n, make.exceptions(found)) == (NOT_MET, 2, [bad.ref])


def test_items_are_coded_or_listed_when_their_days_are_over():
    segment, theme = story.segment(), make.put(Theme(name="Delivery"))
    said(segment, 19, theme=theme), said(segment, 3, days=1)
    found = make.condition_of("hc-check-analysed", "coded")
    assert (found.state, found.k, found.n, found.listed[0].rows.count) == (MET, 19, 19, 3)
    bad, _ = said(segment, 2)
    found = make.condition_of("hc-check-analysed", "coded")
    assert (found.state, found.k, found.n, bad.ref in make.exceptions(found)) == (NOT_MET, 19, 21, True)


def test_a_measure_without_a_month_is_listed():
    of = process()
    whole, half = (make.put(Measure(process=of, name=name, since=make.BEGAN)) for name in ("Whole", "Half"))
    for month in range(1, 13):
        first = months_before(make.DAY.replace(day=1), month)
        last = (first + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)
        for measure in (whole, half):
            if (measure, month) != (half, 3):
                make.put(Measurement(measure=measure, first_on=first, last_on=last, value=1))
    found = make.condition_of("hc-check-analysed", "measured-monthly")
    assert (found.state, found.k, make.exceptions(found)) == (NOT_MET, 1, [half.ref])
    assert found.why[half.pk] == "No value for Dec 2025."


@pytest.mark.parametrize(("day", "state"), [(28, MET), (29, MET), (10, NOT_MET)])
def test_the_value_of_a_month_that_has_just_ended_is_not_missing_yet(day, state):
    """On the 29th of February, on its eve, and ten days into March, with a value for every month up to January."""
    asked = datetime.date(2028, 3 if day == 10 else 2, day)
    measure = make.put(Measure(process=process(), name="Whole", since=make.BEGAN))
    for month in range(1, 14):
        first = months_before(datetime.date(2028, 2, 1), month)
        make.put(
            Measurement(
                measure=measure, first_on=first, last_on=months_before(first, -1) - datetime.timedelta(days=1), value=1
            )
        )
    found = make.condition_of("hc-check-analysed", "measured-monthly", asked)
    assert found.state == state


def review(of, days, entered=None):
    entered = make.back(days if entered is None else entered)
    return make.put(
        MeasureReview(process=of, reviewed_on=make.back(days), reviewer=of.owner, conclusion="Well."), entered
    )


def test_a_review_each_quarter_is_met():
    of = process()
    for days in (300, 200, 100, 20):
        review(of, days)
    assert make.condition_of("hc-check-analysed", "reviewed").state == MET


def test_reviews_entered_at_the_years_end_do_not_fill_its_quarters():
    of = process()
    for days in (300, 200, 100, 20):
        review(of, days, entered=5)
    found = make.condition_of("hc-check-analysed", "reviewed")
    assert (found.state, make.exceptions(found)) == (NOT_MET, [of.ref])


def audit(of, phases, days=100):
    return make.put(
        ProcessAudit(process=of, auditor=make.person(), held_on=make.back(days), phases=phases, conclusion="Well.")
    )


def test_audits_cover_all_four_phases_together():
    of = process()
    audit(of, "PD"), audit(of, "C"), audit(of, "A", days=400)
    found = make.condition_of("hc-check-analysed", "audited")
    assert (found.state, make.exceptions(found), found.why[of.pk]) == (NOT_MET, [of.ref], "Not covered: A.")
    audit(of, "A")
    assert make.condition_of("hc-check-analysed", "audited").state == MET


def closed(asked=True):
    return make.heard_complaint(
        make.back(90), state="closed", closed_how="accepted", closed_at=make.back(60), answered_at=make.back(70),
        outcome="upheld", **({"handling_asked_at": make.back(58)} if asked else {}),
    )  # fmt: skip


def test_complainants_are_asked_about_the_handling():
    for _ in range(4):
        closed()
    assert make.condition_of("hc-check-analysed", "asked-about-handling").state == NOT_ENOUGH
    bad = closed(asked=False)
    found = make.condition_of("hc-check-analysed", "asked-about-handling")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (MET, 4, 5, [bad.ref])
    closed(asked=False)
    assert make.condition_of("hc-check-analysed", "asked-about-handling").state == NOT_MET
