"""Roles: each condition met, missed by the one that is listed, and empty; of roles every single one counts."""

import pytest

from heedful.audits.models import ResultState
from tests import make
from tests.audits import direction_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH
UNDERSTOOD, TOLD = "rc-assigned-understood", "rc-communicated"


def missed(question, condition, *refs):
    found = make.condition_of(question, condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, list(refs))
    return found


def two_roles():
    top = story.leader()
    return top, story.role(by=top), story.role(by=top)


def test_roles_that_are_held_told_and_understood_are_met():
    two_roles()
    assert make.answer_of_records(UNDERSTOOD).state == MET
    assert make.answer_of_records(TOLD).state == MET


@pytest.mark.parametrize(
    ("condition", "on", "change"),
    [
        ("assigned", "held", {"approved_by": None, "approved_on": None}),
        ("described", "role", {"authority": ""}),
        ("described", "role", {"responsibility": " "}),
        ("deputised", "held", {"deputy": None}),
        ("no-vacancy", "held", {"until": make.back(31)}),
    ],
)
def test_the_role_that_lacks_something_is_listed(condition, on, change):
    _, _, bad = two_roles()
    make.touch(getattr(bad, on), **change)
    missed(UNDERSTOOD, condition, bad.role.ref)


def test_an_approval_by_somebody_who_is_not_top_management_does_not_count():
    two_roles()
    bad = story.role(by=make.person())
    missed(UNDERSTOOD, "assigned", bad.role.ref)


@pytest.mark.parametrize("change", [{"understood_on": None}, {"understood_on": make.back(740)}])
def test_a_holder_who_did_not_show_it_lately_turns_the_answer(change):
    _, _, bad = two_roles()
    make.touch(bad.held, **change)
    missed(UNDERSTOOD, "understood", bad.held.ref)


def test_understanding_counts_when_it_was_entered():
    top = story.leader()
    held = story.role(by=top, understood_on=None).held
    make.touch(held, make.back(100), "roleassignment.understood", understood_on=make.back(900), understood_how="Asked")
    assert make.condition_of(UNDERSTOOD, "understood").state == MET


def test_a_role_vacant_for_some_days_waits():
    _, _, gone = two_roles()
    make.touch(gone.held, until=make.back(30))
    found = make.condition_of(UNDERSTOOD, "assigned")
    assert (found.state, found.listed[0].rows.refs()) == (MET, [gone.role.ref])
    assert make.condition_of(UNDERSTOOD, "no-vacancy").state == MET


def test_somebody_who_left_the_house_holds_no_role():
    _, _, gone = two_roles()
    make.touch(gone.held.person, employed_until=make.back(40))
    assert missed(UNDERSTOOD, "no-vacancy", gone.role.ref).why[gone.role.pk] == "Vacant since 28 Jan 2026."


def test_a_role_that_nobody_ever_held_is_vacant_since_it_began():
    two_roles()
    empty = story.role(held=False, since=make.back(31))
    missed(UNDERSTOOD, "no-vacancy", empty.role.ref)


def test_retired_roles_are_not_asked():
    two_roles()
    story.role(held=False, retired_on=make.back(5))
    assert make.condition_of(UNDERSTOOD, "no-vacancy").n == 2


def test_without_roles_nothing_can_be_told():
    conditions = make.answer_of_records(UNDERSTOOD).result.conditions
    assert {c.state for c in conditions} == {NOT_ENOUGH}


def began(days, **more):
    return story.role(by=story.leader(), since=make.back(days), **more).held


@pytest.mark.parametrize("told", [None, 40])
def test_an_assignment_told_late_or_never_turns_the_answer(told):
    two_roles()
    bad = began(60, communicated_on=None if told is None else make.back(told), acknowledged_on=make.back(39))
    missed(TOLD, "told", bad.ref)


def test_a_fresh_assignment_waits():
    two_roles()
    fresh = began(5, communicated_on=None, acknowledged_on=None)
    found = make.condition_of(TOLD, "told")
    assert (found.state, found.listed[0].rows.refs()) == (MET, [fresh.ref])
    assert make.condition_of(TOLD, "confirmed").listed[0].rows.refs() == [fresh.ref]


def test_telling_counts_when_it_was_entered():
    two_roles()
    bad = began(60, communicated_on=None)
    make.touch(bad, make.back(20), "roleassignment.communicated", communicated_on=make.back(59))
    missed(TOLD, "told", bad.ref)


def test_told_again_later_was_still_told_in_time():
    two_roles()
    held = began(60, communicated_on=None)
    make.touch(held, make.back(58), "roleassignment.communicated", communicated_on=make.back(58))
    make.touch(held, make.back(20), "roleassignment.communicated", communicated_on=make.back(20))
    assert make.condition_of(TOLD, "told").state == MET


def test_an_assignment_that_was_not_confirmed_is_listed():
    two_roles()
    bad = began(60, acknowledged_on=None)
    missed(TOLD, "confirmed", bad.ref)


@pytest.mark.parametrize("told", [None, 30])
def test_after_a_change_of_the_role_it_is_told_again(told):
    _, one, other = two_roles()
    for each in (one, other):
        make.touch(each.role, make.back(60), "role.changed", authority="Stop every lorry")
    make.touch(one.held, make.back(55), "roleassignment.communicated", communicated_on=make.back(55))
    if told:
        make.touch(other.held, make.back(told), "roleassignment.communicated", communicated_on=make.back(told))
    missed(TOLD, "told-again", other.held.ref)


def test_without_changes_telling_again_drops_out():
    two_roles()
    assert make.answer_of_records(TOLD).result.conditions[2].state == ResultState.NOT_APPLICABLE
