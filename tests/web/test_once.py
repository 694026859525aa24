from urllib.parse import urlencode

import pytest
from django.test import Client

from heedful.improvement.models import Risk
from heedful.web.once import MOST, Presses
from tests import make
from tests.sweep.forms import forms_of

pytestmark = pytest.mark.django_db


def form(browser, **more):
    """A new risk, as its page draws it and somebody fills it in."""
    asked = next(form for form in forms_of(browser.get("/risks/new").text) if "likelihood" in form.fields)
    return asked.filled() | more


def press(browser, given):
    return browser.post("/risks/new", urlencode(given), content_type="application/x-www-form-urlencoded")


def test_a_double_click_keeps_one_record_and_leads_to_it_twice():
    browser = make.browser()
    given = form(browser)

    first, second = press(browser, given), press(browser, given)

    assert Risk.objects.count() == 1
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]


def test_the_same_words_from_a_new_page_are_meant():
    browser = make.browser()
    for _ in range(2):
        press(browser, form(browser))

    assert Risk.objects.count() == 2


def test_what_was_refused_may_be_sent_again():
    browser = make.browser()
    given = form(browser, what="")

    assert [press(browser, given).status_code for _ in range(2)] == [422, 422]


def test_two_people_do_not_take_each_other_s_press():
    one, other = make.browser(), make.browser()
    given = form(one)

    press(one, given), press(other, given)

    assert Risk.objects.count() == 2


def test_a_stranger_s_press_is_not_remembered():
    assert press(Client(), {"what": "x", "csrfmiddlewaretoken": "x"}).status_code == 302
    assert not Risk.objects.exists()


def test_presses_do_not_pile_up():
    presses = Presses()
    for number in range(MOST + 100):
        presses.begin(b"%d" % number)

    assert len(presses._kept) <= MOST + 1
