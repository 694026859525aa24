"""Answers given on paper, entered by staff and marked so."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.feedback.models import Invitation, Response
from heedful.feedback.surveys.commands import close_wave, enter_paper, limit_answers
from tests import make

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _on_a_day_of_the_wave():
    with make.clock_at("2026-03-10"):
        yield


def enter(wave, by=None, **more):
    given = {"q1": "4", "comment": "In ink."} | more.pop("given", {})
    return enter_paper(wave, by=by or make.person(role=AccessRole.MEMBER), on=more.pop("on", ON), given=given, **more)


def test_a_sheet_is_an_answer_of_its_day_that_is_marked():
    enter(make.wave())

    kept = Response.objects.get()
    assert (kept.answers[0][1], kept.comment, kept.answered_on, kept.flag, kept.counts) == (
        4, "In ink.", ON, "staff", True,
    )  # fmt: skip


def test_a_sheet_of_somebody_asked_answers_their_invitation():
    wave, [invited] = make.asked_wave()

    enter(wave, invitation=invited.invitation)

    assert Invitation.objects.get().disposition == "I"
    with pytest.raises(ValidationError, match="an answer of this person already"):
        enter(wave, invitation=make.fresh(invited.invitation))


def test_a_numbered_sheet_is_entered_once():
    wave = make.wave()
    enter(wave, sheet="17")

    with pytest.raises(ValidationError, match="entered already"):
        enter(wave, sheet=" 17 ")


@pytest.mark.parametrize("given", [{"q1": "11"}, {"q1": ""}, {"comment": "a\0"}])
def test_a_sheet_keeps_the_rules_of_every_answer(given):
    with pytest.raises(ValidationError):
        enter(make.wave(), given=given)
    assert not Response.objects.exists()


def test_a_sheet_of_a_day_on_which_nobody_was_asked_is_refused():
    wave = make.wave()

    with pytest.raises(ValidationError, match="later than today"):
        enter(wave, on=datetime.date(2026, 3, 11))
    with pytest.raises(ValidationError, match="takes answers from"):
        enter(wave, on=make.BEGAN)
    with pytest.raises(ValidationError, match="is closed"):
        enter(close_wave(wave, by=make.TEST, on=ON))


def test_nobody_enters_an_anonymous_answer_for_another():
    with pytest.raises(ValidationError, match="has seen it"):
        enter(make.wave(confidentiality="anonymous"))


def test_a_full_wave_takes_no_sheet():
    wave = limit_answers(make.wave(), by=make.TEST, most_answers=1)
    enter(wave)

    with pytest.raises(ValidationError, match="all the answers it wants"):
        enter(make.fresh(wave))


def test_somebody_of_another_wave_is_not_taken_for_one_of_this():
    _, [invited] = make.asked_wave()

    with pytest.raises(ValidationError, match="not in the frame"):
        enter(make.wave(), invitation=invited.invitation)


def test_an_auditor_enters_nothing():
    with pytest.raises(PermissionDenied):
        enter(make.wave(), by=make.person(role=AccessRole.EXTERNAL_AUDITOR))
