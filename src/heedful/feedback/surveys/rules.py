"""What an answer must be: pure rules, the same for the fast way in and for the slow one."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError

from heedful.feedback.models.surveys import SCALES, QuestionKind, WaveState

LONGEST_COMMENT = 20_000
LONGEST_REACH = 200
LOW = {QuestionKind.RECOMMEND.value: 6, QuestionKind.SATISFACTION.value: 2}
"""Scores up to these are an unhappy customer's, who is called back where they allow it."""
COMMENT, REACH, MAY_CALL, LANGUAGE = "comment", "reach", "may_call", "lang"


class Standing(StrEnum):
    """Whether a wave takes answers on a day."""

    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A scored question of a published version, by the name its field has in the form."""

    id: uuid.UUID
    name: str
    kind: str
    required: bool

    @property
    def scale(self) -> tuple[int, int]:
        """Give the lowest and the highest score."""
        return SCALES[self.kind]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a published version asks: it never changes, so that each process keeps it."""

    version: uuid.UUID
    questions: tuple[AskedQuestion, ...]
    languages: tuple[str, ...]
    comments: bool

    @property
    def names(self) -> frozenset[str]:
        """Name the fields that are read; all others are left alone."""
        return frozenset({q.name for q in self.questions} | {COMMENT, REACH, MAY_CALL, LANGUAGE})


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
    wrong: dict[str, str] = {}
    scores: list[tuple[uuid.UUID, int]] = []
    low: list[int] = []
    for question in asked.questions:
        score = _score(question, given.get(question.name, ""), wrong)
        if score is not None:
            scores.append((question.id, score))
            if score <= LOW[question.kind]:
                low.append(score)
    comment = _text(COMMENT, given.get(COMMENT, "") if asked.comments else "", LONGEST_COMMENT, wrong)
    may_call = given.get(MAY_CALL, "") not in ("", "0", "off", "false")
    reach = _text(REACH, given.get(REACH, "") if may_call and asks_reach else "", LONGEST_REACH, wrong)
    if may_call and asks_reach and not reach:
        wrong.setdefault(REACH, "Write a telephone number or an address, so that we can reach you.")
    if not scores and not comment and not wrong:
        wrong[asked.questions[0].name if asked.questions else COMMENT] = "Choose a number first."
    if wrong:
        raise ValidationError({name: [words] for name, words in wrong.items()})
    language = given.get(LANGUAGE, "")
    return Checked(
        scores=tuple(scores), comment=comment, language=language if language in asked.languages else asked.languages[0],
        allows_contact=may_call, reach=reach, complete=len(scores) == len(asked.questions),
        unhappy=min(low) if low else None,
    )  # fmt: skip


def _score(question: AskedQuestion, text: str, wrong: dict[str, str]) -> int | None:
    """Read a score: a whole number on its scale, or nothing where it may be left out."""
    low, high = question.scale
    text = text.strip()
    if not text:
        if question.required:
            wrong[question.name] = f"Choose a number from {low} to {high}."
        return None
    if text.isascii() and text.isdecimal() and len(text) <= 2 and low <= int(text) <= high:
        return int(text)
    wrong[question.name] = f"Choose a number from {low} to {high}."
    return None


def _text(name: str, text: str, longest: int, wrong: dict[str, str]) -> str:
    """Take words as they were typed, with line ends alike, where both databases can hold them."""
    text = text.replace("\r\n", "\n").strip()
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        wrong[name] = "This text holds a character that cannot be kept."
    elif len(text) > longest:
        wrong[name] = f"This may have up to {longest:,} characters; it has {len(text):,}."
    return text


def mark_of(position: int) -> str:
    """Name the field of a question by its place in the version."""
    return f"q{position}"
