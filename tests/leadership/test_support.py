from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.leadership.models import SupportMeeting, SupportRequest
from heedful.leadership.support import decide_support, deliver_support, hold_support_meeting
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + timedelta(days=9)


def test_anybody_asks_a_member_of_top_management_once():
    asker, leader = make.person(role=AccessRole.MEMBER), make.leader()
    asked = make.support_request("A second dock", asked_by=asker, asked_of=leader)
    assert (asked.key, asked.asked_by, asked.granted) == ("SR-1", asker, None)
    with pytest.raises(ValidationError) as refusal:
        make.support_request("A second dock", asked_by=asker, asked_of=leader)
    assert set(refusal.value.message_dict) == {"what"}
    assert SupportRequest.objects.count() == 1


def test_only_top_management_in_office_is_asked_and_nobody_asks_themselves():
    leader = make.leader()
    for asked_of, asked_by in ((make.person(), None), (make.leader(since=LATER), None), (leader, leader)):
        with pytest.raises(ValidationError) as refusal:
            make.support_request(asked_of=asked_of, asked_by=asked_by)
        assert set(refusal.value.message_dict) == {"asked_of"}


def test_a_request_leads_back_to_where_it_came_from():
    risk = make.risk()
    assert make.support_request(source=risk.ref).source == risk.ref
    with pytest.raises(ValidationError) as refusal:
        make.support_request(source="risk/x")
    assert set(refusal.value.message_dict) == {"source"}


def test_it_is_granted_with_a_day_and_arrives():
    granted = make.granted_request()
    assert granted.granted
    for again in (
        lambda: decide_support(granted, by=granted.asked_of, granted=False, on=make.DAY, reason="x"),
        lambda: decide_support(granted, by=granted.asked_of, granted=True, on=make.DAY, delivery_due_on=LATER),
    ):
        with pytest.raises(ValidationError, match="was decided on"):
            again()
    with pytest.raises(ValidationError, match="You granted it"):
        deliver_support(granted, by=granted.decided_by, on=LATER)
    with pytest.raises(ValidationError) as refusal:
        deliver_support(granted, by=granted.asked_by, on=make.DAY - timedelta(1))
    assert set(refusal.value.message_dict) == {"on"}
    there = deliver_support(granted, by=granted.asked_by, on=LATER)
    assert there.delivered_on == LATER
    with pytest.raises(ValidationError, match="arrived on"):
        deliver_support(there, by=granted.asked_by, on=LATER)


@pytest.mark.parametrize(
    ("decision", "field"),
    [({"granted": False}, "reason"), ({"granted": False, "reason": " "}, "reason"),
     ({"granted": True}, "delivery_due_on"),
     ({"granted": True, "delivery_due_on": make.DAY - timedelta(1)}, "delivery_due_on"),
     ({"granted": False, "reason": "x", "delivery_due_on": LATER}, "delivery_due_on")],
)  # fmt: skip
def test_a_refusal_has_a_reason_and_a_grant_a_day(decision, field):
    asked = make.support_request()
    with pytest.raises(ValidationError) as refusal:
        decide_support(asked, by=asked.asked_of, on=make.DAY, **decision)
    assert set(refusal.value.message_dict) == {field}
    assert make.entries_of(asked) == [("supportrequest.asked", 1)]


def test_nobody_decides_what_they_asked_for_and_only_top_management_decides():
    leader = make.leader()
    own = make.support_request(asked_by=leader, asked_of=make.leader())
    with pytest.raises(ValidationError, match="asked for this yourself"):
        decide_support(own, by=leader, granted=True, on=make.DAY, delivery_due_on=LATER)
    with pytest.raises(PermissionDenied):
        decide_support(own, by=make.person(), granted=True, on=make.DAY, delivery_due_on=LATER)


def test_what_was_not_granted_does_not_arrive():
    asked = make.support_request()
    with pytest.raises(ValidationError, match="not decided yet"):
        deliver_support(asked, by=asked.asked_by, on=LATER)
    refused = decide_support(asked, by=asked.asked_of, granted=False, on=make.DAY, reason="Not this year")
    with pytest.raises(ValidationError, match="was refused"):
        deliver_support(refused, by=asked.asked_by, on=LATER)


def test_a_meeting_is_written_down_once_with_its_topics():
    leader, manager = make.leader(), make.person()
    hold_support_meeting(leader, by=manager, with_whom=manager, on=make.DAY, topics="Docks")
    for who, whom, topics, field in (
        (leader, manager, "Docks", "on"), (leader, leader, "x", "with_whom"), (leader, make.person(), " ", "topics"),
        (manager, leader, "x", "leader"),
    ):  # fmt: skip
        with pytest.raises(ValidationError) as refusal:
            hold_support_meeting(who, by=manager, with_whom=whom, on=make.DAY, topics=topics)
        assert set(refusal.value.message_dict) == {field}
    assert SupportMeeting.objects.count() == 1
