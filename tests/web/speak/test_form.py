import datetime
import json

import pytest
from django.core.cache import cache
from django.test import Client

from heedful.core.models import Entry
from heedful.core.organisation import change_organisation
from heedful.feedback.models import Complaint, Feedback
from heedful.web import form_seal
from heedful.web.speak_words import ENGLISH, WORDS, chosen
from tests import make

pytestmark = pytest.mark.django_db
FORM = "/speak/"
OPENED = make.moment("2026-03-09", 10)


@pytest.fixture(autouse=True)
def _house():
    cache.clear()
    make.organisation(languages="en de nb")


def seal(opened=OPENED):
    with make.clock_at(opened):
        return form_seal.fresh()


def send(client=None, after=30, **given):
    given = {"kind": "complaint", "words": "Warm pallet.", "seal": seal(), **given}
    with make.clock_at(OPENED + datetime.timedelta(seconds=after)):
        return (client or Client()).post(FORM, given, REMOTE_ADDR=given.pop("address", "192.0.2.7"))


def test_anybody_may_open_the_form_and_no_cookie_is_set():
    client = Client()
    shown = client.get(FORM)
    assert shown.status_code == 200
    assert "Something went wrong" in shown.content.decode()
    assert not client.cookies


def test_a_complaint_is_taken_and_its_receipt_leads_to_its_page():
    client = Client()
    answer = send(client, sender="Ines", remedy_asked="A new one")
    complaint = Complaint.objects.get()
    receipt = client.get(answer.headers["Location"]).content.decode()
    assert answer.status_code == 302
    assert "Your reference is C-1." in receipt
    assert "You hear from us by 12 Mar 2026." in receipt
    assert f"http://testserver/c/{complaint.token}" in receipt
    assert (complaint.remedy_asked, complaint.feedback.sender) == ("A new one", "Ines")
    assert not client.cookies


def test_praise_gets_a_receipt_without_a_page():
    client = Client()
    receipt = client.get(send(client, kind="compliment").headers["Location"]).content.decode()
    assert "Your reference is F-1." in receipt
    assert "/c/" not in receipt


def test_a_receipt_cannot_be_guessed():
    heard = make.feedback()
    for guess in (str(heard.pk), f"{heard.pk}:x", "x"):
        assert Client().get(f"/speak/received/{guess}").status_code == 404


def test_a_second_press_leads_to_the_same_receipt_and_is_logged_once():
    sealed = seal()
    first, second = send(seal=sealed), send(seal=sealed)
    assert first.headers["Location"] == second.headers["Location"]
    assert Feedback.objects.count() == 1


def test_a_form_sent_again_after_a_crash_is_logged_once():
    sealed = seal()
    first = send(seal=sealed)
    cache.clear()  # what a server only remembers is gone with it
    second = send(seal=sealed)
    assert first.headers["Location"] == second.headers["Location"]
    assert Feedback.objects.count() == 1


def test_two_customers_may_say_the_same():
    send()
    send()
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"after": 1}, ENGLISH["quick"]),
        ({"after": 25 * 60 * 60}, ENGLISH["old"]),
        ({"seal": "forged"}, ENGLISH["old"]),
        ({"seal": ""}, ENGLISH["old"]),
        ({"nickname": "bot"}, ENGLISH["refused"]),
        ({"kind": ""}, ENGLISH["kind_missing"]),
        ({"kind": "return"}, ENGLISH["kind_missing"]),
        ({"words": " "}, ENGLISH["words_missing"]),
        ({"words": "x" * 20_001}, ENGLISH["too_long"]),
        ({"sender": "x" * 201}, ENGLISH["too_long"]),
        ({"words": "a \0 b"}, ENGLISH["unkept"]),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_text_stays(more, said):
    refused = send(**{"sender": "Ines Marek", **more})
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Feedback.objects.exists()
    if "sender" not in more:
        assert "Ines Marek" in refused.content.decode()


def test_who_was_too_quick_presses_again_and_is_heard():
    sealed = seal()
    refused = send(seal=sealed, after=1)
    assert f'value="{sealed}"' in refused.content.decode()
    assert send(seal=sealed, after=5).status_code == 302


def test_very_much_from_one_network_is_refused_with_the_text_and_a_telephone_number():
    make.channel("Phone", address="+47 22 00 00 00")
    for number in range(form_seal.MOST_AN_HOUR):
        assert send(words=f"Number {number}").status_code == 302
    refused = send(words="One more.", address="192.0.2.200")
    assert refused.status_code == 429
    for said in ("One more.", ENGLISH["many"], "+47 22 00 00 00"):
        assert said in refused.content.decode()
    assert send(words="Elsewhere.", address="198.51.100.1").status_code == 302


def test_the_form_speaks_the_languages_of_the_organisation():
    client = Client()
    assert "Etwas ging schief" in client.get(f"{FORM}?lang=de").content.decode()
    assert "Noe gikk galt" in client.get(FORM, headers={"Accept-Language": "no,en;q=0.5"}).content.decode()
    assert 'lang="nb"' in client.get(f"{FORM}?lang=nb").content.decode()
    assert send(lang="de").headers["Location"].endswith("lang=de")
    assert Feedback.objects.get().language == "de"


def test_a_language_that_the_organisation_has_not_gives_its_first():
    change_organisation(make.organisation(), by=make.TEST, languages="nb fr")
    assert chosen("nb fr", "fr", "de") == "nb"
    assert 'lang="nb"' in Client().get(f"{FORM}?lang=xx").content.decode()


def test_every_word_is_there_in_every_language_with_its_slots():
    for code, words in WORDS.items():
        assert set(words) == set(ENGLISH), code
        for name, text in words.items():
            assert [part in text for part in ("{day}", "{key}", "{score}", "{address}")] == [
                part in ENGLISH[name] for part in ("{day}", "{key}", "{score}", "{address}")
            ], (code, name)


def test_nothing_from_elsewhere_is_loaded():
    shown = Client().get(FORM).content.decode()
    assert "http://" not in shown
    assert "https://" not in shown
    assert "style=" not in shown


def test_the_form_costs_few_questions(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        Client().get(FORM)


def test_naughty_text_is_taken_or_refused_and_never_breaks(shared):
    folder = shared / "reference/bad-input"
    strings = json.loads((folder / "strings/blns-even.json").read_text())
    strings += json.loads((folder / "request/template-strings.json").read_text())["strings"]
    before = Entry.objects.count()
    for number, text in enumerate(strings):
        address = f"10.{number // 200}.{number % 200}.1"
        everywhere = dict.fromkeys(("kind", "words", "sender", "remedy_asked", "seal", "lang"), text)
        assert send(**everywhere, address=address).status_code == 422, text[:40]
        if number % 20 == 0:
            assert send(words=text, sender=text[:100], address=address).status_code in (302, 422), text[:40]
    assert Entry.objects.count() - before == 2 * Feedback.objects.count()


def test_a_form_of_many_megabytes_is_refused():
    assert send(words="x" * 3_000_000).status_code == 413
