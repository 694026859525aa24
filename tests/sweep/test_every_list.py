"""Addresses with nonsense behind the question mark, and pages as they stood on a past day."""

import datetime
import json
import re
from itertools import cycle
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings

from heedful.core.models import Entry
from tests.sweep.forms import forms_of
from tests.sweep.table import TABLE
from tests.sweep.test_every_address import whole
from tests.sweep.test_every_form import PLAIN, every_form
from tests.sweep.world import House

NAMES = (
    "q", "page", "sort", "show", "kind", "state", "severity", "since", "until", "customer", "segment", "channel",
    "theme", "unit", "owner", "survey", "period", "by", "first", "last", "before", "after", "group", "lang", "day",
    "question", "words", "process", "product", "interaction", "wave", "for", "from", "on", "done", "late", "type",
)  # fmt: skip
NONSENSE = [
    "abc", "1" + "0" * 30, "-1", "0", "%00", "1e9", "--", "'", '"><xheed>', "%F0%9F%92%A9", "%ED%A0%80", "%FF%FE",
    "0000-00-00", "9999-12-31", "NaN", "00000000-0000-0000-0000-000000000000", "__class__", "-pk", "password",
    "a" * 3_000, "%E2%80%AE", "1%0D%0ASet-Cookie:x=1", "٣", "[]", "9223372036854775808", "2026-02-30", "*", "%25", "_",
    '"', '"a" OR "b', "NEAR(a b)", "a*", "-a", "(", "a AND", "^a",
]  # fmt: skip


REFUSED_ALOUD = (404, 422)
"""There is no such thing, or what was asked for cannot be worked out: the page says which field and why."""
AS_A_CUSTOMER_SEES_IT = ("surveys:preview pk", "surveys:qr pk")
NO_CHANGE, REFUSED = "nothing can be changed here", "go back to today to change anything"


@pytest.mark.django_db
def test_nonsense_in_an_address_breaks_no_page(shared):
    house, wrong = House(), []
    browser, nonsense = house.browser("Q"), cycle(NONSENSE)
    browser.raise_request_exception = False
    for route, (_, whose, _) in TABLE.items():
        if "Q" not in whose:
            continue
        address = house.address(route)
        offered = {
            name for form in forms_of(whole(browser.get(address))) for name in form.fields if form.method == "get"
        }
        queries = ["&".join(f"{name}={next(nonsense)}" for name in (*NAMES, *offered)) for _ in range(2)]
        queries += [f"{name}={next(nonsense)}" for name in offered]
        queries += [f"page={'9' * 31}&&=&=&", f"page=%00&sort=%00&{'a' * 5_000}"]
        for query in queries:
            answer = browser.get(f"{address}?{query}", follow=True)
            page = whole(answer)
            if answer.status_code >= 500 or (answer.status_code >= 400 and answer.status_code not in REFUSED_ALOUD):
                wrong.append(f"{route}?{query[:120]}: {answer.status_code}")
            if "<xheed" in page:
                wrong.append(f"{route}?{query[:120]}: shown as it came")

    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.django_db
def test_every_search_answers_to_whatever_is_sought(shared):
    strings = json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())
    house, wrong = House(), []
    browser, boxes = house.browser("Q"), cycle(["/search/", "/customers/", "/feedback/", "/complaints/"])
    browser.raise_request_exception = False
    for text in [*strings, *NONSENSE]:
        answer = browser.get(f"{next(boxes)}?q={quote(text, safe='')}", follow=True)
        if answer.status_code != 200 or "<script>alert(" in whole(answer):
            wrong.append(f"{text[:60]!r}: {answer.status_code}")

    assert not wrong, "\n".join(wrong[:20])


@pytest.fixture
def past_house():
    """One of everything, made in March; the days that are looked at are forgotten again."""
    yield House()
    for kept in settings.FOLDER.past.glob("*"):
        kept.unlink()


def look_at(browser, day):
    """Choose a day to look at."""
    assert browser.post("/as-at", {"day": day.isoformat(), "next": "/"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-03-10", "2020-01-01"], ids=["of the records", "before the records"])
def test_every_page_can_be_seen_as_it_stood_and_none_can_be_changed(day, past_house):
    day = datetime.date.fromisoformat(day)
    browser, wrong, before = past_house.browser("Q"), [], Entry.objects.count()
    forms = list(every_form(past_house))
    look_at(browser, day)
    browser.raise_request_exception = False
    for route, (kind, whose, _) in TABLE.items():
        if "Q" not in whose:
            continue
        answer = browser.get(past_house.address(route))
        there = answer.status_code in (200, 302) or (answer.status_code == 404 and (kind or day.year == 2020))
        if not there:
            wrong.append(f"get {route}: {answer.status_code}")
        ours = answer.status_code == 200 and "<html" in whole(answer) and "P" not in whose
        if ours and route not in AS_A_CUSTOMER_SEES_IT and NO_CHANGE not in told(answer):
            wrong.append(f"get {route}: does not say that it shows the past")
    for asked in forms:
        if asked.action.startswith(("/a/", "/i/", "/k/", "/e/", "/o/", "/c/", "/speak")):
            continue
        answer = browser.post(asked.action, body_of(asked), content_type=PLAIN)
        # A press on many rows comes back to its list, and says there why nothing was done.
        refused = answer.status_code in (403, 404, 405, 422) or (
            "Location" in answer and REFUSED in told(browser.get(answer["Location"]))
        )
        if not refused:
            wrong.append(f"post {asked}: {answer.status_code}")

    assert not wrong, "\n".join(wrong[:25])
    assert Entry.objects.count() == before


def told(answer):
    """The words of a page in small letters."""
    return re.sub(r"<[^>]*>|\s+", " ", whole(answer)).lower()


def body_of(asked):
    """A form filled in as asked, as it is sent."""
    return urlencode(asked.form.filled(), doseq=True)
