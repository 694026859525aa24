from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.attached import links_of
from heedful.core.permissions import AccessRole
from heedful.core.refusals import Conflict
from heedful.improvement.closing import close_by_correction
from heedful.improvement.corrections import check_extent, finish_correction, start_correction
from heedful.improvement.nonconformities import (
    change_nonconformity,
    decide_on_risks,
    decide_on_system,
    note_customer_told,
    open_nonconformity,
)
from tests import make
from tests.make.nonconformities import FOUND

pytestmark = pytest.mark.django_db
WHOLE = {"statement": "Warm goods", "evidence": "Logger 14", "severity": 2, "found_at": FOUND,
         "requirement_words": "0 to 4 °C"}  # fmt: skip


def test_a_case_is_opened_from_a_record_and_hangs_together_with_it():
    complaint = make.complaint()
    case = open_nonconformity(by=make.person(role=AccessRole.MEMBER), source=complaint.ref, **WHOLE)

    ((tie, _),) = links_of([case.ref])
    assert (case.key, tie.source, tie.relation) == ("NC-1", complaint.ref, "led to")
    assert make.entries_of(case) == [("nonconformity.opened", 1)]


def test_a_case_on_a_requirement_takes_over_its_process():
    requirement = make.requirement_in_force()
    case = open_nonconformity(by=make.TEST, **WHOLE | {"requirement": requirement, "requirement_words": ""})
    assert case.process == requirement.process


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"requirement_words": " "}, "requirement_words"),
        ({"evidence": " "}, "evidence"),
        ({"statement": ""}, "statement"),
        ({"statement": "x" * 301}, "statement"),
        ({"severity": 9}, "severity"),
        ({"source": "complaint/1"}, "source"),
    ],
)
def test_what_is_no_nonconformity_is_refused_by_field(given, field):
    person = make.person()
    with pytest.raises(ValidationError) as refusal:
        open_nonconformity(by=person, **WHOLE | given)
    assert set(refusal.value.message_dict) == {field}


def test_the_second_press_is_refused_and_names_the_first():
    make.nonconformity()
    with pytest.raises(ValidationError, match="NC-1 says this already"):
        make.nonconformity()


def test_an_auditor_opens_none():
    with pytest.raises(PermissionDenied):
        open_nonconformity(by=make.person(role=AccessRole.INTERNAL_AUDITOR), **WHOLE)


def test_two_people_at_once_are_refused_by_version():
    case = make.nonconformity()
    change_nonconformity(make.fresh(case), by=make.person(), code="dock", reason="Clearer")
    with pytest.raises(Conflict):
        change_nonconformity(case, by=make.person(), code="door")


def test_a_change_cannot_take_the_requirement_or_touch_the_closing():
    case = make.nonconformity()
    for changes in ({"requirement_words": ""}, {"closed_on": make.DAY}):
        with pytest.raises(ValidationError):
            change_nonconformity(make.fresh(case), by=make.TEST, **changes)
    assert make.entries_of(case) == [("nonconformity.opened", 1)]


def test_the_loop_back_is_decided_each_with_its_reason_and_once():
    case = make.nonconformity()
    case = decide_on_risks(case, by=make.TEST, decision="R-3 rated anew.")
    case = decide_on_system(case, by=make.TEST, decision="Nothing: the procedure was right.")
    case = note_customer_told(case, by=make.TEST, on=make.DAY)
    assert [act for act, _ in make.entries_of(case)][1:] == [
        "nonconformity.risks_decided", "nonconformity.system_decided", "nonconformity.customer_told",
    ]  # fmt: skip
    for again in (
        lambda: decide_on_risks(case, by=make.TEST, decision="R-3 rated anew."),
        lambda: decide_on_risks(case, by=make.TEST, decision=" "),
        lambda: note_customer_told(case, by=make.TEST, on=make.DAY),
    ):
        with pytest.raises(ValidationError):
            again()


def test_the_customer_is_not_told_before_it_was_found():
    with pytest.raises(ValidationError, match="found on"):
        note_customer_told(make.nonconformity(), by=make.TEST, on=make.DAY - timedelta(days=1))


def test_a_correction_is_started_and_done_with_its_consequences():
    done = make.done_correction()
    assert (done.key, make.entries_of(done)) == ("CO-1", [("correction.started", 1), ("correction.finished", 2)])
    with pytest.raises(ValidationError, match="done already"):
        finish_correction(done, by=make.TEST, done_at=FOUND + timedelta(hours=3), consequences="x")


@pytest.mark.parametrize(
    ("given", "field"),
    [({"consequences": " "}, "consequences"), ({"done_at": FOUND - timedelta(hours=1)}, "done_at")],
)
def test_a_correction_is_not_done_without_consequences_or_before_it_began(given, field):
    begun = make.correction()
    with pytest.raises(ValidationError) as refusal:
        finish_correction(begun, by=make.TEST, **{"done_at": FOUND, "consequences": "None"} | given)
    assert set(refusal.value.message_dict) == {field}


def test_a_correction_is_refused_twice_before_the_finding_and_on_a_closed_case():
    case = make.nonconformity()
    make.done_correction(case)
    for given in ({"what": "Replaced the goods"}, {"what": " "}, {"started_at": FOUND - timedelta(days=1)}):
        with pytest.raises(ValidationError):
            start_correction(
                make.fresh(case), by=make.TEST, **{"kind": "correction", "what": "x", "started_at": FOUND} | given
            )
    closed = close_by_correction(make.fresh(case), by=make.TEST, on=make.DAY, because="A single slip")
    with pytest.raises(ValidationError, match="Reopen it first"):
        start_correction(closed, by=make.TEST, kind="correction", what="More", started_at=FOUND)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"scope": ""}, "scope"), ({"result": ""}, "result"), ({"on": make.DAY - timedelta(days=1)}, "on")],
)
def test_an_extent_check_says_where_and_what(given, field):
    whole = {"on": make.DAY, "scope": "All docks", "result": "None found"}
    with pytest.raises(ValidationError) as refusal:
        check_extent(make.nonconformity(), by=make.person(), **whole | given)
    assert set(refusal.value.message_dict) == {field}


def test_an_extent_check_has_somebody_who_looked_and_is_kept_once():
    case = make.nonconformity()
    with pytest.raises(ValidationError, match="who looked"):
        check_extent(case, by=make.TEST, on=make.DAY, scope="Docks", result="None")
    make.extent_check(case)
    with pytest.raises(ValidationError, match="already"):
        make.extent_check(case)
