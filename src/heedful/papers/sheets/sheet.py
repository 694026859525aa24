"""What a table is to us, whatever file it came in; and how we say that it cannot be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError

MOST_COLUMNS = 200
MOST_ROWS_XLSX = 200_000
LONGEST_CELL = 131_072


class Unreadable(ValidationError):
    """A file cannot be taken as it is: why, in which line, and what to do."""


class AskEncoding(Unreadable):
    """A file is text, but its bytes do not tell which letters they mean: somebody has to look."""


class SheetRow(NamedTuple):
    """One row: the line of the file in which it begins, and its cells as text."""

    line: int
    cells: list[str]


@dataclass
class Sheet:
    """A table with a header, whose rows are read one after the other and never held together."""

    header: list[str]
    format: str
    encoding: str = ""
    delimiter: str = ""
    names: list[str] = field(default_factory=list)
    """Names of the sheets of a workbook that hold anything."""
    name: str = ""
    read: Callable[[], Iterator[SheetRow]] = field(default=lambda: iter(()), repr=False)

    def rows(self) -> Iterator[SheetRow]:
        """Read the rows that hold anything, from the first; called again, it begins again."""
        return self.read()

    def first(self, many: int = 8) -> list[SheetRow]:
        """Give the first rows, to look at."""
        found = []
        for row in self.read():
            found.append(row)
            if len(found) == many:
                break
        return found


def judge_header(header: list[str], line: int) -> list[str]:
    """Take the header's words, or say what is wrong with it."""
    names = [" ".join(cell.replace("\ufeff", "").split()) for cell in header]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable("The first line must name the columns; it is empty.")
    if len(names) > MOST_COLUMNS:
        raise Unreadable(f"This table has {len(names)} columns; up to {MOST_COLUMNS} are taken.")
    if "" in names:
        raise Unreadable(f"Column {names.index('') + 1} has no name in line {line}. Give each column a name.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unreadable(f"Two columns are called “{twice[0]}” in line {line}. Give each column its own name.")
    longest = max(names, key=len)
    if len(longest) > 200:
        raise Unreadable(f"A column's name in line {line} is longer than 200 characters: is the header missing?")
    return names
