"""Act: analyses decided, the process improved, customers told."""

import pytest

from heedful.audits.models import ResultState
from heedful.feedback.models import Analysis
from heedful.improvement.models import Improvement
from heedful.leadership.models import CommunicationAudience, CommunicationEvent
from heedful.processes.models import Process
from tests import make
from tests.audits import survey_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH


def analysis(written=60, decided=40, entered=None):
    found = make.put(
        Analysis(name="A", first_on=make.back(100), last_on=make.back(written), written_on=make.back(written),
                 conclusion="Later on Mondays."),
        make.back(written),
    )  # fmt: skip
    if decided is not None:
        make.touch(found, make.back(decided if entered is None else entered), "analysis.decided",
                   decided_on=make.back(decided), decision="None needed.", no_action=True)  # fmt: skip
    return found


def test_analyses_that_were_decided_are_met():
    analysis(), analysis(60, 30)
    assert make.answer_of_records("hc-act-used").state == MET


@pytest.mark.parametrize("bad", [{"decided": 29}, {"decided": None}, {"decided": 40, "entered": 5}])
def test_an_analysis_decided_late_or_never_or_entered_late_is_listed(bad):
    first = analysis(70)
    late = analysis(60, **bad)
    found = make.condition_of("hc-act-used", "decided")
    assert (found.state, found.k, make.exceptions(found)) == (NOT_MET, 1, [late.ref])
    assert first.ref in found.kept.refs()


def test_a_fresh_analysis_waits():
    fresh = analysis(10, None)
    found = make.condition_of("hc-act-used", "decided")
    assert (found.state, found.listed[0].rows.refs()) == (NOT_ENOUGH, [fresh.ref])


def improvement(of, evaluated=60):
    done = {"evaluated_on": make.back(evaluated), "result": "Twice as many answers."} if evaluated else {}
    return make.put(Improvement(what="Ask by phone", process=of, started_on=make.back(200), **done))


def told(*segments, days=100, about=True):
    event = make.put(CommunicationEvent(what="Later on Mondays now", told_on=make.back(days), about_feedback=about))
    for segment in segments:
        make.put(CommunicationAudience(event=event, segment=segment))


def process():
    return make.put(Process(name="Hear customers", hears_customers=True), make.BEGAN)


def test_an_improved_process_and_told_segments_are_met():
    improvement(process())
    told(story.segment(), story.segment("Pharma"))
    assert make.answer_of_records("hc-act-improved").state == MET


def test_an_improvement_without_result_is_listed():
    bad = improvement(process(), evaluated=None)
    found = make.condition_of("hc-act-improved", "improved")
    assert (found.state, make.exceptions(found)) == (NOT_MET, [bad.ref])


@pytest.mark.parametrize("how", [None, {"days": 400}, {"about": False}])
def test_a_segment_that_was_not_told_is_listed(how):
    one, other = story.segment(), story.segment("Pharma")
    told(one)
    if how:
        told(other, **how)
    found = make.condition_of("hc-act-improved", "told")
    assert (found.state, found.k, make.exceptions(found)) == (NOT_MET, 1, [other.ref])


def test_records_of_less_than_two_years_cannot_tell_of_improvement():
    make.young_house(600)
    improvement(process())
    assert make.condition_of("hc-act-improved", "improved").state == NOT_ENOUGH
