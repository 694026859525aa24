"""An organisation without records: nothing is met, nothing is missed, and nothing looks green."""

import pytest

from heedful.audits.asking import ask_all
from heedful.audits.catalogue import faults, questions
from heedful.audits.models import ResultState
from tests import make

pytestmark = pytest.mark.django_db


def test_each_question_finds_its_test_and_each_test_its_question():
    assert list(faults()) == []
    assert len(questions()) == 49


def test_each_threshold_is_used_by_a_condition_of_its_question():
    for answer in ask_all(make.DAY):
        used = {name for condition in answer.result.conditions for name in condition.rests_on}
        assert used == {limit.name for limit in answer.question.limits}, answer.question.id


def test_an_empty_organisation_is_not_enough_evidence_everywhere():
    answers = ask_all(make.DAY)
    assert {answer.state for answer in answers} == {ResultState.NOT_ENOUGH}
    assert {c.state for answer in answers for c in answer.result.conditions} == {ResultState.NOT_ENOUGH}


def test_an_empty_young_organisation_is_not_enough_evidence_either():
    make.young_house()
    assert {answer.state for answer in ask_all(make.DAY)} == {ResultState.NOT_ENOUGH}
