"""A survey on a kiosk and in a frame on one site; and the way out of each mail."""

import datetime
import re

import pytest
from django.test import Client

from heedful.core import clock
from heedful.core.models import Entry
from heedful.customers.models import Contact
from heedful.feedback.models import Flag, Invitation, Response
from heedful.feedback.surveys.commands import change_wave, close_wave
from tests import make

pytestmark = pytest.mark.django_db
SITE = "https://www.example.org"


@pytest.fixture(autouse=True)
def _on_a_day_of_the_wave():
    with clock.at(make.NOON, simulated=True):
        yield


def answered(path, score=9, **more):
    """Answer as a browser does: the form of the page, sent to where it stands."""
    page = Client().get(path).content.decode()
    token = re.search(r'name="form" value="([^"]+)"', page).group(1)
    with clock.at(clock.now() + datetime.timedelta(seconds=30), simulated=True):
        return Client().post(path, {"form": token, "lang": "en", "q1": score, "comment": "", **more})


def test_a_kiosk_thanks_and_returns_to_the_start_without_a_script():
    wave = make.wave(kiosk=True)

    sent = answered(f"/k/{wave.token}")
    thanks = Client().get(sent["Location"])

    assert (sent.status_code, sent["Location"]) == (303, f"/k/{wave.token}/thanks?lang=en")
    assert thanks["Refresh"] == f"8; url=/k/{wave.token}"
    assert "Your answer is with us" in thanks.content.decode()
    assert not thanks.cookies


def test_a_kiosk_does_not_offer_one_person_s_words_to_the_next():
    wave = make.wave(kiosk=True)

    page = Client().get(f"/k/{wave.token}")

    assert b"data-keep" in Client().get(f"/a/{wave.token}").content
    assert b"data-keep" not in page.content
    assert page["Refresh"] == f"300; url=/k/{wave.token}"


def test_many_answers_from_one_kiosk_are_not_taken_for_one_network_s():
    wave = make.wave(kiosk=True)

    for _ in range(45):
        answered(f"/k/{wave.token}")

    assert set(Response.objects.values_list("flag", flat=True)) == {Flag.NONE}


def test_an_answer_off_the_scale_is_refused_on_a_kiosk_and_in_a_frame():
    wave = make.wave(kiosk=True, embed_origin=SITE)

    for place in "ke":
        assert answered(f"/{place}/{wave.token}", 11).status_code == 422

    assert not Response.objects.exists()


@pytest.mark.parametrize("more", ["", "/thanks"])
def test_one_site_alone_may_show_the_survey_in_a_frame(more):
    wave = make.wave(embed_origin=SITE)

    page = Client().get(f"/e/{wave.token}{more}")

    assert f"frame-ancestors {SITE};" in page["Content-Security-Policy"] + ";"
    assert "'none'" not in re.search(r"frame-ancestors ([^;]+)", page["Content-Security-Policy"]).group(1)
    assert "X-Frame-Options" not in page


def test_every_other_page_may_stand_in_no_frame():
    wave = make.wave(embed_origin=SITE)

    page = Client().get(f"/a/{wave.token}")

    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_an_answer_in_a_frame_is_an_answer():
    wave = make.wave(embed_origin=SITE)

    sent = answered(f"/e/{wave.token}", 8)

    assert sent["Location"] == f"/e/{wave.token}/thanks?lang=en"
    assert Response.objects.get().answers[0][1] == 8


@pytest.mark.parametrize("place", ["k", "e"])
def test_a_place_that_was_not_chosen_is_not_there(place):
    wave = make.wave()

    assert Client().get(f"/{place}/{wave.token}").status_code == 404
    assert Client().post(f"/{place}/{wave.token}", {"q1": 9}).status_code == 404
    assert Client().get(f"/{place}/nothing").status_code == 404


def test_a_kiosk_that_was_ended_or_whose_wave_is_closed_says_so():
    wave = make.wave(kiosk=True)
    close_wave(wave, by=make.TEST, on=make.DAY)
    assert "This survey is closed" in Client().get(f"/k/{wave.token}").content.decode()

    other = change_wave(make.wave(kiosk=True), by=make.TEST, kiosk=False)
    assert Client().get(f"/k/{other.token}").status_code == 404


def test_the_way_out_asks_once_and_holds_at_once():
    make.asked_contact("Ada Berg")
    _, [invited] = make.asked_wave()
    before = Entry.objects.count()

    asked = Client().get(f"/o/{invited.token}").content.decode()
    assert "Shall we ask you nothing more?" in asked
    assert "will be sent to Ada Berg" in asked
    assert Entry.objects.count() == before
    done = Client().post(f"/o/{invited.token}").content.decode()

    assert "We will not ask you again." in done
    assert not Contact.objects.get().consents
    assert "We will not ask you again." in Client().post(f"/o/{invited.token}").content.decode()
    assert Invitation.objects.get().disposition == "R"


@pytest.mark.parametrize("token", ["nothing", "x" * 65, "\u00e9"])
def test_a_way_out_that_leads_from_nowhere_is_not_there(token):
    make.organisation()

    assert Client().get(f"/o/{token}").status_code == 404
    assert Client().post(f"/o/{token}").status_code == 404
