from datetime import timedelta

import pytest

from heedful.core.organisation import today
from heedful.improvement.models import Improvement
from tests import make

pytestmark = pytest.mark.django_db


def test_without_an_improvement_the_list_says_how_to_begin():
    text = make.browser().get("/improvements/").text
    assert "No improvement was begun yet." in text
    assert "change one thing" in text


def test_the_headline_says_how_many_have_a_result():
    make.evaluated_improvement()
    browser = make.browser()
    make.improvement(on=today() - timedelta(days=400))
    text = browser.get("/improvements/").text
    assert "One of two improvements has a result; one begun over a year ago and not evaluated." in text


def test_the_list_filters_by_state_process_and_words():
    make.evaluated_improvement("Shorter survey", process=make.process())
    make.improvement("Call back")
    browser = make.browser()
    process = Improvement.objects.get(what="Shorter survey").process_id
    for query in ("show=evaluated", f"process={process}", "q=survey"):
        text = browser.get(f"/improvements/?{query}").text
        assert "Shorter survey" in text
        assert "Call back" not in text
    assert browser.get("/improvements/?show=x&sort=x&page=x").status_code == 200


def test_the_questions_asked_do_not_grow_with_the_improvements(django_assert_max_num_queries):
    browser, process = make.browser(), make.process()
    for many in (3, 27):
        for _ in range(many):
            make.improvement(process=process)
        with django_assert_max_num_queries(12):
            assert browser.get(f"/improvements/?q=call&process={process.pk}").status_code == 200


def test_an_improvement_is_begun_changed_and_evaluated_by_the_forms(django_assert_max_num_queries):
    browser = make.browser()
    form = {"what": "Shorter survey", "baseline": "33%", "on": "2026-03-09", "sponsor": browser.person.pk}
    answer = browser.post("/improvements/new", form)
    found = Improvement.objects.get()
    assert answer["Location"] == f"/improvements/{found.pk}"
    browser.post(f"/improvements/{found.pk}/change", {"what": "Shorter survey", "why": "They stop", "version": 1})

    browser.post(f"/improvements/{found.pk}/evaluate",
                 {"result": "More answers", "after": "39%", "on": "2026-06-09", "version": 2})  # fmt: skip

    with django_assert_max_num_queries(12):
        text = browser.get(f"/improvements/{found.pk}").text
    for shown in ("More answers", "39%", "They stop"):
        assert shown in text
    assert "Evaluate</a>" not in text


def test_a_result_is_asked_for():
    found = make.improvement()
    answer = make.browser().post(
        f"/improvements/{found.pk}/evaluate", {"result": " ", "on": "2026-06-09", "version": 1}
    )
    assert answer.status_code == 422
