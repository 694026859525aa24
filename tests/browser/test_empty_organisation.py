"""An organisation without records: no page says or looks as if anything were well."""

import pytest

from heedful.audits.catalogue import questions
from tests.browser.story import Hand

GREEN = ".result.met, .verdict.met, .wall .met, .tag.good, .note.good, .fill-good"
PAGES = ["/", "/questions/", "/questions/hc-do-acknowledge", "/satisfaction/", "/complaints/", "/feedback/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_looks_green(open_page, live_server, scheme):
    hand = Hand(open_page("/questions/", scheme=scheme))
    hand.press("Ask now")

    for path in PAGES:
        hand.page.goto(live_server.url + path)
        shown = hand.page.locator(GREEN).evaluate_all("all => all.filter((at) => at.checkVisibility()).length")
        assert shown == 0, path
        assert "100%" not in hand.text, path
    assert hand.page.complaints == []


def test_the_wall_says_that_no_question_has_enough_evidence(open_page):
    hand = Hand(open_page("/questions/"))
    hand.press("Ask now")

    assert hand.page.locator("h1").inner_text().startswith("The records cannot tell yet")
    assert hand.page.locator("main table .result.not-enough").count() == len(questions())
    assert hand.page.locator("main table .result").count() == len(questions())
