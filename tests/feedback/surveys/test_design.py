"""What a survey may ask: kinds, scales, choices, languages and conditions, frozen when it is published."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.feedback.models import SurveyQuestion, SurveyState
from heedful.feedback.surveys.commands import (
    ask_question,
    change_draft,
    change_question,
    draft_version,
    drop_question,
    move_question,
    publish_version,
)
from heedful.feedback.surveys.length import minutes_of
from heedful.feedback.surveys.texts import missing_texts
from tests import make

pytestmark = pytest.mark.django_db
DAY = make.OPENED


@pytest.fixture
def draft():
    return make.survey().versions.get()


def order(version):
    return [dict(q.wording).get("en", "own words") for q in version.questions.all()]


def test_a_question_of_each_kind_is_asked_in_order(draft):
    make.question(draft, "effort", "How easy was it?")
    make.question(draft, "rating", "How warm was it?", lowest=0, highest=4, low_words=[("en", "cold")])
    make.question(draft, "one", "Which depot?", options=make.options("Oslo", "Bergen"))
    make.question(draft, "several", "What was late?", options=make.options("Fish", "Fruit", "Flowers"))
    make.question(draft, "yes_no", "Did the driver call?")
    last = make.question(draft, "text", "What should change?", required=False)

    asked = list(draft.questions.all())
    assert [q.kind for q in asked] == [
        "recommend", "text", "effort", "rating", "one", "several", "yes_no", "text",
    ]  # fmt: skip
    assert [q.line for q in asked] == list(range(1, 9))
    assert [list(q.values) for q in asked[3:7]] == [[0, 1, 2, 3, 4], [1, 2], [1, 2, 3], [1, 0]]
    assert make.entries_of(last) == [("surveyquestion.asked", 1)]


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [
        ("guess", {}, "Choose what is asked for"),
        ("satisfaction", {"wording": ()}, "Write the question, in en at least"),
        ("satisfaction", {"wording": [("en", "x" * 301)]}, "up to 300 characters"),
        ("satisfaction", {"wording": [("en", "a\0b")]}, "cannot be kept"),
        ("rating", {}, "Give the ends of the scale"),
        ("rating", {"lowest": 3, "highest": 3}, "The scale goes up"),
        ("rating", {"lowest": 0, "highest": 11}, "up to 11 points"),
        ("rating", {"lowest": 95, "highest": 101}, "up to 100"),
        ("one", {"options": make.options("Alone")}, "from 2 to 40 choices"),
        ("several", {"options": make.options(*map(str, range(41)))}, "from 2 to 40 choices"),
        ("one", {"options": make.options("Twice", "Twice")}, "Two choices read the same in en"),
        ("one", {"options": [[("en", "Oslo")], [("nb", "Bergen")]]}, "Choice 2 has no words in en"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_is_expected(draft, kind, more, why):
    before = SurveyQuestion.objects.count()

    with pytest.raises(ValidationError, match=why):
        ask_question(draft, by=make.TEST, kind=kind, **{"wording": [("en", "Well?")], **more})

    assert SurveyQuestion.objects.count() == before


def test_only_who_runs_surveys_asks(draft):
    with pytest.raises(PermissionDenied):
        ask_question(
            draft, by=make.person(role=AccessRole.MEMBER), kind="satisfaction", wording=[("en", "Well?")]
        )  # fmt: skip


def test_a_survey_of_sixty_questions_asks_no_more(draft):
    for _ in range(58):
        make.question(draft)

    with pytest.raises(ValidationError, match="up to 60 questions"):
        make.question(draft)


def test_questions_move_and_go(draft):
    make.question(draft, words="Third")
    third = make.question(draft, words="Fourth")

    move_question(third, by=make.TEST, up=True)
    assert order(draft)[2:] == ["Fourth", "Third"]
    drop_question(draft.questions.get(place=1), by=make.TEST)
    assert order(draft) == ["own words", "Fourth", "Third"]
    with pytest.raises(ValidationError, match="last question already"):
        move_question(draft.questions.last(), by=make.TEST, up=False)


def test_the_only_question_stays(draft):
    drop_question(draft.questions.first(), by=make.TEST)

    with pytest.raises(ValidationError, match="only question"):
        drop_question(draft.questions.get(), by=make.TEST)


def test_a_published_version_stays_as_it_was_seen(draft):
    first = draft.questions.first()
    publish_version(draft, by=make.TEST, on=DAY)

    for refused in (
        lambda: change_question(first, by=make.TEST, kind="recommend", wording=make.RECOMMEND),
        lambda: move_question(first, by=make.TEST, up=False),
        lambda: drop_question(first, by=make.TEST),
        lambda: make.question(draft),
        lambda: change_draft(make.fresh(draft), by=make.TEST, languages="en nb"),
    ):
        with pytest.raises(ValidationError, match="stays as customers saw it"):
            refused()


def test_a_question_waits_for_the_answer_to_an_earlier_one(draft):
    first = draft.questions.first()

    why = make.question(draft, "text", "What went wrong?", shown_after=first, shown_if="at_most", shown_value=6)

    assert why.condition == (first.pk, "at_most", 6)


@pytest.mark.parametrize(
    ("how", "value", "why"),
    [
        ("at_least", 11, "goes from 0 to 10, so nobody would be shown it"),
        ("is", 12, "goes from 0 to 10, so nobody would be shown it"),
        ("is", None, "which answer it is shown after"),
        ("like", 3, "say how the answer is compared"),
    ],
)
def test_a_question_that_nobody_would_be_shown_is_refused(draft, how, value, why):
    first = draft.questions.first()

    with pytest.raises(ValidationError, match=why):
        make.question(draft, shown_after=first, shown_if=how, shown_value=value)


def test_choices_have_no_order_and_no_answer_beyond_them(draft):
    source = make.question(draft, "one", options=make.options("Oslo", "Bergen"))

    with pytest.raises(ValidationError, match="have no order"):
        make.question(draft, shown_after=source, shown_if="at_least", shown_value=1)
    with pytest.raises(ValidationError, match="has no such choice"):
        make.question(draft, shown_after=source, shown_if="is", shown_value=3)


def test_words_decide_nothing_and_nothing_waits_for_a_later_question(draft):
    first, words = draft.questions.all()

    with pytest.raises(ValidationError, match="words cannot decide"):
        make.question(draft, shown_after=words, shown_if="is", shown_value=1)
    later = make.question(draft)
    with pytest.raises(ValidationError, match="Question 1: it can only be shown after the answer to an earlier"):
        change_question(
            first, by=make.TEST, kind="recommend", wording=make.RECOMMEND, shown_after=later, shown_if="is",
            shown_value=1,
        )  # fmt: skip
    other = make.survey().versions.get().questions.first()
    with pytest.raises(ValidationError, match="not in this version"):
        make.question(draft, shown_after=other, shown_if="is", shown_value=1)


def test_what_others_hang_on_neither_goes_nor_moves_behind_them_nor_loses_their_answer(draft):
    source = make.question(draft, "rating", lowest=1, highest=5)
    make.question(draft, shown_after=source, shown_if="is", shown_value=5)
    source = make.fresh(source)

    with pytest.raises(ValidationError, match="Whether question 4 is shown hangs on this one"):
        drop_question(source, by=make.TEST)
    with pytest.raises(ValidationError, match="Question 3: it can only be shown after the answer to an earlier"):
        move_question(source, by=make.TEST, up=False)
    with pytest.raises(ValidationError, match="goes from 1 to 4, so nobody would be shown it"):
        change_question(source, by=make.TEST, kind="rating", wording=[("en", "Q")], lowest=1, highest=4)


def test_a_missing_translation_is_named_and_publishing_waits(draft):
    make.question(draft, "one", options=[[("en", "Oslo"), ("nb", "Oslo by")], [("en", "Bergen")]])
    draft = change_draft(make.fresh(draft), by=make.TEST, languages="en nb", intro=[("en", "Hello")])

    named = [str(missing) for missing in missing_texts(draft, draft.questions.all())]

    assert named == [
        "the words before the questions in nb", "question 1 in nb", "question 3 in nb", "choice 1 of question 3 in nb",
        "choice 2 of question 3 in nb",
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="question 1 in nb"):
        publish_version(draft, by=make.TEST, on=DAY)


@pytest.mark.parametrize("languages", ["", "e", "english norsk", "en nb nn sv da de fr es ar"])
def test_languages_are_named_by_their_codes(draft, languages):
    with pytest.raises(ValidationError):
        change_draft(draft, by=make.TEST, languages=languages)


def test_words_alone_are_not_published(draft):
    drop_question(draft.questions.first(), by=make.TEST)

    with pytest.raises(ValidationError, match="words alone cannot be counted"):
        make.published(draft)


def test_the_next_version_asks_the_same_with_the_same_conditions(draft):
    first = draft.questions.first()
    make.question(draft, "yes_no", "Shall we call?", shown_after=first, shown_if="at_most", shown_value=6)
    make.published(draft)

    following = draft_version(make.fresh(draft.survey), by=make.TEST)

    new, _, last = following.questions.all()
    assert (new.pk != first.pk, last.condition) == (True, (new.pk, "at_most", 6))


def test_the_same_words_go_on_in_one_series_and_other_words_begin_another():
    survey = make.survey()
    publish_version(survey.versions.get(), by=make.TEST, on=DAY)
    series = []
    for words in ("How likely are you to  recommend us to a colleague?", "Would you recommend us?"):
        draft = draft_version(make.fresh(survey), by=make.TEST)
        make.reworded(draft, words)
        series.append(make.published(draft).series)

    assert series == [1, 2]
    assert list(survey.versions.order_by("number").values_list("state", flat=True)) == [
        SurveyState.RETIRED, SurveyState.RETIRED, SurveyState.PUBLISHED,
    ]  # fmt: skip


CHANGES = {
    "words": {"wording": [("en", "How quick?")]},
    "an end of the scale": {"low_words": [("en", "slow")]},
    "the scale": {"highest": 7},
    "who is asked": {"shown_if": "at_least"},
    "help": {"help_words": [("en", "Think of the last time.")]},
    "nothing": {},
}


@pytest.mark.parametrize(("what", "series"), [(what, 1 if what in ("help", "nothing") else 2) for what in CHANGES])
def test_each_question_has_its_own_series(draft, what, series):
    asked = {
        "wording": [("en", "How fast?")], "lowest": 1, "highest": 5, "shown_if": "at_most", "shown_value": 6,
    }  # fmt: skip
    make.question(draft, "rating", shown_after=draft.questions.first(), **asked)
    make.published(draft)
    following = draft_version(make.fresh(draft.survey), by=make.TEST)
    first, _, last = following.questions.all()

    change_question(last, by=make.TEST, kind="rating", shown_after=first, **asked | CHANGES[what])
    published = make.published(following)

    assert [q.series for q in published.questions.all()] == [1, 1, series]
    assert published.series == 1


def test_a_choice_that_reads_as_before_keeps_its_number(draft):
    asked = make.question(draft, "one", options=make.options("Oslo", "Bergen"))

    changed = change_question(
        asked, by=make.TEST, kind="one", wording=asked.wording, options=make.options("Bergen", "Tromsø", "Oslo")
    )

    assert [(number, words[0][1]) for number, words in changed.options] == [(2, "Bergen"), (3, "Tromsø"), (1, "Oslo")]


def test_how_long_it_takes_is_rather_said_too_long(draft):
    assert minutes_of(draft.questions.all()) == 1
    for _ in range(7):
        make.question(draft, "several", options=make.options("A", "B", "C"))
    assert minutes_of(draft.questions.all()) == 3


def test_a_version_is_published_once(draft):
    publish_version(draft, by=make.TEST, on=datetime.date(2026, 3, 1))

    with pytest.raises(ValidationError, match="published already"):
        publish_version(make.fresh(draft), by=make.TEST, on=DAY)
