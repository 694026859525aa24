import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests import make

pytestmark = pytest.mark.django_db
STYLES = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)"')


@pytest.fixture
def page(client):
    client.force_login(make.account_for(make.person()).account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.get("/gallery/").content.decode()


def test_every_part_is_shown(page):
    for part in (
        "figure",
        "share",
        "whisker",
        "split",
        "progress",
        "chart",
        "wall",
        "ledger",
        "timeline",
        "verdict",
        "conflict",
    ):
        assert f'class="{part}' in page


def test_nothing_stands_in_the_page_that_the_policy_would_block(page):
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"<[^>]+\son[a-z]+=", page)


def test_nothing_is_asked_of_another_host(page):
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*', page) == []


def test_no_id_is_given_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(i for i in set(ids) if ids.count(i) > 1) == []


def test_the_page_and_its_styles_are_small(page):
    styles = [finders.find(name) for name in STYLES.findall(page)]
    weight = sum(len(gzip.compress(Path(found).read_bytes())) for found in styles)

    assert len(styles) >= 6
    assert weight < 16_000
    assert weight + len(gzip.compress(page.encode())) < 100_000


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get("/gallery/").status_code == 302
