import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.actors import Import
from heedful.core.models import Entry, Found
from heedful.core.permissions import AccessRole
from heedful.feedback.bringing import add_complaints, add_feedback
from heedful.feedback.models import Complaint, Feedback
from tests import make

pytestmark = pytest.mark.django_db
FILE = Import(uuid.UUID(int=7))
MONDAY = make.moment("2026-03-02")


def said(number=1, kind="enquiry", **more):
    return Feedback(kind=kind, words=f"Row {number}", heard_at=MONDAY, external_key=f"file:{number}", **more)


def test_many_things_come_in_with_keys_entries_and_search_lines_in_order():
    make.organisation()
    rows = add_feedback([said(n) for n in range(1, 1201)], by=FILE)
    assert [rows[0].key, rows[-1].key] == ["F-1", "F-1200"]
    assert Entry.objects.filter(act="feedback.imported", by=FILE.ref).count() == 1200
    assert Found.objects.filter(kind="feedback").count() == 1200
    assert Feedback.objects.filter(imported=True, first_kind="enquiry").count() == 1200


def test_where_one_row_cannot_be_taken_none_is():
    make.organisation()
    for wrong in (Feedback(kind="enquiry", words=" ", heard_at=MONDAY), said(3, kind="complaint"), said(1)):
        with pytest.raises(ValidationError):
            add_feedback([said(1), wrong], by=FILE)
    assert not Feedback.objects.exists()


def test_complaints_come_with_the_dates_of_their_source_and_the_promises_of_the_organisation():
    make.organisation()
    dated = Complaint(
        acknowledged_at=make.moment("2026-03-04"), answered_at=make.moment("2026-03-10"),
        closed_at=make.moment("2026-03-12"), external_key="c:1",
    )  # fmt: skip
    add_complaints([(said(1), dated), (said(2), Complaint())], by=FILE)
    closed, waits = Complaint.objects.get(external_key="c:1"), Complaint.objects.get(external_key=None)
    assert (closed.state, closed.closed_how, closed.acknowledge_by) == ("closed", "imported", datetime.date(2026, 3, 5))
    assert (closed.answered_at, closed.outcome) == (make.moment("2026-03-10"), "")
    assert (waits.state, waits.next_update_by) == ("open", datetime.date(2026, 3, 9))
    assert {closed.key, waits.key} == {"C-1", "C-2"}
    assert closed.feedback.kind == "complaint"


def test_a_complaint_that_was_answered_before_it_was_received_is_refused():
    make.organisation()
    early = Complaint(answered_at=make.moment("2026-03-01"))
    with pytest.raises(ValidationError, match="before the day it was received"):
        add_complaints([(said(1), Complaint()), (said(2), early)], by=FILE)
    assert not Complaint.objects.exists()


def test_a_member_brings_in_no_files():
    with pytest.raises(PermissionDenied):
        add_feedback([said()], by=make.person(role=AccessRole.MEMBER))
