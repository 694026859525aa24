from argparse import ArgumentParser
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from heedful.core.actors import Actor, System
from heedful.core.models import Organisation, Person
from heedful.papers.imports.commands import doubtful
from heedful.papers.imports.headless import bring_judged, forget, judge_path
from heedful.papers.imports.listing import reasons, write_rows
from heedful.papers.imports.models import ImportFile, ImportKind, ImportMapping, ImportProgress
from heedful.papers.imports.oddities import DEEDS, sentence
from heedful.papers.imports.plan import Plan, plan_of, read_plan, write_decisions
from heedful.papers.imports.sentences import accounted, closing
from heedful.papers.imports.stage import Group, staged
from heedful.papers.imports.work import Told
from heedful.papers.sheets import OFFERED, AskEncoding, peek

STEPS = {"judge": "Judging", "bring": "Bringing in", "withdraw": "Withdrawing"}


class Command(BaseCommand):
    """Bring a file in: judged whole before the first row is written."""

    help = "Bring in a CSV or XLSX file; without decisions on every doubtful row nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the kind, the file, and what was decided."""
        parser.add_argument("kind", choices=ImportKind.values)
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", default="", help="a plan (YAML), or the name of a mapping used before")
        parser.add_argument("--decisions", default="", help="a plan (YAML) with decisions; goes before the mapping's")
        parser.add_argument("--dry-run", action="store_true", help="judge every row, and change nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask before bringing in")
        parser.add_argument("--list-rows", action="store_true", help="list each row that is not taken, and why")
        parser.add_argument("--write-decisions", type=Path, help="write the groups of odd rows here, to be edited")
        parser.add_argument("--encoding", default="", help=f"one of {', '.join(name for name, _ in OFFERED)}")
        parser.add_argument("--sheet", default="", help="which sheet of a workbook")
        parser.add_argument("--by", default="", help="e-mail address of the person who brings it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 when all is in or would be; 1, and nothing changed, where something has to be decided first."""
        self.console = Console(file=cast(Any, self.stdout))
        if not Organisation.objects.exists():
            raise CommandError("This folder has no organisation yet. Begin with: heedful init")
        if not options["file"].is_file():
            raise CommandError(f"{options['file']} is not there.")
        try:
            self.carry_out(**options)
        except AskEncoding as refusal:
            for name, label, lines in peek(options["file"]):
                self.stdout.write(f"--encoding {name} ({label}): {' / '.join(lines)}")
            raise CommandError(told(refusal), returncode=1) from refusal
        except (ValidationError, PermissionDenied) as refusal:
            raise CommandError(told(refusal), returncode=1) from refusal

    def carry_out(self, *, kind: str, file: Path, dry_run: bool, yes: bool, list_rows: bool, **options: Any) -> None:
        """Judge, show, ask, bring in."""
        by = actor(options["by"])
        chosen = plan(kind, options["mapping"], options["decisions"])
        with self.bar() as show:
            judged = judge_path(
                file, kind=kind, plan=chosen, encoding=options["encoding"], sheet=options["sheet"], told=show
            )
        try:
            self.show(judged, options["write_decisions"], list_rows=list_rows)
            if self.refused(judged, dry_run=dry_run, yes=yes):
                forget(judged)
                return
        except BaseException:
            forget(judged)
            raise
        with self.bar() as show:
            done = bring_judged(judged, file, by=by, plan=chosen, told=show)
        self.stdout.write(f"{done.key}: {closing(done)}")

    def refused(self, judged: ImportFile, *, dry_run: bool, yes: bool) -> bool:
        """Say whether it ends here: a dry run, a doubt, or a no."""
        if dry_run:
            self.stdout.write("Dry run: nothing was changed.")
        if judged.doubtful:
            raise CommandError(
                f"{doubtful(judged.doubtful)}. Decide on each group (--write-decisions FILE, then"
                " --decisions FILE); nothing was changed.",
                returncode=1,
            )
        if dry_run:
            return True
        if not yes and input("Bring it in? [y/N] ").strip().casefold() not in ("y", "yes"):
            raise CommandError("Nothing was changed.", returncode=1)
        return False

    def bar(self) -> "_Bar":
        """Show how far it is."""
        return _Bar(Console(stderr=True))

    def show(self, file: ImportFile, write_to: Path | None, *, list_rows: bool) -> None:
        """Show what becomes of the rows, group by group."""
        with staged(file.stored) as stage:
            groups = stage.groups()
            if groups:
                self.console.print(table_of(groups))
            if list_rows:
                for line, state, why in write_rows(stage, reasons(groups), states=(1, 3)):
                    self.stdout.write(f"line {line}: {state}: {why}")
            if write_to is not None:
                write_to.write_text(write_decisions(groups), encoding="utf-8")
                self.stdout.write(f"Decisions to be edited: {write_to}")
        self.stdout.write(accounted(file))


class _Bar:
    """A bar on the terminal that follows an import's progress."""

    def __init__(self, console: Console) -> None:
        self.progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=console, transient=True,
        )  # fmt: skip
        self.task = self.progress.add_task("Reading", total=None)

    def __enter__(self) -> Told:
        self.progress.start()
        return self.follow

    def __exit__(self, *exception: object) -> None:
        self.progress.stop()

    def follow(self, at: ImportProgress) -> None:
        """Move the bar."""
        self.progress.update(self.task, description=STEPS[at.step], completed=at.done, total=at.total or None)


def told(refusal: ValidationError | PermissionDenied) -> str:
    """Say a refusal in one line, with the fields it is about."""
    if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
        return " ".join(f"{name}: {' '.join(words)}" for name, words in refusal.message_dict.items())
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def actor(email: str) -> Actor:
    """Give the person who brings the file; the system where nobody is named."""
    if not email:
        return System("import")
    person: Person | None = Person.objects.filter(email__iexact=email).first()
    if person is None:
        raise CommandError(f"Nobody here has the address {email}.")
    return person


def plan(kind: str, mapping: str, decisions: str) -> Plan:
    """Put together what the mapping says and what was decided."""
    found = named(kind, mapping) if mapping else Plan()
    if decisions:
        more = named(kind, decisions)
        found.columns, found.settings = found.columns or more.columns, found.settings or more.settings
        found.name = found.name or more.name
        found.decisions = [*(found.decisions or []), *(more.decisions or [])]
    return found


def named(kind: str, name: str) -> Plan:
    """Find a plan: a file, one that comes with the demo, or a mapping that was used before."""
    if Path(name).is_file():
        return read_plan(Path(name))
    shipped = files("heedful.demo") / "decisions" / f"{Path(name).stem}.yaml"
    if shipped.is_file():
        with as_file(shipped) as path:
            return read_plan(path)
    mapping = ImportMapping.objects.filter(kind=kind, name=name).first()
    if mapping is None:
        raise CommandError(f"There is no file and no mapping “{name}”.")
    return plan_of(mapping)


def table_of(groups: list[Group]) -> Table:
    """Lay the groups of odd rows out."""
    table = Table("Rows", "What is odd", "Decision")
    for group in groups:
        decided = DEEDS[group.decision["deed"]] if group.decision else "to be decided"
        said = sentence(group.column, group.code, group.value)
        table.add_row(f"{group.count:,}", f"{said}. {group.hint}" if group.hint else said, decided)
    return table
