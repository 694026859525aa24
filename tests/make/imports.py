"""Files that are brought in, made row by row."""

import csv
from pathlib import Path

from heedful.papers.imports.commands import map_columns, take_file
from heedful.papers.imports.headless import bring_in
from heedful.papers.imports.oddities import Decision
from heedful.papers.imports.plan import Plan
from heedful.papers.imports.work import work
from tests.make.core import TEST, organisation


def sheet_file(folder: Path, rows: list[dict], *, name="file.csv", **options) -> Path:
    """A CSV file of these rows."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), **options)
        writer.writeheader()
        writer.writerows(rows)
    return path


def sheet_rows(many, **more) -> list[dict]:
    """Answers with a score and a day, each by its own respondent."""
    return [
        {"id": f"A{n}", "who": f"R{n}", "day": f"2026-03-{n % 28 + 1:02}", "score": n % 5 + 1, "said": f"Word {n}."}
        | more
        for n in range(many)
    ]


ANSWERS = {"external_key": "id", "respondent": "who", "heard_on": "day", "score": "score", "words": "said"}
SOURCE = {"source": "Earlier survey", "scale": "satisfaction"}


def import_plan(*decisions: Decision, kind="feedback", columns=None, **settings) -> Plan:
    """A plan for answers, with what is decided."""
    if kind == "feedback":
        settings = SOURCE | settings
    return Plan(
        kind=kind, name="Test mapping", columns=columns or ANSWERS, settings=settings, decisions=list(decisions)
    )


def brought_file(path: Path, how: Plan | None = None, by=None, **options):
    """A file that was brought in by a plan."""
    organisation()
    how = how or import_plan()
    return bring_in(path, by=by or TEST, kind=how.kind, plan=how, **options)


def judged_file(path: Path, how: Plan | None = None, by=None):
    """A file that was taken, mapped and judged, as on the pages."""
    organisation()
    how = how or import_plan()
    file = take_file(by=by or TEST, kind=how.kind, path=path, name=path.name)
    file = map_columns(
        file, by=by or TEST, columns=how.columns, settings=how.settings, decisions=how.decisions, name=how.name
    )
    return work(file.pk)
