"""Complaints acknowledged, assessed, resolved, looked into: each condition met, missed by one, and too few."""

import datetime

import pytest

from heedful.audits.models import ResultState
from heedful.feedback.models import ComplaintPerson, CustomerUpdate, Escalation, IndependenceException, Pause
from tests import make

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH
MONDAY = datetime.date(2026, 1, 12)
ASSESSED = {"severity": 2, "safety": False, "complexity": 1, "impact": "A day lost.", "act_now": False}


def day(n):
    """The nth working day after the Monday."""
    return MONDAY + datetime.timedelta(days=n // 5 * 7 + n % 5)


def acknowledged(on=2, **more):
    return make.heard_complaint(MONDAY, **{"acknowledged_at": day(on)} | more)


def assessed(on=1, **more):
    return make.heard_complaint(MONDAY, **{"assessed_at": day(on)} | ASSESSED | more)


def closed(on=9, **more):
    ended = {"state": "closed", "closed_how": "accepted", "outcome": "upheld", "answered_at": day(on - 1)}
    return make.heard_complaint(MONDAY, **{"closed_at": day(on)} | ended | more)


def refused(**more):
    return closed(outcome="not_upheld", rejected_because="It was in time.", way_to_escalate="The ombudsman.", **more)


def still_open(received, **more):
    return make.heard_complaint(received, **more)


def investigated(**more):
    return closed(severity=3, investigator=more.pop("investigator", None) or make.person("Iris"), **more)


def involved():
    """A serious complaint whose investigator is one of those it is about."""
    who = make.person("Bo")
    found = closed(severity=4, investigator=who)
    make.put(ComplaintPerson(complaint=found, person=who))
    return found


# question, condition, one that keeps it, one that misses it; shares need twenty to miss by one of 95 %.
CASES = [
    ("hc-do-acknowledge", "in-time", lambda: acknowledged(3), lambda: acknowledged(4)),
    ("hc-do-acknowledge", "none-forgotten", lambda: acknowledged(10), lambda: acknowledged(11)),
    ("hc-do-acknowledge", "none-forgotten", lambda: acknowledged(10), lambda: still_open(MONDAY)),
    ("hc-do-assess", "in-time", lambda: assessed(2), lambda: assessed(3)),
    ("hc-do-assess", "in-time", lambda: assessed(2), lambda: assessed(2, impact="")),
    ("hc-do-assess", "safety-same-day", lambda: assessed(0, safety=True), lambda: assessed(1, safety=True)),
    ("hc-do-resolve", "closed-in-time", lambda: closed(20), lambda: closed(21)),
    ("hc-do-resolve", "closed-in-time", lambda: closed(20), lambda: still_open(MONDAY)),
    ("hc-do-resolve", "kept-informed", lambda: still_open(MONDAY, answered_at=make.back(3), outcome="upheld"),
     lambda: still_open(MONDAY)),
    ("hc-do-objective", "independent", investigated, lambda: closed(severity=3)),
    ("hc-do-objective", "independent", investigated, involved),
]  # fmt: skip
SHARES = {"in-time": 20, "closed-in-time": 10}


@pytest.mark.parametrize(("question", "condition", "good", "bad"), CASES)
def test_a_condition_is_met(question, condition, good, bad):
    for _ in range(5):
        good()
    found = make.condition_of(question, condition)
    assert (found.state, found.k, found.n, make.exceptions(found)) == (MET, 5, 5, [])


@pytest.mark.parametrize(("question", "condition", "good", "bad"), CASES)
def test_a_condition_is_missed_by_exactly_the_one_that_is_listed(question, condition, good, bad):
    for _ in range(5):
        good()
    one = bad()
    found = make.condition_of(question, condition)
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 5, 6, [one.ref])
    assert found.why[one.pk]


@pytest.mark.parametrize(("question", "condition", "good", "bad"), CASES)
def test_with_too_few_a_share_cannot_tell_and_an_absolute_breach_counts(question, condition, good, bad):
    bad()
    found = make.condition_of(question, condition)
    assert found.state == (NOT_ENOUGH if condition in SHARES else NOT_MET)
    assert "too few" in found.reads or condition not in SHARES


@pytest.mark.parametrize(("question", "condition", "good", "bad"), CASES)
def test_in_the_first_year_only_an_absolute_breach_counts(question, condition, good, bad):
    make.young_house(200)
    for _ in range(6):
        good()
    before = make.condition_of(question, condition)
    bad()
    after = make.condition_of(question, condition)
    windowed = condition != "kept-informed"
    assert before.state == (NOT_ENOUGH if windowed else MET)
    assert after.state == (NOT_ENOUGH if condition in SHARES else NOT_MET)


def test_one_in_twenty_may_be_late():
    for _ in range(19):
        acknowledged()
    acknowledged(4)
    assert make.condition_of("hc-do-acknowledge", "in-time").state == MET


def test_a_refusal_without_reason_cannot_be_kept_and_with_it_meets_the_condition():
    refused()
    assert make.condition_of("hc-do-resolve", "refused-with-reason").state == MET


def test_an_old_complaint_is_escalated_or_missed():
    old, older = still_open(make.back(61)), still_open(make.back(70))
    make.put(Escalation(complaint=old, to=make.person(), escalated_at=make.at(make.back(5)), reason="No answer."))
    found = make.condition_of("hc-do-resolve", "escalated")
    assert (found.state, found.n, make.exceptions(found)) == (NOT_MET, 2, [older.ref])


