import io
import json

import pytest
from django.core.management import CommandError, call_command

from heedful.audits.catalogue import questions
from heedful.core import clock
from tests import make

pytestmark = pytest.mark.django_db


def said(*arguments):
    out = io.StringIO()
    with clock.at(make.at(make.DAY), simulated=True):
        call_command("audit", *arguments, stdout=out)
    return out.getvalue()


def test_the_questions_are_printed_as_a_table():
    make.old_house()
    found = said()
    assert "hc-do-acknowledge" in found
    assert f"0 met, 0 not met, {len(questions())} not enough, 0 not applicable" in found


def test_the_questions_are_printed_as_json():
    make.old_house()
    late = make.heard_complaint(make.back(60), entered=make.back(20))
    found = json.loads(said("--json", "--question", "hc-do-acknowledge"))
    (question,) = found["questions"]
    assert (question["result"], question["clauses"]["iso9001-2026"]) == ("not_met", ["8.2.1"])
    forgotten = question["conditions"][1]
    assert (forgotten["k"], forgotten["n"], forgotten["state"]) == (0, 1, "not_met")
    assert [each["ref"] for each in forgotten["exceptions"]] == [late.ref]
    assert found["counts"]["not_met"] == 1


def test_a_past_day_is_asked_as_it_stood():
    make.old_house()
    make.heard_complaint(make.back(60), entered=make.back(20))
    found = json.loads(said("--json", "--as-of", make.back(30).isoformat()))
    assert (found["as_of"], found["counts"]["not_enough"]) == (make.back(30).isoformat(), len(questions()))


@pytest.mark.parametrize("wrong", [["--question", "hc-none"], ["--as-of", "2999-01-01"], ["--as-of", "yesterday"]])
def test_what_cannot_be_asked_is_refused(wrong):
    make.old_house()
    with pytest.raises((CommandError, SystemExit)):
        said(*wrong)


def test_a_folder_without_an_organisation_says_how_to_begin():
    with pytest.raises(CommandError, match="heedful init"):
        said()
