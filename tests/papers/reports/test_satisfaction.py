import datetime

import pytest

from heedful.core.models import Organisation
from heedful.core.organisation import change_organisation
from heedful.feedback.analyses import decide_analysis
from heedful.papers.documents import as_pdf
from heedful.papers.reports.satisfaction import satisfaction_report
from tests import make
from tests.papers.documents.reading import pdf_pages
from tests.satisfaction.test_overview import TODAY, brought, seen

pytestmark = pytest.mark.django_db
AT = make.moment("2026-03-20")


def decided(on, decision):
    """An analysis of the last year, on which was decided to leave things as they are."""
    return decide_analysis(make.analysis(), by=make.TEST, on=on, decision=decision, no_action=True)


def words(report):
    return "\n".join(str(part) for part in report.parts)


def test_the_figure_never_stands_without_interval_n_period_and_response_rate():
    brought(make.wave(), [10] * 20 + [0] * 10, segment=make.segment("Retail"))
    report = satisfaction_report(seen(), on=TODAY)
    said = words(report)
    for expected in ("+33", "95% interval", "('Answers', '30')", "Apr 2025 to Mar 2026", "no response rate", "Retail"):
        assert expected in said
    assert report.as_at == "As at 20 Mar 2026"


def test_too_few_answers_give_no_figure_and_no_error():
    for many in (0, 1, 2, 4):
        if many:
            brought(make.wave(), [9] * many)
        else:
            make.wave()
        report = satisfaction_report(seen(), on=TODAY)
        assert "cannot tell yet" in words(report)
        assert as_pdf(report, at=AT).startswith(b"%PDF")


def test_answers_given_in_confidence_are_not_counted_out_where_too_few():
    brought(make.wave(confidentiality="confidential"), [10] * 4)
    said = words(satisfaction_report(seen(), on=TODAY))
    assert "too few to be shown" in said
    assert "in confidence" in said


def test_what_was_decided_and_what_was_begun_is_told_or_that_nothing_was():
    brought(make.wave(), [10] * 20)
    empty = words(satisfaction_report(seen(), on=TODAY))
    assert "No improvement began" in empty
    assert "No decision on an analysis" in empty

    make.improvement("Alarms on the doors", on=datetime.date(2026, 1, 5))
    decided(datetime.date(2026, 3, 11), "Keep the two trucks.")
    said = words(satisfaction_report(seen(), on=TODAY))
    assert "Alarms on the doors" in said
    assert "Keep the two trucks." in said


def test_a_decision_of_a_later_day_is_not_told_of_an_earlier_one():
    brought(make.wave(), [10] * 20)
    decided(datetime.date(2026, 3, 19), "Keep the two trucks.")
    assert "Keep the two trucks." not in words(satisfaction_report(seen(), on=datetime.date(2026, 3, 18)))


def test_it_keeps_to_two_pages_with_many_segments_long_names_and_long_decisions():
    wave = make.wave()
    for number in range(14):
        segment = make.segment(f"{number} A very long name of a segment of customers in the north {'x' * 60}")
        for month in range(12):
            day = datetime.date(2025 + (month + 3) // 12, (month + 3) % 12 + 1, 3)
            brought(wave, [10, 9, 8, 3, 2, 7], segment=segment, day=day)
    for number in range(6):
        make.improvement(f"Improvement {number} {'with words ' * 20}", on=datetime.date(2025, 6 + number, 5))
        decided(datetime.date(2026, 3, 12), f"{number} {'Not two trucks. ' * 40}")
    organisation = Organisation.objects.get()
    change_organisation(organisation, by=make.TEST, recommend_target=40)

    pages = pdf_pages(as_pdf(satisfaction_report(seen(), on=TODAY), at=AT))

    assert len(pages) == 2
    assert "How this is measured" in pages[1]
    assert "4 smaller segments" in " ".join(pages)


def test_it_costs_few_questions(django_assert_max_num_queries):
    brought(make.wave(), [10] * 20, segment=make.segment("Retail"))
    found = seen()
    with django_assert_max_num_queries(3):
        satisfaction_report(found, on=TODAY)
