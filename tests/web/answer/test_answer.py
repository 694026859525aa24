import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from heedful.core import clock
from heedful.feedback.models import CallBack, Flag, Response
from heedful.feedback.surveys.commands import close_wave, plan_wave
from heedful.web.answering import Recent, network_of
from tests import make
from tests.web.answer.way_in import encoded, fast, form_of, slow

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("send", [slow, fast], ids=["view", "before Django"])


def at(*when):
    return clock.at(datetime.datetime(*when, tzinfo=datetime.UTC), simulated=True)


@pytest.fixture(autouse=True)
def _on_a_day_of_the_wave():
    with at(2026, 3, 10, 12):
        yield


def later(seconds=30):
    return clock.at(clock.now() + datetime.timedelta(seconds=seconds), simulated=True)


@BOTH
def test_two_taps_and_the_answer_is_in(send):
    wave = make.wave()
    form = form_of(f"/a/{wave.token}")

    with later():
        answered = send(f"/a/{wave.token}", encoded(form, q1="9", comment="Always on time."))

    given = Response.objects.get()
    assert (answered.status, answered.headers["Location"]) == (303, f"/a/{wave.token}/thanks?lang=en")
    assert (given.answers[0][1], given.comment, given.seconds, given.flag) == (9, "Always on time.", 30, "")
    assert "Set-Cookie" not in answered.headers


@BOTH
def test_the_page_after_it_says_thanks_without_a_cookie(send):
    wave = make.wave()

    page = Client().get(f"/a/{wave.token}/thanks")

    assert page.status_code == 200
    assert "Your answer is with us" in page.content.decode()
    assert not page.cookies


@BOTH
def test_a_second_press_on_send_counts_once(send):
    wave = make.wave()
    body = encoded(form_of(f"/a/{wave.token}"), q1="9")

    with later():
        assert [send(f"/a/{wave.token}", body).status for _ in range(2)] == [303, 303]

    assert Response.objects.count() == 1


@BOTH
def test_without_a_number_the_form_comes_back_with_the_words_in_it(send):
    wave = make.wave()
    form = form_of(f"/a/{wave.token}")

    answered = send(f"/a/{wave.token}", encoded(form, comment="Too <late> & cold"))

    assert answered.status == 422
    assert "Choose a number first." in answered.text
    assert "Too &lt;late&gt; &amp; cold" in answered.text
    assert not Response.objects.exists()


@BOTH
def test_a_survey_that_closed_meanwhile_says_so_and_keeps_the_answer_without_counting_it(send):
    wave = make.wave()
    form = form_of(f"/a/{wave.token}")
    close_wave(wave, by=make.TEST, on=make.LAST)

    with later():
        answered = send(f"/a/{wave.token}", encoded(form, q1="3", comment="My long story"))

    kept = Response.objects.get()
    assert answered.status == 410
    assert "This survey closed while you answered" in answered.text
    assert "My long story" in answered.text
    assert (kept.comment, kept.counts, kept.flag) == ("My long story", False, Flag.LATE)


@BOTH
def test_an_invitation_that_was_used_says_so_and_keeps_the_words(send):
    wave, [invited] = make.asked_wave()
    form = form_of(f"/i/{invited.token}")
    make.answer(wave, 9, invitation=invited.invitation)

    with later():
        answered = send(f"/i/{invited.token}", encoded(form, q1="1", comment="Second thoughts"))

    assert answered.status == 409
    assert "We have your answer already" in answered.text
    assert "Second thoughts" in answered.text
    assert Response.objects.get().answers[0][1] == 9


@BOTH
def test_a_form_that_was_open_for_more_than_a_day_is_looked_over_and_sent_again(send):
    wave = make.wave()
    form = form_of(f"/a/{wave.token}")

    with later(25 * 3600):
        answered = send(f"/a/{wave.token}", encoded(form, q1="9", comment="Still here"))

    assert answered.status == 422
    assert "open for a long time" in answered.text
    assert "Still here" in answered.text


@BOTH
@pytest.mark.parametrize("token", ["", "made.up", "x" * 5000, "a.b:c"])
def test_a_form_that_we_did_not_sign_is_not_taken(send, token):
    wave = make.wave()

    answered = send(f"/a/{wave.token}", encoded(token, q1="9"))

    assert answered.status == 422
    assert not Response.objects.exists()


@BOTH
def test_a_form_of_another_survey_is_not_taken(send):
    one, other = make.wave(), make.wave()
    form = form_of(f"/a/{one.token}")

    assert send(f"/a/{other.token}", encoded(form, q1="9")).status == 422


@BOTH
def test_an_answer_within_three_seconds_counts_and_is_flagged(send):
    wave = make.wave()

    with later(1):
        send(f"/a/{wave.token}", encoded(form_of(f"/a/{wave.token}"), q1="9"))

    given = Response.objects.get()
    assert (given.flag, given.counts) == (Flag.TOO_FAST, True)


