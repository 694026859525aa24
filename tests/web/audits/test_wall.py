import pytest

from heedful.audits.catalogue import questions
from heedful.audits.commands import ask_questions
from heedful.audits.models import Run
from tests import make

pytestmark = pytest.mark.django_db


def test_before_anything_was_asked_the_wall_shows_every_question_and_nothing_green():
    page = make.browser().get("/questions/").content.decode()
    assert "The questions were not asked yet." in page
    assert page.count('class="not asked yet"') == len(questions())
    assert 'class="result met"' not in page


def test_a_press_asks_all_questions_and_an_empty_organisation_is_not_enough_evidence():
    browser = make.browser()
    browser.post("/questions/ask")
    page = browser.get("/questions/").content.decode()
    assert Run.objects.count() == 1
    assert "The records cannot tell yet: there is not enough evidence for any question." in page
    assert page.count('<a class="not-enough"') == len(questions())
    assert '<a class="met"' not in page


def test_looking_never_asks():
    browser = make.browser()
    browser.get("/questions/")
    browser.get("/questions/hc-do-acknowledge")
    assert browser.get("/questions/ask").status_code == 405
    assert not Run.objects.exists()


def test_who_may_not_ask_sees_no_button_and_is_refused():
    browser = make.browser(make.person(role="external_auditor"))
    assert "Ask now" not in browser.get("/questions/").content.decode()
    assert browser.post("/questions/ask").status_code == 403
    assert not Run.objects.exists()


def test_a_run_is_shown_as_it_was_kept_and_beside_it_what_the_records_answer_now():
    browser = make.browser()
    run = ask_questions(by=browser.person, as_of=make.DAY)
    make.heard_complaint(make.back(60))
    kept = run.results.get(question="hc-do-acknowledge")
    assert "cannot tell yet" in browser.get(f"/questions/runs/{run.pk}").content.decode()
    page = browser.get(f"/questions/results/{kept.pk}").content.decode()
    assert 'class="result not-enough">Not enough evidence</span> then' in page
    assert 'class="result not-met">Not met</span> now' in page


@pytest.mark.parametrize("runs", [1, 20])
def test_the_wall_costs_the_same_however_many_runs(runs, django_assert_max_num_queries):
    browser = make.browser()
    for _ in range(runs):
        ask_questions(by=browser.person, as_of=make.DAY)
    with django_assert_max_num_queries(9):
        browser.get("/questions/")


def test_strangers_see_nothing():
    from django.test import Client

    for address in ("/questions/", "/questions/hc-do-acknowledge", "/process-audits/"):
        assert Client().get(address).status_code == 302
