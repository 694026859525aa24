"""Commands that make a survey: its wording in each language, frozen when it is published."""

import datetime
import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.feedback.models.surveys import QuestionKind, Survey, SurveyQuestion, SurveyState, SurveyVersion

Pairs = Sequence[Sequence[str]]
"""Pairs of language and text: ((en, How likely …), (nb, Hvor sannsynlig …))."""
LONGEST_WORDING = 300
LONGEST_WORDS = 2_000
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
DEFAULT_COMMENT = "What is the main reason for your answer?"


@command(needs=Permission.RUN_SURVEYS)
def open_survey(
    *, by: Actor, name: str, kind: str, wording: Pairs, comment: Pairs = (), languages: str = "en",
    intro: Pairs = (), thanks: Pairs = (), owner: Person | None = None,
) -> Survey:  # fmt: skip
    """Begin a survey: one scored question and a comment, as a draft that can still change."""
    if Survey.objects.filter(name=name).exists():
        raise ValidationError({"name": "There is a survey of this name already."})
    survey = Survey(name=name, owner=owner)
    survey.save()
    record("survey.opened", survey)
    version = SurveyVersion(survey=survey, number=1)
    _fill(version, languages=languages, intro=intro, thanks=thanks)
    version.save()
    record("surveyversion.drafted", version)
    _ask(version, kind, wording, comment)
    return survey


@command(needs=Permission.RUN_SURVEYS)
def draft_version(survey: Survey, *, by: Actor) -> SurveyVersion:
    """Begin the next version with the wording of the newest; what is published stays as it is."""
    survey = lock(survey)
    newest = survey.versions.order_by("-number").first()
    if newest is None or newest.state == SurveyState.DRAFT:
        raise ValidationError("There is a draft already. Change that one.")
    version = SurveyVersion(
        survey=survey, number=newest.number + 1, series=newest.series, languages=newest.languages,
        intro=newest.intro, thanks=newest.thanks,
    )  # fmt: skip
    version.save()
    record("surveyversion.drafted", version, number=version.number)
    scored, said = questions_of(newest)
    _ask(version, scored.kind, scored.wording, said.wording if said else ())
    return version


@command(needs=Permission.RUN_SURVEYS)
def change_draft(
    version: SurveyVersion, *, by: Actor, kind: str, wording: Pairs, comment: Pairs = (), languages: str = "en",
    intro: Pairs = (), thanks: Pairs = (),
) -> SurveyVersion:  # fmt: skip
    """Change what a draft asks."""
    version = lock(version)
    if version.state != SurveyState.DRAFT:
        raise ValidationError("A published version stays as customers saw it. Draft the next version to change it.")
    _fill(version, languages=languages, intro=intro, thanks=thanks)
    version.save(update_fields=["languages", "intro", "thanks"])
    record("surveyversion.changed", version)
    asked = _questions(version, kind, wording, comment)
    for question, fresh in zip(questions_of(version), asked, strict=True):
        if question is not None:
            question.kind, question.wording = fresh.kind, fresh.wording
            question.save(update_fields=["kind", "wording"])
            record("surveyquestion.changed", question)
    return version


@command(needs=Permission.RUN_SURVEYS)
def publish_version(version: SurveyVersion, *, by: Actor, on: datetime.date) -> SurveyVersion:
    """Freeze a draft so that customers can be asked; a changed question starts a new series of figures."""
    version = lock(version)
    if version.state != SurveyState.DRAFT:
        raise ValidationError("This version was published already.")
    before = version.survey.versions.filter(state=SurveyState.PUBLISHED).order_by("-number").first()
    if before is not None:
        same = _same_question(questions_of(before)[0], questions_of(version)[0])
        version.series = before.series if same else before.series + 1
        retire_version(before, by=by, on=on)
    version.state, version.published_on = SurveyState.PUBLISHED, on
    version.save(update_fields=["state", "published_on", "series"])
    record("surveyversion.published", version, on=on.isoformat(), series=version.series)
    return version


