"""What became of each row, as a list that can be read, paged and downloaded."""

from collections.abc import Iterator, Sequence

from heedful.papers.imports.oddities import DEEDS, sentence
from heedful.papers.imports.stage import DOUBTFUL, HERE, LEFT_OUT, WORDS, Group, Stage

BATCH = 2000


def reason(group: Group) -> str:
    """Say what is odd, and what was decided."""
    said = sentence(group.column, group.code, group.value)
    if not group.decision:
        return said
    deed = DEEDS[group.decision["deed"]].lower()
    to = f" “{group.decision['to']}”" if group.decision.get("to") else ""
    because = f" ({group.decision['because']})" if group.decision.get("because") else ""
    return f"{said}: {deed}{to}{because}"


def reasons(groups: Sequence[Group]) -> dict[int, str]:
    """Say it for each group."""
    return {group.id: reason(group) for group in groups}


def write_rows(
    stage: Stage, why: dict[int, str], *, states: Sequence[int] = (LEFT_OUT, HERE, DOUBTFUL), group: int | None = None
) -> Iterator[tuple[int, str, str]]:
    """Give line, what becomes of the row, and why; one after the other, however many."""
    after = 0
    while found := stage.listed(group=group, after=after, many=BATCH):
        for n, line, state, groups in found:
            after = n
            if state in states:
                yield line, WORDS[state], "; ".join(why[int(at)] for at in (groups or "").split() if int(at) in why)
