import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, override_settings

from heedful.core.refusals import Conflict
from heedful.customers.segments import change_segment
from heedful.web.middleware import refusals
from heedful.web.refused import broken
from tests import make


@pytest.mark.parametrize("name", ["403", "404", "500", "403_csrf"])
def test_a_refusal_can_be_shown_when_nothing_else_can(name):
    shown = render_to_string(f"{name}.html")

    assert '<html lang="en"' in shown
    assert "<main" in shown
    assert "/static/heedful/tokens.css" in shown


@pytest.mark.parametrize("name", ["403", "413", "422", "503", "conflict"])
def test_a_refusal_says_what_happened_and_where_to_go(name, rf):
    shown = render_to_string(f"errors/{name}.html", {}, rf.get("/"))

    assert shown.count("<h1>") == 1
    assert "!" not in shown.split("<main")[1].split("</main>")[0].replace("<!--", "")


@pytest.mark.django_db
def test_what_is_not_there_is_said_in_the_house_s_words(client):
    make.organisation()
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_kindly():
    make.organisation()
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {})

    assert answer.status_code == 403
    assert "Please send it again" in answer.content.decode()


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_nobody_signs_up(client):
    make.organisation()
    shown = client.get("/account/signup/").content.decode()

    assert "Accounts are given by invitation" in shown
    assert "<form" not in shown


@pytest.fixture
def sent(rf):
    """A form as it came in: words, a choice, a secret and a token."""
    data = {"needs": "Cold & <late>", "owner": "", "password": "hush", "csrfmiddlewaretoken": "t", "version": "1"}
    return rf.post("/customers/segments/", data)


def shown_for(request, error):
    return refusals(lambda _: None).process_exception(request, error)


@pytest.mark.django_db
def test_the_second_of_two_people_sees_what_they_saw_what_stands_there_now_and_what_they_wrote(sent):
    dana = make.person("Dana Ortiz")
    seen = make.segment("Retail", needs="Cold")
    now = change_segment(seen, by=dana, name="Retail", needs="Cold and early")
    seen.version = 1

    answer = shown_for(sent, Conflict(seen=seen, now=now))
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Dana Ortiz saved this while you were writing" in page
    assert "Cold and early" in page
    assert page.count("Cold &amp; &lt;late&gt;") == 2
    assert f"/customers/segments/{now.pk}" in page
    assert "hush" not in page


@pytest.mark.django_db
def test_what_could_not_be_written_is_given_back_in_a_form_to_send_once_more(sent):
    make.organisation()
    answer = shown_for(sent, OperationalError("database or disk is full"))
    page = answer.content.decode()

    assert answer.status_code == 503
    assert "Not saved, your text is still here" in page
    assert "Cold &amp; &lt;late&gt;</textarea>" in page
    assert 'action="/customers/segments/"' in page
    assert "hush" not in page
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.django_db
def test_what_breaks_a_rule_outside_of_any_form_is_said_with_what_was_written(sent):
    make.organisation()
    answer = shown_for(sent, ValidationError("This file was dropped."))

    assert answer.status_code == 422
    assert "This file was dropped." in answer.content.decode()
    assert "Cold &amp; &lt;late&gt;" in answer.content.decode()


@pytest.mark.django_db
def test_secrets_of_the_sign_in_are_never_given_back(rf):
    make.organisation()
    request = rf.post("/account/login/", {"login": "dana@example.org", "code": "123456"})

    assert "123456" not in shown_for(request, OperationalError("locked")).content.decode()


@pytest.mark.django_db
def test_a_database_that_is_lost_before_any_page_is_told_from_a_fault_of_ours(rf):
    make.organisation()
    answers = []
    for error in (OperationalError("locked"), KeyError("ours")):
        try:
            raise error
        except Exception:
            answers.append(broken(rf.get("/")).status_code)

    assert answers == [503, 500]
