import pytest

from heedful.core import people
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db


def test_a_key_leads_straight_to_its_record():
    someone = make.person("Ada")
    answer = make.browser().get("/search/", {"q": f" {someone.key.lower()} "})
    assert answer.status_code == 302
    assert str(someone.pk) in answer["Location"]


def test_words_find_records_of_every_kind_in_groups():
    make.unit("Northern depot")
    make.person("Nora Northern")

    text = make.browser().get("/search/", {"q": "NORTHERN"}).text

    assert "2 records hold" in text
    assert "Northern depot" in text
    assert "Nora Northern" in text
    assert "<h2>Units</h2>" in text


def test_a_kind_with_many_does_not_hide_the_others(django_assert_max_num_queries):
    for number in range(30):
        make.person(f"Same {number}")
    make.unit("Same place")
    browser = make.browser()
    with django_assert_max_num_queries(7):
        text = browser.get("/search/", {"q": "same"}).text
    assert "Same place" in text
    assert "31 records hold" in text
    assert text.count("Same 2") < 30


def test_nothing_found_says_how_to_go_on():
    assert "Try fewer words" in make.browser().get("/search/", {"q": "xyzzy"}).text
    assert "What are you looking for?" in make.browser().get("/search/").text


@pytest.mark.parametrize("words", ["%", "_", "\0", "'; DROP TABLE x;--", "ﷺ" * 300, "{{ 7*7 }}", "<script>"])
def test_strange_words_find_nothing_and_break_nothing(words):
    answer = make.browser().get("/search/", {"q": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.replace("<script type", "").replace("<script src", "")


def test_who_may_not_read_finds_nothing():
    make.unit("Northern depot")
    browser = make.browser(make.person(role=AccessRole.ADMINISTRATOR))

    answer = browser.get("/search/", {"q": "northern"})

    assert answer.status_code == 403
    assert "Northern depot" not in answer.text


def test_a_row_without_a_page_leads_to_what_it_hangs_on():
    browser = make.browser()
    someone = make.person(role=None)
    grant = people.grant_role(someone, by=make.TEST, role=AccessRole.MEMBER, since=make.DAY)

    answer = browser.get(f"/go/{grant.ref}")

    assert answer.status_code == 302
    assert str(someone.pk) in answer["Location"]
    assert browser.get("/go/grant/00000000-0000-4000-8000-000000000000").status_code == 404
