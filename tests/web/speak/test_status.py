import pytest
from django.core.cache import cache
from django.test import Client

from heedful.core.attached import comment
from heedful.core.organisation import change_organisation
from heedful.feedback.complaints.afterwards import decide_nonconformity, join_complaints
from heedful.feedback.complaints.ending import reopen_complaint, try_contact
from heedful.feedback.complaints.handling import escalate_complaint, pause_promises
from heedful.feedback.complaints.receiving import (
    acknowledge_complaint,
    describe_complaint,
    give_complaint,
    name_involved,
)
from heedful.feedback.models import Complaint
from heedful.web.form_seal import MOST_AN_HOUR
from heedful.web.speak_words import ENGLISH
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.moment("2026-03-02")


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def seen(complaint, on="2026-03-03", query="", client=None):
    with make.clock_at(on, 12):
        return (client or Client()).get(f"/c/{complaint.token}{query}")


def press(complaint, on="2026-03-12", address="192.0.2.9", **given):
    with make.clock_at(on, 12):
        return Client().post(f"/c/{complaint.token}", given, REMOTE_ADDR=address)


def answered(**more):
    return make.complaint(MONDAY, answered_at=make.moment("2026-03-10"), **more)


def test_the_complainant_sees_what_happens_next_and_by_when():
    complaint = make.complaint(MONDAY, words="Warm pallet.")
    shown = seen(complaint).content.decode()
    for said in (ENGLISH["state_open"], "Somebody confirms by 5 Mar 2026", "Warm pallet.", "C-1"):
        assert said in shown, said


def test_what_is_late_is_called_late():
    assert (
        "This was promised by 5 Mar 2026. We are late."
        in seen(make.complaint(MONDAY), on="2026-03-09").content.decode()
    )


def test_promises_that_wait_are_told_without_our_reasons():
    complaint = make.complaint(MONDAY, acknowledged_at=MONDAY)
    complaint = pause_promises(complaint, by=make.TEST, on=make.DAY, reason="Our lawyer reads it.")
    shown = seen(complaint, on="2026-03-09").content.decode()
    assert ENGLISH["waits"] in shown
    assert "lawyer" not in shown


def test_what_we_told_them_and_our_answer_are_there_and_nothing_of_ours():
    secret = make.person("Secret Colleague")
    complaint = make.complaint(
        MONDAY, assessed_at=MONDAY, severity=3, told_at=[make.moment("2026-03-04")],
        escalated_at=make.moment("2026-03-05"), investigated_at=make.moment("2026-03-06"), investigator=secret,
        answered_at=make.moment("2026-03-10"),
    )  # fmt: skip
    shown = seen(complaint, on="2026-03-11").content.decode()
    for said in ("We look into it.", "We replaced it.", ENGLISH["upheld"], ENGLISH["your_turn"]):
        assert said in shown, said
    for hidden in ("Secret Colleague", "Left open.", "A decision.", "Two hours.", "High"):
        assert hidden not in shown, hidden


def test_no_field_of_ours_is_on_the_page_whatever_it_says():
    complaint = make.complaint(
        MONDAY, assessed_at=MONDAY, severity=2, investigated_at=MONDAY, answered_at=make.moment("2026-03-10"),
        words="It was warm.", investigator=make.person("HIDDEN investigator"),
    )  # fmt: skip
    complaint = describe_complaint(complaint, by=make.TEST, summary="Warm goods", code="HIDDEN code")
    complaint = name_involved(
        complaint, by=make.TEST, event_owner=make.person("HIDDEN owner"), persons=[make.person("HIDDEN driver")]
    )
    complaint = give_complaint(complaint, by=make.TEST, owner=make.person("HIDDEN handler"))
    complaint = decide_nonconformity(complaint, by=make.TEST, nonconformity=True, because="HIDDEN decision")
    try_contact(complaint, by=make.TEST, how="HIDDEN way")
    escalate_complaint(complaint, by=make.TEST, to=make.person("HIDDEN chief"), reason="HIDDEN reason")
    make.letter(complaint, "answer", by=make.person("HIDDEN writer"))
    comment(complaint, by=make.person("HIDDEN colleague"), words="HIDDEN comment")
    complaint = reopen_complaint(complaint, by=make.person("HIDDEN reopener"), because="HIDDEN because")
    pause_promises(complaint, by=make.TEST, on=complaint.received_on, reason="HIDDEN pause")
    for language in ("en", "de", "nb"):
        shown = seen(complaint, on="2026-03-11", query=f"?language={language}").content.decode()
        assert "It was warm." in shown
        assert "HIDDEN" not in shown


