from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.feedback.complaints.handling import escalate_complaint
from heedful.improvement.escalations import escalate_action
from heedful.leadership import acts
from heedful.leadership.models import ActKind, CommunicationEvent, LeadershipAct
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + timedelta(days=9)


def all_acts():
    return [(act.person, act.kind, act.event) for act in LeadershipAct.objects.all()]


def met(people, on=make.DAY):
    return acts.meet_customer(make.customer(), by=make.TEST, kind="visit", held_on=on, people=people, heard="Fine")


def test_a_leader_at_a_customers_has_met_a_customer_and_nobody_else_has():
    leader = make.leader()
    visit = met([leader, make.person(), make.leader(since=LATER)])
    assert all_acts() == [(leader, ActKind.CUSTOMER_CONTACT, visit.ref)]
    assert make.last_entry(LeadershipAct.objects.get()).act == "leadershipact.noted"


def test_a_corrected_meeting_takes_its_acts_along():
    ada, bo = make.leader(), make.leader()
    visit = met([ada])
    moved = acts.change_meeting(visit, by=make.TEST, kind="call", held_on=LATER, people=[ada, bo], heard="Fine")
    assert {(act.person, act.done_on) for act in LeadershipAct.objects.all()} == {(ada, LATER), (bo, LATER)}
    acts.change_meeting(moved, by=make.TEST, kind="call", held_on=LATER, people=[bo], heard="Fine")
    assert all_acts() == [(bo, ActKind.CUSTOMER_CONTACT, visit.ref)]


def test_an_answered_escalation_is_an_act():
    leader = make.leader()
    handed = escalate_complaint(make.complaint(), by=make.TEST, to=leader, reason="Who pays?")
    acts.answer_escalation(handed, by=leader, answer="We do.")
    assert all_acts() == [(leader, ActKind.ESCALATION, handed.ref)]


def test_an_answer_for_an_overdue_action_is_an_act():
    leader, action = make.leader(), make.action(on=make.DAY, due_in=1)
    handed = escalate_action(action, by=make.TEST, to=leader, on=LATER, reason="No dock")
    acts.answer_action_escalation(handed, by=leader, on=LATER, answer="Rent one.")
    assert all_acts() == [(leader, ActKind.ESCALATION, handed.ref)]


def test_a_leader_reads_a_complaint_once_and_says_what_follows():
    complaint, leader = make.complaint(), make.leader()
    with pytest.raises(ValidationError) as refusal:
        acts.read_complaint(complaint, by=leader, on=make.DAY, note=" ")
    assert set(refusal.value.message_dict) == {"note"}
    read = acts.read_complaint(complaint, by=leader, on=make.DAY, note="I call them")
    assert (read.kind, read.event, read.note) == ("complaint_review", complaint.ref, "I call them")
    with pytest.raises(ValidationError, match="read this already"):
        acts.read_complaint(complaint, by=leader, on=LATER, note="Again")
    with pytest.raises(PermissionDenied):
        acts.read_complaint(complaint, by=make.person(), on=make.DAY, note="x")


def test_only_what_no_record_tells_is_logged_by_hand():
    leader = make.leader()
    acts.log_act(by=leader, kind=ActKind.CULTURE, on=make.DAY, note="Thanked Bo for stopping the line")
    for kind, note, field in (
        (ActKind.CULTURE, "Thanked Bo for stopping the line", "note"),
        (ActKind.CUSTOMER_CONTACT, "Met somebody", "kind"),
        ("x", "x", "kind"),
        (ActKind.OTHER, " ", "note"),
    ):
        with pytest.raises(ValidationError) as refusal:
            acts.log_act(by=leader, kind=kind, on=make.DAY, note=note)
        assert set(refusal.value.message_dict) == {field}
    assert LeadershipAct.objects.count() == 1


def test_a_message_in_a_leaders_name_is_an_act_of_theirs():
    leader = make.leader()
    event = acts.tell_staff(
        by=make.person(), what="Why cold matters", on=make.DAY, author=leader, reached=40, two_way=True
    )
    assert (event.to_staff, event.two_way, event.reached) == (True, True, 40)
    assert all_acts() == [(leader, ActKind.MESSAGE, event.ref)]
    with pytest.raises(ValidationError) as refusal:
        acts.tell_staff(by=leader, what="Why cold matters", on=make.DAY)
    assert set(refusal.value.message_dict) == {"what"}
    acts.tell_staff(by=make.person(), what="The canteen moves", on=make.DAY, about_feedback=False)
    assert (CommunicationEvent.objects.count(), LeadershipAct.objects.count()) == (2, 1)
    with pytest.raises(PermissionDenied):
        acts.tell_staff(by=make.person(role=AccessRole.MEMBER), what="x", on=make.DAY)


def test_events_that_came_another_way_are_gathered_once():
    leader = make.leader()
    visit = make.interaction(people=[leader])
    assert not LeadershipAct.objects.exists()
    acts.gather_acts(by=make.TEST, since=make.BEGAN, until=LATER)
    assert all_acts() == [(leader, ActKind.CUSTOMER_CONTACT, visit.ref)]
    with pytest.raises(ValidationError, match="Nothing is to be gathered"):
        acts.gather_acts(by=make.TEST, since=make.BEGAN, until=LATER)
