"""The judged rows of a file, in a small database of their own beside it: nothing of them is in the records yet."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

TAKEN, LEFT_OUT, HERE, DOUBTFUL = range(4)
WORDS = {TAKEN: "taken", LEFT_OUT: "left out", HERE: "here already", DOUBTFUL: "doubtful"}

MOST_PAIRS = 5_000
_TABLES = """
CREATE TABLE row (n INTEGER PRIMARY KEY, line INTEGER, state INTEGER, key TEXT, who TEXT, value BLOB);
CREATE TABLE odd (n INTEGER, grp INTEGER);
CREATE TABLE grp (
    id INTEGER PRIMARY KEY, col TEXT, code TEXT, value TEXT, decision TEXT, hint TEXT, suggestion TEXT, count INTEGER,
    lines TEXT
);
CREATE TABLE unit (n INTEGER PRIMARY KEY, key TEXT, value BLOB);
CREATE TABLE addition (tbl TEXT, name TEXT, above TEXT, PRIMARY KEY (tbl, name));
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT);
"""


def folder() -> Path:
    """Give the folder where files lie until they are done with."""
    path: Path = settings.FOLDER.path / "imports"
    path.mkdir(exist_ok=True, mode=0o700)
    return path


def file_path(stored: str) -> Path:
    """Say where a file lies."""
    return folder() / stored


@dataclass
class Group:
    """Rows that are odd in the same way."""

    id: int
    column: str
    code: str
    value: str
    count: int = 0
    decision: dict[str, str] | None = None
    hint: str = ""
    suggestion: str = ""


class Stage:
    """The judged rows, read and written."""

    def __init__(self, stored: str, *, fresh: bool = False) -> None:
        path = folder() / f"{stored}.rows"
        if fresh:
            path.unlink(missing_ok=True)
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA journal_mode=OFF")
        self.database.execute("PRAGMA synchronous=OFF")
        self.database.execute("PRAGMA temp_store=FILE")
        if fresh:
            self.database.executescript(_TABLES)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write much at once."""
        self.database.execute("BEGIN")
        yield
        self.database.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def add_rows(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep judged rows."""
        self.database.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)", rows)

    def add_odd(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Keep which rows belong to which group."""
        self.database.executemany("INSERT INTO odd VALUES (?, ?)", pairs)

    def keep_groups(self, groups: Iterable[Group]) -> None:
        """Keep the groups, with how many rows each has and in which lines they stand."""
        counts = dict(self.database.execute("SELECT grp, count(*) FROM odd GROUP BY grp"))
        lines = self._lines({g.id for g in groups})
        self.database.execute("DELETE FROM grp")
        self.database.executemany(
            "INSERT INTO grp VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (g.id, g.column, g.code, g.value, json.dumps(g.decision), g.hint, g.suggestion,
                 g.count + counts.get(g.id, 0), json.dumps(lines.get(g.id, [])))
                for g in groups
            ],
        )  # fmt: skip

    def _lines(self, groups: set[int]) -> dict[int, list[list[int]]]:
        """Give the lines of each group, as pairs of first and last; of very scattered ones only the first."""
        found: dict[int, list[list[int]]] = {}
        previous = -1
        for group, n, line in self.database.execute(
            "SELECT odd.grp, row.n, row.line FROM odd JOIN row ON row.n = odd.n ORDER BY odd.grp, row.n"
        ):
            pairs = found.setdefault(group, [])
            if pairs and n == previous + 1:
                pairs[-1][1] = line
            elif len(pairs) < MOST_PAIRS:
                pairs.append([line, line])
            previous = n
        return {group: pairs for group, pairs in found.items() if group in groups}

    def groups(self) -> list[Group]:
        """Give the groups, undecided first, then by size."""
        return [
            Group(
                id=at,
                column=col,
                code=code,
                value=value,
                count=count,
                decision=json.loads(decision),
                hint=hint,
                suggestion=suggestion,
            )
            for at, col, code, value, decision, hint, suggestion, count, _ in self.database.execute(
                "SELECT * FROM grp WHERE count > 0 ORDER BY decision != 'null', count DESC, id"
            )
        ]

    def counts(self) -> dict[str, int]:
        """Count the rows by what becomes of them."""
        found = dict.fromkeys(WORDS.values(), 0)
        for state, number in self.database.execute("SELECT state, count(*) FROM row GROUP BY state"):
            found[WORDS[state]] = number
        return found

    def keep_fact(self, name: str, value: Any) -> None:
        """Keep something about the whole file."""
        self.database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, json.dumps(value)))

    def fact(self, name: str, default: Any = None) -> Any:
        """Give something about the whole file."""
        found = self.database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return json.loads(found[0]) if found else default

    def things_after(self, position: int, many: int, *, grouped: bool) -> list[tuple[int, str, bytes]]:
        """Give the next things to bring in: rows, or respondents with their rows."""
        table = "unit WHERE" if grouped else f"row WHERE state = {TAKEN} AND"
        return self.database.execute(
            f"SELECT n, key, value FROM {table} n > ? ORDER BY n LIMIT ?",  # noqa: S608  names are ours
            (position, many),
        ).fetchall()

    def add_additions(self, additions: dict[tuple[str, str], str]) -> None:
        """Keep what has to be added before the rows."""
        self.database.executemany(
            "INSERT INTO addition VALUES (?, ?, ?)", [(*place, above) for place, above in additions.items()]
        )

    def additions(self) -> list[tuple[str, str, str]]:
        """Give what has to be added before the rows: table, name, and what it belongs below; the upper ones first."""
        return self.database.execute("SELECT tbl, name, above FROM addition ORDER BY above != '', tbl, name").fetchall()

    def listed(
        self, *, state: int | None = None, group: int | None = None, after: int = 0, many: int = 100,
        not_taken: bool = False,
    ) -> list[Any]:  # fmt: skip
        """List rows with what becomes of them and why."""
        where, values = ["row.n > ?"], [after]
        if state is not None:
            where.append("row.state = ?")
            values.append(state)
        elif not_taken and group is None:
            where.append("row.state != 0")
        if group is not None:
            where.append("row.n IN (SELECT n FROM odd WHERE grp = ?)")
            values.append(group)
        chosen = " AND ".join(where)
        return self.database.execute(
            "SELECT row.n, row.line, row.state, (SELECT group_concat(grp, ' ') FROM odd WHERE odd.n = row.n)"  # noqa: S608
            f" FROM row WHERE {chosen} ORDER BY row.n LIMIT ?",
            [*values, many],
        ).fetchall()

    def lines_of(self, group: int) -> list[list[int]]:
        """Give the lines of a group, as pairs of first and last."""
        found = self.database.execute("SELECT lines FROM grp WHERE id = ?", (group,)).fetchone()
        lines: list[list[int]] = json.loads(found[0]) if found else []
        return lines

    def forget_values(self) -> None:
        """Keep which row became what, and none of what the rows said."""
        self.database.execute("UPDATE row SET key = NULL, who = NULL, value = NULL")
        self.database.execute("DELETE FROM unit")
        self.database.execute("VACUUM")


def is_staged(stored: str) -> bool:
    """Say whether judged rows lie there."""
    return (folder() / f"{stored}.rows").exists()


@contextmanager
def staged(stored: str, *, fresh: bool = False) -> Iterator[Stage]:
    """Open the judged rows for a while."""
    stage = Stage(stored, fresh=fresh)
    try:
        yield stage
    finally:
        stage.close()


def forget_file(stored: str, *, rows: bool = False) -> None:
    """Delete a file that is done with; which row became what stays, unless that is to go too."""
    file_path(stored).unlink(missing_ok=True)
    (folder() / f"{stored}.lock").unlink(missing_ok=True)
    if rows:
        (folder() / f"{stored}.rows").unlink(missing_ok=True)
