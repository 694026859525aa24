"""`heedful import` judges, shows, refuses with 1, and brings in without a page."""

import io

import pytest
from django.core.management import CommandError, call_command

from heedful.core.models import Entry
from heedful.feedback.models import Response
from heedful.papers.imports.models import ImportFile
from tests import make

pytestmark = pytest.mark.django_db
PLAN = """
kind: feedback
name: Earlier survey
columns: {external_key: id, respondent: who, heard_on: day, score: score, words: said}
settings: {source: Earlier survey, scale: satisfaction}
"""


@pytest.fixture
def plan(tmp_path):
    make.organisation()
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN)
    return path


def run(*args, **options):
    """What the command prints."""
    out = io.StringIO()
    call_command("import", *map(str, args), stdout=out, **options)
    return out.getvalue()


def odd_file(tmp_path):
    rows = make.sheet_rows(4)
    rows[1]["score"] = "7"
    return make.sheet_file(tmp_path, rows)


def test_a_dry_run_shows_what_would_happen_and_changes_nothing(tmp_path, plan):
    path = make.sheet_file(tmp_path, make.sheet_rows(4))
    before = Entry.objects.count()

    said = run("feedback", path, mapping=str(plan), dry_run=True)

    assert "4 rows: 4 taken, 0 left out, 0 here already" in said
    assert (Entry.objects.count(), ImportFile.objects.count()) == (before, 0)


def test_doubtful_rows_are_listed_and_refused(tmp_path, plan):
    before = Entry.objects.count()
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 row is doubtful") as refused:
        call_command(
            "import", "feedback", str(odd_file(tmp_path)), mapping=str(plan), list_rows=True, yes=True, stdout=out
        )

    assert refused.value.returncode == 1
    assert "line 3: doubtful: score is “7”" in out.getvalue()
    assert Entry.objects.count() == before


def test_decisions_are_written_edited_and_taken(tmp_path, plan):
    path, decisions = odd_file(tmp_path), tmp_path / "decisions.yaml"
    with pytest.raises(CommandError):
        run("feedback", path, mapping=str(plan), write_decisions=decisions)
    with pytest.raises(CommandError, match="choose a deed"):
        run("feedback", path, mapping=str(plan), decisions=str(decisions), yes=True)
    decisions.write_text(decisions.read_text().replace("deed: ''", "deed: without"))

    said = run("feedback", path, mapping=str(plan), decisions=str(decisions), yes=True)

    assert "IM-1: 4 respondents new, 0 already here" in said
    assert Response.objects.count() == 4


def test_a_mapping_used_before_is_taken_by_its_name(tmp_path, plan):
    path = make.sheet_file(tmp_path, make.sheet_rows(4))
    run("feedback", path, mapping=str(plan), yes=True)

    assert "0 respondents new, 4 already here" in run("feedback", path, mapping="Earlier survey", yes=True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"mapping": "nothing.yaml"}, "no file and no mapping"),
        ({"mapping": "", "yes": True}, "Give these answers a name"),
        ({"by": "nobody@example.org"}, "Nobody here has the address"),
        ({"encoding": "klingon"}, "encoding is not known"),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(tmp_path, plan, options, words):
    path = make.sheet_file(tmp_path, make.sheet_rows(4))

    with pytest.raises(CommandError, match=words):
        run("feedback", path, **({"mapping": str(plan)} | options))


@pytest.mark.parametrize("text", ["[]", "kind: [", "strange: 1", "decisions: [1]", "columns: 3"])
def test_a_plan_that_is_none_is_refused(tmp_path, plan, text):
    plan.write_text(text)

    with pytest.raises(CommandError):
        run("feedback", make.sheet_file(tmp_path, make.sheet_rows(2)), mapping=str(plan))
