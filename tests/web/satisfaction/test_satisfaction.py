import csv
import datetime
import io

import pytest
import python_calamine

from heedful.core.organisation import change_organisation
from heedful.feedback.models import Confidentiality
from tests import make
from tests.satisfaction.test_overview import brought

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_with_no_survey_the_page_says_what_to_do():
    page = text(make.browser().get("/satisfaction/"))

    assert "Nobody has been asked yet" in page
    assert "No survey has been published" in page


def test_the_page_shows_figure_interval_n_period_and_how_it_is_measured():
    wave = make.wave()
    brought(wave, [10] * 20 + [3] * 10, day=datetime.date(2026, 3, 5), segment=make.segment("Retail"))

    page = text(make.browser().get("/satisfaction/"))

    assert "+33" in page
    assert "95% interval" in page
    assert "n 30" in page
    assert "Apr 2025 to Mar 2026" in page
    assert "How likely are you to recommend us" in page
    assert "Retail" in page


def test_the_page_accounts_for_answers_without_score_and_without_day():
    wave = make.wave()
    brought(wave, [10] * 6)
    brought(wave, [10] * 2, day=None)
    brought(wave, [None])

    page = text(make.browser().get("/satisfaction/"))

    assert "9 answered in all: 8 with a score, 1 without one." in page
    assert "The day of 2 scores is unknown" in page


def test_the_target_of_the_organisation_is_shown():
    browser = make.browser()
    change_organisation(make.organisation(), by=make.TEST, recommend_target=35)
    brought(make.wave(), [10] * 20)

    assert "target +35" in text(browser.get("/satisfaction/"))


def test_answers_that_come_in_afterwards_are_shown():
    wave, browser = make.wave(), make.browser()
    brought(wave, [10] * 5)
    first = text(browser.get("/satisfaction/"))
    brought(wave, [0] * 5)

    assert "n 5" in first
    assert "n 10" in text(browser.get("/satisfaction/"))


@pytest.mark.parametrize(
    "query",
    ["survey=x&period=y&segment=z", "period=all", "period=9999-99", "segment=" + "0" * 32, "page=%00&survey=%00"],
)
def test_nonsense_in_the_address_shows_the_usual_page(query):
    brought(make.wave(), [10] * 5)
    browser = make.browser()

    for path in ("", "answers", "months.csv", "segments.csv"):
        assert browser.get(f"/satisfaction/{path}?{query}").status_code == 200


def test_the_data_go_out_as_files_in_which_nothing_is_a_formula():
    brought(make.wave(), [10] * 10, segment=make.segment("=cmd|' /C calc'!A1"))
    browser = make.browser()

    rows = list(csv.reader(io.StringIO(text(browser.get("/satisfaction/segments.csv")).lstrip("\ufeff"))))
    months = text(browser.get("/satisfaction/months.csv"))

    assert rows[1][0] == "'=cmd|' /C calc'!A1"
    assert rows[1][2:4] == ["10", "100.0"]
    assert "2026-03" in months


def test_what_is_shown_is_taken_along_as_report_picture_and_workbooks():
    brought(make.wave(), [10] * 20 + [0] * 10, segment=make.segment("Retail"))
    browser = make.browser()
    page = text(browser.get("/satisfaction/"))
    for name, begins, holds in (
        ("report.pdf", b"%PDF", "Two pages"), ("months.png", b"\x89PNG", "picture"), ("months.xlsx", b"PK", "Excel"),
        ("segments.xlsx", b"PK", "Excel"),
    ):  # fmt: skip
        sent = browser.get(f"/satisfaction/{name}")
        assert sent.content.startswith(begins)
        assert sent["Content-Disposition"].startswith("attachment")
        assert f"/satisfaction/{name}" in page
        assert holds in page
    book = python_calamine.load_workbook(io.BytesIO(sent.content))
    assert book.get_sheet_by_index(0).to_python()[1][0] == "Retail"


def test_a_report_on_nothing_is_not_made_up():
    make.organisation()
    for name in ("report.pdf", "months.png"):
        assert make.browser().get(f"/satisfaction/{name}").status_code == 404


def test_the_answers_behind_a_figure_are_listed_with_their_customers():
    brought(make.wave(), [10] * 6, customer=make.customer("Halden Foods"))

    page = text(make.browser().get("/satisfaction/answers"))

    assert "6 answers behind the figure" in page
    assert "Halden Foods" in page


def test_in_confidence_there_are_no_names_and_few_answers_are_not_listed():
    wave = make.wave(confidentiality=Confidentiality.CONFIDENTIAL)
    halden = make.customer("Halden Foods")
    brought(wave, [10] * 4, customer=halden)
    few = text(make.browser().get("/satisfaction/answers"))
    brought(wave, [10] * 6, customer=halden)

    enough = text(make.browser().get("/satisfaction/answers"))

    assert "Nothing to show" in few
    assert "10 answers behind" in enough
    assert "Halden Foods" not in few + enough


def test_the_questions_asked_do_not_grow_with_the_answers(django_assert_max_num_queries):
    wave, browser = make.wave(), make.browser()
    for many in (3, 30):
        for _ in range(many):
            brought(wave, [10, 9, 3], segment=make.segment(), customer=make.customer())
        for path in ("", "?period=all", "answers", "answers?words=1", "months.csv"):
            with django_assert_max_num_queries(12):
                assert browser.get(f"/satisfaction/{path}").status_code == 200
