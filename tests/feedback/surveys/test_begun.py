"""Answers that were begun and not sent, came late, or were too many."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from heedful.core.actors import Public
from heedful.feedback.models import Begun, Cell, Feedback, FrameCell, Invitation, Response
from heedful.feedback.surveys.begun import begun_in
from heedful.feedback.surveys.cells import rebuild_cells
from heedful.feedback.surveys.commands import Outcome, close_wave, include_response, limit_answers, take_answers
from heedful.feedback.surveys.queries import wave_facts
from tests import make

pytestmark = pytest.mark.django_db


def take(*batch):
    return take_answers(batch, by=Public())


def closed(wave):
    return close_wave(make.fresh(wave), by=make.TEST, on=make.LAST)


@pytest.fixture
def version():
    """Three numbers and words."""
    draft = make.survey().versions.get()
    make.question(draft, required=False)
    make.question(draft, required=False)
    return make.published(draft)


def begins(wave, invitation=None, key="form/a", **more):
    return make.begun(wave, invitation=invitation, key=key, **more)


def test_an_answer_that_is_begun_is_kept_without_entry_or_count(version):
    wave, [invited] = make.asked_wave(of=version)

    assert take(begins(wave, invited.invitation, q1="9")) == [Outcome.BEGUN]
    assert take(begins(wave, invited.invitation, q1="9", q3="5", key="form/b")) == [Outcome.BEGUN]

    assert [len(begun.answers) for begun in Begun.objects.all()] == [2]
    assert not Response.objects.exists()
    assert begun_in(wave) == 1


def test_what_was_begun_goes_when_it_is_sent(version):
    wave, [invited] = make.asked_wave(of=version)
    take(begins(wave, invited.invitation, q1="9"))

    sent = make.sent(wave, 8, invitation=invited.invitation, key="form/a")
    assert take(sent, begins(wave, invited.invitation, q1="9")) == [Outcome.TAKEN, Outcome.SAME]

    assert not Begun.objects.exists()
    assert Response.objects.get().answers[0][1] == 8


def test_who_left_after_half_of_it_answered_in_part_and_counts(version):
    wave, [invited] = make.asked_wave(of=version)
    take(begins(wave, invited.invitation, q1="9", q3="4", comment="So far"))

    closed(wave)

    kept = Response.objects.get()
    assert (kept.complete, kept.counts, kept.invitation.disposition) == (False, True, "P")
    assert make.entries_of(kept) == [("response.given", 1)]
    assert Feedback.objects.get().response == kept
    assert wave_facts([wave])[wave.pk].ends == {"P": 1}
    assert not Begun.objects.exists()


def test_who_left_before_half_of_it_broke_off_and_does_not_count(version):
    wave, [invited] = make.asked_wave(of=version)
    take(begins(wave, invited.invitation, q1="9"))

    closed(wave)

    kept = Response.objects.get()
    assert (kept.counts, kept.invitation.disposition) == (False, "R")
    assert "fewer than half" in kept.excluded_because
    assert not Cell.objects.exists()


def test_over_an_open_link_who_left_may_have_come_back_and_does_not_count(version):
    wave = make.wave(of=version)
    take(begins(wave, q1="9", q3="4", q4="4"))

    closed(wave)

    assert "may have come back" in Response.objects.get().excluded_because


def test_of_somebody_anonymous_nothing_is_kept_before_they_send_it(version):
    wave = make.wave(of=version, confidentiality="anonymous")

    assert take(begins(wave, q1="9")) == [Outcome.BEGUN]

    assert not Begun.objects.exists()


def test_a_survey_that_closes_while_it_is_answered_keeps_the_answer_and_does_not_count_it(version):
    wave, [invited] = make.asked_wave(of=version)
    sent = make.sent(wave, 3, invitation=invited.invitation, seconds=60, may_call=True, comment="Late")
    closed(wave)

    assert take(sent) == [Outcome.LATE]

    kept = Response.objects.get()
    assert (kept.counts, kept.flags, kept.customer) == (
        False, ["Came after the wave had closed or was full"], invited.invitation.customer,
    )  # fmt: skip
    assert Invitation.objects.get().disposition == "U"
    assert not Feedback.objects.exists()
    assert dict(FrameCell.objects.values_list("disposition", "count")) == {"U": 1, "ex": 1, "fl": 1}


def test_a_late_answer_may_be_let_in_afterwards(version):
    wave = make.wave(of=version)
    sent = make.sent(wave, 3, seconds=60)
    closed(wave)
    take(sent)

    include_response(Response.objects.get(), by=make.TEST, reason="It was our fault")

    assert Cell.objects.get().score == 3


def test_a_form_opened_after_the_end_is_not_kept(version):
    wave = closed(make.wave(of=version))
    after = datetime.datetime(2026, 4, 2, 12, tzinfo=datetime.UTC)

    assert take(make.sent(wave, 9, at=after, seconds=60)) == [Outcome.CLOSED]
    assert not Response.objects.exists()


def test_an_anonymous_answer_that_comes_late_could_be_told_from_the_others_and_is_not_kept(version):
    wave = make.wave(of=version, confidentiality="anonymous")
    sent = make.sent(wave, 9, seconds=60)
    closed(wave)

    assert take(sent) == [Outcome.CLOSED]
    assert not Response.objects.exists()


def test_a_wave_takes_as_many_as_it_wants_and_keeps_the_others_uncounted(version):
    wave = limit_answers(make.wave(of=version), by=make.TEST, most_answers=2)

    outcomes = take(*(make.sent(wave, n, seconds=60) for n in (9, 8, 7)))
    late = take(make.sent(wave, 6, seconds=60), make.sent(wave, 5))

    assert outcomes == [Outcome.TAKEN, Outcome.TAKEN, Outcome.LATE]
    assert late == [Outcome.LATE, Outcome.FULL]
    assert sorted(Cell.objects.values_list("score", flat=True)) == [8, 9]


@pytest.mark.parametrize(("most", "kind"), [(0, "named"), (-1, "named"), (5, "anonymous")])
def test_a_limit_that_makes_no_sense_is_refused(most, kind):
    wave = make.wave(confidentiality=kind)

    with pytest.raises(ValidationError) as refusal:
        limit_answers(wave, by=make.TEST, most_answers=most)
    assert "most_answers" in refusal.value.message_dict


def test_a_closed_wave_gets_no_limit():
    wave = closed(make.wave())

    with pytest.raises(ValidationError, match="closed"):
        limit_answers(wave, by=make.TEST, most_answers=9)


def test_an_answer_goes_to_the_version_it_was_given_to(version):
    from heedful.feedback.surveys.commands import draft_version

    wave = make.wave(of=version)
    sent = make.sent(wave, 9, seconds=60)
    draft = draft_version(make.fresh(version.survey), by=make.TEST)
    make.reworded(draft, "Would you recommend us?")
    make.published(draft)

    assert take(sent) == [Outcome.TAKEN]
    assert Response.objects.get().answers[0][0] == str(version.questions.first().pk)


def test_counts_made_again_are_the_same_with_what_was_left(version):
    wave, [invited] = make.asked_wave(of=version, open_link=True)
    take(begins(wave, invited.invitation, q1="9", q3="4"), begins(wave, q1="2", key="form/b"), make.sent(wave, 7))
    closed(wave)
    kept = make.cells()

    rebuild_cells()

    assert make.cells() == kept
