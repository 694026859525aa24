"""What a page shows of a file: its first rows, its letters, the groups of its odd rows."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import PermissionDenied

from heedful.core.actors import Actor
from heedful.core.permissions import Permission
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.mapping import deeds_for
from heedful.papers.imports.models import ImportFile
from heedful.papers.imports.oddities import many, sentence
from heedful.papers.imports.stage import Group, file_path, is_staged, staged
from heedful.papers.sheets import SheetRow, open_sheet, peek


@dataclass
class Question:
    """Groups of one column that are odd in the same way: asked together, answered value by value or all at once."""

    column: str
    code: str
    deeds: list[tuple[str, str]]
    groups: list[Group] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Count the rows concerned."""
        return sum(group.count for group in self.groups)

    @property
    def open(self) -> bool:
        """Say whether anything is still to be decided."""
        return any(group.decision is None for group in self.groups)

    @property
    def words(self) -> str:
        """Ask it."""
        if len(self.groups) == 1:
            return sentence(self.column, self.code, self.groups[0].value)
        return many(self.column, self.code, len(self.groups))


def may_bring(person: Actor) -> None:
    """Refuse whoever may not bring files."""
    if not person.may(Permission.IMPORT):
        raise PermissionDenied(f"You may not {Permission.IMPORT.label}.")


def first_rows(file: ImportFile, *, by: Actor, show: int = 6) -> list[SheetRow]:
    """Show the first rows of a file to whoever may bring it in."""
    may_bring(by)
    path: Path = file_path(file.stored)
    if not file.header or not path.exists():
        return []
    sheet = open_sheet(path, called=file.name, encoding=file.encoding, sheet=file.sheet)
    return [SheetRow(row.line, [cell[:160] for cell in row.cells]) for row in sheet.first(show)]


def letters(file: ImportFile, *, by: Actor) -> list[tuple[str, str, list[str]]]:
    """Show how a text file would read in each way that is offered."""
    may_bring(by)
    return peek(file_path(file.stored)) if file.format == "csv" and not file.header else []


def questions(file: ImportFile) -> list[Question]:
    """Gather the odd rows into questions, the open ones first, the largest first."""
    kind, columns = kind_of(file.kind), dict(file.columns)
    found: dict[tuple[str, str], Question] = {}
    for group in groups_of(file):
        place = (group.column, group.code)
        if place not in found:
            found[place] = Question(*place, deeds=deeds_for(kind, columns, *place))
        found[place].groups.append(group)
    return sorted(found.values(), key=lambda question: (not question.open, -question.rows))


def groups_of(file: ImportFile) -> list[Group]:
    """Give the groups of odd rows as they were judged."""
    if not is_staged(file.stored):
        return []
    with staged(file.stored) as stage:
        return stage.groups()


def facts_of(file: ImportFile) -> dict[str, str]:
    """Give what was found about the file as a whole: its days, and under which day undated rows are filed."""
    if not is_staged(file.stored):
        return {}
    with staged(file.stored) as stage:
        return {name: stage.fact(name, "") for name in ("first_on", "last_on", "undated_on", "dated")}