@command(needs=Permission.RUN_SURVEYS)
def retire_version(version: SurveyVersion, *, by: Actor, on: datetime.date) -> SurveyVersion:
    """Plan no more waves with a version; its open waves take answers to their end."""
    version = lock(version)
    if version.state != SurveyState.PUBLISHED:
        raise ValidationError("Only a published version is retired.")
    version.state = SurveyState.RETIRED
    version.save(update_fields=["state"])
    record("surveyversion.retired", version, on=on.isoformat())
    return version


def questions_of(version: SurveyVersion) -> tuple[SurveyQuestion, SurveyQuestion | None]:
    """Give the scored question of a version, and the one for words where it has one."""
    questions = list(version.questions.all())
    scored = next(q for q in questions if q.kind != QuestionKind.TEXT)
    return scored, next((q for q in questions if q.kind == QuestionKind.TEXT), None)


def in_language(pairs: Pairs, language: str) -> str:
    """Give the text in a language, or in the first one where it is missing."""
    found = {str(code): str(text) for code, text in pairs}
    return found.get(language) or next(iter(found.values()), "")


def _same_question(before: SurveyQuestion, now: SurveyQuestion) -> bool:
    """Say whether figures go on: the same scale, and the same words in every language that both have."""
    old, new = dict(before.wording), dict(now.wording)
    both = set(old) & set(new)
    return before.kind == now.kind and bool(both) and all(old[code].split() == new[code].split() for code in both)


def _fill(version: SurveyVersion, *, languages: str, intro: Pairs, thanks: Pairs) -> None:
    """Put languages and the words around the questions on a version, judged."""
    codes = list(dict.fromkeys(languages.replace(",", " ").split()))
    if not codes or any(not LANGUAGE.fullmatch(code) for code in codes):
        raise ValidationError({"languages": "Give codes of languages with spaces between, such as: en nb."})
    version.languages = " ".join(codes)
    version.intro = _pairs("intro", intro, codes, LONGEST_WORDS)
    version.thanks = _pairs("thanks", thanks, codes, LONGEST_WORDS)


def _pairs(name: str, given: Pairs, codes: Sequence[str], longest: int) -> list[list[str]]:
    """Keep the texts in the version's languages, in their order."""
    texts = {str(code): str(text).replace("\r\n", "\n").strip() for code, text in given}
    for text in texts.values():
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ValidationError({name: "This text holds a character that cannot be kept."})
        if len(text) > longest:
            raise ValidationError({name: f"This may have up to {longest} characters."})
    return [[code, texts[code]] for code in codes if texts.get(code)]


def _ask(version: SurveyVersion, kind: str, wording: Pairs, comment: Pairs) -> None:
    """Put the two questions on a version."""
    asked = _questions(version, kind, wording, comment)
    add_all(asked)
    record_all("surveyquestion.asked", asked)


def _questions(version: SurveyVersion, kind: str, wording: Pairs, comment: Pairs) -> list[SurveyQuestion]:
    """Make the scored question and the one for words, judged."""
    codes = version.languages.split()
    if kind not in (QuestionKind.RECOMMEND, QuestionKind.SATISFACTION):
        raise ValidationError({"kind": "Ask for recommendation or for satisfaction."})
    words = _pairs("wording", wording, codes, LONGEST_WORDING)
    missing = [code for code in codes if code not in {pair[0] for pair in words}]
    if missing:
        raise ValidationError({"wording": f"Write the question in every language; missing: {', '.join(missing)}."})
    said = _pairs("comment", comment, codes, LONGEST_WORDING) or [["en", DEFAULT_COMMENT]]
    return [
        SurveyQuestion(survey_version=version, place=1, kind=kind, required=True, wording=words),
        SurveyQuestion(survey_version=version, place=2, kind=QuestionKind.TEXT, required=False, wording=said),
    ]
