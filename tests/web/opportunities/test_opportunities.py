import pytest

from heedful.core.permissions import AccessRole
from heedful.improvement.models import Opportunity
from tests import make

pytestmark = pytest.mark.django_db


def test_without_an_opportunity_the_list_says_how_to_begin():
    text = make.browser().get("/opportunities/").text
    assert "No opportunity is written down." in text
    assert "Begin with what customers suggest" in text


def test_an_opportunity_goes_its_whole_way_by_the_forms(django_assert_max_num_queries):
    browser = make.browser()
    answer = browser.post("/opportunities/new", {"what": "Morning slots", "on": "2026-03-09"})
    seen = Opportunity.objects.get()
    at = f"/opportunities/{seen.pk}"
    assert answer["Location"] == at
    assert "One opportunity waits for a decision; none pursued." in browser.get("/opportunities/").text

    owner = browser.person.pk
    browser.post(f"{at}/pursue", {"because": "Three asked", "owner": owner, "on": "2026-03-10", "version": 1})
    browser.post(f"{at}/complete", {"on": "2026-03-11", "version": 2})
    browser.post(f"{at}/evaluate", {"effect": "Nine orders", "on": "2026-03-12", "version": 3})
    with django_assert_max_num_queries(12):
        text = browser.get(at).text
    assert "Evaluated on" in text
    assert "Nine orders" in text


def test_what_was_refused_stays_in_the_form():
    seen = make.opportunity()
    answer = make.browser().post(f"/opportunities/{seen.pk}/pursue", {"because": "Kept", "on": "2026-03-10"})
    assert (answer.status_code, "Kept" in answer.text) == (422, True)
    answer = make.browser().post(f"/opportunities/{seen.pk}/decline", {"because": "Kept", "on": "2020-03-10"})
    assert (answer.status_code, "It was seen on" in answer.text) == (422, True)


def test_the_list_filters_and_takes_nonsense():
    make.opportunity("Seen")
    browser = make.browser()
    assert "Seen</a>" in browser.get("/opportunities/?show=open&q=seen").text
    assert "Seen</a>" not in browser.get("/opportunities/?show=declined").text
    for nonsense in ("show=x", "process=%00", "sort=x", "page=-1"):
        assert browser.get(f"/opportunities/?{nonsense}").status_code == 200


def test_the_questions_asked_do_not_grow_with_the_opportunities(django_assert_max_num_queries):
    browser, process = make.browser(), make.process()
    for start, many in ((0, 3), (3, 27)):
        for number in range(start, start + many):
            make.opportunity(f"Slot {number}", process=process, owner=make.person())
        with django_assert_max_num_queries(12):
            assert browser.get(f"/opportunities/?q=slot&process={process.pk}").status_code == 200


def test_it_begins_with_the_record_it_comes_from():
    feedback = make.feedback()
    text = make.browser().get(f"/opportunities/new?source={feedback.ref}").text
    assert f'value="{feedback.ref}"' in text


def test_an_unknown_step_and_an_auditor_find_nothing_to_do():
    seen = make.opportunity()
    assert make.browser().get(f"/opportunities/{seen.pk}/nothing").status_code == 404
    browser = make.browser(make.person(role=AccessRole.INTERNAL_AUDITOR))
    assert "Take it up" not in browser.get(f"/opportunities/{seen.pk}").text
    assert browser.post(f"/opportunities/{seen.pk}/decline", {"because": "x", "on": "2026-03-10"}).status_code == 403
