"""Each of the six first questions turns when one record is edited; whatever else changes names that record."""

from dataclasses import dataclass

import pytest

from heedful.audits.asking import Answer, ask_all
from heedful.audits.catalogue import questions
from heedful.audits.models import ResultState
from heedful.audits.results import Condition
from heedful.feedback.surveys.cells import rebuild_cells
from heedful.leadership import objectives
from tests import make
from tests.audits.seed_story import seed_house, when

pytestmark = pytest.mark.django_db
MET, NOT_MET = ResultState.MET, ResultState.NOT_MET
SEED = {question.seed: question.id for question in questions().values() if question.seed}


@dataclass(frozen=True)
class Told:
    """What one condition says: how it stands, and which rows kept it, fell short or are listed beside."""

    state: ResultState
    kept: frozenset[str]
    missed: frozenset[str]
    beside: frozenset[str]

    @classmethod
    def of(cls, condition: Condition) -> "Told":
        beside = {ref for each in condition.listed for ref in each.rows.refs()}
        return cls(condition.state, frozenset(condition.kept.refs()), frozenset(condition.missed.refs()),
                   frozenset(beside))  # fmt: skip

    def moved(self, before: "Told") -> frozenset[str]:
        """Name the rows that came into one of its lists, or went."""
        return (self.kept ^ before.kept) | (self.missed ^ before.missed) | (self.beside ^ before.beside)


def asked() -> tuple[dict[str, Answer], dict[str, Told]]:
    """Ask everything as of today."""
    rebuild_cells()
    with when(0):
        answers = {answer.question.id: answer for answer in ask_all(make.DAY)}
    return answers, {
        f"{name}/{condition.id}": Told.of(condition)
        for name, answer in answers.items()
        for condition in answer.result.conditions
    }


def a_seat(house):
    """A leader was not at one review."""
    seat = house.seats[20][house.ben]
    make.touch(seat, form="absent")
    return seat, {"ld-attend-review/took-part": house.ben}


def a_request(house):
    """One request was decided after five weeks."""
    request = house.requests[-1]
    request.refresh_from_db()
    make.touch(request, decided_on=make.back(-35, request.asked_on), delivery_due_on=None, delivered_on=None)
    return request, {"ld-support-qms-manager/decided": request, "ld-resources/decided": request}


def an_owner(house):
    """The one objective of a leader is given to another."""
    aim = house.aims[1]
    with when(0):
        objectives.change_objective(aim, by=make.TEST, owner=house.ann)
    return aim, {"ld-accountable/own-an-objective": house.ben}


def an_action(house):
    """One action of a leader is not done."""
    todo = make.fresh(house.todo)
    make.touch(todo, state="open", done_on=None)
    return todo, {"ld-accountable/on-time": todo, "ld-accountable/none-overdue": todo}


def an_understanding(house):
    """One holder has not shown it."""
    make.touch(make.fresh(house.dock), understood_on=None)
    return house.dock, {"rc-assigned-understood/understood": house.dock}


def a_notice(house):
    """One assignment was told months after it began."""
    make.touch(make.fresh(house.dock), communicated_on=make.back(700))
    return house.dock, {"rc-communicated/told": house.dock}


def an_objective(house):
    """One objective aims at something that nobody approved yet."""
    aim = house.aims[1]
    with when(0):
        objectives.change_objective(aim, by=make.TEST, target=99, reason="Too easy")
    return aim, {"po-established/objectives": aim}


def a_version(house):
    """The policy was told two months after it was approved."""
    make.touch(make.fresh(house.version), communicated_on=make.back(240))
    return house.version, {"po-established/told": house.version}


EDITS = [
    (1, a_seat), (2, a_request), (3, an_owner), (3, an_action), (4, an_understanding), (5, a_notice),
    (6, an_objective), (6, a_version),
]  # fmt: skip


@pytest.fixture
def house():
    return seed_house()


def test_there_are_six_first_questions_and_all_are_met_in_this_house(house):
    answers, _ = asked()
    assert sorted(SEED) == [1, 2, 3, 4, 5, 6]
    assert {name: answers[name].sentence for name in SEED.values() if answers[name].state != MET} == {}


@pytest.mark.parametrize(("seed", "edit"), EDITS, ids=[edit.__name__ for _, edit in EDITS])
def test_one_edit_turns_one_first_question_and_whatever_else_changes_names_the_record(house, seed, edit):
    answers, before = asked()
    edited, expected = edit(house)
    after_answers, after = asked()

    turned = {n for n in SEED.values() if after_answers[n].state != answers[n].state}
    assert turned == {SEED[seed]}
    assert after_answers[SEED[seed]].state == NOT_MET
    changed = {key: told for key, told in after.items() if told != before[key]}
    for key, row in expected.items():
        assert (changed[key].state, changed[key].missed) == (NOT_MET, {row.ref}), key
    for key, told in changed.items():
        if key not in expected:
            assert told.moved(before[key]) == {edited.ref}, (key, told)
    assert {n for n in answers if after_answers[n].state != answers[n].state} <= {k.split("/")[0] for k in changed}
