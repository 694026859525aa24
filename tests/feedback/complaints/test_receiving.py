import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.organisation import change_organisation
from heedful.core.permissions import AccessRole
from heedful.feedback.complaints.receiving import (
    acknowledge_complaint,
    assess_complaint,
    describe_complaint,
    give_complaint,
    name_involved,
    receive_complaint,
)
from heedful.feedback.models import ComplaintPerson
from tests import make

pytestmark = pytest.mark.django_db
ALL_FIVE = {"severity": 2, "safety": False, "complexity": 1, "impact": "Two hours lost.", "act_now": False}


def day(text):
    return datetime.date.fromisoformat(text)


def test_a_complaint_is_promised_working_days_from_its_receipt():
    complaint = make.complaint(make.moment("2026-03-02"))
    assert complaint.acknowledge_by == day("2026-03-05")
    assert complaint.first_update_by == complaint.next_update_by == day("2026-03-09")
    assert complaint.answer_by == day("2026-03-30")


def test_shorter_promises_of_the_organisation_hold():
    change_organisation(make.organisation(), by=make.TEST, acknowledge_days=1, answer_days=10)
    complaint = make.complaint(make.moment("2026-03-02"))
    assert (complaint.acknowledge_by, complaint.answer_by) == (day("2026-03-03"), day("2026-03-16"))


def test_what_is_said_after_midnight_is_received_on_the_new_day_where_the_organisation_is():
    make.organisation(zone="Europe/Oslo", country="NO")
    before = make.complaint(datetime.datetime(2026, 3, 2, 22, 59, tzinfo=datetime.UTC))
    after = make.complaint(datetime.datetime(2026, 3, 2, 23, 0, tzinfo=datetime.UTC))
    assert (before.received_on, after.received_on) == (day("2026-03-02"), day("2026-03-03"))
    assert (before.acknowledge_by, after.acknowledge_by) == (day("2026-03-05"), day("2026-03-06"))


def test_what_is_entered_days_after_it_was_heard_is_promised_from_the_day_it_was_heard():
    complaint = make.complaint(make.moment("2026-03-02"), entered_at=make.moment("2026-03-20"))
    assert complaint.acknowledge_by == day("2026-03-05")


def test_a_complaint_of_a_sunday_before_a_holiday_counts_from_the_day_after():
    # 4 May 2026 is a bank holiday in England.
    make.organisation(region="ENG")
    assert make.complaint(make.moment("2026-05-03")).acknowledge_by == day("2026-05-08")


def test_one_thing_heard_is_one_complaint():
    complaint = make.complaint()
    with pytest.raises(ValidationError, match="handled as complaint C-1 already"):
        receive_complaint(complaint.feedback, by=make.TEST)


def test_a_long_complaint_is_called_by_its_first_words():
    summary = make.complaint(words="word " * 100).summary
    assert len(summary) <= 160
    assert summary.endswith("word…")


def test_a_complaint_is_acknowledged_when_it_is_done():
    complaint, by = make.complaint(), make.person()
    with make.clock_at("2026-03-11", 16, 42):
        done = acknowledge_complaint(complaint, by=by)
    assert done.acknowledged_at == make.moment("2026-03-11", 16, 42)
    assert make.last_entry(done).act == "complaint.acknowledged"


def test_a_complaint_is_acknowledged_once():
    complaint = make.complaint(acknowledged_at=make.moment("2026-03-10"))
    with pytest.raises(ValidationError, match="acknowledged already"):
        acknowledge_complaint(complaint, by=make.person())


def test_a_machine_acknowledges_only_where_the_organisation_says_so():
    complaint = make.complaint()
    with pytest.raises(ValidationError, match="no acknowledgement here"):
        acknowledge_complaint(complaint, by=make.TEST, by_machine=True)
    change_organisation(make.organisation(), by=make.TEST, machine_acknowledges=True)
    assert acknowledge_complaint(complaint, by=make.TEST, by_machine=True).acknowledged_by_machine


def test_an_assessment_says_all_five():
    complaint = make.complaint()
    done = assess_complaint(complaint, by=make.person(), **ALL_FIVE)
    assert (done.severity, done.safety, done.complexity, done.act_now) == (2, False, 1, False)
    assert done.assessed_at is not None


@pytest.mark.parametrize("field", ["severity", "safety", "complexity", "act_now", "impact"])
def test_an_assessment_that_lacks_one_is_refused(field):
    complaint = make.complaint()
    lacking = ALL_FIVE | {field: "" if field == "impact" else None}
    with pytest.raises(ValidationError) as refusal:
        assess_complaint(complaint, by=make.person(), **lacking)
    assert set(refusal.value.message_dict) == {field}
    assert len(make.entries_of(complaint)) == 1


@pytest.mark.parametrize(("field", "value"), [("severity", 5), ("severity", 0), ("complexity", 4)])
def test_an_assessment_stays_on_its_scales(field, value):
    with pytest.raises(ValidationError):
        assess_complaint(make.complaint(), by=make.person(), **ALL_FIVE | {field: value})


def test_a_second_assessment_changes_what_is_known_and_not_when_it_was_first_looked_at():
    complaint = make.complaint(assessed_at=make.moment("2026-03-10"))
    again = assess_complaint(complaint, by=make.person(), **ALL_FIVE | {"severity": 4})
    assert (again.severity, again.assessed_at) == (4, make.moment("2026-03-10"))


def test_a_complaint_is_given_to_somebody():
    complaint, owner = make.complaint(), make.person()
    given = give_complaint(complaint, by=make.person(), owner=owner)
    assert given.owner == owner
    with pytest.raises(ValidationError, match="has it already"):
        give_complaint(given, by=make.person(), owner=owner)


def test_a_complaint_gets_its_code_and_its_name():
    done = describe_complaint(make.complaint(), by=make.person(), summary="Warm pallet", code="cold chain")
    assert (done.summary, done.code) == ("Warm pallet", "cold chain")


def test_those_involved_come_and_go():
    complaint, owner, one, two = make.complaint(), make.person(), make.person(), make.person()
    named = name_involved(complaint, by=make.person(), event_owner=owner, persons=[one, two])
    after = name_involved(named, by=make.person(), event_owner=None, persons=[two])
    assert after.event_owner is None
    assert list(ComplaintPerson.objects.values_list("person", flat=True)) == [two.pk]


def test_an_internal_auditor_handles_no_complaints():
    complaint = make.complaint()
    with pytest.raises(PermissionDenied):
        acknowledge_complaint(complaint, by=make.person(role=AccessRole.INTERNAL_AUDITOR))
