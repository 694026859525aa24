"""Excel workbooks in: one sheet, its shown values as text; formulas are never worked out."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from heedful.papers.sheets.sheet import LONGEST_CELL, MOST_ROWS_XLSX, Sheet, SheetRow, Unreadable, judge_header
from heedful.papers.sheets.workbook_check import check_workbook

_DAMAGED = "This workbook is damaged. Open it in Excel, save it again and try again."


def open_xlsx(path: Path, name: str = "") -> Sheet:
    """Open a workbook's sheet: the named one, or the first that holds anything."""
    check_workbook(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = list(workbook.sheet_names)
    except BaseException as wrong:  # the reader's own panics are no Exception
        if isinstance(wrong, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise Unreadable(_DAMAGED) from wrong
    if name and name not in names:
        raise Unreadable(f"This workbook has no sheet “{name}”.")
    for candidate in [name] if name else names:
        found = _sheet(workbook, candidate, names)
        if found is not None:
            return found
    raise Unreadable("This workbook is empty.")


def _sheet(workbook: Any, name: str, names: list[str]) -> Sheet | None:
    """Take a sheet's header; None where it holds nothing."""
    try:
        table = workbook.get_sheet_by_name(name)
        begins = table.start
        height = table.total_height
        rows = table.iter_rows() if begins is not None else iter(())
        first = next(
            ((at, row) for at, row in enumerate(rows, (begins or (0, 0))[0] + 1) if any(map(_text, row))), None
        )
    except BaseException as wrong:
        if isinstance(wrong, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise Unreadable(_DAMAGED) from wrong
    if first is None:
        return None
    if height > MOST_ROWS_XLSX + 1:
        raise Unreadable(f"This sheet has {height:,} rows; up to {MOST_ROWS_XLSX:,} are taken. CSV may have more.")
    line, cells = first
    header = judge_header([_text(cell) for cell in cells], line)

    def read() -> Iterator[SheetRow]:
        offset = (begins or (0, 0))[0] + 1
        for at, row in enumerate(table.iter_rows(), offset):
            if at <= line:
                continue
            texts = [_text(cell) for cell in row]
            if any(text.strip() for text in texts):
                yield SheetRow(at, _fitted(texts, len(header), at))

    if next(read(), None) is None:
        raise Unreadable("This sheet has a header and no rows.")
    return Sheet(header=header, format="xlsx", names=names, name=name, read=read)


def _fitted(texts: list[str], width: int, line: int) -> list[str]:
    """Give a row the width of its header; a cell beyond it belongs to no column."""
    if any(texts[width:]):
        raise Unreadable(f"Row {line} has a cell to the right of the last named column. Name that column or clear it.")
    for text in texts:
        if len(text) > LONGEST_CELL:
            raise Unreadable(f"A cell in row {line} has more than {LONGEST_CELL:,} characters, the most that is taken.")
        if "\0" in text:
            raise Unreadable(f"Row {line} holds a NUL character, which no text has.")
    return (texts + [""] * (width - len(texts)))[:width]


def _text(value: Any) -> str:
    """Write a cell's value as text: days in ISO order, whole numbers without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time.min else value.isoformat(sep=" ")
    return "" if value is None else str(value)
