"""Several rows of one respondent become one answer: what they agree on once, and each row's words."""

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec

from heedful.papers.imports.judging import Judge
from heedful.papers.imports.kind import encode
from heedful.papers.imports.kinds.feedback import ALIKE
from heedful.papers.imports.oddities import DISAGREE, FIRST, LAST, LEAVE, Odd
from heedful.papers.imports.stage import DOUBTFUL, LEFT_OUT, TAKEN, Stage

_read = msgspec.msgpack.Decoder(list[Any]).decode
_ROWS = (
    "SELECT n, key, who, value FROM (SELECT n, key, who, value, min(n) OVER (PARTITION BY who) AS first FROM row"
    " WHERE state = 0) ORDER BY first, n"
)
Rows = list[tuple[int, str, str, bytes]]


def gather_respondents(judge: Judge, stage: Stage) -> None:
    """Put the rows of each respondent together; where they disagree, ask."""
    places = [judge.places[name] for name in ALIKE]
    headers = [column.header if (column := judge.columns[place]) else "" for place in places]
    units: list[tuple[int, str, bytes]] = []
    changed: list[tuple[int, int]] = []
    reader = stage.database.cursor()
    for rows in _by_respondent(reader.execute(_ROWS)):
        alike, state, groups = _agree(judge, rows, places, headers)
        if groups:
            stage.add_odd((n, group) for n, *_ in rows for group in groups)
        if state == TAKEN:
            units.append((rows[0][0], rows[0][2], encode([alike, [[key, value] for _, key, _, value in rows]])))
        else:
            changed += [(n, state) for n, *_ in rows]
        if len(units) >= 5000:
            stage.database.executemany("INSERT INTO unit VALUES (?, ?, ?)", units)
            units.clear()
    stage.database.executemany("INSERT INTO unit VALUES (?, ?, ?)", units)
    stage.database.executemany("UPDATE row SET state = ?2 WHERE n = ?1", changed)


def _by_respondent(rows: Any) -> Iterator[Rows]:
    """Give the rows of one respondent after the other."""
    for _, found in groupby(rows, key=lambda row: row[2]):
        yield list(found)


def _agree(judge: Judge, rows: Rows, places: list[int], headers: list[str]) -> tuple[list[Any], int, list[int]]:
    """Find what the rows of a respondent agree on, and what becomes of them where they do not."""
    values = [_read(value) for *_, value in rows]
    alike: list[Any] = []
    groups: list[int] = []
    state = TAKEN
    for place, header in zip(places, headers, strict=True):
        found = [row[place] for row in values if row[place] is not None]
        if len(set(found)) <= 1:
            alike.append(found[0] if found else None)
            continue
        odd = Odd(DISAGREE, "")
        decision = judge.decided.on(header, odd)
        groups.append(judge.group(header, odd, decision).id)
        deed = decision.deed if decision else ""
        alike.append({FIRST: found[0], LAST: found[-1]}.get(deed))
        if decision is None:
            state = DOUBTFUL
        elif deed == LEAVE and state == TAKEN:
            state = LEFT_OUT
    return alike, state, groups


def days_of(stage: Stage, place: int, *, grouped: bool) -> tuple[datetime.date, datetime.date] | None:
    """Give the first and the last certain day of what is taken."""
    first = last = ""
    source = "SELECT value FROM unit" if grouped else "SELECT value FROM row WHERE state = 0"
    for (value,) in stage.database.execute(source):
        row = _read(value)
        day = row[0][ALIKE.index("heard_on")] if grouped else row[place]
        if day:
            first, last = min(first or day, day), max(last, day)
    return (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)) if first else None
