"""Every address of the house: who may come by it, what it says to everybody else, and what it sends along."""

import json
import re
import uuid
from itertools import cycle
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from heedful.core.models import Entry
from tests import make
from tests.sweep.table import SIGN_IN, TABLE
from tests.sweep.world import ROLES, House, routes

pytestmark = pytest.mark.django_db
REFUSED = (401, 403, 404)
TAKES_AN_ID = sorted(route for route in TABLE if " " in route)
PUBLIC = sorted(route for route, (_, whose, forms) in TABLE.items() if "P" in whose + forms)


@pytest.fixture
def house():
    """One of everything, on a day on which nobody has sent anything yet."""
    cache.clear()
    return House()


def undone(browser, method, address, data=None, **more):
    """Ask, and undo what came of it, so that the next one finds the house as it was."""
    with transaction.atomic():
        answer = getattr(browser, method)(address, data, **more)
        whole(answer)
        transaction.set_rollback(True)
    return answer


def whole(answer):
    """Everything that an answer holds; a long one is written only when it is read."""
    if not answer.streaming:
        return answer.content.decode("utf-8", "replace")
    kept = b"".join(answer.streaming_content)
    answer.streaming_content = [kept]
    return kept.decode("utf-8", "replace")


def stranger():
    """A browser of somebody without an account."""
    return Client(raise_request_exception=False)


def test_every_address_has_a_row_in_the_table():
    assert set(routes()) == set(TABLE) | SIGN_IN


@pytest.mark.parametrize("letter", ROLES)
def test_everybody_gets_the_pages_of_the_table_and_no_other(letter, house):
    browser, wrong = house.browser(letter), []
    browser.raise_request_exception = False
    for route, (_, whose, forms) in TABLE.items():
        address = house.address(route)
        got = {"get": browser.get(address).status_code, "post": undone(browser, "post", address).status_code}
        for method, letters in (("get", whose), ("post", forms)):
            if letters == "no":
                fits = got[method] == 405 or (got[method] == 403 and letter not in whose + forms)
            elif letter in letters:
                fits = got[method] in (200, 302) or (method == "post" and got[method] in (303, 409, 422))
            else:
                fits = got[method] in REFUSED
            if not fits:
                wrong.append(f"{method} {route}: {got[method]}, but the table says {letters or 'nobody'}")

    assert not wrong, "\n".join(wrong[:20])


def test_a_stranger_is_led_to_the_sign_in_from_every_page_but_the_public_ones(house):
    browser, wrong = stranger(), []
    for route, (_, whose, forms) in TABLE.items():
        address = house.address(route)
        for method, letters in (("get", whose), ("post", forms)):
            answer = undone(browser, method, address)
            sign_in = answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
            if letters == "no":
                fits = sign_in or answer.status_code == 405
            elif "P" in letters:
                fits = answer.status_code in (200, 302, 303, 422) and not sign_in
            else:
                fits = sign_in or (not letters and answer.status_code in (401, 404))
            if not fits:
                wrong.append(f"{method} {route}: {answer.status_code}")

    assert not wrong, "\n".join(wrong[:20])


def test_a_forged_form_is_refused_on_every_page_with_an_account(house):
    browser, wrong = house.browser("Q"), []
    browser.handler.enforce_csrf_checks = True
    before = Entry.objects.count()
    for route, (_, _, forms) in TABLE.items():
        if forms not in ("no", "") and "P" not in forms and browser.post(house.address(route)).status_code != 403:
            wrong.append(route)

    assert not wrong, "\n".join(wrong[:20])
    assert Entry.objects.count() == before


def test_what_is_not_yours_is_not_there(house):
    readers, administrator, wrong = house.browser("Q"), house.browser("A"), []
    for route in TAKES_AN_ID:
        pk, address = house.of.get(TABLE[route][0]), house.address(route)
        if str(pk) not in address:
            continue
        nowhere = address.replace(str(pk), str(uuid.uuid4()))
        for method in ("get", "post"):
            # What leads on to a record's page says nothing of the record.
            unknown = undone(readers, method, nowhere)
            if unknown.status_code not in (401, 404, 405) and not route.startswith("go "):
                wrong.append(f"{method} {route}: {unknown.status_code} for an id that is nobody's")
            hidden = undone(administrator, method, address)
            if hidden.status_code in REFUSED and said(hidden) != said(undone(administrator, method, nowhere)):
                wrong.append(f"{method} {route}: says more of what is there than of what is not")

    assert not wrong, "\n".join(wrong[:20])


def said(answer):
    """What a page says, without what differs each time it is asked."""
    return re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", whole(answer))


