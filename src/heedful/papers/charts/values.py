"""What charts are made from, and what they give back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

Look = Literal["page", "print"]
"""Where a drawing goes: a page gives it colours by its stylesheet, a document needs them written in."""


@dataclass(frozen=True, slots=True)
class Point:
    """One month (or wave, or week): its figure, how sure it is, and what a rule found there.

    A month without a value leaves a gap. Neighbours with the same signal are named once.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    signal: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: a corrective action, a change of policy or of a question's wording."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Natural limits and their centre, from one label to another where they do not hold throughout."""

    lower: float
    centre: float
    upper: float
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of whiskers: a segment, a site, a question."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole, with its tone: good, plain, poor or bad."""

    label: str
    number: float
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Bar:
    """How often one kind of thing happened."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing on a map of two measures, with the interval of the second where it is known."""

    label: str
    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One audit question on the wall: its state is a result of a test of evidence."""

    key: str
    ask: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Audit questions that belong together."""

    title: str
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in two sizes, the sentence it says, and the table it was made from."""

    wide: SafeString
    narrow: SafeString
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    broad: bool = False
