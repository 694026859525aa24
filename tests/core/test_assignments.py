from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core import people
from heedful.core.assignments import (
    acknowledge_assignment,
    approve_assignment,
    communicate_assignment,
    enter_assignment_sheet,
    name_deputy,
    record_understanding,
)
from heedful.core.office import in_office
from heedful.core.permissions import AccessRole
from heedful.core.role_standing import role_standings
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + timedelta(days=9)


def told(**more):
    return communicate_assignment(make.assignment(**more), by=make.TEST, on=make.DAY)


def test_top_management_approves_who_holds_a_role_once():
    held, leader = make.assignment(), make.leader()
    approved = approve_assignment(held, by=leader, on=make.DAY)
    assert (approved.approved_by, approved.approved_on) == (leader, make.DAY)
    assert make.entries_of(held)[-1] == ("roleassignment.approved", 2)
    with pytest.raises(ValidationError, match="approved on"):
        approve_assignment(approved, by=leader, on=LATER)


def test_nobody_else_approves_and_nobody_out_of_office():
    held = make.assignment()
    with pytest.raises(PermissionDenied):
        approve_assignment(held, by=make.person(), on=make.DAY)
    with pytest.raises(ValidationError, match="top management"):
        approve_assignment(held, by=make.leader(since=LATER), on=make.DAY)
    with pytest.raises(ValidationError, match="top management"):
        approve_assignment(held, by=make.TEST, on=make.DAY)


def test_the_holder_alone_confirms_and_only_what_was_told():
    held = make.assignment()
    with pytest.raises(ValidationError, match="was told"):
        acknowledge_assignment(held, by=held.person, on=make.DAY)
    held = communicate_assignment(held, by=make.TEST, on=make.DAY)
    with pytest.raises(ValidationError, match="enter the sheet"):
        acknowledge_assignment(held, by=make.person(), on=make.DAY)
    with pytest.raises(ValidationError) as refusal:
        acknowledge_assignment(held, by=held.person, on=make.DAY - timedelta(1))
    assert set(refusal.value.message_dict) == {"on"}

    confirmed = acknowledge_assignment(held, by=held.person, on=LATER)

    assert (confirmed.acknowledged_on, confirmed.understood_on) == (LATER, None)
    with pytest.raises(ValidationError, match="was confirmed on"):
        acknowledge_assignment(confirmed, by=held.person, on=LATER)


def test_a_supervisor_enters_the_sheet_of_somebody_without_an_account():
    held = told(who=make.person(role=None))
    with pytest.raises(PermissionDenied, match="signed sheets"):
        enter_assignment_sheet(held, by=make.person(role=AccessRole.MEMBER), on=make.DAY)
    assert enter_assignment_sheet(held, by=make.person(), on=make.DAY).acknowledged_on == make.DAY


def test_nobody_enters_a_sheet_for_themselves():
    holder = make.person()
    with pytest.raises(ValidationError, match="your own"):
        enter_assignment_sheet(told(who=holder), by=holder, on=make.DAY)


def test_told_again_it_waits_to_be_confirmed_again():
    held = told()
    held = acknowledge_assignment(held, by=held.person, on=make.DAY)
    with pytest.raises(ValidationError) as refusal:
        communicate_assignment(held, by=make.TEST, on=make.DAY)
    assert set(refusal.value.message_dict) == {"on"}
    again = communicate_assignment(held, by=make.TEST, on=LATER)
    assert (again.communicated_on, again.acknowledged_on) == (LATER, None)


def test_understood_is_seen_by_somebody_else_never_clicked():
    holder = make.person()
    held = make.assignment(who=holder)
    with pytest.raises(ValidationError, match="by a click"):
        record_understanding(held, by=holder, on=make.DAY, how="I do")
    with pytest.raises(ValidationError, match="by a click"):
        record_understanding(held, by=make.person(), on=make.DAY, how="They say so", checker=holder)
    with pytest.raises(ValidationError) as refusal:
        record_understanding(held, by=make.person(), on=make.DAY, how=" ")
    assert set(refusal.value.message_dict) == {"how"}

    seen = record_understanding(held, by=make.person(), on=make.DAY, how="Interview: knows who stops a delivery")

    assert (seen.understood_on, seen.acknowledged_on) == (make.DAY, None)
    with pytest.raises(ValidationError, match="was shown on"):
        record_understanding(seen, by=make.person(), on=make.DAY, how="Again")


def test_the_deputy_is_somebody_else():
    held, other = make.assignment(), make.person()
    for wrong in (held.person, None):
        with pytest.raises(ValidationError) as refusal:
            name_deputy(held, by=make.TEST, deputy=wrong)
        assert set(refusal.value.message_dict) == {"deputy"}
    named = name_deputy(held, by=make.TEST, deputy=other)
    assert named.deputy == other
    assert name_deputy(named, by=make.TEST, deputy=None).deputy is None


def test_what_has_ended_is_left_alone():
    ended = people.end_assignment(make.assignment(), by=make.TEST, on=make.DAY)
    for deed in (
        lambda: approve_assignment(ended, by=make.leader(), on=make.DAY),
        lambda: communicate_assignment(ended, by=make.TEST, on=make.DAY),
        lambda: record_understanding(ended, by=make.TEST, on=make.DAY, how="x"),
        lambda: name_deputy(ended, by=make.TEST, deputy=make.person()),
    ):
        with pytest.raises(ValidationError, match="ended on"):
            deed()


def test_a_role_is_vacant_from_the_day_after_its_last_holder():
    never, left, filled = make.role("A"), make.role("B"), make.role("C")
    people.end_assignment(make.assignment(left), by=make.TEST, on=make.DAY)
    make.assignment(filled)
    stands = {one.role: one for one in role_standings([never, left, filled], LATER)}
    assert stands[never].vacant_since == make.BEGAN
    assert stands[left].vacant_since == make.DAY + timedelta(1)
    assert not stands[filled].vacant
    assert stands[filled].never_told == 1
    assert not {one.role: one for one in role_standings([left], make.DAY)}[left].vacant


def test_who_is_in_office_is_a_matter_of_the_day():
    ada = make.leader(since=make.DAY)
    people.end_grant(ada.grants.get(), by=make.TEST, on=LATER)
    assert list(in_office(make.DAY)) == [ada]
    assert not in_office(make.DAY - timedelta(1))
    assert not in_office(date(2026, 12, 31))
