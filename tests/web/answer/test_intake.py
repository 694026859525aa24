import re

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError

from heedful.feedback.models import Response
from heedful.feedback.surveys.commands import Outcome
from heedful.web.answering import Busy
from tests import make
from tests.web.answer.way_in import encoded, fast, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave():
    return make.wave(opens_on=make.BEGAN, closes_on=make.LAST.replace(year=2100))


def full(sent):
    raise Busy("full")


def locked(sent):
    raise OperationalError("database is locked")


def disk_full(sent):
    raise OSError("no space left on device")


@pytest.mark.parametrize("take", [full, locked, disk_full])
def test_when_it_cannot_be_saved_the_words_come_back_with_when_to_try_again(wave, take):
    form = form_of(f"/a/{wave.token}")

    answered = fast(f"/a/{wave.token}", encoded(form, q1="9", comment="Keep this"), take=take)

    assert (answered.status, answered.headers["Retry-After"]) == (503, "2")
    assert "Keep this" in answered.text
    assert "Not saved yet" in answered.text
    assert 'value="9" required checked' in answered.text


def test_a_fault_of_ours_loses_no_words_either(wave, caplog):
    def fault(sent):
        raise RuntimeError("a fault")

    form = form_of(f"/a/{wave.token}")

    answered = fast(f"/a/{wave.token}", encoded(form, q1="9", comment="Keep this"), take=fault)

    assert answered.status == 503
    assert "Keep this" in answered.text
    assert "could not be taken" in caplog.text


def test_the_same_form_on_another_process_at_that_moment_counts_once(wave):
    tries = []

    def late(sent):
        tries.append(sent)
        if len(tries) == 1:
            raise ValidationError("This answer was brought in already.")
        return Outcome.SAME

    answered = fast(f"/a/{wave.token}", encoded(form_of(f"/a/{wave.token}"), q1="9"), take=late)

    assert answered.status == 303


def test_the_form_that_came_back_counts_once_with_the_first_one(wave):
    form = form_of(f"/a/{wave.token}")
    back = fast(f"/a/{wave.token}", encoded(form, q1="9"), take=full)
    again = re.search(r'name="form" value="([^"]+)"', back.text).group(1)

    fast(f"/a/{wave.token}", encoded(form, q1="9"))
    answered = fast(f"/a/{wave.token}", encoded(again, q1="9"))

    assert answered.status == 303
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "GET"},
        {"CONTENT_TYPE": "multipart/form-data; boundary=x"},
        {"CONTENT_LENGTH": ""},
        {"HTTP_HOST": "elsewhere.example"},
        {"PATH_INFO": "/b/x"},
        {"PATH_INFO": "/a/x/thanks"},
    ],
)
def test_everything_else_goes_on_to_django(wave, more):
    assert fast(f"/a/{wave.token}", "q1=9", **more).status == 599


def test_a_link_that_leads_nowhere_goes_on_to_django(wave):
    assert fast("/a/nothing", "q1=9").status == 599


def test_every_answer_carries_the_headers_of_the_house(wave):
    answered = fast(f"/a/{wave.token}", "comment=x")

    assert "frame-ancestors 'none'" in answered.headers["Content-Security-Policy"]
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    assert answered.headers["Cache-Control"] == "no-store"
