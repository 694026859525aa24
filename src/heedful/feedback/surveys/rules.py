"""What an answer must be: pure rules, the same for the fast way in and for the slow one."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError

from heedful.feedback.models.questions import ANSWERED, QuestionKind
from heedful.feedback.models.surveys import WaveState
from heedful.feedback.surveys.logic import shows

LONGEST_COMMENT = 20_000
LONGEST_REACH = 200
LOW = {
    QuestionKind.RECOMMEND.value: 6, QuestionKind.SATISFACTION.value: 2, QuestionKind.EFFORT.value: 3,
}  # fmt: skip
"""Scores up to these are an unhappy customer's, who is called back where they allow it."""
COMMENT, REACH, MAY_CALL, LANGUAGE = "comment", "reach", "may_call", "lang"
STRAIGHT = 4
"""From so many questions of one scale on, the same number all the way is flagged."""
HALF = 0.5
"""Who left after so much of what they were shown answered in part; with less they broke off."""


class Standing(StrEnum):
    """Whether a wave takes answers on a day."""

    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a published version, by the name its field has in the form."""

    id: uuid.UUID
    name: str
    kind: str
    required: bool
    values: Mapping[str, int] = field(default_factory=dict)
    """How each number that answers it is written."""
    condition: tuple[uuid.UUID | None, str, int | None] = (None, "", None)

    @property
    def names(self) -> tuple[str, ...]:
        """Name its fields: one, or one for each of several choices."""
        if self.kind == QuestionKind.SEVERAL:
            return tuple(choice_name(self.name, number) for number in self.values.values())
        return (self.name,)

    @property
    def refusal(self) -> str:
        """Say what is expected."""
        if self.kind == QuestionKind.TEXT:
            return "Write a few words."
        if self.kind == QuestionKind.YES_NO:
            return "Choose yes or no."
        if self.kind in (QuestionKind.ONE, QuestionKind.SEVERAL):
            return "Choose what fits."
        return f"Choose a number from {min(self.values.values())} to {max(self.values.values())}."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a published version asks: it never changes, so that each process keeps it."""

    version: uuid.UUID
    questions: tuple[AskedQuestion, ...]
    languages: tuple[str, ...]
    names: frozenset[str]
    """The fields that are read; all others are left alone."""

    @classmethod
    def of(cls, version: uuid.UUID, questions: Sequence[AskedQuestion], languages: Sequence[str]) -> "Asked":
        """Put together what is asked, with the names of its fields."""
        own = {name for question in questions for name in question.names}
        names = frozenset(own | {COMMENT, REACH, MAY_CALL, LANGUAGE})
        return cls(version, tuple(questions), tuple(languages), names)


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer that keeps the rules."""

    scores: tuple[tuple[uuid.UUID, int], ...]
    comment: str
    language: str
    allows_contact: bool
    reach: str
    complete: bool
    unhappy: int | None
    """The lowest score of an unhappy customer, if it is one's."""
    comment_to: uuid.UUID | None = None
    texts: tuple[tuple[uuid.UUID, str], ...] = ()
    """Further words, by question."""
    share: float = 1.0
    """Of the questions shown, but for words, how many are answered."""
    straight: bool = False
    """The same number all the way."""


def standing(state: str, opens_on: datetime.date, closes_on: datetime.date, day: datetime.date) -> Standing:
    """Say whether a wave takes answers on a day of the organisation."""
    if state == WaveState.CLOSED or day > closes_on:
        return Standing.CLOSED
    if state == WaveState.PLANNED or day < opens_on:
        return Standing.EARLY
    return Standing.OPEN


def check(asked: Asked, given: Mapping[str, str], *, asks_reach: bool = False) -> Checked:
    """Judge an answer, field by field; every refusal says what was expected.

    Parameters
    ----------
    asked : Asked
        What the version asks.
    given : mapping of str to str
        What came in by field; names that are not asked for are not looked at.
    asks_reach : bool
        Whether somebody who may be called back must say how: an open link does not know them.
    """
    read = _read(asked, given)
    may_call = given.get(MAY_CALL, "") not in ("", "0", "off", "false")
    reach = _text(REACH, given.get(REACH, "") if may_call and asks_reach else "", LONGEST_REACH, read.wrong)
    if may_call and asks_reach and not reach:
        read.wrong.setdefault(REACH, "Write a telephone number or an address, so that we can reach you.")
    if read.empty and not read.wrong:
        first = asked.questions[0] if asked.questions else None
        read.wrong[first.name if first else COMMENT] = "Choose a number first."
    if read.wrong:
        raise ValidationError({name: [words] for name, words in read.wrong.items()})
    return _checked(asked, given, read, may_call=may_call, reach=reach)


