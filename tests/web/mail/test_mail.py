"""The page of mails: what waits, went, failed and why; sent again or held back by a press."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.core.permissions import AccessRole
from heedful.notices.models import Notice, NoticeState
from tests import make
from tests.make.notices import SERVER, MailServer, mailed_wave, turn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings):
    """A mail server that takes everything, unless a test says otherwise."""
    settings.EMAIL_BACKEND = SERVER
    MailServer.begin()
    return MailServer


def text(response):
    return response.content.decode()


def test_before_any_mail_the_page_says_what_to_do():
    page = text(make.browser().get("/settings/mail"))

    assert "No mail has been written yet." in page
    assert "Invite people of a wave by e-mail" in page


def test_it_says_what_went_and_to_whom():
    mailed_wave(["Ada Berg"])
    turn()

    page = text(make.browser().get("/settings/mail"))

    assert "Nothing waits; one mail went." in page
    assert "Ada Berg" in page
    assert "Sent" in page


def test_it_says_why_a_mail_failed(server):
    mailed_wave()
    server.begin("550")
    turn()

    page = text(make.browser().get("/settings/mail?state=failed"))

    assert "One mail wants a word of yours." in page
    assert "550 no such mailbox" in page


def test_it_says_since_when_the_server_cannot_be_reached(server):
    mailed_wave()
    server.begin("down")
    turn()

    page = text(make.browser().get("/settings/mail"))

    assert "The mail server cannot be reached since" in page
    assert "nobody listens" in page
    assert "One mail waits to go out." in page


@pytest.mark.parametrize(
    ("backend", "said"),
    [("console", "No mail server is set"), ("dummy", "This is a demo: mail is thrown away")],
)
def test_it_says_where_mail_leaves_nobody_s_house(settings, backend, said):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"

    assert said in text(make.browser().get("/settings/mail"))


def test_a_mail_that_perhaps_went_is_sent_again_by_a_press(server):
    mailed_wave()
    server.begin("breaks after")
    turn()
    notice, browser = Notice.objects.get(), make.browser()
    assert "nobody can tell whether it arrived" in text(browser.get(f"/settings/mail/{notice.pk}"))

    browser.post(f"/settings/mail/{notice.pk}/again", {"version": notice.version})

    assert Notice.objects.get().state == NoticeState.WAITING


def test_a_mail_that_went_is_not_sent_again_by_a_press():
    mailed_wave()
    turn()

    refused = make.browser().post(f"/settings/mail/{Notice.objects.get().pk}/again")

    assert refused.status_code == 422
    assert "Only a mail that failed" in text(refused)


def test_a_mail_that_waits_is_held_back_with_a_reason(server):
    mailed_wave()
    server.begin("down")
    turn()
    address, browser = f"/settings/mail/{Notice.objects.get().pk}/drop", make.browser()

    assert browser.post(address, {"reason": ""}).status_code == 422
    browser.post(address, {"reason": "They wrote to us."})

    assert Notice.objects.get().state == NoticeState.DROPPED
    assert "They wrote to us." in text(browser.get("/settings/mail"))


def test_who_keeps_settings_and_reads_no_records_sees_no_names(server):
    mailed_wave(["Ada Berg"])
    server.begin("550")
    turn()
    browser = make.browser(make.account_for(make.person(role=AccessRole.ADMINISTRATOR)))

    listed, one = (text(browser.get(f"/settings/mail{more}")) for more in ("", f"/{Notice.objects.get().pk}"))

    assert "Ada Berg" not in listed + one
    assert "person0@customer.example" not in listed + one
    assert "Failed" in listed


def test_the_page_asks_as_little_for_many_mails_as_for_one():
    asked = []
    for many in (1, 30):
        mailed_wave([f"Person {n}" for n in range(many)], quarantine_days=0)
        turn()
        browser = make.browser()
        browser.get("/settings/mail")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/settings/mail")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12
