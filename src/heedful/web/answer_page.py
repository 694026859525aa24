"""The public answer page as bytes: drawn once for a version and a language, with a slot for the form's token."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string

from heedful.core.models import Organisation
from heedful.feedback.models import Confidentiality, SurveyVersion
from heedful.feedback.surveys.design import in_language, questions_of
from heedful.feedback.surveys.links import OPEN, Target
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import COMMENT, LANGUAGE, MAY_CALL, REACH
from heedful.web.answer_words import direction_of, name_of, words_in
from heedful.web.answering import TOKEN, TRAP, Reply, form_token

SLOT = "token-of-this-form-goes-here"
MESSAGES = {COMMENT: "too_long", REACH: "reach_missing"}


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
    page = _page(target.version, target.kind, target.confidentiality, target.open_token, language)
    filled = [q | {"chosen": given.get(q["name"], "")} for q in page["questions"]]
    page |= {
        "token": form_token(target, reply.key), "organisation": organisation, "questions": filled,
        "given": {name: given.get(name, "") for name in (COMMENT, REACH, MAY_CALL)},
        "note": _note(reply.said, words),
        "wrong": {name: _in_words(name, text, words) for name, text in reply.wrong.items()},
    }  # fmt: skip
    return render_to_string("answer/answer.html", page).encode("utf-8", "replace")


def _note(said: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """Say above the form why it came back."""
    return {"old": ("", words["old"]), "busy": (words["busy"], words["busy_more"])}.get(said)


def _in_words(name: str, text: str, words: Mapping[str, str]) -> str:
    """Say what is wrong in the reader's language."""
    if "cannot be kept" in text:
        return words["unkept"]
    return words[MESSAGES.get(name, "score")]


def said_page(
    said: str, language: str, organisation: Organisation | None, *, text: str = "", thanks: str = ""
) -> bytes:
    """Give the page after an answer, or instead of a form; what was written stands on it."""
    words = words_in(language)
    more = (
        words.get(f"{said}_more", "") if text or said in ("thanks", "early", "busy") else words.get(f"{said}_plain", "")
    )
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


def _page(version: Any, kind: str, confidentiality: str, open_token: str, language: str) -> dict[str, Any]:
    """Gather what the form says."""
    found = SurveyVersion.objects.prefetch_related("questions").get(pk=version)
    asked, words = asked_in(version), words_in(language)
    scored, said = questions_of(found)
    question = {
        "name": asked.questions[0].name, "kind": scored.kind, "wording": in_language(scored.wording, language),
        "points": [str(n) for n in range(asked.questions[0].scale[0], asked.questions[0].scale[1] + 1)],
        "low": words[f"low_{scored.kind}"], "high": words[f"high_{scored.kind}"], "chosen": "",
    }  # fmt: skip
    comment = dict(said.wording).get(language) if said else ""
    about = "stranger" if confidentiality == Confidentiality.NAMED and kind == OPEN else confidentiality
    return {
        "questions": [question], "intro": in_language(found.intro, language), "words": words,
        "comment": comment or words["comment"], "language": language, "direction": direction_of(language),
        "languages": [(code, name_of(code)) for code in asked.languages if code != language],
        "about": words[about], "open_token": open_token if confidentiality == Confidentiality.NAMED else "",
        "offers_call": confidentiality != Confidentiality.ANONYMOUS, "asks_reach": kind == OPEN,
        "names": {"token": TOKEN, "trap": TRAP, "language": LANGUAGE}, "given": {}, "wrong": {}, "note": None,
    }  # fmt: skip


def preview_page(version: SurveyVersion, wanted: str, organisation: Organisation) -> bytes:
    """Draw a version as a customer with an open link will see it; the form sends nothing."""
    offered = version.languages.split()
    language = wanted if wanted in offered else offered[0]
    page = _page(version.pk, OPEN, Confidentiality.NAMED, "", language)
    page |= {"preview": True, "token": "", "organisation": organisation}
    return render_to_string("answer/answer.html", page).encode()
