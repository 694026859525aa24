"""Which question is shown after which answers: pure, and the same in the designer, on the form and when it is sent."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from django.core.exceptions import ValidationError

from heedful.feedback.models.questions import CHOSEN, Comparison, QuestionKind

Condition = tuple[uuid.UUID | None, str, int | None]
"""The earlier question, the comparison and the number it is compared with."""


class Asking(Protocol):
    """A question, as far as its logic needs it."""

    id: uuid.UUID
    kind: str
    place: int

    @property
    def values(self) -> tuple[int, ...]:
        """List the numbers that answer it."""
        ...

    @property
    def condition(self) -> Condition:
        """Give when it is shown."""
        ...


def holds(comparison: str, value: int | None, chosen: Collection[int]) -> bool:
    """Say whether an answer makes a later question appear; no answer never does."""
    if value is None or not chosen:
        return False
    if comparison == Comparison.IS:
        return value in chosen
    if comparison == Comparison.IS_NOT:
        return value not in chosen
    if comparison == Comparison.AT_LEAST:
        return max(chosen) >= value
    return min(chosen) <= value


def shows(condition: Condition, given: Mapping[uuid.UUID, Collection[int]]) -> bool:
    """Say whether a question is shown after the answers that were given."""
    after, comparison, value = condition
    return after is None or holds(comparison, value, given.get(after, ()))


def judge_logic(questions: Sequence[Asking]) -> None:
    """Refuse a condition that points at a later question, or that no answer can meet."""
    for question in questions:
        if (why := _wrong(question, questions)) is not None:
            name, words = why
            raise ValidationError({name: f"Question {_number(question, questions)}: {words}"})


def _wrong(question: Asking, questions: Sequence[Asking]) -> tuple[str, str] | None:
    """Say what is wrong with a question's condition, by field."""
    after = question.condition[0]
    if after is None:
        return None
    source = next((q for q in questions if q.id == after), None)
    if source is None:
        return "shown_after", "the question that decides whether it is shown is not in this version."
    if source.id == question.id or source.place >= question.place:
        return "shown_after", "it can only be shown after the answer to an earlier question."
    if source.kind == QuestionKind.TEXT:
        return "shown_after", "words cannot decide whether it is shown. Choose a question with numbers or choices."
    return _unmet(question, source, questions)


def _unmet(question: Asking, source: Asking, questions: Sequence[Asking]) -> tuple[str, str] | None:
    """Say why no answer to the earlier question would show this one."""
    _, comparison, value = question.condition
    if comparison not in Comparison.values:
        return "shown_if", "say how the answer is compared."
    if comparison in (Comparison.AT_LEAST, Comparison.AT_MOST) and not _ordered(source):
        return "shown_if", f"the choices of question {_number(source, questions)} have no order. Use is, or is not."
    known = value in source.values or comparison in (Comparison.AT_LEAST, Comparison.AT_MOST)
    if not known or not any(holds(comparison, value, (number,)) for number in source.values):
        return "shown_value", f"{_range(source, questions)}, so nobody would be shown it."
    return None


def _ordered(question: Asking) -> bool:
    return question.kind not in CHOSEN and question.kind != QuestionKind.YES_NO


def _range(question: Asking, questions: Sequence[Asking]) -> str:
    """Say what answers a question has."""
    number = _number(question, questions)
    if question.kind == QuestionKind.YES_NO:
        return f"question {number} is answered with yes (1) or no (0)"
    if question.kind in CHOSEN:
        return f"question {number} has no such choice"
    return f"question {number} goes from {min(question.values)} to {max(question.values)}"


def _number(question: Asking, questions: Sequence[Asking]) -> int:
    """Give the place of a question as people count."""
    return 1 + sum(other.place < question.place for other in questions)
