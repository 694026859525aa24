"""Commands on the questions of a draft: asked, changed, moved and dropped."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.feedback.models.questions import CHOSEN, SCORED, QuestionKind, SurveyQuestion
from heedful.feedback.models.surveys import SurveyVersion
from heedful.feedback.surveys.design import LONGEST_WORDING, lock_draft, next_line
from heedful.feedback.surveys.logic import judge_logic
from heedful.feedback.surveys.texts import Pairs, pairs_in

MOST_QUESTIONS = 60
MOST_OPTIONS = 40
LONGEST_OPTION = 120
MOST_POINTS = 11
FIELDS = (
    "kind", "required", "wording", "help_words", "lowest", "highest", "low_words", "high_words", "options",
    "shown_after", "shown_if", "shown_value",
)  # fmt: skip


@command(needs=Permission.RUN_SURVEYS)
def ask_question(version: SurveyVersion, *, by: Actor, kind: str, **asked: Any) -> SurveyQuestion:
    """Ask one more question, after all that are there."""
    version = lock_draft(version)
    others = list(version.questions.all())
    if len(others) >= MOST_QUESTIONS:
        raise ValidationError(f"A survey asks up to {MOST_QUESTIONS} questions, and few people answer so many.")
    place = 1 + max((question.place for question in others), default=0)
    question = SurveyQuestion(survey_version=version, place=place, line=next_line(version.survey))
    _fill(question, version.languages.split(), kind=kind, **asked)
    judge_logic([*others, question])
    question.save()
    record("surveyquestion.asked", question, place=place)
    return question


@command(needs=Permission.RUN_SURVEYS)
def change_question(question: SurveyQuestion, *, by: Actor, kind: str, **asked: Any) -> SurveyQuestion:
    """Change a question of a draft."""
    question, others = _in_draft(question)
    _fill(question, question.survey_version.languages.split(), kind=kind, **asked)
    judge_logic([*others, question])
    question.save(update_fields=list(FIELDS))
    record("surveyquestion.changed", question)
    return question


@command(needs=Permission.RUN_SURVEYS)
def move_question(question: SurveyQuestion, *, by: Actor, up: bool) -> SurveyQuestion:
    """Ask a question one place earlier or later; one that is shown after an answer stays behind it."""
    question, others = _in_draft(question)
    beyond = [q for q in others if (q.place < question.place) is up]
    if not beyond:
        raise ValidationError(f"It is the {'first' if up else 'last'} question already.")
    other = max(beyond, key=lambda q: q.place) if up else min(beyond, key=lambda q: q.place)
    question.place, other.place = other.place, question.place
    judge_logic(sorted([*others, question], key=lambda q: q.place))
    for moved in (question, other):
        moved.save(update_fields=["place"])
        record("surveyquestion.moved", moved, place=moved.place)
    return question


@command(needs=Permission.RUN_SURVEYS)
def drop_question(question: SurveyQuestion, *, by: Actor) -> SurveyVersion:
    """Take a question out of a draft."""
    question, others = _in_draft(question)
    if not others:
        raise ValidationError("A survey asks something: this is its only question.")
    places = sorted([*others, question], key=lambda q: q.place)
    if waiting := [str(n) for n, q in enumerate(places, 1) if q.shown_after_id == question.pk]:
        raise ValidationError(
            f"Whether question {' and '.join(waiting)} is shown hangs on this one. Change that first."
        )
    version = question.survey_version
    remove(question, "surveyquestion.removed")
    return version


def _in_draft(question: SurveyQuestion) -> tuple[SurveyQuestion, list[SurveyQuestion]]:
    """Hold a question whose version can still change; and give the others of it."""
    question = lock(question)
    question.survey_version = lock_draft(question.survey_version)
    return question, list(question.survey_version.questions.exclude(pk=question.pk))


def _fill(
    question: SurveyQuestion, codes: Sequence[str], *, kind: str, wording: Pairs = (), required: bool = True,
    help_words: Pairs = (), lowest: int | None = None, highest: int | None = None, low_words: Pairs = (),
    high_words: Pairs = (), options: Sequence[Pairs] = (), shown_after: SurveyQuestion | None = None,
    shown_if: str = "", shown_value: int | None = None,
) -> None:  # fmt: skip
    """Put what is asked on a question, judged; what its kind does not have is left empty."""
    if kind not in QuestionKind.values:
        raise ValidationError({"kind": "Choose what is asked for."})
    question.kind, question.required = kind, required
    question.wording = pairs_in("wording", wording, codes, LONGEST_WORDING)
    if kind != QuestionKind.TEXT and not _in_first(question.wording, codes):
        raise ValidationError({"wording": f"Write the question, in {codes[0]} at least."})
    question.help_words = pairs_in("help_words", help_words, codes, LONGEST_WORDING)
    question.lowest, question.highest = _scale(lowest, highest) if kind == QuestionKind.RATING else (None, None)
    scored = kind in SCORED
    question.low_words = pairs_in("low_words", low_words if scored else (), codes, LONGEST_OPTION)
    question.high_words = pairs_in("high_words", high_words if scored else (), codes, LONGEST_OPTION)
    question.options = _options(question, options, codes) if kind in CHOSEN else []
    question.shown_after = shown_after
    question.shown_if = shown_if if shown_after else ""
    question.shown_value = shown_value if shown_after else None
    if shown_after and shown_value is None:
        raise ValidationError({"shown_value": "Say which answer it is shown after."})


def _scale(lowest: int | None, highest: int | None) -> tuple[int, int]:
    """Judge a scale of one's own."""
    if lowest is None or highest is None:
        raise ValidationError({"lowest" if lowest is None else "highest": "Give the ends of the scale."})
    if not 0 <= lowest < highest:
        raise ValidationError({"highest": "The scale goes up: its highest number is above its lowest, from 0 on."})
    if highest - lowest >= MOST_POINTS:
        raise ValidationError({"highest": f"A scale has up to {MOST_POINTS} points: more cannot be told apart."})
    if highest > 100:
        raise ValidationError({"highest": "The highest number is up to 100."})
    return lowest, highest


def _options(question: SurveyQuestion, given: Sequence[Pairs], codes: Sequence[str]) -> list[list[Any]]:
    """Judge the choices, and number them: one that reads as before keeps its number, another gets a new one."""
    found = [pairs_in("options", pairs, codes, LONGEST_OPTION) for pairs in given]
    if not 2 <= len(found) <= MOST_OPTIONS:
        raise ValidationError({"options": f"Give from 2 to {MOST_OPTIONS} choices, one on each line."})
    for place, pairs in enumerate(found, 1):
        if not _in_first(pairs, codes):
            raise ValidationError({"options": f"Choice {place} has no words in {codes[0]}."})
    for code in codes:
        words = [text for pairs in found for of, text in pairs if of == code]
        if len(set(words)) < len(words):
            raise ValidationError({"options": f"Two choices read the same in {code}."})
    before = {words[0][1]: int(number) for number, words in question.options if words}
    last = max(before.values(), default=0)
    numbered: list[list[Any]] = []
    for pairs in found:
        if (number := before.get(pairs[0][1])) is None:
            last += 1
            number = last
        numbered.append([number, pairs])
    return numbered


def _in_first(pairs: Pairs, codes: Sequence[str]) -> bool:
    """Say whether a text stands in the first language."""
    return any(code == codes[0] for code, _ in pairs)
