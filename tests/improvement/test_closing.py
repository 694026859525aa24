from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.improvement.closing import (
    close_as_effective,
    close_by_correction,
    close_with_weak_evidence,
    reopen_nonconformity,
)
from heedful.improvement.commands import complete_action
from tests import make

pytestmark = pytest.mark.django_db
DAY, LATER = make.DAY, make.LATER
LEADER = AccessRole.TOP_MANAGEMENT


def corrected(*args, **more):
    case = make.nonconformity(*args, **more)
    make.done_correction(case)
    return make.fresh(case)


def weak():
    """A case whose window is over while the data cannot tell."""
    case = make.nonconformity()
    make.review(make.done_corrective_action(case), k=0, n=40)
    make.extent_check(case)
    return make.fresh(case)


def close_weak(case, by=None, **more):
    whole = {"on": LATER, "because": "Stood at the dock for an hour; the alarm rang twice."}
    return close_with_weak_evidence(case, by=by or make.person(), **whole | more)


def test_a_case_closes_by_correction_with_reason():
    closed = close_by_correction(corrected(), by=make.person(), on=DAY, because="A single slip")
    assert (closed.closed_by, closed.closed_because) == ("correction", "A single slip")
    with pytest.raises(ValidationError, match="was closed on"):
        close_by_correction(closed, by=make.person(), on=DAY, because="Again")


def test_a_correction_is_not_enough_without_reason_or_before_it_is_done():
    with pytest.raises(ValidationError, match="Say why"):
        close_by_correction(corrected(), by=make.person(), on=DAY, because=" ")
    with pytest.raises(ValidationError, match="no correction is done"):
        close_by_correction(make.nonconformity("Other"), by=make.person(), on=DAY, because="x")


@pytest.mark.parametrize(("given", "why"), [({"safety": True}, "hurt"), ({"legal": True}, "law")])
def test_for_safety_and_law_only_top_management_lets_a_correction_be_enough(given, why):
    case = corrected(**given)
    with pytest.raises(ValidationError, match=why):
        close_by_correction(case, by=make.person(), on=DAY, because="x")
    assert close_by_correction(make.fresh(case), by=make.person(role=LEADER), on=DAY, because="x").closed_on


def test_the_third_of_a_code_in_ninety_days_is_a_repeat_and_so_are_the_first_two():
    first = corrected("One", found_on=DAY - timedelta(days=90))
    make.nonconformity("Two")
    make.nonconformity("Three")
    with pytest.raises(ValidationError, match="repeat"):
        close_by_correction(first, by=make.person(), on=DAY, because="x")


def test_two_of_a_code_or_three_in_a_longer_time_are_no_repeat():
    first = corrected("One", found_on=DAY - timedelta(days=91))
    make.nonconformity("Two")
    make.nonconformity("Three")
    assert close_by_correction(first, by=make.person(), on=DAY, because="x").closed_on


def test_a_planned_action_is_not_passed_over_by_a_correction():
    case = corrected()
    make.corrective_action(case)
    with pytest.raises(ValidationError, match="Drop it"):
        close_by_correction(make.fresh(case), by=make.person(), on=DAY, because="x")


def test_an_effective_action_closes_its_case_once_the_extent_was_checked():
    case = make.nonconformity()
    make.review(make.done_corrective_action(case))
    with pytest.raises(ValidationError, match="where else"):
        close_as_effective(make.fresh(case), by=make.person(), on=LATER)
    make.extent_check(case)
    closed = close_as_effective(make.fresh(case), by=make.person(), on=LATER)
    assert (closed.closed_by, make.last_entry(closed).act) == ("effective", "nonconformity.closed")


def test_without_an_effective_action_no_case_closes_so():
    with pytest.raises(ValidationError, match="No corrective action"):
        close_as_effective(make.nonconformity("Other"), by=make.person(), on=LATER)
    with pytest.raises(ValidationError, match="was not found effective"):
        close_as_effective(weak(), by=make.person(), on=LATER)


def test_where_the_data_cannot_tell_another_person_checks_on_the_spot():
    case, checker = weak(), make.person()
    closed = close_weak(case, by=checker)
    assert (closed.closed_by, closed.checked_by) == ("weak", checker)


def test_a_weak_closing_is_refused_to_who_carried_it_out_and_without_anybody():
    case = weak()
    owner = case.corrective_actions.get().action.owner
    for by, checked_by in ((owner, None), (make.person(), owner), (make.TEST, None)):
        with pytest.raises(ValidationError):
            close_weak(make.fresh(case), by=by, checked_by=checked_by)
    with pytest.raises(ValidationError, match="on the spot"):
        close_weak(make.fresh(case), because=" ")


def test_a_weak_closing_waits_for_the_window_and_for_a_look_at_the_data():
    case = make.nonconformity()
    planned = make.corrective_action(case)
    with pytest.raises(ValidationError, match="not done yet"):
        close_weak(make.fresh(case))
    complete_action(make.fresh(planned.action), by=make.TEST, on=DAY, evidence="Seen")
    with pytest.raises(ValidationError, match="looked at until 2026-06-07"):
        close_weak(make.fresh(case), on=DAY + timedelta(days=89))
    with pytest.raises(ValidationError, match="Nobody has looked"):
        close_weak(make.fresh(case))


def test_what_came_back_or_was_found_effective_does_not_close_weak():
    case = weak()
    make.nonconformity("Warm goods again", found_on=DAY + timedelta(days=40))
    with pytest.raises(ValidationError, match="It came back: NC-2"):
        close_weak(case)
    fine = make.nonconformity("Other", code="door")
    make.review(make.done_corrective_action(fine))
    with pytest.raises(ValidationError, match="Close it so"):
        close_weak(make.fresh(fine))


def test_nothing_closes_before_it_was_found():
    with pytest.raises(ValidationError, match="found on 2026-03-09"):
        close_by_correction(corrected(), by=make.person(), on=DAY - timedelta(days=1), because="x")


def test_what_came_back_is_taken_up_again_with_its_cause_rejected():
    closed = make.closed_nonconformity()
    again = reopen_nonconformity(closed, by=make.person(), on=LATER, reason="NC-9 is the same.")
    assert (again.closed_on, again.closed_by, again.reopened_on) == (None, "", LATER)
    assert again.analyses.get().rejected_on == LATER
    with pytest.raises(ValidationError, match="is open"):
        reopen_nonconformity(again, by=make.person(), on=LATER, reason="x")


@pytest.mark.parametrize("given", [{"reason": " "}, {"on": LATER - timedelta(days=1)}])
def test_a_case_is_not_reopened_without_reason_or_before_it_closed(given):
    with pytest.raises(ValidationError):
        reopen_nonconformity(
            make.closed_nonconformity(), by=make.person(), **{"on": LATER, "reason": "Came back"} | given
        )


def test_a_member_closes_nothing():
    with pytest.raises(PermissionDenied):
        close_by_correction(corrected(), by=make.person(role=AccessRole.MEMBER), on=DAY, because="x")


def test_an_open_case_that_came_back_goes_to_its_cause_again():
    case = weak()
    with pytest.raises(ValidationError, match="has not come back"):
        reopen_nonconformity(case, by=make.person(), on=LATER, reason="x")
    make.nonconformity("Warm goods again", found_on=DAY + timedelta(days=40))
    again = reopen_nonconformity(make.fresh(case), by=make.person(), on=LATER, reason="NC-2 is the same.")
    assert again.analyses.get().rejected_on == LATER
    with pytest.raises(ValidationError, match="has not come back"):
        reopen_nonconformity(again, by=make.person(), on=LATER, reason="NC-2 is the same.")