def test_word_to_the_customer_counts_when_it_was_entered_and_not_when_it_is_dated():
    told, forged = still_open(MONDAY, entered=MONDAY), still_open(MONDAY, entered=MONDAY)
    made_up = CustomerUpdate(complaint=forged, told_at=make.at(make.back(5)), words="We are at it.")
    make.put(CustomerUpdate(complaint=told, told_at=make.at(make.back(40)), words="We are at it."), make.back(5))
    make.put(made_up, make.back(40))
    assert make.exceptions(make.condition_of("hc-do-resolve", "kept-informed")) == []
    later = make.condition_of("hc-do-resolve", "kept-informed", make.DAY + datetime.timedelta(days=13))
    assert {*make.exceptions(later)} == {told.ref, forged.ref}


def test_a_pause_holds_the_end_and_never_the_acknowledgement():
    paused = closed(25, acknowledged_at=day(5))
    make.put(Pause(complaint=paused, since=day(2), until=day(8), reason="The customer is away."))
    assert make.condition_of("hc-do-resolve", "closed-in-time").k == 1
    assert make.condition_of("hc-do-acknowledge", "in-time").k == 0


def test_an_exception_by_top_management_counts_and_is_listed():
    one = involved()
    tm, reader = make.person(role="top_management"), make.person()
    make.put(IndependenceException(complaint=one, granted_by=tm, second_reader=reader, reason="Two of us.",
                                   granted_on=day(3)))  # fmt: skip
    found = make.condition_of("hc-do-objective", "independent")
    assert found.state == MET
    assert found.listed[0].rows.refs() == [one.ref]


def test_a_serious_complaint_without_investigator_is_not_yet_due_until_its_answer_is():
    waiting = still_open(make.back(5), severity=3)
    found = make.condition_of("hc-do-objective", "independent")
    assert (found.state, found.listed[0].words, found.listed[0].rows.refs()) == (
        NOT_ENOUGH, "Not yet due", [waiting.ref]
    )  # fmt: skip


def test_the_acknowledgement_counts_when_it_was_entered():
    found = make.heard_complaint(MONDAY, entered=MONDAY)
    make.touch(found, on=day(6), act="complaint.acknowledged", acknowledged_at=make.at(day(1)))
    listed = make.condition_of("hc-do-acknowledge", "in-time")
    assert (listed.k, make.exceptions(listed)) == (0, [found.ref])
    assert "Dated earlier than entered: the entry counts" in [each.words for each in listed.listed]


def test_a_complaint_is_heard_when_it_was_entered_where_it_is_dated_later():
    found = make.heard_complaint(day(3), entered=MONDAY, acknowledged_at=day(5))
    assert make.exceptions(make.condition_of("hc-do-acknowledge", "in-time")) == [found.ref]


def test_an_import_keeps_the_dates_of_its_source_and_says_so():
    found = make.heard_complaint(MONDAY, entered=MONDAY, imported=True)
    make.touch(found, on=day(6), act="complaint.acknowledged", acknowledged_at=make.at(day(1)))
    listed = make.condition_of("hc-do-acknowledge", "in-time")
    assert listed.k == 1
    assert "Imported: dates as in their source" in [each.words for each in listed.listed]


def test_a_machine_acknowledges_only_where_the_organisation_says_so():
    acknowledged(acknowledged_by_machine=True)
    assert make.condition_of("hc-do-acknowledge", "in-time").k == 0
    make.touch(make.organisation(), machine_acknowledges=True)
    found = make.condition_of("hc-do-acknowledge", "in-time")
    assert found.k == 1
    assert "Acknowledged by machine" in [each.words for each in found.listed]


def test_a_promise_shorter_than_ours_is_kept_or_missed():
    promised = acknowledged(2, acknowledge_by=day(1))
    assert make.exceptions(make.condition_of("hc-do-acknowledge", "in-time")) == [promised.ref]


def test_what_is_not_yet_due_waits():
    waiting = still_open(make.back(1))
    found = make.condition_of("hc-do-acknowledge", "in-time")
    assert (found.n, found.listed[0].rows.refs()) == (0, [waiting.ref])


def test_withdrawn_ones_are_listed_and_not_counted():
    gone = make.heard_complaint(MONDAY, state="withdrawn", withdrawn_because="By the customer.")
    found = make.condition_of("hc-do-acknowledge", "in-time")
    assert (found.n, found.listed[0].words, found.listed[0].rows.refs()) == (0, "Withdrawn", [gone.ref])


def test_what_was_reclassified_after_the_limit_still_counts():
    late = make.heard_complaint(MONDAY, entered=MONDAY)
    make.touch(late, on=day(5), act="complaint.withdrawn", state="withdrawn", withdrawn_because="An enquiry.")
    make.touch(late.feedback, on=day(5), act="feedback.sorted", kind="enquiry")
    assert make.exceptions(make.condition_of("hc-do-acknowledge", "in-time")) == [late.ref]


def test_the_same_complaint_over_two_channels_counts_once():
    first = acknowledged()
    acknowledged(same_as=first)
    assert make.condition_of("hc-do-acknowledge", "in-time").n == 1


def test_open_ones_older_than_the_window_are_listed():
    old = still_open(make.back(500))
    found = make.condition_of("hc-do-acknowledge", "in-time")
    assert [each.rows.refs() for each in found.listed if each.words == "Open since before the window"] == [[old.ref]]


def test_the_window_moves_with_the_day():
    acknowledged(1)
    assert make.condition_of("hc-do-acknowledge", "in-time", MONDAY + datetime.timedelta(days=364)).n == 1
    assert make.condition_of("hc-do-acknowledge", "in-time", MONDAY + datetime.timedelta(days=366)).n == 0


def test_public_holidays_are_no_working_days():
    easter = datetime.date(2026, 4, 2)
    make.heard_complaint(easter, entered=datetime.date(2026, 5, 1), acknowledged_at=datetime.date(2026, 4, 8))
    assert make.condition_of("hc-do-acknowledge", "in-time", datetime.date(2026, 5, 1)).k == 1
