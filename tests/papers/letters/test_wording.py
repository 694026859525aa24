import datetime

import pytest

from heedful.feedback.complaints.afterwards import decide_nonconformity
from heedful.feedback.complaints.handling import pause_promises
from heedful.feedback.complaints.receiving import name_involved
from heedful.papers.letters.wording import Hand, letter_of
from heedful.papers.letters.words import ENGLISH, WORDS, words_in
from tests import make

pytestmark = pytest.mark.django_db
RECEIVED, ANSWERED = make.moment("2026-03-02"), make.moment("2026-03-10")
INTERNAL = ("FINDINGSWORD", "CODEWORD", "IMPACTWORD", "REASONWORD", "DECIDEDWORD", "Olav Berg", "Tor Lie", "Ines Marek",
            "1,234", "1234")  # fmt: skip


def written(complaint, kind="acknowledgement", *, language="en", on=datetime.date(2026, 3, 4), words=""):
    """The letter's words, one after the other."""
    hand = Hand(language, on, "Dana Ortiz", "https://heedful.example/c/abc")
    document = letter_of(complaint, kind, hand, words=words)
    return "\n".join([document.above, document.title, document.key, *(str(part) for part in document.plain()["parts"])])


def handled():
    """A complaint to which much happened among ourselves."""
    complaint = make.complaint(
        RECEIVED, customer=make.customer("Halden Foods"), words="The pallet was warm.", acknowledged_at=RECEIVED,
        assessed_at=RECEIVED, severity=3, investigated_at=make.moment("2026-03-04"),
        investigator=make.person("Ines Marek"), escalated_at=make.moment("2026-03-05"), answered_at=ANSWERED,
    )  # fmt: skip
    complaint = name_involved(
        complaint, by=make.TEST, event_owner=make.person("Olav Berg"), persons=[make.person("Tor Lie")]
    )
    complaint = decide_nonconformity(complaint, by=make.TEST, nonconformity=True, because="DECIDEDWORD")
    complaint.findings, complaint.code, complaint.impact = "FINDINGSWORD", "CODEWORD", "IMPACTWORD"
    complaint.redress, complaint.redress_cost = "A new pallet tomorrow.", 1234
    return complaint


def test_it_says_what_they_told_us_what_happens_next_by_when_and_where_to_follow():
    complaint = make.complaint(RECEIVED, words="The pallet was warm.", customer=make.customer("Halden Foods"))
    said = written(complaint)
    for words in ("Halden Foods", f"We have your complaint {complaint.key}", "reached us on 2 Mar 2026",
                  "The pallet was warm.", "how it stands by 9 Mar 2026", "our answer by 30 Mar 2026",
                  "https://heedful.example/c/abc", "Dana Ortiz"):  # fmt: skip
        assert words in said


def test_a_known_contact_is_greeted_by_name_and_a_stranger_politely():
    customer = make.customer("Halden Foods")
    known = make.complaint(RECEIVED, customer=customer, contact=make.contact(customer, name="Kari Moe"))
    assert "Dear Kari Moe," in written(known)
    assert "Dear Sir or Madam," in written(make.complaint(RECEIVED))


@pytest.mark.parametrize("kind", ["acknowledgement", "update", "answer"])
def test_nothing_of_what_is_ours_alone_stands_in_any_letter(kind):
    said = written(handled(), kind, words="Our words.")
    assert "Our words." in said
    assert not [word for word in INTERNAL if word in said]


def test_the_answer_carries_outcome_answer_redress_and_the_ways_to_accept_or_object():
    said = written(handled(), "answer")
    for words in ("You were right to complain.", "We replaced it.", "A new pallet tomorrow.", "accept our answer"):
        assert words in said


def test_a_rejection_carries_the_reason_and_where_to_go_on():
    said = written(make.complaint(RECEIVED, answered_at=ANSWERED, outcome="not_upheld"), "answer")
    assert "It was as agreed." in said
    assert "Write to our director." in said


def test_a_closed_complaint_is_not_asked_whether_it_is_settled():
    closed = make.complaint(RECEIVED, answered_at=ANSWERED, closed_at=ANSWERED)
    assert "accept our answer" not in written(closed, "answer")


def test_while_promises_wait_no_day_is_promised():
    paused = pause_promises(make.complaint(RECEIVED), by=make.TEST, on=make.DAY, reason="REASONWORD")
    said = written(paused)
    assert "waits for something that we need" in said
    assert "REASONWORD" not in said
    assert "30 Mar 2026" not in said


def test_a_day_that_has_gone_by_is_called_late_and_not_promised_again():
    said = written(make.complaint(RECEIVED), on=datetime.date(2026, 4, 2))
    assert "promised our answer by 30 Mar 2026. We are late" in said
    assert "You have our answer by" not in said


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Bis 30.3.2026 haben Sie"), ("nb", "innen 30.3.2026"), ("fr", "by 30 Mar")]
)
def test_it_is_written_in_their_language_or_in_english(language, words):
    said = written(make.complaint(RECEIVED), language=language)
    assert words in said


def test_every_language_says_everything_with_the_same_blanks():
    for language in WORDS:
        words = words_in(language)
        assert language == "en" or set(WORDS[language]) == set(ENGLISH)
        for name, english in ENGLISH.items():
            assert ("{day}" in english, "{key}" in english) == ("{day}" in words[name], "{key}" in words[name]), name
