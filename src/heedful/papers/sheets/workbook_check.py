"""What an Excel workbook must not be, looked at before anything parses it: a bomb, a trap or a fake."""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from heedful.papers.sheets.sheet import MOST_COLUMNS, MOST_ROWS_XLSX, Unreadable

MOST_ENTRIES = 2_000
MOST_BYTES = 400 * 1024 * 1024
MOST_RATIO = 100
RATIO_FLOOR = 1024 * 1024
"""Below this size a high ratio harms nobody: short files of blanks pack well."""
_BLOCK = 1 << 18
_OVERLAP = 64
_FAR = re.compile(rb"""\br\s*=\s*["'](?:([A-Za-z]{2,})\d*|[A-Za-z]?(\d{6,}))["']""")
"""Cells and rows that could stand outside a table: two letters or more, or six digits or more."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = "This workbook is damaged. Open it in Excel, save it again and try again."


@dataclass
class _Seen:
    """What was unpacked so far."""

    packed: int
    total: int = 0
    names: set[str] = field(default_factory=set)


def check_workbook(path: Path) -> None:
    """Refuse a file that is no workbook or would do harm; unpacks in blocks and keeps nothing."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise Unreadable("This file is empty.")
    if head == _OLE:
        raise Unreadable("This is an old (.xls) or password-protected workbook. Save it as .xlsx without password.")
    if not head.startswith(b"PK"):
        raise Unreadable("This is not an Excel file, whatever its name says.")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError) as wrong:
        raise Unreadable(_DAMAGED) from wrong


def _check_archive(archive: zipfile.ZipFile, packed: int) -> None:
    """Look through the directory, then through each part."""
    parts = archive.infolist()
    if len(parts) > MOST_ENTRIES:
        raise Unreadable(f"This workbook has {len(parts):,} parts; up to {MOST_ENTRIES:,} are taken.")
    seen = _Seen(packed=max(packed, 1))
    claimed = sum(part.file_size for part in parts)
    if claimed > MOST_BYTES or (claimed > RATIO_FLOOR and claimed > MOST_RATIO * seen.packed):
        raise _too_large()
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or name in seen.names:
            raise Unreadable("This workbook has parts with names that lead elsewhere. It is not taken.")
        if name.startswith("xl/externalLinks/"):
            raise Unreadable("This workbook draws on another file. Paste its figures as values, and try again.")
        seen.names.add(name)
        _check_part(archive, part, seen)
    if "xl/workbook.xml" not in seen.names and "xl/workbook.bin" not in seen.names:
        raise Unreadable("This is not an Excel file, whatever its name says.")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, seen: _Seen) -> None:
    """Unpack one part in blocks, and look at what it holds."""
    own = 0
    tail = b""
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            own += len(block)
            seen.total += len(block)
            if seen.total > MOST_BYTES or (own > RATIO_FLOOR and own > MOST_RATIO * max(part.compress_size, 1)):
                raise _too_large()
            text = tail + block
            if (
                b"<!DOCTYPE" in text
                or b"<!ENTITY" in text
                or (own == len(block) and text[:2] in (b"\xff\xfe", b"\xfe\xff"))
            ):
                raise Unreadable("This workbook defines entities of its own. Save it again in Excel, and try again.")
            if is_sheet:
                _check_extent(text)
            tail = block[-_OVERLAP:]


def _check_extent(text: bytes) -> None:
    """Refuse a cell far outside a table: the reader would make room for all between."""
    for letters, digits in set(_FAR.findall(text)):
        if digits and int(digits) > MOST_ROWS_XLSX + 1:
            raise Unreadable(f"This sheet reaches to row {int(digits):,}; up to {MOST_ROWS_XLSX:,} rows are taken.")
        if letters and _column_number(letters.upper()) > MOST_COLUMNS:
            raise Unreadable(f"This sheet reaches past column {MOST_COLUMNS}; up to {MOST_COLUMNS} columns are taken.")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large() -> Unreadable:
    return Unreadable(f"Unpacked, this workbook is larger than it may be ({MOST_BYTES >> 20} MB, {MOST_RATIO} times).")
