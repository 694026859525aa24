import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings

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
