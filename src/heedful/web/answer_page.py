"""The public answer page as bytes: drawn once for a version and a language, with a slot for the form's token."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string

from heedful.core.languages import direction_of
from heedful.core.models import Organisation
from heedful.feedback.models import Confidentiality, QuestionKind, SurveyVersion
from heedful.feedback.surveys.links import OPEN, Target
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import LANGUAGE, MAY_CALL, REACH
from heedful.feedback.surveys.texts import in_language
from heedful.web.answer_questions import drawn_questions, length_in
from heedful.web.answer_words import name_of, words_in
from heedful.web.answering import TOKEN, TRAP, Reply, form_token

SLOT = "token-of-this-form-goes-here"
WRONG: dict[str, str] = {QuestionKind.ONE: "choose", QuestionKind.SEVERAL: "choose", QuestionKind.YES_NO: "choose_yes"}
"""What is said of a question without the answer it needs; of all others, that they need a number."""


@dataclass(frozen=True)
class House:
    """The sender as the page names it."""

    name: str


def chosen_language(target: Target, wanted: str, accepted: str = "") -> str:
    """Choose a language that the version has: the one asked for, the contact's, the browser's, or the first."""
    offered = asked_in(target.version).languages
    browser = [part.partition(";")[0].strip().lower() for part in accepted.split(",")[:10]]
    wishes = [wanted, target.language, *browser, *(code.partition("-")[0] for code in browser)]
    return next((code for code in wishes if code in offered), offered[0])


def fresh_page(target: Target, language: str, organisation: Organisation | None) -> bytes:
    """Give the empty form, from what was drawn before, with a token of its own."""
    drawn = _drawn(
        target.version, target.kind, target.confidentiality, target.open_token, language,
        organisation.name if organisation else "",
    )  # fmt: skip
    return drawn.replace(SLOT.encode(), form_token(target).encode())


@lru_cache(maxsize=256)
def _drawn(version: Any, kind: str, confidentiality: str, open_token: str, language: str, house: str) -> bytes:
    """Draw a form once; a published version never changes."""
    page = _page(version, kind, confidentiality, open_token, language) | {"token": SLOT, "organisation": House(house)}
    return render_to_string("answer/answer.html", page).encode()


def filled_page(
    target: Target, language: str, organisation: Organisation | None, given: Mapping[str, str], reply: Reply
) -> bytes:
    """Give the form with what was written, and what is wrong with it."""
    words = words_in(language)
    page = _page(target.version, target.kind, target.confidentiality, target.open_token, language, given)
    page |= {
        "token": form_token(target, reply.key), "organisation": organisation,
        "given": {name: given.get(name, "") for name in (REACH, MAY_CALL)},
        "note": _note(reply.said, words),
        "wrong": {name: _in_words(target, name, text, words) for name, text in reply.wrong.items()},
    }  # fmt: skip
    return render_to_string("answer/answer.html", page).encode("utf-8", "replace")


def written_in(target: Target, given: Mapping[str, str]) -> str:
    """Give all that was written, in order, so that it can be copied."""
    spoken = [question.name for question in asked_in(target.version).questions if question.kind == QuestionKind.TEXT]
    return "\n\n".join(given[name] for name in spoken if given.get(name))


def _note(said: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """Say above the form why it came back."""
    return {"old": ("", words["old"]), "busy": (words["busy"], words["busy_more"])}.get(said)


def _in_words(target: Target, name: str, text: str, words: Mapping[str, str]) -> str:
    """Say what is wrong in the reader's language."""
    if "cannot be kept" in text:
        return words["unkept"]
    if name == REACH:
        return words["reach_missing"]
    kind = next((q.kind for q in asked_in(target.version).questions if q.name == name), "")
    if kind == QuestionKind.TEXT:
        return words["too_long" if text.startswith("This may have") else "write"]
    return words[WRONG.get(kind, "score")]


def said_page(
    said: str, language: str, organisation: Organisation | None, *, text: str = "", thanks: str = ""
) -> bytes:
    """Give the page after an answer, or instead of a form; what was written stands on it."""
    words = words_in(language)
    told = bool(text) or said in ("thanks", "early", "busy", "late")
    more = words.get(f"{said}_more" if told else f"{said}_plain", "")
    page = {
        "title": words[said], "more": thanks or more, "text": text, "words": words, "language": language,
        "direction": direction_of(language), "organisation": organisation,
    }  # fmt: skip
    return render_to_string("answer/said.html", page).encode("utf-8", "replace")


@lru_cache(maxsize=256)
def thanks_of(version: Any, language: str) -> str:
    """Give a version's own words of thanks."""
    found = SurveyVersion.objects.values_list("thanks", flat=True).get(pk=version)
    return in_language(found, language)


def _page(
    version: Any, kind: str, confidentiality: str, open_token: str, language: str,
    given: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Gather what the form says."""
    found = SurveyVersion.objects.prefetch_related("questions").get(pk=version)
    asked, words, questions = asked_in(version), words_in(language), list(found.questions.all())
    about = "stranger" if confidentiality == Confidentiality.NAMED and kind == OPEN else confidentiality
    return {
        "questions": drawn_questions(questions, asked, language, given or {}),
        "intro": in_language(found.intro, language), "words": words, "length": length_in(questions, words),
        "language": language, "direction": direction_of(language),
        "languages": [(code, name_of(code)) for code in asked.languages if code != language],
        "about": words[about], "open_token": open_token if confidentiality == Confidentiality.NAMED else "",
        "offers_call": confidentiality != Confidentiality.ANONYMOUS, "asks_reach": kind == OPEN,
        "keeps_begun": confidentiality != Confidentiality.ANONYMOUS,
        "names": {"token": TOKEN, "trap": TRAP, "language": LANGUAGE}, "given": {}, "wrong": {}, "note": None,
    }  # fmt: skip


def preview_page(version: SurveyVersion, wanted: str, organisation: Organisation) -> bytes:
    """Draw a version as a customer with an open link will see it; the form sends nothing."""
    offered = version.languages.split()
    language = wanted if wanted in offered else offered[0]
    page = _page(version.pk, OPEN, Confidentiality.NAMED, "", language)
    page |= {"preview": True, "keeps_begun": False, "token": "", "organisation": organisation}
    return render_to_string("answer/answer.html", page).encode()
