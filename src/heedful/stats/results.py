"""What a statistic gives back: a figure never without its interval, its sample and its method."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the range that the data allow.

    `n` counts the answers (or trials, or events) it rests on, `method` names the formula so that an
    auditor can repeat it, and `confidence` is the coverage asked for, not a promise of the data.
    """

    estimate: float
    low: float
    high: float
    n: int
    method: str
    confidence: float

    @property
    def half_width(self) -> float:
        """Half the length of the interval, in the unit of the estimate."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Difference(Interval):
    """The first figure less the second, with its interval and the two-sided test of no difference."""

    standard_error: float
    p_value: float


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test statistic with its degrees of freedom and its p-value."""

    __test__ = False  # pytest would take the name for a test case

    statistic: float
    df: float
    p_value: float
    n: int
    method: str
