"""Captured and gone back to: each condition met, missed by the one that is listed, and too few."""

import datetime

import pytest

from heedful.audits.models import ResultState
from heedful.customers.models import Customer, Delivery, ExitContact
from heedful.feedback.models import CallBack, Channel, Feedback, Response, Survey, SurveyQuestion, SurveyVersion, Wave
from tests import make

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH


def delivering(quantity=60, name=""):
    found = make.unit(name)
    to = make.put(Customer(name=f"Customer of {found.name}"), make.BEGAN)
    make.put(Delivery(customer=to, unit=found, first_on=make.back(60), last_on=make.back(30), quantity=quantity))
    return found


def heard(unit=None, channel=None, by=None, days=20, **more):
    return make.put(
        Feedback(kind="suggestion", first_kind="suggestion", words="Later.", heard_at=make.at(make.back(days)),
                 unit=unit, channel=channel, logged_by=by, **more)
    )  # fmt: skip


def channels(many=2):
    return [make.put(Channel(name=f"Channel {n}", kind="phone", opened_on=make.BEGAN)) for n in range(many)]


def test_units_channels_and_staff_that_are_heard_of_are_met():
    phone, mail = channels()
    heard(delivering(), phone, make.person()), heard(delivering(), mail)
    assert make.answer_of_records("hc-do-capture").state == MET


def test_a_silent_unit_is_listed_and_never_satisfied():
    heard(delivering(), by=make.person())
    silent = delivering(50)
    found = make.condition_of("hc-do-capture", "units")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [silent.ref])
    assert "Silent over 50" in found.why[silent.pk]


def test_a_silent_unit_with_few_deliveries_is_listed_beside():
    heard(delivering())
    small = delivering(49)
    found = make.condition_of("hc-do-capture", "units")
    assert (found.state, found.listed[0].rows.refs()) == (MET, [small.ref])


def test_one_channel_is_too_few():
    heard(channel=channels(1)[0])
    assert make.condition_of("hc-do-capture", "channels").state == NOT_MET


def test_nothing_logged_by_staff_is_missed():
    heard(channel=channels(1)[0])
    heard(by=make.person(), imported=True)
    assert make.condition_of("hc-do-capture", "staff").state == NOT_MET


@pytest.mark.parametrize("condition", ["units", "channels", "staff"])
def test_in_the_first_year_capturing_cannot_be_told(condition):
    make.young_house()
    for channel in channels():
        heard(delivering(), channel, make.person(), days=5)
    assert make.condition_of("hc-do-capture", condition).state == NOT_ENOUGH


def asked():
    version = make.put(SurveyVersion(survey=make.put(Survey(name="Survey")), number=1))
    wording = [["en", "How likely?"]]
    question = make.put(SurveyQuestion(survey_version=version, place=1, kind="recommend", wording=wording))
    wave = make.put(Wave(name="Wave", survey_version=version, opens_on=make.back(90), closes_on=make.back(10)))
    return wave, question


def unhappy(of, called=4, days=40, score=3):
    """An unhappy answer of a Wednesday, called back so many days later."""
    wave, question = of
    answered = make.back(days)
    answer = make.put(
        Response(wave=wave, answered_at=make.at(answered), answered_on=answered, answers=[[str(question.pk), score]],
                 allows_contact=True)
    )  # fmt: skip
    if called is None:
        return answer
    day = answered + datetime.timedelta(days=called)
    return make.put(
        CallBack(response=answer, score=score, opened_on=answered, due_on=day, called_on=day, reached=True,
                 outcome="Ok.")
    )  # fmt: skip


def test_unhappy_respondents_who_were_called_are_met():
    of = asked()
    for _ in range(5):
        unhappy(of)
    unhappy(of, called=None, score=9)
    found = make.condition_of("hc-do-close-loop", "called")
    assert (found.state, found.k, found.n) == (MET, 5, 5)


@pytest.mark.parametrize("called", [8, None])
def test_an_unhappy_respondent_called_late_or_never_is_listed(called):
    of = asked()
    for _ in range(5):
        unhappy(of)
    bad = unhappy(of, called)
    found = make.condition_of("hc-do-close-loop", "called")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 5, 6, [bad.ref])


def test_a_call_counts_when_it_was_entered():
    of = asked()
    wave, question = of
    answered = make.back(40)
    answer = make.put(
        Response(wave=wave, answered_at=make.at(answered), answers=[[str(question.pk), 3]], allows_contact=True)
    )
    call = make.put(CallBack(response=answer, score=3, opened_on=answered, due_on=make.back(33)), make.DAY)
    make.touch(call, act="callback.made", called_on=make.back(38), reached=True, outcome="Ok.")
    assert make.exceptions(make.condition_of("hc-do-close-loop", "called")) == [call.ref]


def test_four_calls_are_too_few_and_a_fresh_one_waits():
    of = asked()
    for _ in range(4):
        unhappy(of)
    unhappy(of, called=None, days=2)
    found = make.condition_of("hc-do-close-loop", "called")
    assert (found.state, found.n, found.listed[0].rows.count) == (NOT_ENOUGH, 4, 1)
    assert found.reads == "4 of 4: too few for a share, none missed"


def lost(contacted=True, days=60):
    gone = make.put(Customer(name="Gone", since=make.BEGAN, left_on=make.back(days), left_because="Price"))
    if contacted:
        make.put(ExitContact(customer=gone, tried_on=make.back(days - 5), person=make.person(), reached=True))
    return gone


def test_lost_customers_who_were_asked_why_are_met_and_a_forgotten_one_is_listed():
    for _ in range(3):
        lost()
    assert make.condition_of("hc-do-close-loop", "asked-why").reads == "3 of 3: too few for a share, none missed"
    for _ in range(2):
        lost()
    assert make.condition_of("hc-do-close-loop", "asked-why").state == MET
    first, second = lost(False), lost(False)
    lost(False, days=10)
    found = make.condition_of("hc-do-close-loop", "asked-why")
    assert (found.state, found.n, {*make.exceptions(found)}) == (NOT_MET, 7, {first.ref, second.ref})


def test_without_lost_customers_that_condition_drops_out():
    of = asked()
    for _ in range(5):
        unhappy(of)
    assert make.answer_of_records("hc-do-close-loop").state == MET
