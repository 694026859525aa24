import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.feedback.complaints.handling import (
    add_words,
    answer_escalation,
    assign_investigator,
    escalate_complaint,
    except_independence,
    pause_promises,
    record_findings,
    resume_promises,
    tell_customer,
)
from heedful.feedback.complaints.receiving import assess_complaint, name_involved
from heedful.feedback.models import Complaint
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.moment("2026-03-02")


def day(text):
    return datetime.date.fromisoformat(text)


def serious(concerned=(), event_owner=None):
    complaint = make.complaint(MONDAY, assessed_at=MONDAY, severity=3)
    return name_involved(complaint, by=make.TEST, event_owner=event_owner, persons=concerned)


def leader():
    return make.person(role=AccessRole.TOP_MANAGEMENT)


# Telling the customer


def test_telling_the_customer_promises_the_next_word_ten_working_days_on():
    complaint = make.complaint(MONDAY, told_at=[make.moment("2026-03-04")])
    assert complaint.next_update_by == day("2026-03-18")
    assert complaint.updates.get().told_at == make.moment("2026-03-04")


def test_a_first_word_from_us_acknowledges_too():
    assert make.complaint(MONDAY, told_at=[make.moment("2026-03-04")]).acknowledged_at == make.moment("2026-03-04")


def test_an_earlier_acknowledgement_stays():
    complaint = make.complaint(MONDAY, acknowledged_at=make.moment("2026-03-03"), told_at=[make.moment("2026-03-04")])
    assert complaint.acknowledged_at == make.moment("2026-03-03")


def test_after_the_answer_no_next_word_is_promised():
    complaint = make.complaint(MONDAY, answered_at=make.moment("2026-03-05"), told_at=[make.moment("2026-03-06")])
    assert complaint.next_update_by is None


def test_an_empty_word_tells_nothing():
    with pytest.raises(ValidationError):
        tell_customer(make.complaint(), by=make.person(), words=" ")


def test_what_the_customer_was_told_is_theirs_to_have_erased():
    complaint = make.complaint(MONDAY, contact=make.contact(), told_at=[MONDAY])
    update = complaint.updates.get()
    assert make.last_entry(update).subject == complaint.feedback.contact_id


# Looking into it


def test_a_small_complaint_is_looked_into_by_whoever_writes_the_findings():
    by = make.person()
    done = record_findings(make.complaint(), by=by, findings="The door stood open.", code="dock")
    assert (done.investigator, done.code) == (by, "dock")
    assert done.investigated_at is not None


def test_findings_have_words_and_an_author():
    with pytest.raises(ValidationError, match="what was found"):
        record_findings(make.complaint(), by=make.person(), findings=" ")
    with pytest.raises(ValidationError, match="who looks into it"):
        record_findings(make.complaint(), by=make.TEST, findings="x")


def test_a_serious_complaint_is_not_looked_into_by_a_person_concerned():
    one = make.person()
    complaint = serious(concerned=[one])
    with pytest.raises(ValidationError, match="is involved"):
        assign_investigator(complaint, by=make.person(), investigator=one)
    with pytest.raises(ValidationError, match="is involved"):
        record_findings(complaint, by=one, findings="Nothing.")
    complaint.refresh_from_db()
    assert complaint.investigator is None


def test_a_serious_complaint_is_not_looked_into_by_who_owns_what_happened():
    owner = make.person()
    with pytest.raises(ValidationError, match="is involved"):
        assign_investigator(serious(event_owner=owner), by=make.person(), investigator=owner)


def test_somebody_else_looks_into_a_serious_complaint():
    other = make.person()
    named = assign_investigator(serious(concerned=[make.person()]), by=make.person(), investigator=other)
    assert record_findings(named, by=make.person(), findings="Door.").investigator == other


def test_a_small_complaint_may_be_looked_into_by_somebody_involved():
    one = make.person()
    complaint = name_involved(make.complaint(), by=make.TEST, event_owner=one, persons=[])
    assert assign_investigator(complaint, by=make.person(), investigator=one).investigator == one


def test_findings_are_refused_where_the_complaint_became_serious_under_somebody_involved():
    one = make.person()
    complaint = name_involved(make.complaint(), by=make.TEST, event_owner=one, persons=[])
    complaint = assign_investigator(complaint, by=make.TEST, investigator=one)
    complaint = assess_complaint(
        complaint, by=make.TEST, severity=4, safety=True, complexity=1, impact="Ill.", act_now=True
    )
    with pytest.raises(ValidationError, match="is involved"):
        record_findings(complaint, by=make.person(), findings="Door.")


def test_top_management_may_let_somebody_involved_look_into_it():
    one, reader = make.person(), make.person()
    complaint = serious(concerned=[one])
    granted = except_independence(complaint, by=leader(), second_reader=reader, reason="Two people.", on=make.DAY)
    assert granted.second_reader == reader
    assert assign_investigator(complaint, by=make.person(), investigator=one).investigator == one


def test_only_top_management_makes_an_exception_once_with_reason_and_a_third_person():
    complaint, chief, reader = serious(), leader(), make.person()
    more = {"second_reader": reader, "reason": "Two people.", "on": make.DAY}
    with pytest.raises(PermissionDenied):
        except_independence(complaint, by=make.person(), **more)
    with pytest.raises(ValidationError, match="why nobody else"):
        except_independence(complaint, by=chief, **more | {"reason": " "})
    with pytest.raises(ValidationError, match="third person"):
        except_independence(complaint, by=chief, **more | {"second_reader": chief})
    concerned = serious(concerned=[reader])
    with pytest.raises(ValidationError, match="not involved"):
        except_independence(concerned, by=chief, **more)
    except_independence(complaint, by=chief, **more)
    with pytest.raises(ValidationError, match="already"):
        except_independence(Complaint.objects.get(pk=complaint.pk), by=chief, **more)


