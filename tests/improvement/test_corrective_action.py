from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.improvement.commands import drop_action
from heedful.improvement.corrective import change_criterion
from heedful.improvement.models import CriterionChange
from tests import make

pytestmark = pytest.mark.django_db
CHANGE = {"on": make.DAY, "reason": "The logger counts twice.", "threshold": Decimal("0.4")}


def test_a_corrective_action_brings_one_action_and_fixes_its_criterion():
    case = make.nonconformity()
    planned = make.corrective_action(case)
    assert (planned.key, planned.action.key, planned.action.source) == ("CA-1", "A-1", case.ref)
    assert planned.analysis.done_on


def test_without_a_cause_nothing_is_planned():
    from heedful.improvement.corrective import plan_corrective_action

    case = make.nonconformity()
    make.begun_analysis(case)
    with pytest.raises(ValidationError, match="Find the cause first"):
        plan_corrective_action(
            make.fresh(case), by=make.TEST, on=make.DAY, what="x", owner=make.person(), due_on=make.DAY,
            criterion="x", baseline_k=1, baseline_n=1, threshold=Decimal("0.5"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"criterion": " "}, "criterion"),
        ({"baseline_n": 0}, "baseline_n"),
        ({"baseline_k": 0}, "baseline_k"),
        ({"baseline_n": 10**12}, "baseline_n"),
        ({"window_days": 0}, "window_days"),
        ({"threshold": Decimal(1)}, "threshold"),
        ({"threshold": Decimal("0.5"), "higher_is_better": True}, "threshold"),
        ({"retrain_only": True}, "retrain_because"),
        ({"what": " "}, "what"),
        ({"what": "x" * 301}, "what"),
        ({"due_on": make.DAY - timedelta(days=1)}, "due_on"),
    ],
)
def test_a_criterion_that_the_data_cannot_speak_to_is_refused_by_field(given, field):
    case = make.nonconformity()
    with pytest.raises(ValidationError) as refusal:
        make.corrective_action(case, **given)
    assert set(refusal.value.message_dict) == {field}
    assert not case.corrective_actions.exists()


def test_the_same_action_is_planned_once_unless_it_was_dropped():
    planned = make.corrective_action()
    with pytest.raises(ValidationError, match="planned already"):
        make.corrective_action(planned.nonconformity)
    drop_action(make.fresh(planned.action), by=make.TEST, reason="Too dear")
    assert make.corrective_action(planned.nonconformity).key == "CA-2"


def test_another_person_changes_the_criterion_and_the_old_one_stays_in_sight():
    planned, other = make.corrective_action(), make.person()
    changed = change_criterion(planned, by=other, **CHANGE)
    kept = CriterionChange.objects.get()
    assert changed.threshold == Decimal("0.4")
    assert kept.approved_by == other
    assert kept.was == (
        "Deliveries above 4 °C: after over before at most 0.5; before 20 of 1,000; looked at for 90 days."
    )


def test_who_carries_it_out_or_planned_it_does_not_change_its_criterion():
    owner = make.person()
    planned = make.corrective_action(owner=owner)
    for by, approver in ((owner, None), (owner, make.person()), (make.TEST, None), (make.TEST, owner)):
        with pytest.raises(ValidationError, match="Ask another person"):
            change_criterion(make.fresh(planned), by=by, approved_by=approver, **CHANGE)
    assert not CriterionChange.objects.exists()


def test_a_member_does_not_change_a_criterion():
    with pytest.raises(PermissionDenied):
        change_criterion(make.corrective_action(), by=make.person(role=AccessRole.MEMBER), **CHANGE)


@pytest.mark.parametrize(
    "given", [{"reason": " "}, {"threshold": Decimal("0.5")}, {"threshold": Decimal(2)}, {"what": "x"},
              {"on": make.DAY - timedelta(days=1)}],
)  # fmt: skip
def test_a_change_without_reason_difference_or_sense_is_refused(given):
    with pytest.raises(ValidationError):
        change_criterion(make.corrective_action(), by=make.person(), **CHANGE | given)


def test_after_the_data_have_spoken_the_criterion_stands():
    reviewed = make.review()
    with pytest.raises(ValidationError, match="The data have spoken"):
        change_criterion(make.fresh(reviewed.corrective_action), by=make.person(), **CHANGE)
