from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.leadership.models import Objective
from heedful.leadership.objectives import (
    approve_objective,
    change_objective,
    end_objective,
    is_reached,
    missing,
    value_on,
)
from heedful.processes.models import Direction
from tests import make

pytestmark = pytest.mark.django_db


def test_top_management_approves_a_whole_objective_once():
    leader = make.leader()
    approved = approve_objective(make.objective(), by=leader, on=make.DAY)
    assert (approved.approved_by, approved.approved_on) == (leader, make.DAY)
    with pytest.raises(ValidationError, match="approved on"):
        approve_objective(approved, by=leader, on=make.DAY)
    with pytest.raises(PermissionDenied):
        approve_objective(make.objective(), by=make.person(), on=make.DAY)


@pytest.mark.parametrize(
    ("name", "nothing"),
    [("measure", None), ("baseline", None), ("target", None), ("due_on", None), ("owner", None), ("will_do", " "),
     ("resources", ""), ("responsible", ""), ("by_when", ""), ("evaluated_how", "")],
)  # fmt: skip
def test_without_measure_terms_and_the_five_fields_it_is_not_approved(name, nothing):
    lacking = make.objective(**{name: nothing})
    assert set(missing(lacking)) == {name}
    with pytest.raises(ValidationError) as refusal:
        approve_objective(lacking, by=make.leader(), on=make.DAY)
    assert set(refusal.value.message_dict) == {name}


def test_an_objective_stands_once_and_its_target_is_no_step_back():
    made = make.objective("Cold on arrival")
    with pytest.raises(ValidationError) as refusal:
        make.objective("Cold on arrival")
    assert set(refusal.value.message_dict) == {"what"}
    for terms in ({"target": Decimal(80)}, {"direction": Direction.DOWN}):
        with pytest.raises(ValidationError) as refusal:
            change_objective(made, by=make.TEST, **terms)
        assert set(refusal.value.message_dict) == {"target"}
        made = Objective.objects.get()
    with pytest.raises(ValidationError) as refusal:
        make.objective(due_on=make.BEGAN - timedelta(1))
    assert set(refusal.value.message_dict) == {"due_on"}


def test_a_changed_target_needs_a_reason_and_a_new_approval():
    approved = make.approved_objective()
    with pytest.raises(ValidationError) as refusal:
        change_objective(approved, by=make.TEST, target=Decimal(97))
    assert set(refusal.value.message_dict) == {"reason"}
    approved = Objective.objects.get()
    assert change_objective(approved, by=make.TEST, what="Colder").approved_on == make.DAY
    changed = change_objective(Objective.objects.get(), by=make.TEST, target=Decimal(97), reason="Too easy")
    assert (changed.approved_on, changed.approved_by) == (None, None)


def test_its_value_is_the_newest_of_its_measure():
    objective = make.objective()
    assert value_on(objective, make.DAY) is None
    make.measurements(objective.measure, 91, 96, until=date(2026, 2, 1))
    assert value_on(objective, make.DAY).value == 96
    assert value_on(objective, date(2026, 2, 1)).value == 91
    assert is_reached(objective, Decimal(95)) is True
    assert is_reached(objective, Decimal("94.9")) is False


def test_the_measure_has_the_last_word_on_whether_it_was_reached():
    objective = make.approved_objective()
    with pytest.raises(ValidationError, match="No value"):
        end_objective(objective, by=make.TEST, on=make.DAY, reached=True)
    make.measurements(objective.measure, 91, until=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="does not reach"):
        end_objective(objective, by=make.TEST, on=make.DAY, reached=True)
    with pytest.raises(ValidationError) as refusal:
        end_objective(objective, by=make.TEST, on=make.DAY, reached=False)
    assert set(refusal.value.message_dict) == {"because"}
    ended = end_objective(objective, by=make.TEST, on=make.DAY, reached=False, because="The dock came late")
    assert (ended.ended_on, ended.reached) == (make.DAY, False)
    for deed in (
        lambda: end_objective(ended, by=make.TEST, on=make.DAY, reached=False, because="x"),
        lambda: change_objective(ended, by=make.TEST, what="x"),
        lambda: approve_objective(ended, by=make.leader(), on=make.DAY),
    ):
        with pytest.raises(ValidationError, match="ended on"):
            deed()


def test_a_reached_one_is_not_called_missed():
    objective = make.approved_objective()
    make.measurements(objective.measure, 96, until=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="reaches the target"):
        end_objective(objective, by=make.TEST, on=make.DAY, reached=False, because="x")
    assert end_objective(objective, by=make.TEST, on=make.DAY, reached=True).reached
