"""Pages of indicators, accounts, drivers, themes, and of what is told to customers."""

import pytest

from heedful.core.permissions import AccessRole
from heedful.satisfaction.indicators import commands
from heedful.satisfaction.models import Indicator, YouSaid
from tests import make
from tests.satisfaction.test_accounts import asked_two
from tests.satisfaction.test_overview import brought
from tests.satisfaction.test_theming import spoken

pytestmark = pytest.mark.django_db
VIEWS = ("indicators", "accounts", "drivers", "themes", "told")


@pytest.mark.parametrize("name", VIEWS)
def test_with_nothing_yet_each_page_says_how_to_begin(name):
    page = make.browser().get(f"/satisfaction/{name}")
    assert page.status_code == 200
    assert 'class="empty"' in page.text or "No survey asks several things" in page.text


def test_the_list_says_how_many_targets_are_reached_and_of_how_many_it_cannot_be_told():
    question = make.scored_question()
    brought(make.wave(of=question.survey_version), [10] * 60 + [7] * 20 + [3] * 20)
    for target in (20, 70, 42):
        found = make.indicator(question=question, target=target)
    make.benchmark(found)

    page = make.browser().get("/satisfaction/indicators").text

    assert "One of three targets is reached, one is missed, of one it cannot be told." in page
    assert "+40" in page
    assert "Haulage report 2025" in page


def test_the_questions_of_the_list_do_not_grow_with_the_indicators(django_assert_max_num_queries):
    browser = make.browser()
    for many in (2, 8):
        for number in range(many):
            question = make.scored_question("recommend" if number % 2 else "satisfaction")
            brought(make.wave(of=question.survey_version), [5] * 6, customer=make.customer())
            found = make.indicator(basis="recommend" if number % 2 else "share", question=question)
            make.benchmark(found)
        make.indicator(basis="complaints")
        make.indicator(basis="answer_time")
        with django_assert_max_num_queries(12):
            assert browser.get("/satisfaction/indicators").status_code == 200


def test_an_indicator_is_defined_changed_and_given_up_by_the_forms():
    browser, question = make.browser(), make.scored_question()
    form = {"name": "Ours", "basis": "recommend", "question": question.pk, "target": "30", "since": "2026-03-09"}
    answer = browser.post("/satisfaction/indicators/new", form)
    found = Indicator.objects.get()
    assert answer["Location"] == f"/satisfaction/indicators/{found.pk}"

    at = answer["Location"]
    browser.post(f"{at}/redefine", {"basis": "recommend", "question": question.pk, "target": "40", "on": "2026-03-10",
                                    "reason": "Reached.", "version": 1})  # fmt: skip
    browser.post(f"{at}/benchmark", {"value": "12", "population": "Others", "source": "A report", "version": 1,
                                     "measured_on": "2025-03-01"})  # fmt: skip
    browser.post(f"{at}/headline", {"version": 1})
    page = browser.get(at).text
    for shown in ("Reached.", "A report", "the headline", "Ours: no figure yet."):
        assert shown in page
    bm = found.benchmarks.get()
    browser.post(f"/satisfaction/benchmarks/{bm.pk}/withdraw", {"on": "2026-03-10", "because": "Old.", "version": 1})
    assert "A report" not in browser.get(at).text
    refused = browser.post(f"{at}/retire", {"on": "2026-03-10", "because": "x", "version": 2})
    assert refused.status_code == 422
    assert "choose another headline first" in refused.text


def test_a_refused_form_keeps_what_was_written():
    make.organisation()
    answer = make.browser().post("/satisfaction/indicators/new", {"name": "Ours", "basis": "recommend",
                                                                  "target": "400", "since": "soon"})  # fmt: skip
    assert answer.status_code == 422
    assert 'value="Ours"' in answer.text
    assert not Indicator.objects.exists()


