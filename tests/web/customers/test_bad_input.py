import json
from urllib.parse import quote

import pytest

from heedful.core.models import Comment, Organisation
from tests import make

pytestmark = pytest.mark.django_db


def _values(shared, name):
    found = json.loads((shared / "reference/bad-input" / name).read_text())
    return found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))


def test_no_identifier_finds_what_is_not_there(shared):
    browser = make.browser()
    pages = ("customers", "contacts", "interactions", "people", "customers/segments", "history/customer", "go/grant",
             "files", "attached/unit")  # fmt: skip
    for given in _values(shared, "request/identifiers.json"):
        for page in pages:
            answer = browser.get(f"/{page}/{quote(given, safe='%/')}")
            assert answer.status_code in (400, 404), (page, given)


def test_no_day_breaks_a_form_or_a_filter(shared):
    browser = make.browser()
    customer = make.customer()
    for given in _values(shared, "request/dates.json"):
        added = browser.post("/customers/new", {"name": f"By {given}", "language": "en", "since": given})
        assert added.status_code in (302, 422), given
        left = browser.post(f"/customers/{customer.pk}/leave", {"version": 1, "on": given, "because": "x"})
        assert left.status_code in (302, 409, 422), given
        assert browser.get("/history/", {"first": given, "last": given}).status_code == 200, given
        assert browser.post("/as-at", {"day": given}).status_code == 302, given
        assert browser.get("/").status_code == 200, given
        browser.post("/as-at", {"day": ""})


def test_no_target_leads_out_of_the_house(shared):
    browser = make.browser()
    for given in _values(shared, "request/redirect-targets.json"):
        location = browser.post("/as-at", {"day": "", "next": given})["Location"]
        assert location.startswith("/"), given
        assert "evil" not in location or location.startswith("/..//evil"), given


def test_every_text_is_kept_or_refused_whole_and_shown_as_it_was_typed(shared):
    browser, unit = make.browser(), make.unit()
    strings = [*_values(shared, "strings/blns-even.json"), *_values(shared, "request/template-strings.json")]
    for text in strings:
        assert browser.post(f"/attached/{unit.ref}/comment", {"words": text}).status_code in (302, 422), text
        assert browser.post("/people/new", {"name": text}).status_code in (302, 422), text
        assert browser.get("/search/", {"q": text}).status_code in (200, 302), text
        assert browser.get("/customers/", {"words": text}).status_code == 200, text
        assert browser.get("/people/", {"words": text, "role": text}).status_code == 200, text
    page = browser.get(f"/attached/{unit.ref}").text
    assert "{{7*7}}" in page
    assert "<script>alert" not in page
    assert Comment.objects.count() > 100


def test_no_text_breaks_the_settings(shared):
    browser = make.browser()
    for text in _values(shared, "strings/blns-even.json")[:80]:
        names = ("name", "country", "zone", "languages", "size", "answer_days", "region", "recommend_target")
        answer = browser.post("/settings", {"version": 1, "workdays": text} | dict.fromkeys(names, text))
        assert answer.status_code == 422, text
    assert Organisation.objects.get().version == 1
