from datetime import date

import pytest
from django.core.exceptions import ValidationError

from heedful.core.attached import links_of
from heedful.improvement.improvements import change_improvement, evaluate_improvement
from tests import make

pytestmark = pytest.mark.django_db


def test_an_improvement_begins_with_what_was_before_and_where_it_came_from():
    risk = make.risk()
    improvement = make.improvement(baseline="6 of 10", source=risk.ref, process=make.process())
    ((tie, _),) = links_of([improvement.ref])
    assert (improvement.key, improvement.baseline, tie.source) == ("I-1", "6 of 10", risk.ref)


def test_an_improvement_is_evaluated_with_what_came_of_it():
    improvement = make.improvement(baseline="6 of 10")

    evaluated = evaluate_improvement(
        improvement, by=make.person(), on=make.DAY, result="Calls come sooner", after="9 of 10"
    )

    assert (evaluated.after, evaluated.evaluated_on) == ("9 of 10", make.DAY)
    assert make.entries_of(evaluated) == [("improvement.started", 1), ("improvement.evaluated", 2)]


@pytest.mark.parametrize(("on", "result", "field"), [(make.DAY, " ", "result"), (date(2026, 3, 8), "x", "on")])
def test_an_evaluation_says_something_and_comes_after_the_start(on, result, field):
    with pytest.raises(ValidationError) as refusal:
        evaluate_improvement(make.improvement(), by=make.person(), on=on, result=result)
    assert set(refusal.value.message_dict) == {field}


def test_what_has_its_result_is_left_alone():
    evaluated = make.evaluated_improvement()
    with pytest.raises(ValidationError, match="was evaluated"):
        evaluate_improvement(evaluated, by=make.person(), on=make.DAY, result="Again")
    with pytest.raises(ValidationError, match="was evaluated"):
        change_improvement(evaluated, by=make.person(), why="x")


def test_an_improvement_is_said_better_while_it_runs():
    assert change_improvement(make.improvement(), by=make.person(), why="Customers wait").why == "Customers wait"
    with pytest.raises(ValidationError) as refusal:
        change_improvement(make.improvement(), by=make.person(), result="x")
    assert set(refusal.value.message_dict) == {"result"}
