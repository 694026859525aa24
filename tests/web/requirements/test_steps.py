import pytest

from heedful.requirements.models import Requirement
from tests import make

pytestmark = pytest.mark.django_db


def test_a_requirement_goes_through_review_and_agreement_into_force_by_the_forms():
    browser = make.browser()
    found = make.requirement(owner=make.person(), process=make.process(), verification="Log")
    for version, step in enumerate(("review", "agree", "force"), 1):
        assert browser.post(f"/requirements/{found.pk}/{step}", {"version": version}).status_code == 302
    found.refresh_from_db()
    assert found.state == "in_force"
    assert found.in_force_since is not None


def test_agreeing_to_what_nobody_reviewed_says_what_comes_first():
    answer = make.browser().post(f"/requirements/{make.requirement().pk}/agree", {"version": 1})
    assert (answer.status_code, "Review it first" in answer.text) == (422, True)


def test_one_of_the_law_leads_on_to_its_law_and_keeps_it():
    market, browser = make.market(), make.browser()
    answer = browser.post("/requirements/new", {"statement": "0 to 4 °C", "source_type": "statutory"})
    found = Requirement.objects.get()
    assert answer.url == f"/requirements/{found.pk}/law"
    form = {"instrument": "EC 852/2004", "article": "4", "market": market.pk, "applies_because": "We carry food.",
            "every_months": "6", "reason": "Named", "version": 1}  # fmt: skip
    text = browser.post(answer.url, form, follow=True).text
    assert "EC 852/2004, 4" in text
    assert "We carry food." in text
    assert "Norway" in text


def test_a_requirement_is_refused_or_replaced_with_its_reason():
    browser, new = make.browser(), make.requirement_in_force()
    refused, replaced = make.requirement(), make.requirement_in_force("Old")
    browser.post(f"/requirements/{refused.pk}/refuse", {"version": 1, "reason": "Too dear"})
    browser.post(f"/requirements/{replaced.pk}/replace", {"version": 2, "successor": new.key})
    refused.refresh_from_db(), replaced.refresh_from_db()
    assert (refused.state, replaced.state) == ("refused", "superseded")
    text = browser.get(f"/requirements/{replaced.pk}").text
    assert new.key in text
    assert "/change" not in text
    again = browser.post(f"/requirements/{refused.pk}/refuse", {"reason": "Again"})
    assert again.status_code == 422


@pytest.mark.parametrize("months", ["0", "121", "six"])
def test_months_that_nobody_means_are_refused(months):
    found = make.requirement()
    form = {"every_months": months, "reason": "x", "version": 1, "instrument": "Kept words"}
    answer = make.browser().post(f"/requirements/{found.pk}/law", form)
    assert (answer.status_code, "Kept words" in answer.text) == (422, True)
