"""CSV in: read row by row, strictly; a broken row is refused with its line."""

import csv
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from heedful.papers.sheets.encodings import guess_encoding
from heedful.papers.sheets.out import typed_text
from heedful.papers.sheets.sheet import LONGEST_CELL, Sheet, SheetRow, Unreadable, judge_header

DELIMITERS = (",", ";", "\t")
_MANY_LINES = 20


def open_csv(path: Path, encoding: str = "") -> Sheet:
    """Open a CSV file: letters, delimiter and header are found, the rows wait."""
    encoding = guess_encoding(path, encoding)
    skip, delimiter = _find_delimiter(path, encoding)
    begin, header = _first_row(path, encoding, delimiter, skip)
    names = judge_header(header, begin)
    read = partial(_rows, path, encoding, delimiter, begin, len(names))
    if next(read(), None) is None:
        raise Unreadable("This file has a header and no rows.")
    return Sheet(header=names, format="csv", encoding=encoding, delimiter=delimiter, read=read)


def _find_delimiter(path: Path, encoding: str) -> tuple[int, str]:
    """Find the character between cells, and whether Excel's `sep=` line stands first."""
    with path.open(encoding=encoding, newline="") as file:
        first = next((line for line in islice(file, 50) if line.strip(" \r\n\t,;\ufeff")), "")
    told = first.strip().lower()
    if told.startswith("sep=") and told[4:] in DELIMITERS:
        return 1, told[4:]
    counts = {d: _columns(first, d) for d in DELIMITERS}
    return 0, max(DELIMITERS, key=lambda d: counts[d])


def _columns(line: str, delimiter: str) -> int:
    """Count the cells of a line; a header that spans lines is counted by its first."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0


def _first_row(path: Path, encoding: str, delimiter: str, skip: int) -> tuple[int, list[str]]:
    """Give the header and the line it stands in."""
    for number, (line, cells) in enumerate(_cells(path, encoding, delimiter)):
        if number >= skip:
            return line, cells
    raise Unreadable("This file is empty.")


def _rows(path: Path, encoding: str, delimiter: str, header_line: int, width: int) -> Iterator[SheetRow]:
    """Read the rows below the header; each has as many cells as the header."""
    for line, cells in _cells(path, encoding, delimiter):
        if line <= header_line:
            continue
        if len(cells) != width:
            if len(cells) > width and not any(cells[width:]):
                cells = cells[:width]
            else:
                raise Unreadable(
                    f"Line {line} has {len(cells)} cells, the header has {width}. "
                    "Look for a missing or an extra separator or quote there."
                )
        if any(cell[:1] == "'" for cell in cells):
            cells = [typed_text(cell) for cell in cells]
        yield SheetRow(line, cells)


def _cells(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Read the rows that hold anything, each with the line it begins in."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        begin = 1
        while True:
            try:
                for cells in reader:
                    if any(cells) and any(cell.strip() for cell in cells):
                        yield begin, cells
                    begin = reader.line_num + 1
                return
            except csv.Error as wrong:
                raise _refusal(str(wrong), begin, reader.line_num) from wrong
            except UnicodeDecodeError as wrong:
                raise Unreadable(f"Line {begin} cannot be read as {encoding}.") from wrong


def _refusal(wrong: str, begin: int, line: int) -> Unreadable:
    """Say in plain words what the csv reader stumbled over."""
    unclosed = f"A quote opened in the row that begins in line {begin} is not closed where a cell ends."
    if "unexpected end" in wrong or ("larger than field limit" in wrong and line - begin > _MANY_LINES):
        return Unreadable(unclosed)
    if "larger than field limit" in wrong:
        return Unreadable(f"A cell in line {begin} has more than {LONGEST_CELL:,} characters, the most that is taken.")
    if "expected after" in wrong:
        return Unreadable(f"{unclosed} Quotes inside a cell are doubled.")
    return Unreadable(f"Line {begin} cannot be read ({wrong}).")
