"""One Chromium for all browser tests, and somebody who is signed in."""

import os
import shutil

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop; the ORM would refuse beside it
CHROMIUM = shutil.which("chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium is not there: apt-get install chromium"))


@pytest.fixture(scope="session")
def chromium():
    """The browser; it is started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def emptied(transactional_db):
    """Let the tables be emptied after the test: the triggers forbid it, and are set again by themselves."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')


@pytest.fixture
def person(emptied):
    """Who looks at the pages."""
    from tests import make  # models can be imported only once Django is set up

    return make.account_for(make.person("Dana Ortiz"), "dana@example.org")


@pytest.fixture
def open_page(chromium, live_server, person):
    """Open a page, signed in unless it is public; what the browser complains about is kept in `page.complaints`."""
    from tests import make

    contexts = []

    def open_one(path, *, public=False, scheme="light", width=1440, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, has_touch=width < 500, **options
        )
        contexts.append(context)
        if not public:
            cookie = make.browser(person).cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
