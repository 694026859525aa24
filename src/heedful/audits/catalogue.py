"""The questions as they stand in the package, and the tests of evidence that answer them."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from heedful.audits.results import Result
from heedful.audits.window import AsOf

FOLDER = Path(__file__).parent / "questions"
THEMES = (
    "determine", "meet", "hear", "satisfaction", "wrong", "law", "risks", "leadership", "policy", "roles", "review",
    "improve",
)  # fmt: skip
"""The files of questions, in the order of the wall."""
EDITIONS = ("iso9001-2015", "iso9001-2026")
NEVER_EXCLUDED = ("5.1.2", "8.2.1", "9.1.2", "9.2", "9.3", "10.2")
"""No organisation can say that these do not apply to it."""


@dataclass(frozen=True)
class Limit:
    """A threshold of a question: our default, scaled by the size of the organisation, and how far it may be moved."""

    name: str
    words: str
    unit: str
    default: Decimal
    least: Decimal
    most: Decimal
    small: Decimal | None = None
    middle: Decimal | None = None

    def for_size(self, people: int) -> Decimal:
        """Give our default for an organisation of so many people; unknown size counts as large."""
        if self.small is not None and 1 <= people <= 9:
            return self.small
        if self.middle is not None and 1 <= people <= 49:
            return self.middle
        return self.default


@dataclass(frozen=True)
class Question:
    """One audit question, in our own words."""

    id: str
    theme: str
    ask: str
    kind: str
    clauses: Mapping[str, tuple[str, ...]]
    why: str
    good: str
    human: str
    challenge: str
    test: str
    limits: tuple[Limit, ...]
    phase: str = ""
    seed: int = 0
    """One of the six questions that the whole house began with, by its number."""

    @property
    def excludable(self) -> bool:
        """Say whether an organisation may declare that it does not apply."""
        named = self.clauses[EDITIONS[0]]
        return not any(
            clause == never or clause.startswith(f"{never}.") for clause in named for never in NEVER_EXCLUDED
        )

    @property
    def named_clauses(self) -> str:
        """Name the clauses it rests on, by the 2015 edition."""
        return ", ".join(self.clauses[EDITIONS[0]])

    def limit(self, name: str) -> Limit | None:
        """Find a threshold by its name."""
        return next((limit for limit in self.limits if limit.name == name), None)


@dataclass(frozen=True)
class TestOfEvidence:
    """A function that reads records and answers a question, with the version of its rules."""

    __test__ = False  # pytest would take the name for a test case

    run: Callable[..., Result]
    version: int

    @property
    def arguments(self) -> set[str]:
        """Name the thresholds it takes."""
        return {p.name for p in inspect.signature(self.run).parameters.values() if p.kind == p.KEYWORD_ONLY}


TESTS: dict[str, TestOfEvidence] = {}


def evidence(version: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Enter a test of evidence under its name; its version rises whenever it would answer otherwise."""

    def enter(function: Callable[..., Result]) -> Callable[..., Result]:
        TESTS[function.__name__] = TestOfEvidence(function, version)
        return function

    return enter


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _limit(name: str, given: dict[str, Any]) -> Limit:
    return Limit(
        name=name, words=given["words"], unit=given["unit"], default=Decimal(str(given["is"])),
        least=Decimal(str(given["from"])), most=Decimal(str(given["to"])),
        small=_number(given.get("small")), middle=_number(given.get("middle")),
    )  # fmt: skip


def _read(path: Path) -> Iterator[Question]:
    page = yaml.safe_load(path.read_text(encoding="utf-8"))
    for given in page["questions"]:
        limits = tuple(_limit(name, limit) for name, limit in given.pop("with").items())
        clauses = {edition: tuple(named) for edition, named in given.pop("clauses").items()}
        yield Question(theme=page["theme"], clauses=clauses, limits=limits, **given)


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """Give every question by its id, theme after theme."""
    files = sorted(FOLDER.glob("*.yaml"), key=lambda path: THEMES.index(path.stem))
    found = [question for path in files for question in _read(path)]
    by_id = {question.id: question for question in found}
    if len(by_id) != len(found):
        raise ValueError("two questions bear one id")
    return by_id


def answer(question: Question, as_of: AsOf, thresholds: Mapping[str, Decimal]) -> Result:
    """Ask the records one question."""
    return TESTS[question.test].run(as_of, **thresholds)


def faults() -> Iterator[str]:
    """Name each question that does not find its test with what it takes, and each test that no question calls."""
    asked = set()
    for question in questions().values():
        asked.add(question.test)
        found = TESTS.get(question.test)
        if found is None:
            yield f"{question.id}: there is no test of evidence called {question.test}"
        elif found.arguments != {limit.name for limit in question.limits}:
            yield f"{question.id}: {question.test} takes {sorted(found.arguments)}"
        if set(question.clauses) != set(EDITIONS) or not all(question.clauses.values()):
            yield f"{question.id}: it names its clauses in both editions"
        for limit in question.limits:
            values = [v for v in (limit.default, limit.small, limit.middle) if v is not None]
            if not all(limit.least <= value <= limit.most for value in values):
                yield f"{question.id}: the default of {limit.name} lies outside its range"
    for name in sorted(set(TESTS) - asked):
        yield f"{name}: no question calls this test of evidence"
