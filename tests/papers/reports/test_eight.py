import datetime

import pytest

from heedful.feedback.complaints.afterwards import decide_nonconformity
from heedful.papers.documents import as_pdf
from heedful.papers.reports.eight import eight_of_case, eight_of_complaint
from tests import make
from tests.papers.documents.reading import pdf_text

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 9, 1)
NOTHING = "Not on record."


def disciplines(document):
    """What each discipline says, by its number."""
    found, name = {}, ""
    for part in document.parts:
        if type(part).__name__ == "Heading":
            name = part.words[:2]
            found[name] = ""
        elif name:
            found[name] += str(part)
    return found


def whole_story():
    """A complaint of which a case came that went all the way."""
    complaint = make.complaint(
        make.moment("2026-03-09"), words="The pallet was warm.", customer=make.customer("Halden Foods"),
        answered_at=make.moment("2026-03-12"), closed_at=make.moment("2026-03-13"), score=4,
    )  # fmt: skip
    complaint = decide_nonconformity(complaint, by=make.TEST, nonconformity=True, because="Above 4 degrees.")
    case = make.nonconformity(source=complaint.ref)
    make.done_correction(case)
    make.review(make.done_corrective_action(case, owner=make.person("Ines Marek")), reviewer=make.person("Priya Nair"))
    make.extent_check(case)
    return complaint, case


def test_each_discipline_is_told_from_its_records():
    complaint, case = whole_story()
    case.refresh_from_db()
    for report in (eight_of_complaint(complaint, on=ON), eight_of_case(case, on=ON)):
        told = disciplines(report)
        assert list(told) == ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8"]
        for name, words in {
            "D1": "Priya Nair", "D2": "The pallet was warm.", "D3": "Replaced the goods",
            "D4": "The door has no alarm", "D5": "Put an alarm on the dock door", "D6": "ratio 0.1",
            "D7": "Looked elsewhere", "D8": "4 of 5",
        }.items():  # fmt: skip
            assert words in told[name], name
            assert NOTHING not in told[name]
        assert report.key == f"{complaint.key} · {case.key}"
        assert report.as_at == "As at 1 Sep 2026"


def test_a_discipline_without_record_says_so():
    told = disciplines(eight_of_case(make.nonconformity(), on=ON))
    assert [name for name, words in told.items() if NOTHING in words] == ["D1", "D3", "D4", "D5", "D6", "D7", "D8"]
    assert "Goods arrived at 9 °C" in told["D2"]


def test_a_complaint_without_a_case_says_that_there_is_none():
    report = eight_of_complaint(make.complaint(words="The pallet was warm."), on=ON)
    assert "No nonconformity has been opened" in str(report.parts[0])
    told = disciplines(report)
    assert "The pallet was warm." in told["D2"]
    assert NOTHING in told["D4"]


def test_a_complaint_that_was_decided_to_be_none_says_that():
    complaint = make.complaint(answered_at=make.moment("2026-03-12"))
    complaint = decide_nonconformity(complaint, by=make.TEST, nonconformity=False, because="As agreed.")
    assert "no requirement was missed" in str(eight_of_complaint(complaint, on=ON).parts[0])


def test_a_whole_report_is_set_as_an_archival_file():
    complaint, _ = whole_story()
    content = as_pdf(eight_of_complaint(complaint, on=ON), at=make.moment("2026-09-01"))
    words = pdf_text(content)
    assert "D8 Closed with the customer" in words
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_it_costs_the_same_for_a_small_and_for_a_large_case(django_assert_max_num_queries):
    case = make.nonconformity()
    for number in range(8):
        make.done_correction(case, what=f"Replaced pallet {number}")
    with django_assert_max_num_queries(9):
        eight_of_case(case, on=ON)
