"""What an answer must be, question by question: pure, the same for every way in."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from heedful.feedback.surveys.logic import holds, shows
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import begun, check
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Recommend, words, ease, one of three, some of three, yes or no; the last two only of the unhappy."""
    draft = make.survey().versions.get()
    first = draft.questions.first()
    unhappy = {"shown_after": first, "shown_if": "at_most", "shown_value": 6}
    make.question(draft, "effort", required=False)
    make.question(draft, "one", options=make.options("Oslo", "Bergen", "Bodø"), required=False)
    make.question(draft, "several", options=make.options("Late", "Warm", "Broken"), **unhappy)
    make.question(draft, "yes_no", **unhappy)
    return asked_in(make.published(draft).pk)


def numbers(checked, asked):
    names = {question.id: question.name for question in asked.questions}
    return [(names[question], number) for question, number in checked.scores]


def wrong(asked, **given):
    with pytest.raises(ValidationError) as refusal:
        check(asked, given)
    return {name: words[0] for name, words in refusal.value.message_dict.items()}


def test_who_is_happy_is_not_asked_what_went_wrong(asked):
    checked = check(asked, {"q1": "9", "comment": "Fine.", "q3": "7", "q4": "2"})

    assert numbers(checked, asked) == [("q1", 9), ("q3", 7), ("q4", 2)]
    assert (checked.complete, checked.comment, checked.share) == (True, "Fine.", 1.0)


def test_who_is_unhappy_must_say(asked):
    assert wrong(asked, q1="3") == {"q5": "Choose what fits.", "q6": "Choose yes or no."}

    checked = check(asked, {"q1": "3", "q5.1": "1", "q5.3": "1", "q6": "0"})

    # The nought of a question with several choices stands for its having been answered.
    assert numbers(checked, asked) == [("q1", 3), ("q5", 1), ("q5", 3), ("q5", 0), ("q6", 0)]
    assert (checked.unhappy, checked.complete, checked.share) == (3, False, 3 / 5)


def test_an_answer_to_what_is_not_shown_is_not_taken_but_words_are(asked):
    checked = check(asked, {"q1": "10", "q5.2": "1", "q6": "1"})

    assert numbers(checked, asked) == [("q1", 10)]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("q1", "11", "from 0 to 10"), ("q3", "0", "from 1 to 7"), ("q3", "8", "from 1 to 7"), ("q3", "x", "to 7"),
        ("q4", "4", "what fits"), ("q4", "0", "what fits"), ("q6", "2", "yes or no"), ("q6", "yes", "yes or no"),
        ("comment", "x" * 20_001, "up to 20,000"), ("comment", "a\0b", "cannot be kept"),
    ],
)  # fmt: skip
def test_what_is_off_the_scale_is_refused(asked, name, value, why):
    given = {"q1": "3", "q5.1": "1", "q6": "1", name: value}

    assert why in wrong(asked, **given)[name]


def test_nothing_is_no_answer(asked):
    assert begun(asked, {"lang": "en"}) is None
    assert wrong(asked) == {"q1": "Choose a number from 0 to 10."}


def test_what_is_begun_keeps_what_holds_and_leaves_the_rest(asked):
    checked = begun(asked, {"q1": "3", "q3": "99", "q5.1": "1", "comment": "So far"})

    assert numbers(checked, asked) == [("q1", 3), ("q5", 1), ("q5", 0)]
    assert (checked.comment, checked.share) == ("So far", 2 / 5)


def test_the_same_number_four_times_on_one_scale_is_a_straight_line():
    draft = make.survey(kind="satisfaction").versions.get()
    for _ in range(3):
        make.question(draft, "satisfaction")
    asked = asked_in(make.published(draft).pk)
    alike, other = ({"q1": "3", "q3": "3", "q4": "3", "q5": last} for last in ("3", "4"))

    assert check(asked, alike).straight
    assert not check(asked, other).straight


def test_further_words_stand_by_their_question():
    draft = make.survey().versions.get()
    make.question(draft, "text", required=False)
    make.question(draft, "text", required=True)
    asked = asked_in(make.published(draft).pk)

    checked = check(asked, {"q1": "9", "q3": "Second", "q4": "Third"})

    assert (checked.comment, checked.comment_to) == ("Second", asked.questions[2].id)
    assert checked.texts == ((asked.questions[3].id, "Third"),)
    assert wrong(asked, q1="9") == {"q4": "Write a few words."}


@given(st.sampled_from(["is", "is_not", "at_least", "at_most"]), st.integers(0, 10), st.sets(st.integers(0, 10)))
def test_no_answer_never_shows_a_question_and_is_and_is_not_divide_all_others(how, value, chosen):
    if not chosen:
        assert not holds(how, value, chosen)
    else:
        assert holds("is", value, chosen) != holds("is_not", value, chosen)
    assert shows((None, "", None), {})
