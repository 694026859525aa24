"""Asking the records: one question or all, as of any day."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from heedful.audits import evidence
from heedful.audits.catalogue import TESTS, Question, answer, questions
from heedful.audits.models import ResultState
from heedful.audits.results import Condition, Result
from heedful.audits.settings import Own, SetUp, Value, set_up
from heedful.audits.window import AsOf
from heedful.core import past
from heedful.core.models import Organisation
from heedful.core.organisation import current_organisation, today
from heedful.core.past_view import looking_back

MODULES = evidence.__all__
"""The tests of evidence are entered when their modules load."""


@dataclass(frozen=True)
class Answer:
    """What the records answer to a question, by which thresholds and which version of its test."""

    question: Question
    as_of: AsOf
    result: Result
    values: dict[str, Value]
    setup: SetUp
    excluded: Own | None = None

    @property
    def state(self) -> ResultState:
        """Give the result."""
        return self.result.state

    @property
    def version(self) -> int:
        """Give the version of the test of evidence."""
        return TESTS[self.question.test].version

    @property
    def sentence(self) -> str:
        """Say the result in a sentence, from the same conditions as the table."""
        if self.excluded is not None:
            return f"This question does not apply here: {self.excluded.reason}"
        conditions = self.result.conditions
        by_state = {state: [c for c in conditions if c.state == state] for state in ResultState}
        missed, unclear = by_state[ResultState.NOT_MET], by_state[ResultState.NOT_ENOUGH]
        judged = len(conditions) - len(by_state[ResultState.NOT_APPLICABLE])
        if missed:
            return f"{_count(len(missed), judged)} missed: {_list(missed)}."
        if unclear:
            return f"The records cannot tell yet: {_list(unclear)}."
        return f"{_count(judged, judged)} met."

    def plain(self) -> list[dict[str, Any]]:
        """Write the conditions down, each with its thresholds and whose they are."""
        return [
            condition.plain() | {"thresholds": [self.values[name].plain() for name in condition.rests_on]}
            for condition in self.result.conditions
        ]


def _count(some: int, all_of_them: int) -> str:
    if all_of_them == 1:
        return "The condition is"
    if some == all_of_them == 2:
        return "Both conditions are"
    if some == all_of_them:
        return f"All {all_of_them} conditions are"
    return f"{some} of {all_of_them} conditions {'is' if some == 1 else 'are'}"


def _list(conditions: list[Condition]) -> str:
    return "; ".join(f"{c.words[0].lower()}{c.words[1:]} – {c.reads.rstrip('.').lower()}" for c in conditions)


def as_of_day(day: datetime.date, organisation: Organisation | None = None) -> AsOf:
    """Begin asking as of a day, with the organisation as the records now read know it; before them, as it is now."""
    return AsOf(day, organisation or Organisation.objects.first() or current_organisation())


def ask(question: Question, as_of: AsOf, setup: SetUp | None = None) -> Answer:
    """Ask one question of the records that are read now; nothing is stored."""
    mine = setup or set_up(question.id)[question.id]
    values = mine.values(question, as_of)
    excluded = mine.excluded(as_of) if question.excludable else None
    if excluded is not None:
        return Answer(question, as_of, Result(ResultState.NOT_APPLICABLE, ()), values, mine, excluded)
    result = answer(question, as_of, {name: value.value for name, value in values.items()})
    return Answer(question, as_of, result, values, mine)


def ask_all(day: datetime.date) -> list[Answer]:
    """Ask every question as of a day; each record kind is read once for all of them."""
    with looking_at(day):
        as_of, own = as_of_day(day), set_up()
        return [ask(question, as_of, own[question.id]) for question in questions().values()]


@contextmanager
def looking_at(day: datetime.date) -> Iterator[None]:
    """Read the records as they stood on a day, where it is past and no past day is open already."""
    if looking_back() or day >= today():
        yield
        return
    with past.as_of(day):
        yield
