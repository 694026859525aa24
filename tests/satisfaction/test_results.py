"""What each kind of question came to, and what is not shown for the sake of those who answered."""

import pytest

from heedful.core.permissions import AccessRole
from heedful.customers.models import Segment
from heedful.feedback.models import Wave
from heedful.feedback.surveys.commands import draft_version
from heedful.satisfaction.results import Group, published_of, results_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    """Satisfaction, words, several of three, a scale of our own, and words for the unhappy."""
    draft = make.survey(kind="satisfaction").versions.get()
    first = draft.questions.first()
    make.question(draft, "several", options=make.options("A", "B", "C"), required=False)
    make.question(draft, "rating", lowest=1, highest=3, required=False)
    some = {"shown_after": first, "shown_if": "at_most", "shown_value": 2}
    make.question(draft, "text", required=False, **some)
    make.question(draft, "yes_no", **some)
    return make.published(draft)


@pytest.fixture
def reader():
    return make.person()


def answers(wave, sheets, **more):
    make.taken(*(make.filled(wave, {"q1": "5"} | sheet, **more) for sheet in sheets))


def came_to(version, reader, **group):
    survey = version.survey
    waves = Wave.objects.filter(survey_version__survey=survey)
    return results_of(version, Group(**group), reader, versions=published_of(survey), waves=list(waves))


def by_place(version, reader, **group):
    return {result.question.place: result for result in came_to(version, reader, **group)}


def test_shares_of_several_choices_are_of_those_who_answered(version, reader):
    wave = make.wave(of=version)
    answers(wave, [{"q3.1": "1", "q3.2": "1"}] * 4 + [{"q3.1": "1"}] * 4 + [{}] * 7)

    several = by_place(version, reader)[3]

    assert (several.n, [(s.number, s.count) for s in several.shares]) == (8, [(1, 8), (2, 4), (3, 0)])
    assert [s.estimate.estimate for s in several.shares] == [1.0, 0.5, 0.0]
    # Wilson (1927), 4 of 8, as R's prop.test(4, 8, correct = FALSE) gives it.
    assert (round(several.shares[1].estimate.low, 4), round(several.shares[1].estimate.high, 4)) == (0.2152, 0.7848)


def test_a_scale_has_its_mean_and_few_answers_have_neither_mean_nor_shares(version, reader):
    wave = make.wave(of=version)
    answers(wave, [{"q4": "3"}] * 3 + [{"q4": "1"}])

    few = by_place(version, reader)[4]
    answers(wave, [{"q4": "3"}] * 4)
    enough = by_place(version, reader)[4]

    assert (few.n, few.mean, {s.estimate for s in few.shares}) == (4, None, {None})
    assert (enough.n, enough.mean.estimate) == (8, 2.75)


def test_nobody_has_answered(version, reader):
    assert [result.n for result in came_to(version, reader)] == [0] * 6


def test_a_question_goes_on_over_versions_as_long_as_it_asks_the_same(version, reader):
    answers(make.wave(of=version), [{"q4": "2"}] * 5)
    draft = draft_version(make.fresh(version.survey), by=make.TEST)
    make.reworded(draft, "How happy are you?")
    following = make.published(draft)
    answers(make.wave(of=following), [{"q4": "2"}] * 6)

    found = by_place(following, reader)

    assert (found[1].n, found[4].n) == (6, 11)


def test_words_stand_with_their_question_and_their_answer(version, reader):
    wave = make.wave(of=version)
    answers(wave, [{"comment": "Fine."}, {"q1": "1", "comment": "Hm.", "q5": "Too warm.", "q6": "1"}])

    found = by_place(version, reader)

    assert sorted(text.words for text in found[2].texts) == ["Fine.", "Hm."]
    assert [text.words for text in found[5].texts] == ["Too warm."]
    assert all(text.response for text in found[2].texts)


def test_in_confidence_a_group_of_four_is_not_shown_nor_what_would_give_it_away(version, reader):
    wave = make.wave(of=version, confidentiality="confidential", open_link=False, opened=False)
    small, second, large = (make.segment(name) for name in ("Small", "Second", "Large"))
    wave = confidential(wave, {small: 3, second: 6, large: 9})

    def seen(segment=None):
        return by_place(version, reader, segment=segment)[1]

    assert (seen().n, seen().hidden) == (18, False)
    assert seen(small.pk).hidden
    assert seen(second.pk).hidden
    assert (seen(large.pk).n, seen(large.pk).hidden) == (9, False)


def test_a_question_that_only_four_were_asked_is_not_shown_in_confidence(version, reader):
    wave = make.wave(of=version, confidentiality="confidential")
    answers(wave, [{}] * 9 + [{"q1": "1", "q6": "1"}] * 4)

    found = by_place(version, reader)

    assert (found[1].n, found[1].hidden) == (13, False)
    assert (found[6].n, found[6].hidden, found[6].shares) == (0, True, ())


def test_words_in_confidence_are_shown_from_ten_on_without_their_answer_or_order(version, reader):
    wave = make.wave(of=version, confidentiality="confidential")
    said = [{"comment": f"Said {letter}."} for letter in "jihgfedcba"]
    answers(wave, said[:9])
    assert by_place(version, reader)[2].texts == ()

    answers(wave, said[9:])

    texts = by_place(version, reader)[2].texts
    assert [text.words for text in texts] == [f"Said {letter}." for letter in "abcdefghij"]
    assert {text.response for text in texts} == {None}
    assert by_place(version, reader, segment=make.segment().pk)[2].texts == ()


def test_an_administrator_sees_nothing(version):
    answers(make.wave(of=version), [{}] * 6)

    assert came_to(version, make.person(role=AccessRole.ADMINISTRATOR)) == []


def confidential(wave, people):
    """Answers in confidence, of so many people in each segment."""
    from heedful.feedback.surveys.commands import frame_wave, invite_sample, open_wave

    assert Segment.objects.count() == len(people)
    for segment, many in people.items():
        for _ in range(many):
            make.asked_contact(segment=segment)
    frame_wave(wave, by=make.TEST, on=make.OPENED)
    invited = invite_sample(make.fresh(wave), by=make.TEST, on=make.OPENED)
    wave = open_wave(make.fresh(wave), by=make.TEST, on=make.OPENED)
    make.taken(*(make.filled(wave, {"q1": "4"}, invitation=one.invitation) for one in invited))
    return wave
