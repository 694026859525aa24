"""The questions of the public answer page, in words and parts that a template can draw."""

from collections.abc import Mapping, Sequence
from typing import Any

from heedful.feedback.models import SCORED, Comparison, QuestionKind, SurveyQuestion
from heedful.feedback.models.questions import YES
from heedful.feedback.surveys.length import minutes_of
from heedful.feedback.surveys.logic import holds
from heedful.feedback.surveys.rules import Asked, choice_name
from heedful.feedback.surveys.texts import in_language
from heedful.web.answer_words import words_in

Words = Mapping[str, str]
CLASSIC = 2
"""One number and their own words: a minute, in the words that mails and posters use."""


def length_in(questions: Sequence[SurveyQuestion], words: Words) -> str:
    """Say how many questions there are and how long they take."""
    minutes = minutes_of(questions)
    if len(questions) == CLASSIC and minutes == 1:
        return words["short"]
    return words["length_one" if minutes == 1 else "length"].format(n=len(questions), minutes=minutes)


def drawn_questions(
    questions: Sequence[SurveyQuestion], asked: Asked, language: str, given: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Give each question with its fields, what was chosen before, and when it is shown."""
    words = words_in(language)
    by_id = {question.pk: question for question in questions}
    names = {question.id: question.name for question in asked.questions}
    return [_drawn(question, by_id, names, language, words, given) for question in questions]


def _drawn(
    question: SurveyQuestion, by_id: Mapping[Any, SurveyQuestion], names: Mapping[Any, str], language: str,
    words: Words, given: Mapping[str, str],
) -> dict[str, Any]:  # fmt: skip
    """Give one question as the template draws it."""
    name, text = names[question.pk], question.kind == QuestionKind.TEXT
    found: dict[str, Any] = {
        "name": name, "kind": question.kind, "required": question.required, "text": text,
        "wording": _wording(question, language, words), "help": in_language(question.help_words, language),
        "value": given.get(name, ""),
    }  # fmt: skip
    if question.kind in SCORED:
        found |= {"points": [(str(n), str(n)) for n in question.values]}
        found |= {end: _end(question, end, language, words) for end in ("low", "high")}
    elif not text:
        found["choices"] = _choices(question, name, language, words, given)
        found["help"] = found["help"] or (words["several"] if question.kind == QuestionKind.SEVERAL else "")
    if (source := by_id.get(question.shown_after_id)) is not None and question.shown_value is not None:
        found |= {
            "after": names[source.pk], "how": question.shown_if, "shown_value": question.shown_value,
            "only_if": only_if(question, source, language),
        }  # fmt: skip
    return found


def _wording(question: SurveyQuestion, language: str, words: Words) -> str:
    """Give what a question says; one for words without a text of its own asks for the main reason, in any language."""
    said = dict(question.wording)
    if question.kind == QuestionKind.TEXT:
        return str(said.get(language) or words["comment"])
    return in_language(question.wording, language)


def _end(question: SurveyQuestion, end: str, language: str, words: Words) -> str:
    """Give the words at an end of a scale: the survey's own, or ours."""
    own = in_language(question.low_words if end == "low" else question.high_words, language)
    if own:
        number = question.values[0 if end == "low" else -1]
        return f"{number} {own}"
    return words.get(f"{end}_{question.kind}", "")


def _choices(
    question: SurveyQuestion, name: str, language: str, words: Words, given: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Give the choices of a question, each with its field."""
    several = question.kind == QuestionKind.SEVERAL
    return [
        {
            "name": choice_name(name, number) if several else name, "value": "1" if several else str(number),
            "label": label_of(question, number, language), "number": number,
            "chosen": given.get(choice_name(name, number)) == "1" if several else given.get(name) == str(number),
        }
        for number in question.values
    ]  # fmt: skip


def label_of(question: SurveyQuestion, number: int, language: str) -> str:
    """Say what a number that answers a question means."""
    if question.kind == QuestionKind.YES_NO:
        return words_in(language)["yes" if number == YES else "no"]
    found = next((words for of, words in question.options if int(of) == number), None)
    return in_language(found, language) if found else str(number)


def only_if(question: SurveyQuestion, source: SurveyQuestion, language: str) -> str:
    """Say after which answers a question is for the reader."""
    words, value = words_in(language), question.shown_value or 0
    asked = _wording(source, language, words)
    if question.shown_if == Comparison.IS_NOT:
        return words["only_if_not"].format(answer=label_of(source, value, language), question=asked)
    met = [number for number in source.values if holds(question.shown_if, value, (number,))]
    labels = [label_of(source, number, language) for number in met]
    if source.kind in SCORED and len(met) > 2:
        labels = [f"{met[0]} {words['to']} {met[-1]}"]
    return words["only_if"].format(answer=f" {words['or']} ".join(labels), question=asked)
