"""What a test of evidence gives back: conditions, each with its rows; the whole follows from them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal, Protocol

from heedful.audits.models import ResultState

Unit = Literal["share", "count", "points", ""]
STORED = 200
"""So many references of a list are kept with a stored result; the number of all stands beside them."""


class Listing(Protocol):
    """Keys of rows that can be cut into pages: a sequence, or a query that is asked only when opened."""

    def __getitem__(self, place: slice, /) -> Any:
        """Give some of the keys."""
        ...


@dataclass(frozen=True)
class Group:
    """Rows that are counted at once and listed when somebody opens them; without a kind, their keys are references."""

    kind: str
    count: int
    keys: Listing = ()
    private: bool = False
    """Answers of persons are counted and not listed."""

    @property
    def at_hand(self) -> bool:
        """Say whether its rows are known without asking again."""
        return isinstance(self.keys, list | tuple)

    def refs(self, first: int = 0, many: int = STORED) -> list[str]:
        """Name some of these rows to the whole house."""
        if self.private:
            return []
        return [f"{self.kind}/{key}" if self.kind else str(key) for key in self.keys[first : first + many]]


def group(kind: str, rows: Sequence[Any]) -> Group:
    """Make a group of rows that are at hand."""
    return Group(kind, len(rows), [row.pk for row in rows])


@dataclass(frozen=True)
class Listed:
    """Rows that are shown beside a condition and do not decide it: not yet due, withdrawn, open since long."""

    words: str
    rows: Group


@dataclass(frozen=True)
class Condition:
    """One condition of a test: k of n, against which threshold, with the rows that fell short."""

    id: str
    words: str
    state: ResultState
    reads: str
    kept: Group
    missed: Group
    value: Decimal | None = None
    unit: Unit = ""
    threshold: Decimal | None = None
    way: Literal["at least", "at most", "all", "none", "not below"] = "all"
    rests_on: tuple[str, ...] = ()
    event: bool = False
    """It speaks of something that need not occur; without any it drops out when the main population has data."""
    listed: tuple[Listed, ...] = ()
    why: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """What fell short, for each row that did."""

    @property
    def k(self) -> int:
        """How many kept the condition."""
        return self.kept.count

    @property
    def n(self) -> int:
        """How many could."""
        return self.kept.count + self.missed.count

    def exceptions(self, first: int = 0, many: int = STORED) -> list[tuple[str, str]]:
        """Name some of the rows that fell short, each with what did."""
        keys = self.missed.keys[first : first + many]
        named = Group(self.missed.kind, 0, list(keys), self.missed.private).refs(0, many)
        return [(ref, self.why.get(key, "")) for ref, key in zip(named, keys, strict=False)]

    def plain(self) -> dict[str, Any]:
        """Write it down without fractions, for the history and for JSON."""
        return {
            "id": self.id,
            "words": self.words,
            "state": self.state.value,
            "reads": self.reads,
            "k": self.k,
            "n": self.n,
            "value": None if self.value is None else str(self.value),
            "unit": self.unit,
            "threshold": None if self.threshold is None else str(self.threshold),
            "way": self.way,
            "rests_on": list(self.rests_on),
            "exceptions": [{"ref": ref, "why": why} for ref, why in self.exceptions()],
            "exceptions_in_all": self.missed.count,
            "listed": [
                {"words": each.words, "count": each.rows.count, "refs": each.rows.refs()} for each in self.listed
            ],
        }


@dataclass(frozen=True)
class Result:
    """What the records answer to one question; an auditor judges, never this."""

    state: ResultState
    conditions: tuple[Condition, ...]

    @classmethod
    def of(cls, *conditions: Condition, main: bool | None = None) -> "Result":
        """Conclude from the conditions; `main` says whether the main population has data, where they cannot tell.

        Not met if one is not; else not enough evidence if one is; else met. A condition on something that did not
        occur drops out, when the main population has data.
        """
        if main is None:
            main = any(each.n for each in conditions if not each.event)
        shown = tuple(_drop_out(each) if main and each.event and not each.n else each for each in conditions)
        states = {each.state for each in shown} - {ResultState.NOT_APPLICABLE}
        for state in (ResultState.NOT_MET, ResultState.NOT_ENOUGH, ResultState.MET):
            if state in states:
                return cls(state, shown)
        return cls(ResultState.NOT_ENOUGH, shown)


def _drop_out(condition: Condition) -> Condition:
    return replace(condition, state=ResultState.NOT_APPLICABLE, reads="None occurred.")
