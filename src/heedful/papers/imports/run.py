"""The dry run: a file is judged from its first row to its last, and nothing is written to the records."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.organisation import current_organisation, today
from heedful.papers.imports.days import day
from heedful.papers.imports.doubles import weigh_doubles
from heedful.papers.imports.judging import Judge
from heedful.papers.imports.kind import Around, Kind
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.models import ImportFile
from heedful.papers.imports.oddities import Decided, decision_from
from heedful.papers.imports.respondents import days_of, gather_respondents
from heedful.papers.imports.stage import Stage, file_path, staged
from heedful.papers.sheets import Sheet, open_sheet

Told = Callable[[int], None]


def sha256_of(path: Path) -> str:
    """Know a file's content by its hash."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sheet_of(file: ImportFile, path: Path | None = None) -> Sheet:
    """Open the kept file; refuse it where it is no longer what was taken."""
    path = path or file_path(file.stored)
    if not path.exists():
        raise ValidationError("The file is no longer kept. Bring it in again.")
    if sha256_of(path) != file.sha256:
        raise ValidationError("The kept file was changed since it was taken. Bring it in again.")
    return open_sheet(path, called=file.name, encoding=file.encoding, sheet=file.sheet)


def around_of(file: ImportFile) -> tuple[Kind, Around]:
    """Bring to hand what a file's rows are judged against."""
    kind = kind_of(file.kind)
    settings = dict(file.settings)
    return kind, kind.around(Around(today=today(), organisation=current_organisation(), settings=settings))


def judge_file(file: ImportFile, told: Told = lambda done: None, *, path: Path | None = None) -> dict[str, int]:
    """Judge every row of a file; give how many are taken, left out, here already and doubtful."""
    sheet = sheet_of(file, path)
    kind, around = around_of(file)
    decided = Decided.of([decision_from(given) for given in file.decisions])
    judge = Judge(kind, around, sheet, dict(file.columns), decided)
    with staged(file.stored, fresh=True) as stage, stage.writing():
        judge.judge(stage, told)
        weigh_doubles(judge, stage)
        if judge.grouped:
            gather_respondents(judge, stage)
        return _kept(judge, stage)


def _kept(judge: Judge, stage: Stage) -> dict[str, int]:
    """Keep what was found about the whole file, and count."""
    for group in judge.groups.values():
        group.hint, group.suggestion = judge.hint(group), judge.suggestion(group)
    stage.keep_groups(judge.groups.values())
    stage.add_additions(judge.additions)
    for name, value in _facts(judge, stage).items():
        stage.keep_fact(name, value)
    counts = stage.counts()
    number = stage.database.execute
    if judge.grouped:
        things = number("SELECT count(*) FROM unit").fetchone()[0]
        here = number("SELECT count(DISTINCT who) FROM row WHERE state = 2").fetchone()[0]
    else:
        things, here = counts["taken"], counts["here already"]
    return {
        "rows": sum(counts.values()), "taken": counts["taken"], "left_out": counts["left out"],
        "here": counts["here already"], "doubtful": counts["doubtful"], "things": things, "things_here": here,
    }  # fmt: skip


def _facts(judge: Judge, stage: Stage) -> dict[str, Any]:
    """Gather what the way in needs to know about the file as a whole."""
    facts: dict[str, Any] = {"grouped": "1" if judge.grouped else "0"}
    place = judge.places.get("heard_on")
    if place is not None:
        days = days_of(stage, place, grouped=judge.grouped)
        first, last = days or (judge.around.today, judge.around.today)
        facts |= {"first_on": first.isoformat(), "last_on": last.isoformat(), "dated": "1" if days else "0"}
        chosen = day(datetime.date.max)(judge.around.settings.get("undated_on", ""))[0]
        facts["undated_on"] = (chosen or last).isoformat()
    return facts
