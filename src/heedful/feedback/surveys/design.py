"""Commands that make a survey: its versions and their languages, frozen when they are published."""

import datetime
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Max

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.feedback.models.questions import FOLLOWED, QuestionKind, SurveyQuestion
from heedful.feedback.models.surveys import Survey, SurveyState, SurveyVersion
from heedful.feedback.surveys.logic import judge_logic
from heedful.feedback.surveys.texts import Pairs, in_language, languages_in, missing_texts, pairs_in, same_words

LONGEST_WORDING = 300
LONGEST_WORDS = 2_000
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
    asked = _first_questions(version, kind, wording, comment)
    add_all(asked)
    record_all("surveyquestion.asked", asked)
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
    asked = _copied(list(newest.questions.all()), version)
    add_all(asked)
    record_all("surveyquestion.asked", asked)
    return version


@command(needs=Permission.RUN_SURVEYS)
def change_draft(
    version: SurveyVersion, *, by: Actor, languages: str, intro: Pairs = (), thanks: Pairs = ()
) -> SurveyVersion:
    """Change a draft's languages, and the words before and after its questions."""
    version = lock_draft(version)
    _fill(version, languages=languages, intro=intro, thanks=thanks)
    version.save(update_fields=["languages", "intro", "thanks"])
    record("surveyversion.changed", version)
    return version


@command(needs=Permission.RUN_SURVEYS)
def publish_version(version: SurveyVersion, *, by: Actor, on: datetime.date) -> SurveyVersion:
    """Freeze a draft so that customers can be asked; a changed question starts a new series of its figures."""
    version = lock(version)
    if version.state != SurveyState.DRAFT:
        raise ValidationError("This version was published already.")
    questions = list(version.questions.all())
    _judge_whole(version, questions)
    before = version.survey.versions.filter(state=SurveyState.PUBLISHED).order_by("-number").first()
    if before is not None:
        _number_series(questions, before)
        retire_version(before, by=by, on=on)
    version.series = headline_of(questions).series
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


def lock_draft(version: SurveyVersion) -> SurveyVersion:
    """Hold a version that can still change."""
    version = lock(version)
    if version.state != SurveyState.DRAFT:
        raise ValidationError("A published version stays as customers saw it. Draft the next version to change it.")
    return version


def questions_of(version: SurveyVersion) -> tuple[SurveyQuestion, SurveyQuestion | None]:
    """Give the question that a version is known by, and the first one for words where it has one."""
    questions = list(version.questions.all())
    return headline_of(questions), next((q for q in questions if q.kind == QuestionKind.TEXT), None)


def headline_of(questions: Sequence[SurveyQuestion]) -> SurveyQuestion:
    """Choose the question that a version is known by: recommend or satisfaction, else the first with numbers."""
    followed = next((q for q in questions if q.kind in FOLLOWED), None)
    return followed or next((q for q in questions if q.kind != QuestionKind.TEXT), questions[0])


def next_line(survey: Survey) -> int:
    """Number a question that no version of the survey has asked before."""
    found = SurveyQuestion.objects.filter(survey_version__survey=survey).aggregate(last=Max("line"))
    return (found["last"] or 0) + 1


def _judge_whole(version: SurveyVersion, questions: Sequence[SurveyQuestion]) -> None:
    """Refuse a version that cannot be asked as it is."""
    if all(question.kind == QuestionKind.TEXT for question in questions):
        raise ValidationError("Ask one question with numbers or choices at least: words alone cannot be counted.")
    judge_logic(questions)
    if missing := missing_texts(version, questions):
        named = "; ".join(str(one) for one in missing[:8])
        more = f"; and {len(missing) - 8} more" if len(missing) > 8 else ""
        raise ValidationError(f"A translation is missing: {named}{more}.")


def _number_series(questions: Sequence[SurveyQuestion], before: SurveyVersion) -> None:
    """Let the figures of an unchanged question go on, and those of a changed one begin again."""
    old = {question.line: question for question in before.questions.all()}
    lines = {question.pk: question.line for question in (*old.values(), *questions)}
    for question in questions:
        earlier = old.get(question.line)
        if earlier is None:
            continue
        series = earlier.series if _asks_the_same(earlier, question, lines) else earlier.series + 1
        if series != question.series:
            question.series = series
            question.save(update_fields=["series"])
            record("surveyquestion.changed", question)


def _asks_the_same(before: SurveyQuestion, now: SurveyQuestion, lines: dict[uuid.UUID, int]) -> bool:
    """Say whether figures go on: the same people are asked the same words on the same scale."""
    if before.what_it_asks != now.what_it_asks:
        return False
    asked_of = [(lines.get(after) if after else None, how, value) for after, how, value in (
        before.condition, now.condition,
    )]  # fmt: skip
    options = [dict(map(tuple, question.options)) for question in (before, now)]
    return (
        asked_of[0] == asked_of[1]
        and same_words(before.wording, now.wording)
        and same_words(before.low_words, now.low_words)
        and same_words(before.high_words, now.high_words)
        and all(same_words(options[0][number], options[1][number]) for number in options[0])
    )


def _copied(questions: Sequence[SurveyQuestion], version: SurveyVersion) -> list[SurveyQuestion]:
    """Copy questions into another version, each with the condition it had."""
    fresh = {question.pk: uuid.uuid4() for question in questions}
    return [
        SurveyQuestion(
            id=fresh[q.pk], survey_version=version, place=q.place, line=q.line, series=q.series, kind=q.kind,
            required=q.required, wording=q.wording, help_words=q.help_words, lowest=q.lowest, highest=q.highest,
            low_words=q.low_words, high_words=q.high_words, options=q.options, shown_if=q.shown_if,
            shown_after_id=fresh[q.shown_after_id] if q.shown_after_id else None, shown_value=q.shown_value,
        )
        for q in questions
    ]  # fmt: skip


def _fill(version: SurveyVersion, *, languages: str, intro: Pairs, thanks: Pairs) -> None:
    """Put languages and the words around the questions on a version, judged."""
    codes = languages_in(languages)
    version.languages = " ".join(codes)
    version.intro = pairs_in("intro", intro, codes, LONGEST_WORDS)
    version.thanks = pairs_in("thanks", thanks, codes, LONGEST_WORDS)


def _first_questions(version: SurveyVersion, kind: str, wording: Pairs, comment: Pairs) -> list[SurveyQuestion]:
    """Make the scored question and the one for words that a survey begins with, judged."""
    codes = version.languages.split()
    if kind not in FOLLOWED:
        raise ValidationError({"kind": "Ask for recommendation or for satisfaction."})
    words = pairs_in("wording", wording, codes, LONGEST_WORDING)
    missing = [code for code in codes if code not in {pair[0] for pair in words}]
    if missing:
        raise ValidationError({"wording": f"Write the question in every language; missing: {', '.join(missing)}."})
    said = pairs_in("comment", comment, codes, LONGEST_WORDING)
    return [
        SurveyQuestion(survey_version=version, place=1, line=1, kind=kind, required=True, wording=words),
        SurveyQuestion(
            survey_version=version, place=2, line=2, kind=QuestionKind.TEXT, required=False, wording=said
        ),
    ]  # fmt: skip


def asked_words(question: SurveyQuestion, language: str = "") -> str:
    """Give what a question says; one for words without a text of its own asks for the main reason."""
    return in_language(question.wording, language) or DEFAULT_COMMENT
