"""Which letters a text file's bytes mean: told by the bytes themselves, or asked; never guessed in silence."""

import codecs
from pathlib import Path

from heedful.papers.sheets.sheet import AskEncoding, Unreadable

OFFERED = [
    ("cp1252", "Windows, Western Europe"),
    ("cp1250", "Windows, Central Europe"),
    ("iso8859-15", "ISO 8859-15"),
    ("mac-roman", "Old Macintosh"),
]
"""What a person may choose when the file is not UTF-8."""
_BLOCK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def guess_encoding(path: Path, chosen: str = "") -> str:
    """Say how a text file is to be read; ask where its bytes do not tell."""
    with path.open("rb") as file:
        head = file.read(_BLOCK)
    if not head:
        raise Unreadable("This file is empty.")
    for mark, name in _MARKS:
        if head.startswith(mark):
            _decode_whole(path, name)
            return name
    if chosen and chosen not in {name for name, _ in OFFERED} | {"utf-8"}:
        raise Unreadable("This encoding is not known.")
    line = _find_nul(path)
    if line:
        raise Unreadable(
            f"Line {line} holds a NUL character, which no text has. Save the file as “CSV UTF-8” and try again."
        )
    if _is_utf8(path):
        return "utf-8"
    if chosen and chosen != "utf-8":
        _decode_whole(path, chosen)
        return chosen
    raise AskEncoding(
        "This file is not UTF-8. Look at how it reads and choose, or save it as “CSV UTF-8” and try again."
    )


def peek(path: Path, many: int = 3) -> list[tuple[str, str, list[str]]]:
    """Show the first lines with other than plain letters, read in each way that is offered."""
    telling = []
    with path.open("rb") as file:
        for line in file:
            if any(byte > 127 for byte in line):
                telling.append(line[:300])
            if len(telling) == many:
                break
    return [
        (name, label, [line.decode(name, "replace").strip() for line in telling])
        for name, label in OFFERED
    ]  # fmt: skip


def _is_utf8(path: Path) -> bool:
    """Read the whole file as UTF-8, in blocks."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decode_whole(path: Path, name: str) -> None:
    """Refuse a file that is not what its first bytes, or a person, say it is."""
    decoder = codecs.getincrementaldecoder(name)()
    lines = 1
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                lines += decoder.decode(block).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as wrong:
        raise Unreadable(
            f"After line {lines} this file cannot be read as {name}. Save it as “CSV UTF-8” and try again."
        ) from wrong


def _find_nul(path: Path) -> int:
    """Give the line of the first NUL byte; 0 where there is none."""
    line = 1
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            at = block.find(b"\0")
            if at >= 0:
                return line + block.count(b"\n", 0, at)
            line += block.count(b"\n")
    return 0
