"""Rows that stand in a file twice, found after all were judged."""

from heedful.papers.imports.judging import Judge
from heedful.papers.imports.oddities import LEAVE, ROW, SAME, TAKE, TWICE, Odd
from heedful.papers.imports.stage import DOUBTFUL, LEFT_OUT, TAKEN, Stage


def weigh_doubles(judge: Judge, stage: Stage) -> None:
    """Ask about each row that repeats an earlier one; where rows have no key, equal rows may both be meant."""
    stage.database.execute("CREATE INDEX row_key ON row (key)")
    doubles = stage.database.execute(
        "SELECT n, place FROM (SELECT n, key, row_number() OVER (PARTITION BY key ORDER BY n) AS place FROM row"
        " WHERE state IN (?, ?) AND key IN (SELECT key FROM row GROUP BY key HAVING count(*) > 1)) WHERE place > 1",
        (TAKEN, DOUBTFUL),
    ).fetchall()
    if not doubles:
        return
    own_key = judge.key_place >= 0 or judge.kind.key not in judge.places
    header = judge.columns[judge.key_place].header if judge.key_place >= 0 else ROW  # type: ignore[union-attr]
    odd = Odd(TWICE if own_key else SAME, "")
    decision = judge.decided.on(header, odd)
    group = judge.group(header, odd, decision)
    stage.add_odd((n, group.id) for n, _ in doubles)
    if decision is not None and decision.deed == TAKE:
        stage.database.executemany(
            "UPDATE row SET key = key || '#' || ?2, who = CASE WHEN who = key THEN key || '#' || ?2 ELSE who END"
            " WHERE n = ?1",
            doubles,
        )
        return
    state = LEFT_OUT if decision is not None and decision.deed == LEAVE else DOUBTFUL
    stage.database.executemany("UPDATE row SET state = ?2 WHERE n = ?1", ((n, state) for n, _ in doubles))
