import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.refusals import Conflict
from heedful.feedback.complaints.ending import (
    accept_answer,
    answer_complaint,
    close_complaint,
    reopen_complaint,
    settle_complaint,
    try_contact,
    withdraw_complaint,
)
from heedful.feedback.complaints.handling import pause_promises
from heedful.feedback.models import Complaint
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.moment("2026-03-02")
THURSDAY = make.moment("2026-03-05")
SETTLED = {"answer": "We replaced it.", "outcome": "upheld", "severity": 1, "impact": "A call."}


def day(text):
    return datetime.date.fromisoformat(text)


def answered():
    return make.complaint(MONDAY, answered_at=THURSDAY)


def test_an_answer_says_what_was_found_and_what_it_cost():
    by = make.person()
    with make.clock_at(THURSDAY):
        done = answer_complaint(
            make.complaint(MONDAY),
            by=by,
            answer="Replaced.",
            outcome="partly",
            redress="Pallet",
            redress_cost=Decimal(90),
        )
    assert (done.state, done.answered_at, done.redress_cost) == ("answered", THURSDAY, Decimal(90))
    assert done.acknowledged_at == THURSDAY
    assert done.next_update_by is None
    assert make.last_entry(done).act == "complaint.answered"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": " "}, "answer"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"outcome": "not_upheld", "way_to_escalate": "Write."}, "rejected_because"),
        ({"outcome": "not_upheld", "rejected_because": "As agreed."}, "way_to_escalate"),
        ({"redress_cost": Decimal(-1)}, "redress_cost"),
    ],
)
def test_an_answer_that_lacks_something_is_refused(given, field):
    complaint = make.complaint()
    with pytest.raises(ValidationError) as refusal:
        answer_complaint(complaint, by=make.person(), **{"answer": "No.", "outcome": "upheld", **given})
    assert field in refusal.value.message_dict
    assert len(make.entries_of(complaint)) == 1


def test_a_rejection_carries_the_reason_and_the_way_on():
    done = answer_complaint(make.complaint(), by=make.person(), **make.answer_words("not_upheld"))
    assert (done.rejected_because, done.way_to_escalate) == ("It was as agreed.", "Write to our director.")


def test_a_complaint_is_answered_once():
    with pytest.raises(ValidationError, match="answered on 5 Mar 2026"):
        answer_complaint(answered(), by=make.person(), **make.answer_words())


def test_two_people_who_answer_at_once_do_not_overwrite_each_other():
    complaint, stale = make.complaint(), Complaint.objects.get()
    answer_complaint(complaint, by=make.person(), **make.answer_words())
    with pytest.raises(Conflict):
        answer_complaint(stale, by=make.person(), **make.answer_words())


def test_a_serious_complaint_is_looked_into_before_it_is_answered():
    complaint = make.complaint(MONDAY, assessed_at=MONDAY, severity=3)
    with pytest.raises(ValidationError, match="looked into first"):
        answer_complaint(complaint, by=make.person(), **make.answer_words())
    investigated = make.complaint(MONDAY, assessed_at=MONDAY, severity=3, investigated_at=THURSDAY)
    assert answer_complaint(investigated, by=make.person(), **make.answer_words()).state == "answered"


def test_an_answer_ends_the_pause_and_moves_the_promise_it_kept():
    paused = pause_promises(make.complaint(MONDAY), by=make.TEST, on=day("2026-03-03"), reason="Lab.")
    with make.clock_at(THURSDAY):
        done = answer_complaint(paused, by=make.TEST, **make.answer_words())
    assert (done.paused_on, done.answer_by) == (None, day("2026-04-01"))
    assert done.pauses.get().until == day("2026-03-05")


def test_a_small_complaint_is_settled_at_first_contact_in_one():
    with make.clock_at(MONDAY):
        done = settle_complaint(make.complaint(MONDAY), by=make.TEST, **SETTLED)
    assert (done.state, done.closed_how, done.settled_at_once) == ("closed", "accepted", True)
    assert done.acknowledged_at == done.assessed_at == done.answered_at == done.closed_at == MONDAY
    assert (done.severity, done.safety, done.act_now) == (1, False, True)
    assert make.entries_of(done) == [("complaint.received", 1), ("complaint.settled", 2)]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"severity": 3}, "severity"), ({"safety": True}, "severity"), ({"outcome": "not_upheld"}, "outcome"),
     ({"impact": " "}, "impact"), ({"answer": ""}, "answer")],
)  # fmt: skip
def test_what_is_serious_rejected_or_unsaid_is_not_settled_at_once(given, field):
    complaint = make.complaint()
    with pytest.raises(ValidationError) as refusal:
        settle_complaint(complaint, by=make.TEST, **SETTLED | given)
    assert field in refusal.value.message_dict


def test_what_is_past_its_first_contact_is_not_settled_at_once():
    with pytest.raises(ValidationError, match="past its first contact"):
        settle_complaint(make.complaint(MONDAY, told_at=[THURSDAY]), by=make.TEST, **SETTLED)


