"""Every address in a browser: whoever has a page can use it, in light and dark, at a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.browser.test_every_page import SMALL_TARGETS, WIDER_THAN_SCREEN, faults
from tests.sweep.table import SIGN_IN, TABLE
from tests.sweep.world import ROLES, House, routes

IN_DARK = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
FILES = (
    "healthz", "customers:export", "attached:file pk", "imports:rows_file pk", "processes:data pk",
    "satisfaction:months", "satisfaction:segments", "feedback:customers", "api:described",
    "surveys:export name pk", "complaints:letter_pdf pk",
    "complaints:letter_docx pk", "complaints:eight_pdf pk", "complaints:eight_docx pk", "nonconformities:eight_pdf pk",
    "nonconformities:eight_docx pk", "satisfaction:months_workbook", "satisfaction:segments_workbook",
    "satisfaction:months_picture", "satisfaction:report",
)  # fmt: skip


def seen_by(letter):
    """The pages that a role is the first of the table to have; "P" is anybody without an account."""
    for route, (_, whose, _) in TABLE.items():
        first = "P" if "P" in whose else next((one for one in ROLES if one in whose), "")
        if first == letter and whose != "no" and route not in FILES:
            yield route


AT_ONCE = 8
PARTS = [(letter, part) for letter in [*ROLES, "P"] for part in range(AT_ONCE) if list(seen_by(letter))[part::AT_ONCE]]


@pytest.fixture
def house(emptied):
    return House()


@pytest.fixture
def look(chromium, live_server, house):
    """Look at a page as a role, at a desk in light and dark and on a phone, and tell what is wrong with it."""
    opened = {}

    def tab(letter):
        if letter not in opened:
            context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
            if letter != "P":
                cookie = house.browser(letter).cookies[settings.SESSION_COOKIE_NAME]
                context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
            opened[letter] = context.new_page()
        return opened[letter]

    def wrong_with(letter, address):
        page = tab(letter)
        answer = page.goto(live_server.url + address)
        if "text/html" not in answer.headers.get("content-type", ""):
            return [f"is no page but {answer.headers.get('content-type')}"]
        found = [f"in light {fault}" for fault in faults(page)]
        page.emulate_media(color_scheme="dark")
        in_dark = Axe().run(page, options=IN_DARK).response["violations"]
        found += [f"in dark {one['id']}: {[n['html'][:120] for n in one['nodes'][:3]]}" for one in in_dark]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 390, "height": 900})
        found += [f"too small for a thumb: {target}" for target in page.evaluate(SMALL_TARGETS)]
        page.set_viewport_size({"width": 320, "height": 900})
        if page.evaluate(WIDER_THAN_SCREEN) > 0:
            found.append("scrolls sideways at 320 pixels")
        page.set_viewport_size({"width": 1440, "height": 900})
        return found

    yield wrong_with
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize(("letter", "part"), PARTS)
def test_axe_finds_nothing_and_a_thumb_finds_everything_on_any_page(letter, part, house, look):
    routes = list(seen_by(letter))[part::AT_ONCE]
    wrong = {route: found for route in routes if (found := look(letter, house.address(route)))}

    assert wrong == {}


def test_no_address_with_a_page_is_left_out():
    looked_at = {route for letter in [*ROLES, "P"] for route in seen_by(letter)}

    assert {route for route in routes() if route not in SIGN_IN} - looked_at - set(FILES) == {
        route for route, (_, whose, _) in TABLE.items() if whose in ("no", "")
    }
