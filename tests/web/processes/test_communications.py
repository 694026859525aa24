from datetime import date

import pytest

from heedful.leadership.models import CommunicationEvent
from tests import make

pytestmark = pytest.mark.django_db


def test_the_list_says_who_was_not_told():
    retail, _ = make.segment("Retail"), make.segment("Public sector")
    make.told(retail, what="You said, we did", on=date.today(), reached=140)

    text = make.browser().get("/processes/communications/").text

    assert "One segment was not told within a year what changed." in text
    assert "Public sector" in text
    assert "140" in text


def test_before_anything_was_told_the_list_says_what_to_do():
    make.segment("Retail")
    assert "Nothing was told yet" in make.browser().get("/processes/communications/").text


def test_the_questions_asked_do_not_grow_with_the_messages(django_assert_max_num_queries):
    segments = [make.segment() for _ in range(3)]
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            make.told(*segments)
        with django_assert_max_num_queries(12):
            assert browser.get("/processes/communications/").status_code == 200


def test_a_message_is_kept_by_the_form_and_shown(django_assert_max_num_queries):
    retail, browser = make.segment("Retail"), make.browser()
    form = {"what": "One hour, because you asked", "on": "2026-03-09", "segments": [retail.pk], "about_feedback": "on"}
    answer = browser.post("/processes/communications/new", form)
    assert answer["Location"] == f"/processes/communications/{CommunicationEvent.objects.get().pk}"
    with django_assert_max_num_queries(12):
        text = browser.get(answer["Location"]).text
    assert "One hour, because you asked" in text
    assert "Retail" in text


def test_a_message_to_nobody_is_refused():
    answer = make.browser().post("/processes/communications/new", {"what": "x", "on": "2026-03-09", "segments": "0"})
    assert answer.status_code == 422
    assert not CommunicationEvent.objects.exists()
