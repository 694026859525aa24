"""What can be odd about a row, and what may be decided about it."""

from dataclasses import dataclass, field
from typing import Any

ROW = ""
"""Stands for the column where an oddity is about the whole row."""
ANY = "*"
"""Stands for every value of an oddity for which nothing else is decided."""

MEND, WITHOUT, LEAVE, TAKE, ADD = "mend", "without", "leave", "take", "add"
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
DECIMAL, THOUSANDS = "decimal", "thousands"
FIRST, LAST = "first", "last"

DEEDS = {
    MEND: "Read it as",
    WITHOUT: "Take the row without it",
    LEAVE: "Leave the row out",
    TAKE: "Take it as it is",
    ADD: "Add it",
    DAY_FIRST: "Day first",
    MONTH_FIRST: "Month first",
    DECIMAL: "The comma marks decimals",
    THOUSANDS: "The comma marks thousands",
    FIRST: "The first row counts",
    LAST: "The last row counts",
}

EMPTY, VALUE, LONG, UNKNOWN, SEVERAL = "empty", "value", "long", "unknown", "several"
TWO_READINGS, NO_DAY, FAR, COMMA = "two-readings", "no-such-day", "far", "comma"
RULE, TWICE, SAME, DISAGREE, REPEATED, NEW_ROW = "rule", "twice", "same", "disagree", "repeated", "new-row"

CHOICES: dict[str, tuple[str, ...]] = {
    EMPTY: (MEND, LEAVE),
    VALUE: (MEND, WITHOUT, LEAVE),
    LONG: (WITHOUT, LEAVE),
    UNKNOWN: (ADD, MEND, WITHOUT, LEAVE),
    SEVERAL: (MEND, WITHOUT, LEAVE),
    TWO_READINGS: (DAY_FIRST, MONTH_FIRST, WITHOUT, LEAVE),
    NO_DAY: (MEND, WITHOUT, LEAVE),
    FAR: (MEND, WITHOUT, LEAVE),
    COMMA: (DECIMAL, THOUSANDS, WITHOUT, LEAVE),
    RULE: (LEAVE,),
    TWICE: (LEAVE,),
    SAME: (TAKE, LEAVE),
    DISAGREE: (FIRST, LAST, WITHOUT, LEAVE),
    REPEATED: (TAKE, WITHOUT, LEAVE),
    NEW_ROW: (LEAVE,),
}


@dataclass(frozen=True, slots=True)
class Odd:
    """What is odd about a cell or a row: which kind of oddity, and the value that shows it."""

    code: str
    value: str
    readings: tuple[Any, ...] = ()
    """For a day that can be read in two ways: day first, month first; for a comma: decimals, thousands."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about an oddity of a column."""

    column: str
    oddity: str
    value: str
    deed: str
    to: str = ""
    because: str = ""

    def as_dict(self) -> dict[str, str]:
        """Write it down, without what is empty."""
        pairs = (
            ("column", self.column), ("oddity", self.oddity), ("value", self.value), ("deed", self.deed),
            ("to", self.to), ("because", self.because),
        )  # fmt: skip
        return {name: text for name, text in pairs if text}


def decision_from(given: dict[str, Any]) -> Decision:
    """Read a decision as it was written down."""
    names = ("column", "oddity", "value", "deed", "to", "because")
    texts = {name: str(given[name]) for name in names if given.get(name) is not None}
    return Decision(**{"column": ROW, "value": ANY, **texts})


@dataclass
class Decided:
    """Decisions, found by column, oddity and value; one on a value goes before one on any."""

    by_place: dict[tuple[str, str], dict[str, Decision]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: "list[Decision]") -> "Decided":
        """Put decisions in their places; the last on the same thing counts."""
        found = cls()
        for decision in decisions:
            found.by_place.setdefault((decision.column, decision.oddity), {})[decision.value] = decision
        return found

    def on(self, column: str, odd: Odd) -> Decision | None:
        """Give what was decided about an oddity, if anything was."""
        place = self.by_place.get((column, odd.code))
        if place is None:
            return None
        return place.get(odd.value) or place.get(ANY)


def sentence(column: str, code: str, value: str) -> str:
    """Say in words what is odd: "score is “7”"."""
    shown = value if len(value) <= 60 else f"{value[:59]}…"
    words = {
        EMPTY: f"{column} is empty",
        VALUE: f"{column} is “{shown}”",
        LONG: f"{column} is longer than can be kept",
        UNKNOWN: f"{column} “{shown}” is not known here",
        SEVERAL: f"{column} “{shown}” fits more than one",
        TWO_READINGS: f"{column} can be read with the day or the month first" + (f" in “{shown}”" if shown else ""),
        NO_DAY: f"{column} “{shown}” is no day",
        FAR: f"{column} “{shown}” is too far from today",
        COMMA: f"{column} has a comma that could mark decimals or thousands",
        RULE: shown,
        TWICE: f"{column or 'The row'} stands in an earlier row of this file already",
        SAME: "The row equals an earlier row in every cell",
        DISAGREE: f"{column} differs between the rows of one respondent",
        REPEATED: f"{column} is “{shown}” so often that it may be no customer's words",
        NEW_ROW: "The respondent is here already, this row is not",
    }
    return words[code]


def many(column: str, code: str, values: int) -> str:
    """Say in words what is odd in many ways at once: "46 values of theme are not known here"."""
    words = {
        VALUE: f"{values} values of {column} cannot be read",
        UNKNOWN: f"{values} values of {column} are not known here",
        SEVERAL: f"{values} values of {column} fit more than one",
        TWO_READINGS: f"{column} can be read with the day or the month first, in {values} parts of the file",
        NO_DAY: f"{values} values of {column} are no days",
        FAR: f"{values} values of {column} are too far from today",
        REPEATED: f"{values} texts of {column} stand so often that they may be no customer's words",
    }
    return words.get(code) or f"{values} values of {column or 'these rows'} are odd"
