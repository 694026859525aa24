"""Every row is judged before the first is written, and each doubt waits for a decision."""

import pytest
from django.core.exceptions import ValidationError

from heedful.core.models import Entry
from heedful.feedback.models import Feedback, Response
from heedful.papers.imports import looking
from heedful.papers.imports.commands import decide, start_import
from heedful.papers.imports.models import ImportFile
from heedful.papers.imports.oddities import Decision
from heedful.papers.imports.work import work
from tests import make

pytestmark = pytest.mark.django_db


def groups(file):
    """The odd rows, as (column, oddity, value, rows)."""
    return {(g.column, g.code, g.value, g.count) for g in looking.groups_of(file)}


def test_a_file_without_oddities_is_taken_whole(tmp_path):
    file = make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(5)))

    assert (file.rows, file.taken, file.doubtful, file.things) == (5, 5, 0, 5)
    assert Response.objects.count() == 0


def test_each_oddity_is_a_group_with_its_rows(tmp_path):
    rows = make.sheet_rows(6)
    rows[0]["score"], rows[1]["score"], rows[2]["score"] = "7", "7", "-o"
    rows[3]["day"] = "05/06/2021"

    file = make.judged_file(make.sheet_file(tmp_path, rows))

    assert groups(file) == {
        ("score", "value", "7", 2), ("score", "value", "-o", 1), ("day", "two-readings", "", 1)
    }  # fmt: skip
    assert (file.taken, file.doubtful) == (2, 4)


def test_nothing_comes_in_while_a_row_is_doubtful(tmp_path):
    rows = make.sheet_rows(3)
    rows[0]["score"] = "7"
    file = make.judged_file(make.sheet_file(tmp_path, rows))

    with pytest.raises(ValidationError, match="1 row is doubtful"):
        start_import(file, by=make.TEST)

    assert Response.objects.count() == 0


def test_a_refused_import_without_pages_leaves_no_trace(tmp_path):
    rows = make.sheet_rows(3)
    rows[0]["score"] = "7"
    make.organisation()
    before = Entry.objects.count()

    with pytest.raises(ValidationError, match="doubtful"):
        make.brought_file(make.sheet_file(tmp_path, rows))

    assert (Entry.objects.count(), ImportFile.objects.count()) == (before, 0)


def test_what_is_decided_on_a_value_goes_before_what_is_decided_on_all(tmp_path):
    rows = make.sheet_rows(4)
    rows[0]["score"], rows[1]["score"], rows[2]["score"] = "7", "five", "x"
    how = make.import_plan(
        Decision("score", "value", "*", "without"),
        Decision("score", "value", "five", "mend", to="5"),
        Decision("score", "value", "x", "leave", because="A test by staff"),
    )

    file = make.brought_file(make.sheet_file(tmp_path, rows), how)

    scores = {r.external_key: [score for _, score in r.answers] for r in Response.objects.all()}
    assert scores == {"R0": [], "R1": [5], "R3": [4]}
    assert (file.taken, file.left_out) == (3, 1)
    left = file.decided.get(deed="leave")
    assert (left.because, left.lines, left.rows) == ("A test by staff", [[4, 4]], 1)


def test_a_day_with_two_readings_is_weighed_within_its_part_of_the_file(tmp_path):
    rows = make.sheet_rows(4)
    rows[0] |= {"day": "05/06/2021", "unit": "North"}
    rows[1] |= {"day": "31/06/2021".replace("31", "30"), "unit": "North"}
    rows[2] |= {"day": "05/06/2021", "unit": "South"}
    rows[3] |= {"day": "06/30/2021", "unit": "South"}
    columns = make.ANSWERS | {"unit": "unit"}
    how = make.import_plan(
        Decision("unit", "unknown", "*", "add"), columns=columns, scale="satisfaction", source="Earlier survey"
    )

    file = make.judged_file(make.sheet_file(tmp_path, rows), how)

    asked = {g.value: (g.suggestion, g.hint) for g in looking.groups_of(file) if g.code == "two-readings"}
    assert asked["North"][0] == "day-first"
    assert asked["South"][0] == "month-first"
    assert "1 can only be read with the day first" in asked["North"][1]


def test_a_part_that_holds_both_orders_suggests_nothing(tmp_path):
    rows = make.sheet_rows(3)
    rows[0]["day"], rows[1]["day"], rows[2]["day"] = "05/06/2021", "30/06/2021", "06/30/2021"

    file = make.judged_file(make.sheet_file(tmp_path, rows))

    (group,) = looking.groups_of(file)
    assert group.suggestion == ""
    assert "1 can only be read with the day first and 1 can only be read with the month first" in group.hint


