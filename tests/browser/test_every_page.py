"""What holds on every page: anybody can use it, in light and dark, wide, narrow and magnified."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import PAGES

EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """[...document.querySelectorAll("button, .button, .dock a, .menu-groups a, summary.button, select")]
  .filter((at) => at.checkVisibility() && at.getBoundingClientRect().height < 43.5)
  .map((at) => at.outerHTML.slice(0, 90))"""


def faults(page):
    return [
        (found["id"], [node["html"][:120] for node in found["nodes"][:3]])
        for found in Axe().run(page).response["violations"]
    ]


@EVERY
def test_anybody_can_use_it_in_light_and_dark(page, open_page):
    opened = open_page(page.address(), public=page.public)
    in_light = faults(opened)
    opened.emulate_media(color_scheme="dark")

    assert in_light == []
    assert faults(opened) == []
    assert opened.complaints == []


@EVERY
def test_on_a_phone_thumbs_find_everything_and_nothing_scrolls_sideways(page, open_page):
    opened = open_page(page.address(), public=page.public, width=390)
    assert faults(opened) == []
    assert opened.evaluate(SMALL_TARGETS) == []

    for width in (320, 640):  # 640 is a screen of 1280 magnified to 200 per cent
        opened.set_viewport_size({"width": width, "height": 800})
        assert opened.evaluate(WIDER_THAN_SCREEN) <= 0, f"at {width} pixels"
