"""The mail to somebody asked: in their language, a link for each score, a way out."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client

from heedful.core import clock
from heedful.core.models import Entry
from heedful.customers.models import Contact
from heedful.feedback.models import Disposition, Invitation, Response
from heedful.feedback.surveys import commands
from tests import make
from tests.make.notices import MONDAY, mailed_wave, turn

pytestmark = pytest.mark.django_db
WORDS = (("en", "How likely are you to recommend us?"), ("ar", "ما مدى احتمال أن توصي بنا؟"))


@pytest.fixture(autouse=True)
def _on_a_day_of_the_wave():
    with clock.at(MONDAY, simulated=True):
        yield


def html_of(sent):
    [(body, kind)] = sent.alternatives
    assert kind == "text/html"
    return body


def taps(sent):
    """The address behind each score."""
    found = re.findall(r'href="http://localhost:8000(/i/[^"]+)"[^>]*>(\d+)<', html_of(sent))
    return {int(score): path.replace("&amp;", "&") for path, score in found}


def test_each_score_has_its_link_and_opening_it_shows_that_score_chosen():
    mailed_wave()
    turn()

    links = taps(mail.outbox[0])
    page = Client().get(links[9]).content.decode()

    assert sorted(links) == list(range(11))
    assert re.search(r'value="9" required checked', page)
    assert page.count(" checked") == 1


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_every_link_of_a_mail_answers_nothing_and_opts_nobody_out(method):
    mailed_wave()
    turn()
    before = Entry.objects.count()
    [sent] = mail.outbox

    for path in re.findall(r"http://localhost:8000(/[^\s\"<>]+)", f"{sent.body} {html_of(sent)}"):
        assert getattr(Client(), method)(path.replace("&amp;", "&")).status_code == 200

    assert not Response.objects.exists()
    assert Invitation.objects.get().disposition == Disposition.UNKNOWN
    assert Contact.objects.get().consents
    assert Entry.objects.count() == before


def test_a_press_on_send_after_the_tap_answers():
    mailed_wave()
    turn()
    path = taps(mail.outbox[0])[3]
    page = Client().get(path).content.decode()
    token = re.search(r'name="form" value="([^"]+)"', page).group(1)

    with clock.at(MONDAY + datetime.timedelta(minutes=1), simulated=True):
        sent = Client().post(path, {"form": token, "lang": "en", "q1": "3", "comment": ""})

    assert sent.status_code == 303
    assert Response.objects.get().answers[0][1] == 3
    assert Invitation.objects.get().disposition == Disposition.COMPLETE


def test_a_mail_is_written_in_the_language_of_its_reader_from_right_to_left_where_it_is():
    make.asked_contact("يونس", email="yunus@customer.example", language="ar")
    mailed_wave([], of=make.version(wording=WORDS, languages="en ar"))

    turn()

    [sent] = mail.outbox
    assert WORDS[1][1] in sent.body
    assert '<html lang="ar" dir="rtl">' in html_of(sent)
    assert sent.subject == "Test House: ما رأيك فينا؟"


def test_a_name_that_looks_like_a_pattern_or_like_html_stays_a_name():
    make.contact(make.customer("{house} <b>Ltd</b>"), "{day} & Sons", email="a@customer.example")
    mailed_wave([])

    turn()

    [sent] = mail.outbox
    assert "{day} & Sons" in sent.body
    assert "contact of {house} <b>Ltd</b>" in sent.body
    assert "&lt;b&gt;Ltd" in html_of(sent)


def test_mail_programs_find_the_way_out_in_the_head_of_the_mail():
    mailed_wave()
    turn()

    head = mail.outbox[0].extra_headers
    path = head["List-Unsubscribe"].removeprefix("<http://localhost:8000").rstrip(">")
    pressed = Client().post(path, {"List-Unsubscribe": "One-Click"})

    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert pressed.status_code == 200
    assert not Contact.objects.get().consents


def test_a_reminder_says_that_it_is_one_and_carries_the_same_link():
    wave = mailed_wave()
    turn()
    wave.refresh_from_db()
    commands.remind_invited(wave, by=make.TEST, on=make.DAY, by_mail=True)

    turn(hours=1)

    first, second = mail.outbox
    assert "reminder" in second.subject
    assert taps(first) == taps(second)


def test_in_an_anonymous_wave_a_reminder_thanks_whoever_answered_already():
    wave = mailed_wave(confidentiality="anonymous")
    wave.refresh_from_db()
    commands.remind_invited(wave, by=make.TEST, on=make.DAY, by_mail=True)

    turn()

    bodies = [sent.body for sent in mail.outbox]
    assert ["answered already" in body for body in sorted(bodies, key=len)] == [False, True]
