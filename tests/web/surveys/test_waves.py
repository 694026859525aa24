"""The page of a wave: how far its people came, its draws, where it is shown; and asking somebody who rests."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.feedback.models import CallBack, Invitation, Wave
from heedful.feedback.surveys.call_backs import record_call_back
from heedful.feedback.surveys.commands import frame_wave, invite_sample
from heedful.feedback.surveys.repeating import draw_again
from tests import make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def asked(many, size=None, **more):
    """A wave of which so many of so many were asked."""
    for _ in range(many):
        make.asked_contact()
    wave = make.wave(opened=False, open_link=True, quarantine_days=0, **more)
    frame_wave(wave, by=make.TEST, on=make.DAY)
    wave.refresh_from_db()
    invite_sample(wave, by=make.TEST, on=make.DAY, size=size, seed=None if size is None else 7)
    wave.refresh_from_db()
    return wave


def test_it_tells_how_far_those_of_the_frame_came_and_how_they_were_drawn():
    wave = asked(5, 4)

    page = text(make.browser().get(f"/surveys/waves/{wave.pk}"))

    assert "From the frame to the answer" in page
    assert "Simple random</a>: 4 of 5 on" in page
    assert "seed 7" in page
    assert "RR1 0%" in page
    assert "n = 4" in page


def test_the_page_asks_as_little_for_many_people_as_for_few():
    counts = []
    for many in (2, 40):
        wave, browser = asked(many), make.browser()
        browser.get(f"/surveys/waves/{wave.pk}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/surveys/waves/{wave.pk}")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_the_open_link_is_a_sheet_to_print():
    wave = make.wave()

    page = text(make.browser().get(f"/surveys/waves/{wave.pk}/qr"))

    assert "How likely are you to recommend us to a colleague?" in page
    assert f"http://testserver/a/{wave.token}" in page
    assert "<svg" in page


def test_without_an_open_link_there_is_nothing_to_print():
    make.asked_contact()
    wave, _ = make.asked_wave()

    assert make.browser().get(f"/surveys/waves/{wave.pk}/qr").status_code == 404


def test_where_it_is_shown_is_chosen_and_then_stands_on_the_page():
    wave, browser = make.wave(), make.browser()
    form = {"kiosk": "on", "embed_origin": "https://www.example.org", "remind_after_days": ""}

    browser.post(f"/surveys/waves/{wave.pk}/places", form)
    page = text(browser.get(f"/surveys/waves/{wave.pk}"))

    assert Wave.objects.get().kiosk
    assert f"http://testserver/k/{wave.token}" in page
    assert f"&lt;iframe src=&quot;http://testserver/e/{wave.token}&quot;" in page


def test_more_than_the_address_of_a_site_is_refused_and_the_text_stays():
    wave = make.wave()

    refused = make.browser().post(f"/surveys/waves/{wave.pk}/places", {"embed_origin": "https://a.example/page"})

    assert refused.status_code == 422
    assert "one site alone" in text(refused)
    assert "https://a.example/page" in text(refused)


def test_somebody_who_rests_is_asked_anyway_with_a_reason():
    make.asked_contact("Ada Berg")
    make.asked_wave()
    wave, browser = make.wave(opened=False, open_link=False), make.browser()
    frame_wave(wave, by=make.TEST, on=make.DAY)
    found = wave.invitations.get()
    assert f"/surveys/invitations/{found.pk}/anyway" in text(browser.get(f"/surveys/waves/{wave.pk}"))

    refused = browser.post(f"/surveys/invitations/{found.pk}/anyway", {"reason": ""})
    browser.post(f"/surveys/invitations/{found.pk}/anyway", {"reason": "They asked for it."})

    assert refused.status_code == 422
    assert Invitation.objects.get(pk=found.pk).disposition == "NS"
    assert "They asked for it." in text(browser.get(f"/surveys/waves/{wave.pk}"))


def test_the_frame_is_chosen_by_what_we_know_of_customers():
    retail = make.segment("Retail")
    make.asked_contact("Ada Berg", segment=retail, role="user")
    make.asked_contact("Bo Lind", segment=retail)
    wave = make.wave(opened=False, open_link=False)

    make.browser().post(f"/surveys/waves/{wave.pk}/frame", {"segments": [str(retail.pk)], "roles": ["user"]})

    assert wave.invitations.get().contact.name == "Ada Berg"


def test_a_call_is_given_up_once_it_was_tried_often_enough():
    make.person()
    make.answer(make.wave(), 2, may_call=True, reach="+47 22")
    call, browser = CallBack.objects.get(), make.browser()
    form = {"on": "2026-03-12", "reason": "The number is dead."}
    assert "give-up" not in text(browser.get(f"/surveys/call-backs/{call.pk}"))
    assert browser.post(f"/surveys/call-backs/{call.pk}/give-up", form).status_code == 422
    for _ in range(3):
        call = record_call_back(call, by=make.TEST, on=make.NOON.date(), reached=False, outcome="No answer.")

    assert "give-up" in text(browser.get(f"/surveys/call-backs/{call.pk}"))
    browser.post(f"/surveys/call-backs/{call.pk}/give-up", form)

    assert "Given up on" in text(browser.get(f"/surveys/call-backs/{call.pk}"))
    assert "Nobody waits for a call" in text(browser.get("/surveys/call-backs"))
    assert "One call given up." in text(browser.get("/surveys/call-backs?state=given_up"))


def test_the_next_answer_of_somebody_called_stands_on_the_page_of_the_call():
    make.person()
    contact = make.asked_contact("Ada Berg")
    wave, [invited] = make.asked_wave([contact])
    make.answer(wave, 2, invitation=invited.invitation, may_call=True)
    call = CallBack.objects.get()
    record_call_back(call, by=make.TEST, on=make.NOON.date(), reached=True, outcome="New driver.", ask_again=True)
    again, [second] = make.asked_wave([contact])
    make.answer(again, 9, invitation=second.invitation, at=make.NOON.replace(day=20))

    page = text(make.browser().get(f"/surveys/call-backs/{call.pk}"))

    assert "May be asked again in the next wave. Since then: 9 on" in page


def test_a_draw_is_made_again_and_gives_the_same_people():
    wave = asked(30, 12)
    draw = wave.draws.get()

    page = text(make.browser().get(f"/surveys/draws/{draw.pk}"))

    assert "Drawn again with seed 7: the same twelve people." in page
    assert page.count('<th scope="row"') == 25
    assert draw_again(draw).drawn == set(draw.invitations.values_list("pk", flat=True))


def test_a_draw_within_segments_and_a_second_draw_can_be_made_again():
    segments = [make.segment(), make.segment()]
    for number in range(20):
        make.asked_contact(segment=segments[number % 2])
    wave = make.wave(opened=False, open_link=False)
    frame_wave(wave, by=make.TEST, on=make.DAY)
    for size in (6, 4):
        wave.refresh_from_db()
        invite_sample(wave, by=make.TEST, on=make.DAY, size=size, way="stratified")

    assert [draw_again(draw).same for draw in wave.draws.all()] == [True, True]


def test_a_list_that_has_changed_since_says_so():
    wave = asked(5, 2)
    make.asked_contact()
    frame_wave(wave, by=make.TEST, on=make.DAY)

    page = text(make.browser().get(f"/surveys/draws/{wave.draws.get().pk}"))

    assert "The list has changed since it was drawn from." in page
    assert "as at that day" in page


def test_where_everybody_was_asked_there_is_nothing_to_draw_again():
    wave = asked(3)

    assert "Everybody on the list was asked: three people." in text(
        make.browser().get(f"/surveys/draws/{wave.draws.get().pk}")
    )