def test_an_id_that_is_none_leads_nowhere(house, shared):
    ids = json.loads((shared / "reference/bad-input/request/identifiers.json").read_text())["ids"]
    browser, wrong, turn = house.browser("Q"), [], cycle(ids)
    browser.raise_request_exception = False
    for route in TAKES_AN_ID:
        address = house.address(route)
        pk = str(house.of.get(TABLE[route][0]))
        # An id that is no UUID ends at the resolver; where any word fits, each of them reaches the page.
        given = [next(turn) for _ in range(2)] if pk in address and "kind" not in route else ids
        part = pk if pk in address else address.rsplit("/", 1)[-1]
        for bad in given:
            for method in ("get", "post"):
                status = undone(browser, method, address.replace(part, quote(bad, safe=""))).status_code
                if status not in (301, 404, 405) and not route.startswith("go "):
                    wrong.append(f"{method} {route} {bad}: {status}")

    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("method", ["put", "delete", "patch", "head"])
def test_other_methods_are_not_there(method, house):
    browser, wrong = house.browser("Q"), []
    browser.raise_request_exception = False
    for route, (_, whose, _) in TABLE.items():
        status = undone(browser, method, house.address(route)).status_code
        if status != 405 and not (method == "head" and "P" in whose and status == 200):
            wrong.append(f"{method} {route}: {status}")

    assert not wrong, "\n".join(wrong[:20])


def framed_by_one(address, answer):
    """Whether it is the one page that a site may show in a frame, and names that site alone."""
    allowed = "frame-ancestors https://www.example.org" in answer.get("Content-Security-Policy", "")
    return address.startswith("/e/") and allowed and "X-Frame-Options" not in answer


def test_every_page_says_what_a_browser_may_do_with_it(house):
    browser, wrong = house.browser("Q"), []
    asked = [("get", house.address(route)) for route in TABLE] + [("get", "/nowhere")]
    asked += [("post", house.address(route)) for route, (_, _, forms) in TABLE.items() if forms != "no"]
    for method, address in asked:
        answer = undone(browser, method, address)
        policy = answer.get("Content-Security-Policy", "")
        fits = (
            "default-src 'none'" in policy
            and "unsafe" not in policy
            and "*" not in policy
            and answer.get("X-Content-Type-Options") == "nosniff"
            and (answer.get("X-Frame-Options") == "DENY" or framed_by_one(address, answer))
            and answer.get("Referrer-Policy") in ("same-origin", "no-referrer")
        )
        if not fits:
            wrong.append(f"{method} {address}: {answer.status_code} {policy[:60]}")

    assert not wrong, "\n".join(wrong[:20])


def test_no_page_holds_a_script_or_a_style_of_its_own(house):
    browser, wrong = house.browser("Q"), []
    for route, (_, whose, _) in TABLE.items():
        if "Q" not in whose:
            continue
        page = whole(browser.get(house.address(route)))
        found = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=\"|\son[a-z]+=\"|javascript:", page)
        wrong += [f"{route}: {what}" for what in found if "nonce=" not in what and "application/json" not in what]

    assert not wrong, "\n".join(wrong[:20])


def test_the_cookies_of_a_folder_are_its_own_and_no_script_reads_them(house):
    browser, person = Client(), house.people["Q"]
    page = browser.get(reverse("account_login"))
    browser.post(reverse("account_login"), {"login": person.account.email, "password": "a long password"})

    assert page.cookies
    assert settings.SESSION_COOKIE_NAME in browser.cookies
    for name, cookie in browser.cookies.items():
        assert name == "messages" or settings.FOLDER.id[:8] in name, name
        assert cookie["samesite"] == "Lax", name
        assert cookie["httponly"] or "csrf" in name, name


def test_public_pages_set_no_cookie(house):
    for route in PUBLIC:
        if route in ("setup", "gallery"):
            continue
        browser = stranger()
        for method in ("get", "post"):
            answer = undone(browser, method, house.address(route))
            assert not answer.cookies, f"{method} {route}"


def test_who_reads_no_records_finds_none_on_any_page(house):
    """An administrator keeps accounts and settings: no case, no customer and no figure is shown to them."""
    kept = make.customer("Zanzibar Ltd")
    make.complaint(customer=kept, words="Zanzibar words.", sender="Zanzibar")
    make.channel("Zanzibar line"), make.theme("Zanzibar theme"), make.process("Zanzibar process")
    make.action("Zanzibar action"), make.risk("Zanzibar risk"), make.improvement("Zanzibar idea")
    make.requirement("Zanzibar requirement"), make.product("Zanzibar product"), make.segment("Zanzibar segment")
    make.survey("Zanzibar survey"), make.analysis(conclusion="Zanzibar", name="Zanzibar analysis")
    browser, told = house.browser("A"), []
    for route, (_, whose, _) in TABLE.items():
        if "A" in whose:
            for query in ("", "?q=Zanzibar&show=all"):
                page = whole(browser.get(house.address(route) + query))
                # The words that were asked for may stand in the box again.
                page = re.sub(r'value="[^"]*"', "", page).replace("<b>Zanzibar</b>", "").replace("“Zanzibar”", "")
                if "Zanzibar " in page:
                    told.append(f"{route}{query}: {re.findall('.{0,60}Zanzibar .{0,20}', page)[:1]}")

    assert not told, "\n".join(told[:20])