def begun(asked: Asked, given: Mapping[str, str]) -> Checked | None:
    """Take what holds of an answer that is not sent, or was refused; nothing where nothing does."""
    read = _read(asked, given)
    return None if read.empty else _checked(asked, given, read, may_call=False, reach="")


@dataclass(slots=True)
class _Read:
    """What was read of a form so far."""

    scores: list[tuple[uuid.UUID, int]] = field(default_factory=list)
    texts: list[tuple[uuid.UUID, str]] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    low: list[int] = field(default_factory=list)
    given: dict[uuid.UUID, tuple[int, ...]] = field(default_factory=dict)
    shown: int = 0
    scales: dict[tuple[int, ...], list[int]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Say whether nothing was answered."""
        return not self.scores and not self.texts


def _read(asked: Asked, given: Mapping[str, str]) -> _Read:
    """Read the questions in order; an answer to one that is not shown after the answers before it is not asked for.

    Words are taken wherever they were written: without script every question stands on the page.
    """
    read = _Read()
    for question in asked.questions:
        shown = shows(question.condition, read.given)
        if question.kind == QuestionKind.TEXT:
            words = _text(question.name, given.get(question.name, ""), LONGEST_COMMENT, read.wrong)
            if words:
                read.texts.append((question.id, words))
            elif shown and question.required:
                read.wrong.setdefault(question.name, question.refusal)
            continue
        if not shown:
            continue
        read.shown += 1
        chosen = _numbers(question, given, read.wrong)
        if not chosen:
            continue
        read.given[question.id] = chosen
        read.scores += [(question.id, number) for number in chosen]
        if question.kind == QuestionKind.SEVERAL:
            read.scores.append((question.id, ANSWERED))
        elif chosen[0] <= LOW.get(question.kind, -1):
            read.low.append(chosen[0])
        if question.kind not in (QuestionKind.SEVERAL, QuestionKind.ONE, QuestionKind.YES_NO):
            read.scales.setdefault(tuple(question.values.values()), []).append(chosen[0])
    return read


def _checked(asked: Asked, given: Mapping[str, str], read: _Read, *, may_call: bool, reach: str) -> Checked:
    """Put an answer together from what was read."""
    language = given.get(LANGUAGE, "")
    first = read.texts[0] if read.texts else None
    return Checked(
        scores=tuple(read.scores), comment=first[1] if first else "",
        language=language if language in asked.languages else asked.languages[0],
        allows_contact=may_call, reach=reach, complete=len(read.given) == read.shown,
        unhappy=min(read.low) if read.low else None, comment_to=first[0] if first else None,
        texts=tuple(read.texts[1:]), share=len(read.given) / read.shown if read.shown else 1.0,
        straight=any(len(run) >= STRAIGHT and len(set(run)) == 1 for run in read.scales.values()),
    )  # fmt: skip


def _numbers(question: AskedQuestion, given: Mapping[str, str], wrong: dict[str, str]) -> tuple[int, ...]:
    """Read the number, or the numbers, that answer a question; none where it may be left out."""
    if question.kind == QuestionKind.SEVERAL:
        chosen = tuple(n for n in question.values.values() if given.get(choice_name(question.name, n), "") == "1")
        if not chosen and question.required:
            wrong[question.name] = question.refusal
        return chosen
    text = given.get(question.name, "").strip()
    if text in question.values:
        return (question.values[text],)
    if text or question.required:
        wrong[question.name] = question.refusal
    return ()


def _text(name: str, text: str, longest: int, wrong: dict[str, str]) -> str:
    """Take words as they were typed, with line ends alike, where both databases can hold them."""
    text = text.replace("\r\n", "\n").strip()
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        wrong[name] = "This text holds a character that cannot be kept."
    elif len(text) > longest:
        wrong[name] = f"This may have up to {longest:,} characters; it has {len(text):,}."
    else:
        return text
    return ""


def mark_of(position: int) -> str:
    """Name the field of a question by its place in the version."""
    return f"q{position}"


def choice_name(name: str, number: int) -> str:
    """Name the field of one of several choices."""
    return f"{name}.{number}"
