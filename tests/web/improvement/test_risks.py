from datetime import timedelta

import pytest

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.improvement.models import Risk
from heedful.improvement.risks import review_risk
from tests import make

pytestmark = pytest.mark.django_db


def test_without_a_risk_the_list_says_how_to_begin():
    text = make.browser().get("/risks/").text
    assert "No open risk is written down." in text
    assert "Begin with the last complaint that surprised you" in text


def test_the_headline_says_how_many_are_high_and_not_looked_at():
    review_risk(make.risk(likelihood=5, severity=5), by=make.TEST, on=today(), conclusion="x")
    make.risk(likelihood=1, severity=1)
    assert "One of two open risks is high; one not reviewed in six months." in make.browser().get("/risks/").text


def test_the_map_says_level_and_number_in_words_and_leads_to_those_risks():
    make.risk("High one", likelihood=4, severity=5)
    make.risk("High two", likelihood=4, severity=5)
    make.risk("Low one", likelihood=1, severity=2)
    browser = make.browser()

    text = browser.get("/risks/").text
    chosen = browser.get("/risks/?likelihood=4&severity=5").text

    assert 'aria-label="2 risks: how likely 4, how severe 5, high"' in text
    assert "High two" in chosen
    assert "Low one" not in chosen.split('id="list"')[1]


def test_the_list_filters():
    process = make.process()
    make.risk("High", process=process)
    make.risk("Low", likelihood=1, severity=1, on=today() - timedelta(days=300))
    browser = make.browser()
    for query, there, not_there in (
        ("show=high", "High", "Low"), (f"process={process.pk}", "High", "Low"), ("q=low", "Low", "High"),
    ):  # fmt: skip
        rows = browser.get(f"/risks/?{query}").text.split('id="list"')[1]
        assert f">{there}</a>" in rows
        assert f">{not_there}</a>" not in rows
    for nonsense in ("show=x", "likelihood=9", "severity=%00", "process=x", "sort=-x"):
        assert browser.get(f"/risks/?{nonsense}").status_code == 200


def test_the_questions_asked_do_not_grow_with_the_risks(django_assert_max_num_queries):
    browser, process = make.browser(), make.process()
    for many in (3, 27):
        for _ in range(many):
            make.risk(process=process)
        with django_assert_max_num_queries(12):
            assert browser.get(f"/risks/?q=dock&process={process.pk}").status_code == 200


def test_a_risk_is_written_down_reviewed_and_closed_by_the_forms(django_assert_max_num_queries):
    process, browser = make.process(), make.browser()
    assert f'value="{process.pk}" selected' in browser.get(f"/risks/new?process={process.pk}").text
    form = {"what": "Broken chain", "effect": "conformity", "likelihood": 4, "severity": 5, "process": process.pk,
            "on": "2026-03-09"}  # fmt: skip
    answer = browser.post("/risks/new", form)
    risk = Risk.objects.get()
    assert answer["Location"] == f"/risks/{risk.pk}"

    browser.post(f"/risks/{risk.pk}/treat", {"treatment": "Alarm", "version": 1})
    browser.post(f"/risks/{risk.pk}/rate", {"likelihood": 2, "severity": 5, "reason": "It rings", "version": 2})
    browser.post(f"/risks/{risk.pk}/review", {"on": "2026-04-09", "conclusion": "As before", "version": 3})
    with django_assert_max_num_queries(12):
        text = browser.get(f"/risks/{risk.pk}").text
    assert "Rated 10, middle" in text
    assert "Alarm" in text

    browser.post(f"/risks/{risk.pk}/close", {"on": "2026-05-09", "reason": "Dock is gone", "version": 4})
    risk.refresh_from_db()
    assert risk.closed_on.isoformat() == "2026-05-09"
    assert "Review it" not in browser.get(f"/risks/{risk.pk}").text


def test_a_rating_off_the_scale_is_refused_beside_its_field():
    form = {"what": "x", "effect": "conformity", "likelihood": 6, "severity": "", "on": "2026-03-09"}
    answer = make.browser().post("/risks/new", form)
    assert answer.status_code == 422
    assert not Risk.objects.exists()


def test_a_member_reads_only():
    risk, browser = make.risk(), make.browser(make.person(role=AccessRole.MEMBER))
    assert "Review it" not in browser.get(f"/risks/{risk.pk}").text
    assert browser.post(f"/risks/{risk.pk}/close", {"on": "2026-03-09", "reason": "x"}).status_code == 403
