import pytest
from django.urls import reverse

from heedful.core.permissions import AccessRole
from heedful.papers.letters.models import IssuedLetter
from tests import make
from tests.papers.documents.reading import pdf_text, word_text

pytestmark = pytest.mark.django_db
RECEIVED = make.moment("2026-03-02")


def issue(complaint, kind, person=None, on="2026-03-04", **data):
    address = reverse("complaints:letter", args=[complaint.pk, kind])
    with make.clock_at(on, 12):
        return make.browser(person).post(address, {"version": complaint.version, "language": "en", "words": "", **data})


def test_a_letter_is_seen_before_it_goes_out_and_nothing_is_kept_by_looking():
    complaint = make.complaint(RECEIVED, words="The pallet was warm.")
    shown = make.browser().get(reverse("complaints:letter", args=[complaint.pk, "acknowledgement"]))
    for words in ("As it stands", "The pallet was warm.", "/c/" + complaint.token, "Issue the letter"):
        assert words in shown.content.decode()
    assert not IssuedLetter.objects.exists()


def test_issued_it_stands_on_the_complaints_page_with_both_files():
    complaint = make.complaint(RECEIVED, words="The pallet was warm.")
    assert issue(complaint, "update", words="The log has come.").status_code == 302

    (letter,) = IssuedLetter.objects.all()
    page = make.browser().get(f"/complaints/{complaint.pk}").content.decode()
    pdf, docx = (reverse(f"complaints:letter_{form}", args=[letter.pk]) for form in ("pdf", "docx"))
    assert "Letter issued: How it stands (English)" in page
    assert pdf in page
    assert docx in page

    sent = make.browser().get(pdf)
    assert sent["Content-Type"] == "application/pdf"
    assert sent["Content-Disposition"] == f'attachment; filename="{complaint.key}-update-2026-03-04.pdf"'
    assert sent["Cache-Control"] == "private, no-store"
    assert "The log has come." in pdf_text(sent.content)
    assert "The log has come." in word_text(make.browser().get(docx).content)


def test_what_was_typed_stays_when_it_is_refused():
    complaint = make.complaint(RECEIVED)
    refused = issue(complaint, "update", words="x" * 10_001)
    assert refused.status_code == 422
    assert "x" * 10_001 in refused.content.decode()
    assert issue(complaint, "update", words=" ").status_code == 422
    assert issue(complaint, "answer").status_code == 422
    assert issue(complaint, "acknowledgement", language="xx").status_code == 422
    assert issue(complaint, "nonsense").status_code == 404
    assert not IssuedLetter.objects.exists()


def test_a_letter_on_a_complaint_that_somebody_saved_meanwhile_is_not_issued():
    complaint = make.complaint(RECEIVED)
    make.letter(complaint)
    assert issue(complaint, "acknowledgement").status_code == 409
    assert IssuedLetter.objects.count() == 1


def test_the_language_in_which_they_spoke_is_offered_first():
    complaint = make.complaint(RECEIVED, language="de")
    shown = make.browser().get(reverse("complaints:letter", args=[complaint.pk, "acknowledgement"]))
    assert "Guten Tag" in shown.text or "Sehr geehrte" in shown.text


def test_an_external_auditor_reads_letters_and_writes_none():
    complaint = make.complaint(RECEIVED)
    letter = make.letter(complaint)
    browser = make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR))
    assert browser.get(reverse("complaints:letter_pdf", args=[letter.pk])).status_code == 200
    assert browser.get(reverse("complaints:letter", args=[complaint.pk, "update"])).status_code == 403
    assert "Write a letter" not in browser.get(f"/complaints/{complaint.pk}").text


def test_the_8d_report_is_on_the_pages_of_the_complaint_and_of_the_case():
    complaint = make.complaint(RECEIVED, words="The pallet was warm.")
    case = make.nonconformity(source=complaint.ref)
    for page, name, key in (
        (f"/complaints/{complaint.pk}", "complaints", complaint.key),
        (f"/nonconformities/{case.pk}", "nonconformities", case.key),
    ):
        shown = make.browser().get(page).text
        found = complaint if name == "complaints" else case
        for form, read in (("pdf", pdf_text), ("docx", word_text)):
            address = reverse(f"{name}:eight_{form}", args=[found.pk])
            assert address in shown
            sent = make.browser().get(address)
            assert f'filename="{key}-8D-' in sent["Content-Disposition"]
            assert "D4 The root cause" in read(sent.content)
            assert "The pallet was warm." in read(sent.content)
