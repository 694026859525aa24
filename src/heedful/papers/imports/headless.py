"""A whole import in one call, for the command line and the demo: the same commands as on the pages."""

from pathlib import Path

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.papers.imports.commands import (
    described,
    doubtful,
    keep_judgement,
    look,
    map_columns,
    start_import,
    take_file,
)
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.mapping import judge_decisions, judge_mapping, pairs, suggest
from heedful.papers.imports.models import ImportFile, ImportProgress
from heedful.papers.imports.plan import Plan
from heedful.papers.imports.run import judge_file
from heedful.papers.imports.stage import forget_file
from heedful.papers.imports.work import Told, silent, work

COUNTS = ("rows", "taken", "left_out", "here", "doubtful", "things", "things_here")


def judge_path(
    path: Path, *, kind: str, plan: Plan | None = None, encoding: str = "", sheet: str = "", told: Told = silent
) -> ImportFile:
    """Judge every row of a file by a plan; nothing is written to the records, not even that it was looked at.

    What is given back is no record yet. Bring it in with `bring_judged`, or forget it with `forget`.
    """
    plan = plan or Plan()
    if plan.kind and plan.kind != kind:
        raise ValidationError(f"This mapping is for {plan.kind}, not for {kind}.")
    file = described(kind, path, path.name, sheet)
    look(file, path, encoding, ask=False)
    columns = plan.columns or suggest(kind_of(kind), file.header)
    settings = {name: value.strip() for name, value in plan.settings.items() if value.strip()}
    judge_mapping(kind_of(kind), file.header, columns, settings)
    judge_decisions(file.header, plan.decisions or [])
    file.columns, file.settings = pairs(columns), pairs(settings)
    file.decisions = [decision.as_dict() for decision in plan.decisions or []]
    progress = ImportProgress(file=file.pk, step="judge", total=file.rows)

    def at(done: int) -> None:
        progress.done = done
        told(progress)

    for name, number in judge_file(file, at, path=path).items():
        setattr(file, name, number)
    return file


def bring_judged(judged: ImportFile, path: Path, *, by: Actor, plan: Plan, told: Told = silent) -> ImportFile:
    """Bring in a file that was judged: all of it, or nothing where a row is still doubtful."""
    if judged.doubtful:
        raise ValidationError(f"{doubtful(judged.doubtful)}. Decide on them first; nothing was changed.")
    file = take_file(
        by=by, kind=judged.kind, path=path, name=judged.name, encoding=judged.encoding, sheet=judged.sheet,
        stored=judged.stored,
    )  # fmt: skip
    file = map_columns(
        file, by=by, columns=dict(judged.columns), settings=dict(judged.settings), decisions=plan.decisions or [],
        name=plan.name,
    )  # fmt: skip
    file = keep_judgement(file, by=by, counts={name: getattr(judged, name) for name in COUNTS})
    return work(start_import(file, by=by).pk, told)


def forget(judged: ImportFile) -> None:
    """Forget a file that was only looked at."""
    forget_file(judged.stored, rows=True)


def bring_in(
    path: Path, *, by: Actor, kind: str, plan: Plan, encoding: str = "", sheet: str = "", told: Told = silent
) -> ImportFile:
    """Judge a file and bring it in by a plan that decides on every odd row; refused whole where it does not."""
    judged = judge_path(path, kind=kind, plan=plan, encoding=encoding, sheet=sheet, told=told)
    try:
        return bring_judged(judged, path, by=by, plan=plan, told=told)
    except ValidationError:
        if judged.doubtful:
            forget(judged)
        raise