# Handing it higher


def test_what_is_handed_up_is_answered_by_whom_it_was_handed_to():
    chief = leader()
    handed = escalate_complaint(make.complaint(), by=make.person(), to=chief, reason="Over my limit.")
    with pytest.raises(ValidationError, match="who answers it"):
        answer_escalation(handed, by=make.person(), answer="Pay.")
    with pytest.raises(ValidationError, match="what you decided"):
        answer_escalation(handed, by=chief, answer=" ")
    answered = answer_escalation(handed, by=chief, answer="Pay.")
    assert make.last_entry(answered).act == "escalation.answered"
    with pytest.raises(ValidationError, match="answered already"):
        answer_escalation(answered, by=chief, answer="Pay.")


def test_it_is_not_handed_twice_to_one_who_has_not_answered():
    complaint, chief = make.complaint(), leader()
    escalate_complaint(complaint, by=make.person(), to=chief, reason="Over my limit.")
    with pytest.raises(ValidationError, match="waits for"):
        escalate_complaint(complaint, by=make.person(), to=chief, reason="Again.")
    with pytest.raises(ValidationError, match="what they are to decide"):
        escalate_complaint(complaint, by=make.person(), to=leader(), reason=" ")


# Promises that wait


def test_a_pause_moves_the_answer_and_the_next_word_and_never_the_acknowledgement():
    complaint = make.complaint(MONDAY)
    paused = pause_promises(complaint, by=make.person(), on=day("2026-03-03"), reason="The sample is at the lab.")
    assert paused.paused_on == day("2026-03-03")
    resumed = resume_promises(paused, by=make.person(), on=day("2026-03-05"))
    assert resumed.acknowledge_by == complaint.acknowledge_by
    assert resumed.answer_by == day("2026-04-01")
    assert resumed.next_update_by == resumed.first_update_by == day("2026-03-11")
    assert (resumed.paused_on, resumed.pauses.get().until) == (None, day("2026-03-05"))


def test_a_pause_over_a_weekend_moves_by_the_working_days_alone():
    paused = pause_promises(make.complaint(MONDAY), by=make.TEST, on=day("2026-03-06"), reason="Lab.")
    assert resume_promises(paused, by=make.TEST, on=day("2026-03-09")).answer_by == day("2026-03-31")


def test_a_word_told_during_a_pause_moves_only_by_what_came_after_it():
    paused = pause_promises(make.complaint(MONDAY), by=make.TEST, on=day("2026-03-03"), reason="Lab.")
    with make.clock_at("2026-03-04"):
        tell_customer(paused, by=make.TEST, words="The lab is slow.")
    told = Complaint.objects.get()
    assert told.next_update_by == day("2026-03-18")
    assert resume_promises(told, by=make.TEST, on=day("2026-03-06")).next_update_by == day("2026-03-20")


def test_what_was_broken_before_the_pause_stays_broken():
    paused = pause_promises(make.complaint(MONDAY), by=make.TEST, on=day("2026-03-12"), reason="Lab.")
    resumed = resume_promises(paused, by=make.TEST, on=day("2026-03-16"))
    assert resumed.next_update_by == day("2026-03-09")
    assert resumed.answer_by == day("2026-04-01")


def test_promises_wait_with_a_reason_once_and_not_before_they_were_made():
    complaint = make.complaint(MONDAY)
    with pytest.raises(ValidationError, match="what we wait for"):
        pause_promises(complaint, by=make.TEST, on=make.DAY, reason=" ")
    with pytest.raises(ValidationError, match="before the complaint"):
        pause_promises(complaint, by=make.TEST, on=day("2026-03-01"), reason="Lab.")
    paused = pause_promises(complaint, by=make.TEST, on=make.DAY, reason="Lab.")
    with pytest.raises(ValidationError, match="since 9 Mar 2026 already"):
        pause_promises(paused, by=make.TEST, on=make.DAY, reason="Lab.")


def test_what_does_not_wait_is_not_resumed():
    with pytest.raises(ValidationError, match="not paused"):
        resume_promises(make.complaint(), by=make.TEST, on=make.DAY)


def test_an_answered_complaint_has_no_promises_to_pause():
    answered = make.complaint(MONDAY, answered_at=make.moment("2026-03-05"))
    with pytest.raises(ValidationError, match="answered on 5 Mar 2026"):
        pause_promises(answered, by=make.TEST, on=make.DAY, reason="Lab.")


# The complainant adds something


def test_the_complainant_adds_words_without_an_account():
    complaint = make.complaint()
    added = add_words(complaint, by=make.PUBLIC, words="  It happened again. ")
    assert (added.words, make.last_entry(added).by) == ("It happened again.", "public")


def test_empty_words_and_a_second_press_add_nothing():
    complaint = make.complaint()
    with pytest.raises(ValidationError, match="Write it first"):
        add_words(complaint, by=make.PUBLIC, words=" ")
    add_words(complaint, by=make.PUBLIC, words="Again.")
    with pytest.raises(ValidationError, match="reached us already"):
        add_words(complaint, by=make.PUBLIC, words="Again.")
    assert complaint.added_words.count() == 1


def test_the_public_handles_nothing():
    with pytest.raises(PermissionDenied):
        tell_customer(make.complaint(), by=make.PUBLIC, words="Hello.")
