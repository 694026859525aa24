"""Nobody is offered a way that leads to a refusal: each link on each page of an empty house, for each access role."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin

import pytest

from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|hx-get)="([^"#]+)')
LEAVE_OUT = ("/account/", "/static/", "/gallery/", "/speak/")


def ways(browser, most=400):
    """Follow links from the day page on; give each with where it stands and what came."""
    seen, waiting = {"/"}, deque([("/", "")])
    while waiting and len(seen) < most:
        path, found_on = waiting.popleft()
        answer = browser.get(path)
        yield path, found_on, answer.status_code
        if answer.status_code != 200 or "html" not in answer["content-type"]:
            continue
        for target in LINK.findall(answer.content.decode()):
            there = urljoin(path, unescape(target))
            if there.startswith("/") and not there.startswith(LEAVE_OUT) and there not in seen:
                seen.add(there)
                waiting.append((there, path))


@pytest.mark.parametrize("role", list(AccessRole))
def test_no_link_of_an_empty_house_is_refused(role):
    browser = make.browser(make.person(role=role))

    refused = [(path, found_on, status) for path, found_on, status in ways(browser) if status >= 400]
    assert refused == []