def test_rows_of_one_respondent_are_one_answer_with_all_their_words(tmp_path):
    rows = make.sheet_rows(3)
    for row in rows:
        row |= {"who": "R1", "score": "4", "day": "2026-03-02"}
    rows[1]["said"] = ""

    file = make.brought_file(make.sheet_file(tmp_path, rows))

    response = Response.objects.get()
    assert (file.rows, file.things) == (3, 1)
    assert response.comment == "Word 0."
    assert [f.said for f in Feedback.objects.order_by("external_key")] == ["Word 0.", "Word 2."]
    assert Feedback.objects.get(response=response).words == ""


def test_rows_of_one_respondent_that_disagree_are_asked_about(tmp_path):
    rows = make.sheet_rows(4)
    rows[0] |= {"who": "R1", "score": "4"}
    rows[1] |= {"who": "R1", "score": "5", "day": rows[0]["day"]}
    path = make.sheet_file(tmp_path, rows)

    asked = make.judged_file(path)
    file = make.brought_file(path, make.import_plan(Decision("score", "disagree", "*", "last")))

    assert ("score", "disagree", "", 2) in groups(asked)
    assert asked.doubtful == 2
    assert Response.objects.get(external_key="R1").answers[0][1] == 5
    assert file.things == 3


def test_a_key_that_stands_twice_in_a_file_is_asked_about(tmp_path):
    rows = make.sheet_rows(3)
    rows[2]["id"] = rows[0]["id"]

    file = make.judged_file(make.sheet_file(tmp_path, rows))

    assert groups(file) == {("id", "twice", "", 1)}


def test_equal_rows_without_a_key_may_both_be_meant(tmp_path):
    rows = [{"said": "Nothing"}, {"said": "Nothing"}, {"said": "Too late"}]
    path = make.sheet_file(tmp_path, rows)
    asked = make.import_plan(columns={"words": "said"}, source="Comments", scale="", undated_on="2026-03-01")
    asked.settings = {"source": "Comments", "undated_on": "2026-03-01"}
    waiting = make.judged_file(path, asked)
    asked.decisions = [Decision("", "same", "*", "take")]

    first = make.brought_file(path, asked)
    again = make.brought_file(path, asked)

    assert groups(waiting) == {("", "same", "", 1)}
    assert (first.taken, Feedback.objects.count()) == (3, 3)
    assert (again.taken, again.here) == (0, 3)


def test_a_text_that_stands_in_very_many_rows_is_asked_about(tmp_path):
    rows = make.sheet_rows(100)
    for row in rows[:30]:
        row["said"] = "Did not answer"
    path = make.sheet_file(tmp_path, rows)

    asked = make.judged_file(path)
    make.brought_file(path, make.import_plan(Decision("said", "repeated", "Did not answer", "without")))

    assert groups(asked) == {("said", "repeated", "Did not answer", 30)}
    assert (Response.objects.count(), Feedback.objects.count()) == (100, 70)


def test_decisions_are_remembered_with_the_mapping(tmp_path):
    rows = make.sheet_rows(3)
    rows[0]["score"] = "7"
    file = make.judged_file(make.sheet_file(tmp_path, rows))
    decide(file, by=make.TEST, decisions=[Decision("score", "value", "7", "without")])
    rows[1]["id"] = "A9"
    later = make.import_plan()
    later.decisions = None

    second = make.judged_file(make.sheet_file(tmp_path, rows, name="second.csv"), later)

    assert second.doubtful == 0


def test_what_is_needed_is_not_done_without(tmp_path):
    rows = [{"id": "K1", "name": ""}]
    columns = {"external_key": "id", "name": "name"}
    how = make.import_plan(kind="customers", columns=columns)
    file = make.judged_file(make.sheet_file(tmp_path, rows), how)

    with pytest.raises(ValidationError, match="choose one of mend, leave"):
        decide(file, by=make.TEST, decisions=[Decision("name", "empty", "*", "without")])

    assert file.doubtful == 1


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision("nowhere", "value", "7", "without"), "no column"),
        (Decision("score", "strange", "7", "without"), "is no oddity"),
        (Decision("score", "value", "7", "day-first"), "choose one of"),
        (Decision("score", "value", "7", "leave"), "Say why"),
        (Decision("score", "value", "7", "mend"), "is to be read as"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(tmp_path, decision, words):
    file = make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(2)))
    before = make.entries_of(file)

    with pytest.raises(ValidationError, match=words):
        decide(file, by=make.TEST, decisions=[decision])

    assert make.entries_of(file) == before


def test_a_file_changed_after_it_was_taken_is_refused(tmp_path):
    from heedful.papers.imports.stage import file_path

    file = make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(2)))
    file = decide(file, by=make.TEST, decisions=[Decision("score", "value", "7", "without")])
    file_path(file.stored).write_text("id,who\n1,2\n")

    with pytest.raises(ValidationError, match="was changed since"):
        work(file.pk)
