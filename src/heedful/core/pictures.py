"""How large a picture says it is, read from its first bytes; nothing is decoded."""

import struct
from collections.abc import Iterator

FRAMES = {*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
"""Marks of a JPEG that begin with height and width."""


def size_of(content: bytes) -> tuple[int, int] | None:
    """Give width and height of a PNG or JPEG; nothing where it does not say."""
    if content.startswith(b"\x89PNG") and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    for mark, at in _marks(content) if content.startswith(b"\xff\xd8") else ():
        if mark in FRAMES and at + 9 <= len(content):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
    return None


def _marks(content: bytes) -> Iterator[tuple[int, int]]:
    """Walk from mark to mark of a JPEG, up to where its picture begins."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xDA:
            return
        yield mark, at
        at += 1 if mark == 0xFF else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
