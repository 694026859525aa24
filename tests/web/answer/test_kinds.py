"""Questions of every kind by both ways in: what one takes or refuses, the other does."""

import datetime

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful.core import clock
from heedful.feedback.models import Begun, Response
from heedful.feedback.surveys.commands import limit_answers
from tests import make
from tests.web.answer.way_in import encoded, fast, form_of, slow

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("send", [slow, fast], ids=["view", "before Django"])
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _on_a_day_of_the_wave():
    with clock.at(NOON, simulated=True):
        yield


def later(seconds=60):
    return clock.at(clock.now() + datetime.timedelta(seconds=seconds), simulated=True)


def version():
    """Recommend, words, ease, one, several of the unhappy, yes or no, words that are needed of the unhappy."""
    draft = make.survey(languages="en nb", wording=(("en", "Recommend?"), ("nb", "Anbefale?"))).versions.get()
    some = {"shown_after": draft.questions.first(), "shown_if": "at_most", "shown_value": 6}
    words = {"wording": (("en", "And?"), ("nb", "Og?"))}
    choices = [[("en", "Fish"), ("nb", "Fisk")], [("en", "Fruit"), ("nb", "Frukt")]]
    make.question(draft, "effort", required=False, **words)
    make.question(draft, "one", required=False, options=choices, **words)
    make.question(draft, "several", options=choices, **some, **words)
    make.question(draft, "yes_no", required=False, **words)
    make.question(draft, "text", **some, **words)
    return make.published(draft)


TEXTS = st.one_of(st.sampled_from(["", "0", "1", "3", "7", "9", "11", "x", " 4 ", "٣"]), st.text(max_size=6))
FIELDS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("q1", "q3", "q4", "q5.1", "q5.2", "q6", "comment", "q7", "may_call", "lang"), TEXTS)
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIELDS)
def test_both_ways_take_the_same_and_refuse_the_same(db, fields):
    with transaction.atomic():
        asked, came = version(), []
        for send in (slow, fast):
            wave = make.wave(of=asked)
            form = form_of(f"/a/{wave.token}")
            with later():
                answered = send(f"/a/{wave.token}", encoded(form, **fields))
            kept = Response.objects.filter(wave=wave).values_list(
                "answers", "comment", "comment_to", "texts", "language", "complete", "flag", "allows_contact"
            )
            begun = Begun.objects.filter(wave=wave.pk).values_list("answers", "comment", "texts", "share")
            came.append((answered.status, list(kept), list(begun)))

        assert came[0] == came[1]
        transaction.set_rollback(True)


@BOTH
def test_the_unhappy_say_what_was_wrong_and_the_happy_are_not_asked(send):
    wave = make.wave(of=version())
    form = form_of(f"/a/{wave.token}")

    with later():
        refused = send(f"/a/{wave.token}", encoded(form, q1="3", comment="Hm", lang="nb"))
        taken = send(f"/a/{wave.token}", encoded(form, q1="3", comment="Hm", q7="Warm", **{"q5.2": "1"}))

    kept = Response.objects.get()
    assert refused.status == 422
    assert "Velg det som passer." in refused.text
    assert "Skriv noen ord." in refused.text
    assert taken.status == 303
    assert ([n for _, n in kept.answers], kept.comment, kept.texts[0][1]) == ([3, 2, 0], "Hm", "Warm")


@BOTH
def test_a_tap_is_kept_without_a_page_and_goes_when_the_answer_is_sent(send):
    wave = make.wave(of=version())
    form = form_of(f"/a/{wave.token}")

    kept = send(f"/a/{wave.token}", encoded(form, q1="9", begun="1"))
    assert (kept.status, kept.text, Begun.objects.get().answers[0][1]) == (204, "", 9)
    with later():
        send(f"/a/{wave.token}", encoded(form, q1="9"))

    assert not Begun.objects.exists()
    assert Response.objects.count() == 1


@BOTH
def test_a_refused_answer_is_kept_as_far_as_it_holds(send):
    wave = make.wave(of=version())

    send(f"/a/{wave.token}", encoded(form_of(f"/a/{wave.token}"), q1="3", q3="99"))

    assert [number for _, number in Begun.objects.get().answers] == [3]


@BOTH
@pytest.mark.parametrize("form", ["", "made.up"])
def test_nothing_is_kept_of_a_form_that_we_did_not_sign(send, form):
    wave = make.wave(of=version())

    assert send(f"/a/{wave.token}", encoded(form, q1="9", begun="1")).status == 204
    assert not Begun.objects.exists()


@BOTH
def test_a_survey_that_filled_up_meanwhile_keeps_the_answer_and_says_so(send):
    wave = limit_answers(make.wave(of=version()), by=make.TEST, most_answers=1)
    form = form_of(f"/a/{wave.token}")
    make.answer(wave, 9)

    with later():
        late = send(f"/a/{wave.token}", encoded(form, q1="9", comment="My words"))

    page = Client().get(f"/a/{wave.token}").content.decode()
    assert late.status == 410
    assert "We have kept your answer" in late.text
    assert "This survey has all the answers it needs" in page
    assert Response.objects.filter(flag="late", excluded_because__contains="full").count() == 1


@BOTH
def test_the_same_number_all_the_way_is_flagged_beside_being_too_fast(send):
    draft = make.survey(kind="satisfaction").versions.get()
    for _ in range(3):
        make.question(draft)
    wave = make.wave(of=make.published(draft))
    form = form_of(f"/a/{wave.token}")

    with later(5):
        send(f"/a/{wave.token}", encoded(form, q1="3", q3="3", q4="3", q5="3"))

    assert Response.objects.get().flag == "too_fast straight"


def test_a_page_without_names_says_that_nothing_is_kept_before_it_is_sent():
    named, anonymous = make.wave(), make.wave(confidentiality="anonymous")

    assert "data-begun" in Client().get(f"/a/{named.token}").content.decode()
    assert "data-begun" not in Client().get(f"/a/{anonymous.token}").content.decode()