def test_a_complaint_closes_when_the_complainant_accepts():
    done = close_complaint(answered(), by=make.person(), how="accepted")
    assert (done.state, done.closed_how) == ("closed", "accepted")
    assert done.closed_at is not None


def test_the_complainant_accepts_on_their_own_page():
    done = accept_answer(answered(), by=make.PUBLIC)
    assert (done.state, make.last_entry(done).by) == ("closed", "public")


def test_the_public_does_not_close_by_another_way():
    with pytest.raises(PermissionDenied):
        close_complaint(answered(), by=make.PUBLIC, how="accepted")


def test_what_was_not_answered_does_not_close():
    with pytest.raises(ValidationError, match="Answer the complaint first"):
        close_complaint(make.complaint(), by=make.person(), how="accepted")


@pytest.mark.parametrize("how", ["", "imported", "because"])
def test_closing_says_how(how):
    with pytest.raises(ValidationError, match="accepted, or"):
        close_complaint(answered(), by=make.person(), how=how)


def attempts(complaint, *days, replied=False):
    for number, on in enumerate(days):
        with make.clock_at(on, 10 + number):
            try_contact(complaint, by=make.TEST, how=f"Telephone {number}", replied=replied)


def test_two_contacts_without_reply_on_two_days_close_it():
    complaint = answered()
    attempts(complaint, "2026-03-06", "2026-03-09")
    assert close_complaint(complaint, by=make.person(), how="no_reply").closed_how == "no_reply"


def test_two_contacts_on_one_day_are_one():
    complaint = answered()
    attempts(complaint, "2026-03-06", "2026-03-06")
    with pytest.raises(ValidationError, match="1 noted since the answer"):
        close_complaint(complaint, by=make.person(), how="no_reply")


def test_who_replied_did_not_stay_silent():
    complaint = answered()
    attempts(complaint, "2026-03-06", "2026-03-09", replied=True)
    with pytest.raises(ValidationError, match="The complainant replied"):
        close_complaint(complaint, by=make.person(), how="no_reply")


def test_contacts_before_the_newest_answer_do_not_count():
    complaint = answered()
    attempts(complaint, "2026-03-06", "2026-03-09")
    with make.clock_at("2026-03-10"):
        reopened = reopen_complaint(complaint, by=make.PUBLIC, because="No.")
        again = answer_complaint(reopened, by=make.TEST, **make.answer_words())
    with pytest.raises(ValidationError, match="0 noted"):
        close_complaint(again, by=make.person(), how="no_reply")


def test_a_contact_is_noted_once_a_day_and_only_about_an_answer():
    complaint = answered()
    with make.clock_at("2026-03-06"):
        try_contact(complaint, by=make.TEST, how="Telephone")
        with pytest.raises(ValidationError, match="noted for today already"):
            try_contact(complaint, by=make.TEST, how="Telephone")
    with pytest.raises(ValidationError, match="from the answer on"):
        try_contact(make.complaint(), by=make.TEST, how="Telephone")


def test_a_closed_complaint_is_taken_up_again_with_new_promises_and_keeps_what_was_answered():
    closed = make.complaint(MONDAY, answered_at=THURSDAY, closed_at=make.moment("2026-03-06"))
    with make.clock_at("2026-03-16"):
        done = reopen_complaint(closed, by=make.PUBLIC, because="It came back.")
    kept = done.reopenings.get()
    assert (done.state, done.closed_at, done.closed_how) == ("reopened", None, "")
    assert (done.next_update_by, done.answer_by) == (day("2026-03-23"), day("2026-04-14"))  # Good Friday between
    assert (kept.answer, kept.answered_at, kept.answer_by) == ("We replaced it.", THURSDAY, day("2026-03-30"))
    assert kept.by_complainant


def test_what_waits_is_not_taken_up_again_and_a_reason_is_needed():
    with pytest.raises(ValidationError, match="Only an answered"):
        reopen_complaint(make.complaint(), by=make.person(), because="x")
    with pytest.raises(ValidationError, match="what is not settled"):
        reopen_complaint(answered(), by=make.PUBLIC, because=" ")


def test_a_complaint_is_withdrawn_with_a_reason_and_stays_on_record():
    with pytest.raises(ValidationError, match="why it is withdrawn"):
        withdraw_complaint(make.complaint(), by=make.person(), because="")
    done = withdraw_complaint(make.complaint(), by=make.person(), because="Ms Marek took it back by phone.")
    assert (done.state, done.next_update_by) == ("withdrawn", None)
    assert done.withdrawn_at is not None
    with pytest.raises(ValidationError, match="was withdrawn"):
        answer_complaint(done, by=make.person(), **make.answer_words())


def test_what_was_closed_is_gone_on_with_only_after_it_was_reopened():
    closed = make.complaint(MONDAY, answered_at=THURSDAY, closed_at=make.moment("2026-03-06"))
    for again in (
        lambda: withdraw_complaint(closed, by=make.person(), because="x"),
        lambda: close_complaint(closed, by=make.person(), how="accepted"),
    ):
        with pytest.raises(ValidationError, match="closed on 6 Mar 2026"):
            again()