def test_a_rejection_tells_why_and_the_way_on():
    shown = seen(answered(outcome="not_upheld"), on="2026-03-11").content.decode()
    assert "It was as agreed." in shown
    assert "Write to our director." in shown


def test_a_machine_that_acknowledged_is_called_one():
    change_organisation(make.organisation(), by=make.TEST, machine_acknowledges=True)
    complaint = make.complaint(MONDAY)
    acknowledge_complaint(complaint, by=make.TEST, by_machine=True)
    assert ENGLISH["by_machine"] in seen(complaint).content.decode()


def test_the_complainant_accepts():
    complaint = answered()
    assert press(complaint, do="accept").status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.closed_how, make.last_entry(complaint).by) == ("closed", "accepted", "public")


def test_the_complainant_is_not_content_and_it_is_open_again():
    complaint = answered()
    press(complaint, do="object", words="It came back warm.")
    complaint.refresh_from_db()
    shown = seen(complaint, on="2026-03-12").content.decode()
    assert complaint.state == "reopened"
    assert "It came back warm." in shown
    assert "We replaced it." in shown
    assert ENGLISH["state_reopened"] in shown


def test_the_complainant_adds_words_and_rates_the_handling():
    complaint = answered()
    press(complaint, do="add", words="Here is more.")
    press(complaint, do="rate", score="2")
    complaint.refresh_from_db()
    assert complaint.handling_score == 2
    assert "Here is more." in seen(complaint).content.decode()
    assert "You said 2 of 5. Thank you." in seen(complaint).content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {}, {"do": "nonsense"}, {"do": "rate"}, {"do": "rate", "score": "6"}, {"do": "rate", "score": "12"},
        {"do": "rate", "score": ""}, {"do": "object", "words": " "}, {"do": "add", "words": ""},
        {"do": "add", "words": "x" * 10_001}, {"do": "add", "words": "a\0b"},
    ],
)  # fmt: skip
def test_what_cannot_be_taken_changes_nothing(given):
    complaint = answered()
    before = make.entries_of(complaint)
    refused = press(complaint, **given)
    assert refused.status_code == 422
    assert make.entries_of(complaint) == before
    assert not complaint.added_words.exists()


def test_a_refusal_keeps_the_text():
    complaint = make.complaint(MONDAY)
    refused = press(complaint, do="object", words="Not content at all.")
    assert refused.status_code == 422


def test_a_second_press_is_harmless():
    complaint = answered()
    press(complaint, do="accept")
    assert press(complaint, do="accept").status_code == 422
    complaint.refresh_from_db()
    assert complaint.state == "closed"


def test_an_unknown_address_is_not_found():
    make.organisation()
    for token in ("x", "a" * 48, "a" * 5000, "%00", "..%2f"):
        assert Client().get(f"/c/{token}").status_code == 404


def test_the_address_stays_private_and_no_cookie_is_set():
    client = Client()
    shown = seen(make.complaint(MONDAY), client=client)
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown.headers["Cache-Control"]
    assert not client.cookies


def test_looking_writes_nothing():
    complaint = answered()
    before = make.entries_of(complaint)
    seen(complaint)
    assert make.entries_of(complaint) == before


def test_the_page_speaks_the_language_in_which_they_spoke():
    make.organisation(languages="en de nb")
    complaint = make.complaint(MONDAY, language="de")
    assert "Wir haben Ihre Beschwerde und gehen ihr nach." in seen(complaint).content.decode()
    assert "Bis 5.3.2026 bestätigt" in seen(complaint).content.decode()
    assert "Vi har klagen din" in seen(complaint, query="?lang=nb").content.decode()


def test_who_complained_twice_sees_the_one_that_is_handled():
    original = answered()
    double = join_complaints(make.complaint(MONDAY), by=make.TEST, original=original)
    assert "We replaced it." in seen(double, on="2026-03-11").content.decode()
    press(double, do="accept")
    assert Complaint.objects.get(pk=original.pk).state == "closed"


def test_very_many_presses_from_one_network_are_refused():
    complaint = answered()
    for number in range(MOST_AN_HOUR):
        press(complaint, do="add", words=f"Number {number}")
    assert press(complaint, do="add", words="More.").status_code == 429


def test_the_page_costs_the_same_however_much_was_said(django_assert_max_num_queries):
    complaint = answered(told_at=[make.moment("2026-03-04"), make.moment("2026-03-05")])
    with make.clock_at("2026-03-12"), django_assert_max_num_queries(6):
        Client().get(f"/c/{complaint.token}")
    for number in range(30):
        press(complaint, do="add", words=f"Number {number}", address=f"10.0.{number}.1")
    with make.clock_at("2026-03-12"), django_assert_max_num_queries(6):
        Client().get(f"/c/{complaint.token}")
