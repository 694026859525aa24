import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.satisfaction.test_overview import brought

pytestmark = pytest.mark.django_db


def printed(*options):
    out = StringIO()
    call_command("satisfaction", *options, stdout=out)
    return out.getvalue()


def test_figures_are_printed_by_segment_with_interval_n_and_period():
    brought(make.wave(), [10] * 20 + [0] * 10, segment=make.segment("Retail"))

    [found] = json.loads(printed("--json"))

    assert (found["n"], found["figure"]["value"]) == (30, 0.3333)
    assert found["figure"]["low"] < 0.3333 < found["figure"]["high"]
    assert found["period"] == "Apr 2025 to Mar 2026"
    assert found["counts_by_score"]["10"] == 20
    assert [(s["segment"], s["n"]) for s in found["segments"]] == [("Retail", 30)]
    assert "+33" in printed()


def test_what_is_not_shown_on_the_page_is_not_printed():
    brought(make.wave(confidentiality="confidential"), [10] * 4)

    [found] = json.loads(printed("--json"))

    assert (found["n"], found["figure"], found["counts_by_score"]) == (0, None, None)


def test_without_answers_it_says_so():
    make.organisation()

    assert "No answers yet" in printed()
    assert json.loads(printed("--json")) == []


def test_without_an_organisation_it_says_how_to_begin():
    with pytest.raises(CommandError, match="heedful init"):
        printed()


def test_two_pages_for_top_management_are_written_into_a_file(tmp_path):
    brought(make.wave(), [10] * 20 + [0] * 10, segment=make.segment("Retail"))
    file = tmp_path / "satisfaction.pdf"

    assert str(file) in printed("--pdf", str(file))

    assert file.read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_and_nothing_to_report_on_are_said(tmp_path):
    make.organisation()
    with pytest.raises(CommandError, match="nothing to report on"):
        printed("--pdf", str(tmp_path / "satisfaction.pdf"))
    brought(make.wave(), [10] * 20)
    with pytest.raises(CommandError, match="could not be written"):
        printed("--pdf", str(tmp_path / "no such folder" / "satisfaction.pdf"))
