"""Tables out: CSV and Excel, in which no cell is taken for a formula."""

import csv
import datetime
import decimal
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter

_STARTS = tuple("=+-@\t\r\n\0" + "\uff1d\uff0b\uff0d\uff20" + "\u2212" + "|%")
"""What makes a spreadsheet work something out: ASVS 1.2.10, their full-width twins, and what follows a DDE call."""
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_BLANKS = " \u00a0\u2007\u202f\ufeff"
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_text(value: Any) -> str:
    """Write a value as a cell that stays text: what looks like a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, decimal.Decimal, datetime.date)):
        return str(value)
    text = str(value)
    if text.lstrip(_BLANKS).startswith(_STARTS) and not _PLAIN.fullmatch(text):
        return f"'{text}"
    # A text that begins so already gets one more, so that reading it back gives what was typed.
    if text.startswith("'") and text[1:].lstrip(_BLANKS).startswith(("'", *_STARTS)):
        return f"'{text}"
    return text


def typed_text(cell: str) -> str:
    """Give back what was typed, from a cell that `as_text` wrote."""
    if cell.startswith("'") and cell[1:].lstrip(_BLANKS).startswith(("'", *_STARTS)):
        return cell[1:]
    return cell


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Any]], *, mark: bool = True) -> Iterator[str]:
    """Write a table as CSV, piece by piece; with the mark by which Excel knows UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if mark:
        buffer.write("\ufeff")
    writer.writerow([as_text(name) for name in header])
    for row in rows:
        writer.writerow([as_text(value) for value in row])
        if buffer.tell() > 60_000:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]], *, name: str = "Table") -> bytes:
    """Write a table as a workbook: numbers and days as such, every text as text and never as a formula or link."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31] or "Table")
    for column, title in enumerate(header):
        sheet.write_string(0, column, _cell(title), bold)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, bool) or value is None or isinstance(value, str):
                sheet.write_string(line, column, _cell(as_plain(value)))
            elif isinstance(value, (int, float, decimal.Decimal)):
                sheet.write_number(line, column, value)
            elif isinstance(value, datetime.datetime):
                sheet.write_string(line, column, value.isoformat())
            elif isinstance(value, datetime.date):
                sheet.write_datetime(line, column, datetime.datetime.combine(value, datetime.time.min), day)
            else:
                sheet.write_string(line, column, _cell(str(value)))
    book.close()
    return held.getvalue()


def as_plain(value: Any) -> str:
    """Write yes, no and nothing in words; text stays as it is, for a workbook knows text by its type."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _cell(text: str) -> str:
    """Keep a text within what a workbook can hold."""
    return _UNKEEPABLE.sub("\ufffd", text)[:32_767]
