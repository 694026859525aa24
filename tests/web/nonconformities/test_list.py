import pytest

from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db


def test_without_a_case_the_list_says_how_to_begin():
    text = make.browser().get("/nonconformities/").text
    assert "No nonconformity is open." in text
    assert "Open one from the record that shows it" in text


def test_the_headline_says_how_many_are_open_grave_and_late():
    make.corrective_action(make.nonconformity("One"))
    make.nonconformity("Two", severity=1)
    make.closed_nonconformity(make.nonconformity("Three", code="door"))
    text = make.browser().get("/nonconformities/").text
    assert "Two nonconformities are open, one of high severity or worse; one waits for an overdue action." in text
    assert "Being done" in text
    assert "To be contained" in text


def test_the_list_filters_and_takes_nonsense():
    process = make.process()
    make.corrective_action(make.nonconformity("High", process=process))
    make.nonconformity("Low", severity=1, code="door")
    make.closed_nonconformity(make.nonconformity("Gone", code="roof"))
    browser = make.browser()
    for query, there, not_there in (
        ("severity=3", "High", "Low"), (f"process={process.pk}", "High", "Low"), ("code=door", "Low", "High"),
        ("show=late", "High", "Low"), ("show=closed", "Gone", "High"), ("q=low", "Low", "High"), ("", "Low", "Gone"),
    ):  # fmt: skip
        rows = browser.get(f"/nonconformities/?{query}").text.split('id="list"')[1]
        assert f">{there}</a>" in rows
        assert f">{not_there}</a>" not in rows
    for nonsense in ("show=x", "severity=x", "process=%00", "sort=-x", "page=x", "code=%00"):
        assert browser.get(f"/nonconformities/?{nonsense}").status_code == 200


def test_the_questions_asked_do_not_grow_with_the_cases(django_assert_max_num_queries):
    browser, process = make.browser(), make.process()
    for start, many in ((0, 3), (3, 27)):
        for number in range(start, start + many):
            make.corrective_action(make.nonconformity(f"Case {number}", process=process))
        with django_assert_max_num_queries(12):
            assert browser.get(f"/nonconformities/?q=case&process={process.pk}").status_code == 200


def test_an_auditor_reads_and_opens_none():
    make.nonconformity()
    browser = make.browser(make.person(role=AccessRole.INTERNAL_AUDITOR))
    assert "Open a nonconformity" not in browser.get("/nonconformities/").text
    assert browser.get("/nonconformities/new").status_code == 403