def test_an_indicator_page_asks_few_questions(django_assert_max_num_queries):
    question = make.scored_question()
    brought(make.wave(of=question.survey_version), [9] * 40, customer=make.customer())
    found = make.indicator(question=question, target=10)
    commands.choose_headline(found, by=make.TEST)
    browser = make.browser()
    with django_assert_max_num_queries(12):
        page = browser.get(f"/satisfaction/indicators/{found.pk}")
    assert "the target of +10" in page.text


def test_accounts_say_who_is_heard_and_who_is_silent(django_assert_max_num_queries):
    customer, wave, invited = asked_two()
    make.answer(wave, 3, invitation=invited["User"], comment="Too late again.")
    browser = make.browser()

    with django_assert_max_num_queries(12):
        page = browser.get("/satisfaction/accounts?segment=x&show=x&sort=x&page=x").text
    assert "One of two accounts has answered by name in twelve months" in page
    assert "Hansen" in browser.get("/satisfaction/accounts?show=heard").text
    assert "Hansen" not in browser.get("/satisfaction/accounts?show=not_asked").text

    with django_assert_max_num_queries(12):
        one = browser.get(f"/satisfaction/accounts/{customer.pk}").text
    assert "Hansen: two of two contacts were asked; one has not answered since." in one
    assert "Too late again." in one


def test_the_questions_of_the_accounts_do_not_grow_with_them(django_assert_max_num_queries):
    browser = make.browser()
    for _ in range(30):
        make.contact(make.customer())
    make.asked_wave()
    with django_assert_max_num_queries(12):
        assert browser.get("/satisfaction/accounts").status_code == 200


def test_themes_are_shown_with_their_scores(django_assert_max_num_queries):
    wave = make.wave()
    spoken(wave, make.theme("Late"), [2] * 12)
    spoken(wave, make.theme("Kind staff"), [10] * 12)
    browser = make.browser()
    with django_assert_max_num_queries(12):
        page = browser.get("/satisfaction/themes?survey=x&period=x").text
    assert "Who speaks of Late is less satisfied than others who wrote" in page
    assert "−100" in page


def test_finished_work_is_told_published_and_withdrawn_by_the_forms(client):
    done = make.finished_action(what="Call an hour before")
    browser = make.browser()
    assert "Call an hour before" in browser.get("/satisfaction/told").text
    new = f"/satisfaction/told/new?source={done.ref}"
    assert "Call an hour before" in browser.get(new).text
    form = {"source": done.ref, "said": "Nobody calls.", "did": "Every driver calls."}
    at = browser.post("/satisfaction/told/new", form)["Location"]
    assert "Nobody calls." not in client.get("/you-said").text

    browser.post(f"{at}/publish", {"version": 1})
    public = client.get("/you-said")
    told = YouSaid.objects.get()
    for shown in ("Nobody calls.", "Every driver calls.", f'id="{told.key}"'):
        assert shown in public.text
    assert browser.person.name not in public.text

    browser.post(f"{at}/withdraw", {"on": "2099-01-01", "because": "It came back.", "version": 2})
    assert "Nobody calls." not in client.get("/you-said").text
    assert "It came back." in browser.get(at).text


def test_the_public_page_shows_nothing_internal_and_keeps_its_questions_few(client, django_assert_max_num_queries):
    for number in range(27):
        make.published_you_said(source=make.finished_action().ref, said=f"Said {number}")
    with django_assert_max_num_queries(6):
        page = client.get("/you-said?page=x")
    assert page.text.count("<article") == 25
    assert "complaint" not in page.text.lower()
    assert client.post("/you-said").status_code == 405


def test_who_may_not_tell_customers_is_offered_nothing_and_refused():
    done = make.finished_action()
    browser = make.browser(make.person(role=AccessRole.MEMBER))
    assert "Tell it" not in browser.get("/satisfaction/told").text
    assert browser.get(f"/satisfaction/told/new?source={done.ref}").status_code == 403


def test_finished_work_named_wrongly_is_refused_in_words():
    browser = make.browser()
    for source in ("", "x", "action/x", f"customer/{make.customer().pk}"):
        answer = browser.post("/satisfaction/told/new", {"source": source, "said": "a", "did": "b"})
        assert answer.status_code == 422
        assert "Choose" in answer.text
