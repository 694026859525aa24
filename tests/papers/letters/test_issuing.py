import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.actors import Public
from heedful.core.models import Entry
from heedful.core.permissions import AccessRole
from heedful.feedback.complaints.afterwards import join_complaints
from heedful.feedback.complaints.ending import reopen_complaint, withdraw_complaint
from heedful.papers.documents import as_pdf
from heedful.papers.letters.issuing import as_issued, kinds_for
from heedful.papers.letters.models import IssuedLetter
from tests import make
from tests.papers.documents.reading import pdf_text

pytestmark = pytest.mark.django_db
RECEIVED, ANSWERED = make.moment("2026-03-02"), make.moment("2026-03-10")


def test_the_letter_that_it_has_arrived_acknowledges_and_is_in_the_history():
    complaint = make.complaint(RECEIVED)
    dana = make.person("Dana Ortiz", role=AccessRole.QUALITY_MANAGER)

    with make.clock_at("2026-03-03"):
        letter = make.letter(complaint, by=dana)

    assert make.fresh_complaint(complaint).acknowledged_at == make.moment("2026-03-03")
    entry = Entry.objects.get(object=letter.pk)
    assert (entry.act, entry.by) == ("issuedletter.issued", dana.ref)
    assert letter.person == dana


def test_a_second_letter_that_it_has_arrived_leaves_the_first_day():
    complaint = make.complaint(RECEIVED, acknowledged_at=RECEIVED)
    with make.clock_at("2026-03-04"):
        make.letter(complaint)
    assert make.fresh_complaint(complaint).acknowledged_at == RECEIVED


def test_a_letter_that_says_how_it_stands_is_an_update_with_a_new_promise():
    complaint = make.complaint(RECEIVED, acknowledged_at=RECEIVED)

    with make.clock_at("2026-03-05"):
        make.letter(complaint, "update", words="The carrier has sent the log.")

    (update,) = complaint.updates.all()
    assert (update.words, update.told_at) == ("The carrier has sent the log.", make.moment("2026-03-05"))
    assert make.fresh_complaint(complaint).next_update_by == datetime.date(2026, 3, 19)


def test_an_update_without_words_is_refused_and_nothing_goes_out():
    complaint = make.complaint(RECEIVED)
    with pytest.raises(ValidationError, match="Write how it stands"):
        make.letter(complaint, "update", words="  ")
    assert not IssuedLetter.objects.exists()
    assert make.fresh_complaint(complaint).acknowledged_at is None


@pytest.mark.parametrize(
    ("state", "kind", "why"),
    [
        ("open", "answer", "not answered yet"), ("answered", "acknowledgement", "Only the answer"),
        ("answered", "update", "Only the answer"), ("withdrawn", "update", "Only the answer"),
        ("withdrawn", "answer", "not answered yet"), ("reopened", "answer", "not answered yet"),
        ("joined", "acknowledgement", "goes out from there"), ("open", "nonsense", "Only the answer"),
    ],
)  # fmt: skip
def test_a_letter_that_does_not_fit_where_it_stands_is_refused(state, kind, why):
    complaint = make.complaint(RECEIVED, answered_at=ANSWERED if state in ("answered", "reopened") else None)
    if state == "withdrawn":
        complaint = withdraw_complaint(complaint, by=make.TEST, because="They took it back.")
    elif state == "reopened":
        complaint = reopen_complaint(complaint, by=make.TEST, because="Not settled.")
    elif state == "joined":
        complaint = join_complaints(complaint, by=make.TEST, original=make.complaint(RECEIVED))
    with pytest.raises(ValidationError, match=why):
        make.letter(complaint, kind, words="Words.")
    assert not IssuedLetter.objects.exists()


def test_a_language_that_letters_have_not_is_refused():
    with pytest.raises(ValidationError, match="English, Deutsch, Norsk"):
        make.letter(make.complaint(RECEIVED), language="fr")


def test_the_very_same_letter_is_not_issued_twice_a_day_and_another_one_is():
    complaint = make.complaint(RECEIVED, acknowledged_at=RECEIVED)
    with make.clock_at("2026-03-04"):
        make.letter(complaint)
        with pytest.raises(ValidationError, match="issued today already"):
            make.letter(complaint)
        make.letter(complaint, words="We call you tomorrow.")
    with make.clock_at("2026-03-05"):
        make.letter(complaint)
    assert complaint.letters.count() == 3


def test_the_public_an_auditor_and_an_administrator_issue_none():
    complaint = make.complaint(RECEIVED)
    for by in (Public(), *(make.person(role=r) for r in (AccessRole.INTERNAL_AUDITOR, AccessRole.ADMINISTRATOR))):
        with pytest.raises(PermissionDenied):
            make.letter(complaint, by=by)


def test_a_letter_stays_as_it_went_out_whatever_the_complaint_says_later():
    complaint = make.complaint(RECEIVED, answered_at=ANSWERED)
    letter = make.letter(complaint, "answer")
    before = as_pdf(*as_issued(letter)[:1], at=letter.issued_at)

    reopened = reopen_complaint(make.fresh_complaint(complaint), by=make.TEST, because="Not settled.")
    assert reopened.state == "reopened"

    kept, at = as_issued(IssuedLetter.objects.get(pk=letter.pk))
    assert as_pdf(kept, at=at) == before
    assert "We replaced it." in pdf_text(before)


def test_which_letters_can_be_written_follows_where_it_stands():
    assert kinds_for(make.complaint(RECEIVED)) == ["acknowledgement", "update"]
    assert kinds_for(make.complaint(RECEIVED, answered_at=ANSWERED)) == ["answer"]
    assert kinds_for(make.complaint(RECEIVED, answered_at=ANSWERED, closed_at=ANSWERED)) == ["answer"]


def test_the_letter_is_the_complainants_own_and_goes_with_their_words():
    letter = make.letter(make.complaint(RECEIVED))
    assert letter.subject == letter.complaint.subject
    assert Entry.objects.get(object=letter.pk).subject == letter.complaint.subject
    letter.document = ""
    with pytest.raises(ValidationError, match="erased"):
        as_issued(letter)
