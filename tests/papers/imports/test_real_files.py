"""The real files come in as anybody can recount them with the csv module: respondents, scores, days, words, themes."""

import csv
import datetime
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from heedful.core.models import Link, Unit
from heedful.customers.models import Segment
from heedful.feedback.models import Cell, Feedback, Response, Theme
from heedful.papers.imports import looking
from heedful.papers.imports.headless import bring_in, judge_path
from heedful.papers.imports.plan import read_plan
from tests import make

pytestmark = pytest.mark.django_db
DECISIONS = files("heedful.demo") / "decisions"
BOTH_ORDERS = "See and Convey"
NO_THEME = {"Labelling not possible", "Not assigned"}


def read(path):
    """The rows of a file, read by the csv module alone."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def day_of(row):
    """The day of a row as a person would read it: certain, or day first where the service writes no other."""
    one, two, year = map(int, row["date"].split("/"))
    if one > 12 or one == two:
        return datetime.date(year, two, one)
    if two > 12:
        return datetime.date(year, one, two)
    return None if row["service"] == BOTH_ORDERS else datetime.date(year, two, one)


def said(row):
    words = row["comment"].strip()
    return "" if words == "Did not answer" else words


@pytest.fixture
def answers(shared):
    return shared / "data" / "nhs-patient-feedback" / "nhs_fft_responses.csv"


def test_the_answers_come_in_as_a_reader_recounts_them(answers):
    rows = read(answers)
    by_respondent = defaultdict(list)
    for row in rows:
        by_respondent[row["respondent_id"]].append(row)
    scores = {who: int(found[0]["fft_score"]) for who, found in by_respondent.items()}
    days = {who: next((d for d in map(day_of, found) if d), None) for who, found in by_respondent.items()}
    make.organisation()

    file = bring_in(answers, by=make.TEST, kind="feedback", plan=read_plan(DECISIONS / "nhs_fft_responses.yaml"))

    assert (file.rows, file.taken, file.left_out, file.here) == (7883, 7883, 0, 0)
    assert file.things == Response.objects.count() == len(by_respondent) == 4463
    kept = {r.external_key: r for r in Response.objects.all()}
    assert {who: r.answered_on for who, r in kept.items()} == days
    given = {who: (r.answers[0][1] if r.answers else None) for who, r in kept.items()}
    assert given == {who: 6 - score if score <= 5 else None for who, score in scores.items()}
    assert Counter(r.complete for r in kept.values())[False] == sum(score in (6, 7) for score in scores.values())
    counted = Counter()
    for score, count in Cell.objects.values_list("score", "count"):
        counted[score] += count
    assert counted == Counter(6 - score for score in scores.values() if score <= 5)

    spoken = {row["comment_id"]: row for row in rows if said(row)}
    heard = Feedback.objects.select_related("response", "theme")
    assert sorted(f.said for f in heard) == sorted(said(row) for row in spoken.values())
    themes = Counter(row["themes"].split("|")[0].strip() for row in spoken.values())
    first = Counter(f.theme.name if f.theme else "" for f in heard)
    for theme, count in themes.items():
        if theme and theme not in NO_THEME:
            assert first[theme] >= count
    assert set(heard.values_list("asked", flat=True)) == {" ".join(row["question"].split()) for row in spoken.values()}
    assert Link.objects.filter(relation="said with").count() == len(spoken) - len(
        {r["respondent_id"] for r in spoken.values()}
    )
    assert set(Unit.objects.values_list("name", flat=True)) == {"NEAS", "NHFT"}
    services = {" ".join(row["service"].split()) for row in rows} - {"", "Unknown"}
    assert set(Segment.objects.values_list("name", flat=True)) == services

    again = bring_in(answers, by=make.TEST, kind="feedback", plan=read_plan(DECISIONS / "nhs_fft_responses.yaml"))
    assert (again.things, again.things_here, Response.objects.count()) == (0, 4463, 4463)


def test_without_our_decisions_every_doubt_of_the_answers_is_asked_about(answers):
    plan = read_plan(DECISIONS / "nhs_fft_responses.yaml")
    plan.decisions = []
    make.organisation()

    file = judge_path(answers, kind="feedback", plan=plan)

    asked = {(g.column, g.code, g.value): g.count for g in looking.groups_of(file)}
    two_readings = {value: count for (column, code, value), count in asked.items() if code == "two-readings"}
    ambiguous = Counter(
        " ".join(row["service"].split()) for row in read(answers)
        if (d := row["date"].split("/")) and int(d[0]) <= 12 and int(d[1]) <= 12 and int(d[0]) != int(d[1])
    )  # fmt: skip
    assert two_readings == ambiguous
    assert sum(ambiguous.values()) == 2313
    assert asked["fft_score", "value", "7"] == 410
    assert asked["fft_score", "value", "6"] == 24
    assert asked["comment", "repeated", "Did not answer"] == 1189
    hints = {g.value: (g.suggestion, g.hint) for g in looking.groups_of(file) if g.code == "two-readings"}
    assert hints[BOTH_ORDERS] == ("", "Of the others, 641 can only be read with the day first and 289 can only be read"
                                      " with the month first.")  # fmt: skip
    assert {suggestion for value, (suggestion, _) in hints.items() if value != BOTH_ORDERS} == {"day-first"}
    assert Response.objects.count() == 0


def test_the_coded_comments_come_in_with_their_themes(shared):
    path = shared / "data" / "nhs-patient-feedback" / "nhs_comments_coded.csv"
    rows = [row for row in read(path) if row["comment"].strip()]
    make.organisation()

    file = bring_in(path, by=make.TEST, kind="feedback", plan=read_plan(DECISIONS / "nhs_comments_coded.yaml"))

    assert (file.rows, file.taken, file.left_out) == (10_264, len(rows), 10_264 - len(rows))
    assert file.decided.get(deed="leave").rows == 32
    kept = Counter(Feedback.objects.values_list("theme__name", "unit__name"))
    assert kept == Counter((row["sub_theme"].strip(), row["organisation"]) for row in rows)
    assert Theme.objects.get(name="Attitude Of Staff").parent.name == "Staff"
    assert Response.objects.count() == 0


def test_our_decisions_carry_no_words_of_a_comment(shared):
    folder = shared / "data" / "nhs-patient-feedback"
    comments = {row["comment"].strip() for name in ("nhs_fft_responses", "nhs_comments_coded")
                for row in read(folder / f"{name}.csv")}  # fmt: skip
    text = "".join((DECISIONS / f"{name}.yaml").read_text() for name in ("nhs_fft_responses", "nhs_comments_coded"))

    carried = {comment for comment in comments if len(comment) > 20 and comment in text}
    assert carried == set()
