"""Words of a survey in each of its languages, and which of them are missing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from heedful.feedback.models.questions import QuestionKind, SurveyQuestion
from heedful.feedback.models.surveys import SurveyVersion

Pairs = Sequence[Sequence[str]]
"""Pairs of language and text: ((en, How likely …), (nb, Hvor sannsynlig …))."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
MOST_LANGUAGES = 8


def languages_in(text: str) -> list[str]:
    """Read the codes of a version's languages, the first of them the one that everything is written in."""
    codes = list(dict.fromkeys(text.replace(",", " ").split()))
    if not codes or any(not LANGUAGE.fullmatch(code) for code in codes):
        raise ValidationError({"languages": "Give codes of languages with spaces between, such as: en nb."})
    if len(codes) > MOST_LANGUAGES:
        raise ValidationError({"languages": f"Choose up to {MOST_LANGUAGES} languages."})
    return codes


def pairs_in(name: str, given: Pairs, codes: Sequence[str], longest: int) -> list[list[str]]:
    """Keep the texts in the version's languages, in their order."""
    texts = {str(code): str(text).replace("\r\n", "\n").strip() for code, text in given}
    for text in texts.values():
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ValidationError({name: "This text holds a character that cannot be kept."})
        if len(text) > longest:
            raise ValidationError({name: f"This may have up to {longest} characters."})
    return [[code, texts[code]] for code in codes if texts.get(code)]


def in_language(pairs: Pairs, language: str) -> str:
    """Give the text in a language, or in the first one where it is missing."""
    found = {str(code): str(text) for code, text in pairs}
    return found.get(language) or next(iter(found.values()), "")


def same_words(before: Pairs, now: Pairs) -> bool:
    """Say whether two texts say the same in every language that both have; an empty one says the same as an empty."""
    old, new = ({str(code): str(text) for code, text in pairs} for pairs in (before, now))
    both = set(old) & set(new)
    if not both:
        return not old and not new
    return all(old[code].split() == new[code].split() for code in both)


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that one of the version's languages lacks."""

    language: str
    what: str

    def __str__(self) -> str:
        return f"{self.what} in {self.language}"


def missing_texts(version: SurveyVersion, questions: Iterable[SurveyQuestion]) -> list[Missing]:
    """List every text that stands in one language of a version and not in another, question by question."""
    codes = version.languages.split()
    texts: list[tuple[str, Pairs]] = [("the words before the questions", version.intro)]
    for number, question in enumerate(questions, 1):
        texts.append((f"question {number}", question.wording))
        if not question.wording and question.kind != QuestionKind.TEXT:
            texts[-1] = (f"question {number}", [["", ""]])
        texts.append((f"the help of question {number}", question.help_words))
        texts.append((f"the words for the lowest number of question {number}", question.low_words))
        texts.append((f"the words for the highest number of question {number}", question.high_words))
        texts += [
            (f"choice {place} of question {number}", words) for place, (_, words) in enumerate(question.options, 1)
        ]
    texts.append(("the words of thanks", version.thanks))
    return [
        Missing(code, what)
        for what, pairs in texts
        if pairs
        for code in codes
        if not any(of == code and text for of, text in pairs)
    ]
