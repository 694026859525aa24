from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.leadership.models import Acknowledgement
from heedful.leadership.understanding import acknowledge_version, enter_sheet, record_check
from tests import make

pytestmark = pytest.mark.django_db


def test_somebody_confirms_for_themselves_once():
    told, ada = make.told_policy(), make.person(role=AccessRole.MEMBER)
    confirmed = acknowledge_version(told, by=ada, on=make.DAY)
    assert (confirmed.person, confirmed.how, confirmed.on) == (ada, "click", told.ref)
    with pytest.raises(ValidationError, match="Confirmed already"):
        acknowledge_version(told, by=ada, on=make.DAY)
    with pytest.raises(ValidationError, match="for themselves"):
        acknowledge_version(told, by=make.TEST, on=make.DAY)


@pytest.mark.parametrize("made", [make.draft_policy, make.approved_policy])
def test_what_was_not_told_is_not_confirmed(made):
    with pytest.raises(ValidationError):
        acknowledge_version(made(), by=make.person(), on=make.DAY)


def test_it_is_not_confirmed_before_it_was_told():
    with pytest.raises(ValidationError) as refusal:
        acknowledge_version(make.told_policy(), by=make.person(), on=make.DAY - timedelta(1))
    assert set(refusal.value.message_dict) == {"on"}


def test_a_supervisor_enters_a_sheet_that_many_signed():
    told, by = make.told_policy(), make.person()
    many = [make.person(role=None) for _ in range(3)]
    enter_sheet(told, by=by, people=[*many, many[0]], on=make.DAY)
    rows = Acknowledgement.objects.filter(on=told.ref)
    assert {(row.person, row.how, row.entered_by) for row in rows} == {(p, "sheet", by) for p in many}
    assert make.entries_of(rows[0]) == [("acknowledgement.entered", 1)]


def test_a_sheet_is_entered_once_by_somebody_else_and_names_somebody():
    told, by = make.told_policy(), make.person()
    ada = make.person("Ada", role=None)
    enter_sheet(told, by=by, people=[ada], on=make.DAY)
    for people, words in (([ada, make.person()], "Ada"), ([], "who signed"), ([by], "your own press")):
        with pytest.raises(ValidationError, match=words):
            enter_sheet(told, by=by, people=people, on=make.DAY)
    assert Acknowledgement.objects.count() == 1
    with pytest.raises(PermissionDenied):
        enter_sheet(told, by=make.person(role=AccessRole.MEMBER), people=[make.person()], on=make.DAY)


@pytest.mark.parametrize(("right", "passed"), [(4, True), (3, False)])
def test_a_check_is_passed_at_its_mark(right, passed):
    check = record_check(
        make.told_policy(), by=make.person(), person=make.person(role=None), on=make.DAY, right=right, asked=5
    )
    assert check.passed is passed


def test_nobody_checks_themselves():
    told, ada = make.told_policy(), make.person()
    for by, checker in ((ada, None), (make.person(), ada)):
        with pytest.raises(ValidationError) as refusal:
            record_check(told, by=by, person=ada, on=make.DAY, right=1, checker=checker)
        assert set(refusal.value.message_dict) == {"person"}


@pytest.mark.parametrize(
    ("more", "field"),
    [({"right": 6, "asked": 5}, "right"), ({"right": -1}, "right"), ({"right": 0, "asked": 0}, "right"),
     ({"right": 1, "pass_mark": 0}, "pass_mark")],
)  # fmt: skip
def test_a_check_counts_right_of_asked(more, field):
    with pytest.raises(ValidationError) as refusal:
        record_check(make.told_policy(), by=make.person(), person=make.person(), on=make.DAY, **more)
    assert set(refusal.value.message_dict) == {field}


def test_the_same_check_is_recorded_once():
    told, ada, by = make.told_policy(), make.person(), make.person()
    record_check(told, by=by, person=ada, on=make.DAY, right=1, interview=True)
    with pytest.raises(ValidationError, match="already"):
        record_check(told, by=by, person=ada, on=make.DAY, right=1, interview=True)