@BOTH
def test_a_machine_that_fills_in_what_people_do_not_see_is_kept_and_left_out(send):
    wave = make.wave()
    form = form_of(f"/a/{wave.token}")

    with later():
        answered = send(f"/a/{wave.token}", encoded(form, q1="0", nickname="bot", may_call="1", reach="x"))

    assert answered.status == 303
    assert not Response.objects.get().counts
    assert not CallBack.objects.exists()


@BOTH
def test_a_stranger_who_may_be_called_back_says_how(send):
    wave = make.wave()
    form = form_of(f"/a/{wave.token}")

    with later():
        missing = send(f"/a/{wave.token}", encoded(form, q1="2", may_call="1"))
        assert missing.status == 422
        assert "so that we can reach you" in missing.text
        assert send(f"/a/{wave.token}", encoded(form, q1="2", may_call="1", reach="+47 22")).status == 303

    assert CallBack.objects.get().score == 2


@BOTH
def test_more_than_an_answer_can_hold_is_refused(send):
    wave = make.wave()

    assert send(f"/a/{wave.token}", "q1=9&comment=" + "a" * 400_000).status == 413


@BOTH
def test_no_text_breaks_the_page(send, shared):
    texts = json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())
    texts = texts if isinstance(texts, list) else list(texts.values())
    wave = make.wave()
    form = form_of(f"/a/{wave.token}")
    statuses = set()

    for number, text in enumerate(texts):
        form = form if number % 8 else form_of(f"/a/{wave.token}")
        body = encoded(form, q1="9", comment=str(text))
        statuses.add(send(f"/a/{wave.token}", body).status)
        statuses.add(send(f"/a/{wave.token}", encoded(str(text), q1=str(text), lang=str(text))).status)

    assert statuses <= {303, 422}


@pytest.mark.parametrize("path", ["/a/nothing", "/i/nothing", "/a/" + "x" * 200, "/i/%00", "/a/é"])
def test_there_is_nothing_behind_a_link_that_was_never_given_out(path):
    make.organisation()

    assert Client().get(path).status_code == 404
    assert Client().post(path, {"q1": "9"}).status_code == 404


def test_a_survey_that_has_not_opened_says_so():
    wave = make.wave(opened=False)

    page = Client().get(f"/a/{wave.token}")

    assert "has not opened yet" in page.content.decode()


def test_a_number_tapped_in_a_mail_is_chosen_already():
    wave = make.wave()

    page = Client().get(f"/a/{wave.token}?q1=8").content.decode()

    assert 'value="8" required checked' in page


def test_the_page_speaks_the_language_of_the_contact_and_offers_the_others():
    words = (("en", "How likely?"), ("nb", "Hvor sannsynlig?"))
    version = make.version(wording=words, languages="en nb")
    make.asked_contact(language="nb")
    wave, [invited] = make.asked_wave(of=version)

    page = Client().get(f"/i/{invited.token}").content.decode()
    english = Client().get(f"/i/{invited.token}?lang=en").content.decode()

    assert "Hvor sannsynlig?" in page
    assert 'lang="nb"' in page
    assert "How likely?" in english
    assert wave.state == "open"


def test_who_would_rather_answer_without_a_name_is_shown_the_open_link():
    wave, [invited] = make.asked_wave(open_link=True)

    page = Client().get(f"/i/{invited.token}").content.decode()

    assert f'href="/a/{wave.token}?lang=en"' in page
    assert "with your name" in page


def test_the_form_is_drawn_once_and_its_token_is_new_each_time(django_assert_max_num_queries):
    wave = make.wave()
    first = form_of(f"/a/{wave.token}")

    with django_assert_max_num_queries(4):
        second = form_of(f"/a/{wave.token}")

    assert first != second


def test_the_same_words_from_the_same_network_are_flagged_and_one_of_very_many():
    wave = make.wave()
    checked = make.sent(wave, 9, comment="Word for word the same").checked
    from heedful.feedback.surveys.links import find_target

    target, seen, now = find_target("a", wave.token), Recent(), timezone.now()

    flags = [seen.flag(target, checked, key, "203.0.113.9", now) for key in ("a", "a", "b")]
    plain = make.sent(wave, 9).checked
    many = [seen.flag(target, plain, str(n), "198.51.100.7", now) for n in range(41)]

    assert flags == ["", "", Flag.DUPLICATE]
    assert (many[39], many[40]) == ("", Flag.MANY)


def test_an_address_is_seen_only_as_its_network():
    assert network_of("203.0.113.9") == "203.0.113.0/24"
    assert network_of("2001:db8:1:2345::7") == "2001:db8:1:2300::/56"
    assert network_of("not an address") == ""


def test_a_wave_of_imported_answers_has_no_open_link():
    version = make.version()
    wave = plan_wave(version, by=make.TEST, name="No link", opens_on=make.OPENED, closes_on=make.LAST)

    assert Client().get(f"/a/{wave.token}").status_code == 404
