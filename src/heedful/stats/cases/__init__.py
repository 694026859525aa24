"""Reference cases: proof, on this very installation, that the statistics are right.

A document of cases holds inputs, expected figures and tolerances from publications and other programs.
Nothing is read here: the caller hands over the document, and a function that reads its data files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from heedful.stats.cases.compare import Mismatch, Tolerance, leaves, mismatches
from heedful.stats.cases.methods import METHODS, ReadData

__all__ = ["CaseResult", "CasesReport", "Mismatch", "ReadData", "run_cases"]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: how many figures were compared, and which were off or what went wrong."""

    id: str
    method: str
    title: str
    figures: int
    mismatches: tuple[Mismatch, ...]
    error: str = ""

    @property
    def passed(self) -> bool:
        """Whether every figure is as expected."""
        return not self.mismatches and not self.error


@dataclass(frozen=True, slots=True)
class CasesReport:
    """All cases in their order, and the methods that no function here answers to."""

    results: tuple[CaseResult, ...]
    unknown_methods: tuple[str, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that did not pass."""
        return tuple(result for result in self.results if not result.passed)

    @property
    def passed_count(self) -> int:
        """How many cases passed."""
        return len(self.results) - len(self.failed)

    @property
    def figures(self) -> int:
        """How many figures were compared."""
        return sum(result.figures for result in self.results)

    @property
    def passed(self) -> bool:
        """Whether there were cases and all of them passed."""
        return bool(self.results) and not self.failed


def run_cases(document: Mapping[str, Any], read_data: ReadData) -> CasesReport:
    """Work out every case of a document, and hold the figures against the expected ones.

    Parameters
    ----------
    document : mapping
        With a list "cases", each with "id", "method", "inputs", "expected" and "tolerance".
    read_data : function of str
        Gives the rows, as dicts of text, of the CSV file that an input "data" names.

    Returns
    -------
    CasesReport
        A method that is not there, and an error, count as failed and are named.

    Raises
    ------
    ValueError
        If the document holds no list of cases.
    """
    cases = document.get("cases")
    if not isinstance(cases, list):
        raise ValueError("a document of reference cases holds a list named cases")
    unknown = dict.fromkeys(case["method"] for case in cases if case["method"] not in METHODS)
    return CasesReport(tuple(_run(case, METHODS.get(case["method"]), read_data) for case in cases), tuple(unknown))


def _run(
    case: Mapping[str, Any], method: Callable[[Mapping[str, Any], ReadData], Any] | None, read_data: ReadData
) -> CaseResult:
    expected = case["expected"]
    tolerance = Tolerance(case["tolerance"].get("abs", 0.0), case["tolerance"].get("rel", 0.0))
    found: tuple[Mismatch, ...] = ()
    error = ""
    if method is None:
        error = f"no function for the method {case['method']}"
    else:
        try:
            found = tuple(mismatches(expected, method(case["inputs"], read_data), tolerance))
        # Whatever goes wrong in one case is that case's result, and the others still run.
        except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as raised:
            error = f"{type(raised).__name__}: {raised}"
    return CaseResult(case["id"], case["method"], case.get("title", ""), leaves(expected), found, error)
