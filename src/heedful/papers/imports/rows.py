"""A row while it is judged, and the columns by which it is read."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from heedful.papers.imports.converters import Converter, Read
from heedful.papers.imports.kind import Target
from heedful.papers.imports.oddities import EMPTY, REPEATED, Odd

MOST_REMEMBERED = 20_000


@dataclass
class Column:
    """A column of the file that fills a field of ours."""

    target: Target
    header: str
    index: int
    read: Converter
    separator: str = ""
    required: bool = False
    often: frozenset[str] = frozenset()
    memo: dict[str, Read] = field(default_factory=dict)

    def look(self, raw: str) -> Read:
        """Say what a cell means; the same text means the same in every row."""
        found = self.memo.get(raw)
        if found is None:
            found = self._read(raw)
            if len(self.memo) < MOST_REMEMBERED:
                self.memo[raw] = found
        return found

    def _read(self, raw: str) -> Read:
        if not raw.strip():
            return None, (Odd(EMPTY, "") if self.required else None), ""
        if self.often and raw.strip() in self.often:
            return None, Odd(REPEATED, raw.strip()[:200], (raw.strip(),)), ""
        return self.read(raw)


@dataclass
class Judged:
    """What was found about one row."""

    n: int
    line: int
    key: str = ""
    who: str = ""
    values: list[Any] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    adds: list[tuple[str, str, str]] = field(default_factory=list)
    open: bool = False
    left_out: int = 0


def fingerprint(cells: list[str]) -> str:
    """Know a row again that has no key of its own: by all its cells."""
    return "row:" + hashlib.blake2b("\x1f".join(cells).encode(), digest_size=16).hexdigest()
