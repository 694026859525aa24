import datetime
import json

import pytest

from heedful.core import clock, people
from heedful.core.models import Entry
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db
LATER = datetime.datetime(2027, 5, 3, 9, tzinfo=datetime.UTC)


def test_the_evidence_says_who_did_what_and_when():
    browser = make.browser(make.person("Dana Ortiz"))
    people.add_unit(by=browser.person, name="Depot north")

    text = browser.get("/history/").text

    assert "Unit added" in text
    assert "Depot north" in text
    assert "Dana Ortiz" in text


def test_the_evidence_is_filtered_by_kind_and_person_and_day():
    browser = make.browser()
    people.add_unit(by=browser.person, name="Depot north")
    make.person("Zoe Far")

    assert "Depot north" not in browser.get("/history/?kind=person").text
    assert "Zoe Far added" not in browser.get(f"/history/?by={browser.person.ref}").text
    assert "No entry fits" in browser.get("/history/?last=2020-01-01").text


@pytest.mark.parametrize("query", ["kind=nothing", "by=x&first=2026-99-99", "before=abc", "before=-1", "last=%00"])
def test_nonsense_in_the_address_filters_nothing(query):
    assert make.browser().get(f"/history/?{query}").status_code == 200


def test_the_evidence_costs_the_same_with_thirty_entries(django_assert_max_num_queries):
    browser = make.browser()
    for _ in range(30):
        make.person()
    with django_assert_max_num_queries(10):
        assert browser.get("/history/").status_code == 200


def test_older_entries_are_one_press_further():
    browser = make.browser()
    for number in range(40):
        make.unit(f"Unit no {number}")
    text = browser.get("/history/").text
    assert "Older" in text
    before = text.partition("?before=")[2].partition('"')[0]
    assert "Unit no 1<" in browser.get(f"/history/?before={before}").text


def test_a_record_shows_each_version_with_what_changed():
    browser = make.browser(make.person("Dana Ortiz"))
    someone = make.person("Ada Old")
    people.change_person(someone, by=browser.person, reason="Married", name="Ada New")

    text = browser.get(f"/history/{someone.ref}").text

    for words in ("Ada Old", "Ada New", "Married", "Person changed", "Dana Ortiz", "personal"):
        assert words in text
    assert Entry.objects.filter(object=someone.pk).order_by("-n").first().leaf in text


@pytest.mark.tampers
def test_what_was_erased_says_so():
    browser, someone = make.browser(), make.person("Ada Gone")
    mine = Entry.objects.filter(object=someone.pk, n=1)
    mine.update(personal_body=None, personal_salt=None)

    text = browser.get(f"/history/{someone.ref}").text

    assert "[erased]" in text


def test_a_removed_record_still_has_its_history():
    browser, one, two = make.browser(), make.unit(), make.unit()
    browser.post(f"/attached/{one.ref}/link", {"relation": "relates to", "other": two.key})
    tie = Entry.objects.get(act="link.made")
    browser.post(f"/attached/{one.ref}/unlink", {"tie": tie.object, "reason": "A mistake"})

    text = browser.get(f"/history/link/{tie.object}").text

    assert "then removed" in text
    assert "A mistake" in text


def test_a_record_that_never_was_is_not_found():
    browser = make.browser()
    for ref in ("unit/00000000-0000-4000-8000-000000000000", "nothing/1", "unit/x", "unit"):
        assert browser.get(f"/history/{ref}").status_code == 404


def test_who_may_not_read_records_reads_no_history():
    unit = make.unit("Depot north")
    browser = make.browser(make.person(role=AccessRole.ADMINISTRATOR))
    assert browser.get(f"/history/{unit.ref}").status_code == 403
    assert "Depot north" not in browser.get("/history/").text


def test_in_the_past_the_history_ends_with_that_day():
    browser = make.browser()
    with clock.at(LATER, simulated=True):
        unit = make.unit("Depot")
    with clock.at(LATER + datetime.timedelta(days=2), simulated=True):
        people.close_unit(unit, by=browser.person, on=make.DAY)
    session = browser.session
    session["as_at"] = LATER.date().isoformat()
    session.save()

    text = browser.get(f"/history/{unit.ref}").text

    assert "1 version." in text
    assert "Unit closed" not in text
    assert "Unit closed" not in browser.get("/history/").text


def test_every_naughty_string_is_found_again_in_the_history(shared):
    browser = make.browser()
    strings = json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())
    strings = strings if isinstance(strings, list) else next(v for v in strings.values() if isinstance(v, list))
    someone = make.person("Plain")
    for text in strings[:60]:
        if text.strip() and "\0" not in text:
            someone = people.change_person(someone, by=browser.person, name=text.strip()[:100], email="")
    assert browser.get(f"/history/{someone.ref}").status_code == 200
