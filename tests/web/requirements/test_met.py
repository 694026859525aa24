import datetime
import json

import pytest

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.requirements.models import ComplianceEvaluation, ConformityCheck
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db


def test_the_page_says_how_often_it_is_met_of_how_many_and_in_which_period():
    found, browser = make.requirement_in_force(), make.browser()
    assert "Nobody checked in the last twelve months" in browser.get(f"/requirements/{found.pk}").text

    make.conformity_check(found, k=1191, n=1204, on=today())

    text = browser.get(f"/requirements/{found.pk}").text
    assert "Met in 98.9% of 1,204 (98.2% to 99.4%)." in text
    assert "not all" in text


def test_the_page_asks_the_same_whatever_hangs_on_it(django_assert_max_num_queries):
    found, browser = make.requirement_in_force(market=make.market()), make.browser()
    for many in (3, 30):
        for number in range(many):
            on = DAY - datetime.timedelta(days=many * 100 + number)
            make.conformity_check(found, on=on)
            make.evaluation(found, on=on)
        with django_assert_max_num_queries(12):
            assert browser.get(f"/requirements/{found.pk}").status_code == 200


def test_a_check_is_entered_and_one_that_failed_says_what_comes_next():
    found, browser = make.requirement_in_force(), make.browser()
    form = {"on": DAY.isoformat(), "k": "11", "n": "12", "evidence": "Log 9 March"}
    answer = browser.post(f"/requirements/{found.pk}/check", form, follow=True)
    assert "Open a nonconformity for it from there" in answer.text
    check = ConformityCheck.objects.get()
    assert check.checker is not None

    browser.post(f"/requirements/checks/{check.pk}/remove", {"version": 1, "reason": "Counted twice"})

    assert not ConformityCheck.objects.exists()


@pytest.mark.parametrize("wrong", [{"k": "13"}, {"n": "0", "k": "0"}, {"evidence": ""}, {"on": "2999-01-01"},
                                   {"on": "2190-01-01"}, {"k": "1e9"}, {"n": "99999999999"}])  # fmt: skip
def test_a_wrong_check_is_refused_and_what_was_written_is_kept(wrong):
    found = make.requirement_in_force()
    form = {"on": DAY.isoformat(), "k": "11", "n": "12", "evidence": "Words to keep"} | wrong
    answer = make.browser().post(f"/requirements/{found.pk}/check", form)
    assert answer.status_code == 422
    assert form["evidence"] in answer.text
    assert not ConformityCheck.objects.exists()


def test_compliance_is_evaluated_and_the_page_says_when_it_is_next():
    found, browser = make.requirement_in_force(on=DAY), make.browser()
    form = {"on": DAY.isoformat(), "fulfilled": "False", "evidence": "Logs of a year", "version": found.version}
    answer = browser.post(f"/requirements/{found.pk}/evaluate", form, follow=True)
    assert "We did not comply when it was last evaluated" in answer.text
    assert "not fulfilled" in answer.text
    assert "9 Mar 2027" in answer.text
    assert ComplianceEvaluation.objects.get().fulfilled is False
    assert browser.post(f"/requirements/{found.pk}/evaluate", form).status_code == 422


def test_what_is_not_the_law_is_not_evaluated():
    found, browser = make.requirement_in_force(source_type="own"), make.browser()
    assert "Compliance" not in browser.get(f"/requirements/{found.pk}").text
    form = {"on": DAY.isoformat(), "fulfilled": "True", "evidence": "x"}
    assert "check of conformity instead" in browser.post(f"/requirements/{found.pk}/evaluate", form).text


def test_a_member_reads_the_checks_and_enters_none():
    found, browser = make.requirement_in_force(), make.browser(make.person(role=AccessRole.MEMBER))
    assert "Enter a check" not in browser.get(f"/requirements/{found.pk}").text
    assert browser.get(f"/requirements/{found.pk}/check").status_code == 403


def test_every_field_survives_naughty_text(shared):
    found, browser = make.requirement_in_force(), make.browser()
    for text in json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())[::4]:
        for step, names in (("check", ("on", "k", "n", "evidence")), ("evaluate", ("on", "fulfilled", "evidence")),
                            ("law", ("every_months", "instrument", "market", "reason"))):  # fmt: skip
            answer = browser.post(f"/requirements/{found.pk}/{step}", dict.fromkeys(names, text))
            assert answer.status_code == 422
    assert not ConformityCheck.objects.exists()
    assert not ComplianceEvaluation.objects.exists()
