import datetime

import pytest

from heedful.satisfaction.capability.whole import capability
from tests import make
from tests.satisfaction.test_capability import asked_round
from tests.satisfaction.test_overview import brought
from tests.satisfaction.test_signs import story

ROOT = "/satisfaction/capability"
PAGES = ("", "/accounts", "/signs", "/planner")
WISH = {
    "kind": "recommend", "level": "30", "fall": "10", "power": "80", "people": "2000", "customers": "400",
    "response": "50", "alike": "0.1",
}  # fmt: skip


def text(response):
    return response.content.decode()


@pytest.fixture
def _today():
    with make.clock_at("2026-03-20"):
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


def test_an_empty_house_is_told_what_to_do():
    browser = make.browser()
    pages = [text(browser.get(ROOT + page)) for page in PAGES]

    assert "Nobody is asked, so the feedback process would notice only what customers say by themselves." in pages[0]
    assert "No customer yet" in pages[1]
    assert "No sign on record" in pages[2]
    assert "How many to ask, to notice what?" in pages[3]


def test_the_page_says_what_would_be_noticed_who_was_heard_and_how_it_is_measured():
    wave = asked_round(7, segment=make.segment("Retail"), of=9)
    for _ in range(30):
        customer = make.customer()
        for month in (10, 11, 12, 13, 14):
            on = datetime.date(2025 + month // 13, (month - 1) % 12 + 1, 5)
            brought(wave, [10, 8, 3], day=on, customer=customer)
    make.customer("Silent & Sons")

    page = text(make.browser().get(ROOT))

    assert f"a fall of {capability(datetime.date(2026, 3, 20)).noticing.points} points within a quarter" in page
    assert "37 of 40 customers were heard in twelve months" in page
    assert "Silent &amp; Sons" in page
    assert "RR1" in page
    assert "78%" in page
    assert "How this is measured" in page


def test_accounts_are_listed_the_never_heard_first_and_found_by_how_long_they_were_silent():
    asked_round(1, of=1)
    make.customer("Silent & Sons")
    browser = make.browser()

    every, quiet = text(browser.get(f"{ROOT}/accounts")), text(browser.get(f"{ROOT}/accounts?show=silent"))
    nonsense = browser.get(f"{ROOT}/accounts?show=x&segment=y&page=z")

    assert every.rindex("Silent &amp; Sons") < every.rindex("answered a survey")
    assert "One customer of 2 silent for twelve months." in quiet
    assert "1 found" in quiet
    assert nonsense.status_code == 200


def test_signs_show_the_contradiction_and_what_lies_behind_it():
    story()
    page = text(make.browser().get(f"{ROOT}/signs"))

    assert "Two signs rose while answers got better." in page
    assert "answers got better while returns came more often" in page
    assert "not explained" in page
    assert page.count('href="/feedback/') > 8
    assert "140.0 (" in page


def test_where_the_rules_find_nothing_it_is_said():
    story(more=False)
    assert "none found by these rules" in text(make.browser().get(f"{ROOT}/signs"))


def test_the_planner_says_how_many_to_ask_and_leads_to_a_wave():
    page = text(make.browser().get(f"{ROOT}/planner", WISH))

    assert "Ask 1,8" in page or "Ask 1,7" in page or "Ask 1,6" in page
    assert "notice a fall of 10 points 80 times in a hundred." in page
    assert "Plan a wave of" in page


def test_what_cannot_be_had_is_said_with_the_best_that_can():
    few = text(make.browser().get(f"{ROOT}/planner", WISH | {"people": "40", "customers": "40", "fall": "5"}))
    many = text(make.browser().get(f"{ROOT}/planner", WISH | {"people": "900", "customers": "400"}))

    assert "Not even an answer from each of 40 people would notice a fall of 5 points; asking all of them would" in few
    assert "takes" in many
    assert "and there are 900 people" in many
    assert "Plan a wave of" not in few + many


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("fall", "0"), ("fall", "-3"), ("fall", "131"), ("fall", ""), ("power", "100"), ("power", "49"),
        ("level", "100"), ("level", "-100"), ("people", "1"), ("people", "x"), ("customers", "2001"),
        ("customers", "0"), ("response", "0"), ("response", "101"), ("alike", "1.5"), ("alike", "-0.1"),
        ("kind", "mood"), ("level", "nan"), ("level", "inf"), ("people", "99999999999999999999"),
    ],
)  # fmt: skip
def test_impossible_wishes_are_refused_with_the_text_kept(field, value):
    answer = make.browser().get(f"{ROOT}/planner", WISH | {field: value})

    assert answer.status_code == 422
    assert "needs another look" in text(answer) or "need another look" in text(answer)


def test_the_process_and_the_figures_lead_to_it():
    browser = make.browser()
    process = make.process(hears_customers=True)
    brought(make.wave(), [9] * 6)

    assert f'href="{ROOT}"' in text(browser.get(f"/processes/{process.pk}"))
    assert f'href="{ROOT}"' in text(browser.get("/satisfaction/"))
    assert f'href="/processes/{process.pk}"' in text(browser.get(ROOT))


def test_the_questions_asked_do_not_grow_with_customers_and_answers(django_assert_max_num_queries):
    wave, browser = make.wave(), make.browser()
    for many in (2, 20):
        for _ in range(many):
            customer = make.customer(segment=make.segment(), left_on=None)
            brought(wave, [10, 9, 3], customer=customer, segment=customer.segment)
            make.feedback("return", customer=customer, heard_at=make.moment("2026-02-01"))
            make.delivery(customer, last_on=datetime.date(2026, 2, 1))
        story(f"Many {many}")
        for page in PAGES:
            make.customer()  # so that nothing is remembered
            with django_assert_max_num_queries(12):
                assert browser.get(ROOT + page).status_code == 200
