"""How long complaints stay open: curves that count the open ones too, instead of leaving them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, sqrt

from heedful.stats.distributions import chi_square_above, critical_value


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """One time at which something closed: who was still open before, and the share open after.

    The interval is by the log of the share, clipped at 1.
    """

    time: float
    at_risk: int
    events: int
    survival: float
    standard_error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """The share still open as time goes by; `median` is None where half have not closed yet."""

    steps: tuple[SurvivalStep, ...]
    median: float | None
    n: int
    method: str
    confidence: float

    def open_after(self, time: float) -> float:
        """Share still open after so long, in [0, 1]."""
        return next((step.survival for step in reversed(self.steps) if step.time <= time), 1.0)


Durations = Mapping[float, tuple[int, int]]
"""For each length of time, how many closed after it, and how many had been open so long and still were.

Tables of different units are added up length by length: this is all that the two methods need.
"""


def durations_of(times: Sequence[float], closed: Sequence[bool]) -> dict[float, tuple[int, int]]:
    """Count single durations `(n,)` into a table; `closed` is False for those still open.

    Raises
    ------
    ValueError
        If lengths differ.
    """
    if len(times) != len(closed):
        raise ValueError("each duration needs to be told closed or still open")
    table: dict[float, tuple[int, int]] = {}
    for time, is_closed in zip(times, closed, strict=True):
        ended, lasting = table.get(time, (0, 0))
        table[time] = (ended + bool(is_closed), lasting + (not is_closed))
    return table


def _checked(table: Durations, *, empty: bool = False) -> None:
    if min(table, default=0) < 0 or any(min(counts) < 0 for counts in table.values()) or not (empty or _size(table)):
        raise ValueError("durations are not negative, and there is one at least")


def _size(table: Durations) -> int:
    return sum(ended + lasting for ended, lasting in table.values())


def kaplan_meier(times: Sequence[float], closed: Sequence[bool], *, confidence: float = 0.95) -> SurvivalCurve:
    """Estimate the share still open after each time [1]_, with Greenwood's error and log interval.

    Parameters
    ----------
    times : sequence of float, (n,)
        How long each one took, or has been open so far.
    closed : sequence of bool, (n,)
        False for those still open.
    confidence : float
        Coverage wanted at each time, strictly between 0 and 1.

    Returns
    -------
    SurvivalCurve
        Times in the unit given; the first time at which at most half are open is the median.

    Raises
    ------
    ValueError
        If lengths differ, a time is negative, or there is none.

    References
    ----------
    .. [1] E. L. Kaplan and P. Meier (1958), J. Amer. Statist. Assoc. 53, 457-481.
    """
    return kaplan_meier_of_table(durations_of(times, closed), confidence=confidence)


def kaplan_meier_of_table(table: Durations, *, confidence: float = 0.95) -> SurvivalCurve:
    """Do as `kaplan_meier` from counts by length of time, which may have been added up [1]_.

    Raises
    ------
    ValueError
        If a time or a count is negative, or there is none.

    References
    ----------
    .. [1] E. L. Kaplan and P. Meier (1958), J. Amer. Statist. Assoc. 53, 457-481.
    """
    _checked(table)
    z, survival, greenwood, steps = critical_value(confidence), 1.0, 0.0, []
    at_risk = n = _size(table)
    for time in sorted(table):
        events, lasting = table[time]
        if events:
            survival *= 1 - events / at_risk
            if events == at_risk:
                steps.append(SurvivalStep(time, at_risk, events, 0.0, 0.0, 0.0, 0.0))
                break
            greenwood += events / (at_risk * (at_risk - events))
            reach = exp(z * sqrt(greenwood))
            error = survival * sqrt(greenwood)
            low, high = survival / reach, min(1.0, survival * reach)
            steps.append(SurvivalStep(time, at_risk, events, survival, error, low, high))
        at_risk -= events + lasting
    median = next((step.time for step in steps if step.survival <= 0.5 + 1e-12), None)
    return SurvivalCurve(tuple(steps), median, n, "Kaplan-Meier (1958), log interval", confidence)


@dataclass(frozen=True, slots=True)
class LogRank:
    """Events of the first group, seen and expected, with the chi-square of one degree of freedom."""

    statistic: float
    p_value: float
    observed: int
    expected: float
    n: int
    method: str


def log_rank(times: Sequence[float], closed: Sequence[bool], in_first: Sequence[bool]) -> LogRank:
    """Test whether two groups close equally fast [1]_.

    Parameters
    ----------
    times, closed : sequence, (n,)
        As `kaplan_meier` takes them.
    in_first : sequence of bool, (n,)
        True for the first group; both groups have members.

    Raises
    ------
    ValueError
        If lengths differ, a group is empty, or nothing can be compared.

    References
    ----------
    .. [1] N. Mantel (1966), Cancer Chemother. Rep. 50, 163-170.
    """
    rows = list(zip(times, closed, in_first, strict=True))
    groups = [[(t, c) for t, c, first in rows if bool(first) is wanted] for wanted in (True, False)]
    tables = [durations_of([t for t, _ in group], [c for _, c in group]) for group in groups]
    return log_rank_of_tables(*tables)


def log_rank_of_tables(first: Durations, second: Durations) -> LogRank:
    """Do as `log_rank` from counts by length of time of each group [1]_.

    Raises
    ------
    ValueError
        If a time or a count is negative, a group is empty, or nothing can be compared.

    References
    ----------
    .. [1] N. Mantel (1966), Cancer Chemother. Rep. 50, 163-170.
    """
    _checked(first, empty=True)
    _checked(second, empty=True)
    n1, n, none = _size(first), _size(first) + _size(second), (0, 0)
    total, observed, expected, variances = n, 0, [], []
    for time in sorted({*first, *second}):
        here, there = first.get(time, none), second.get(time, none)
        events = here[0] + there[0]
        observed += here[0]
        if events:
            expected.append(events * n1 / n)
        if events and n > 1:
            variances.append(events * n1 / n * (1 - n1 / n) * (n - events) / (n - 1))
        n1, n = n1 - sum(here), n - sum(here) - sum(there)
    variance = fsum(variances)
    if variance <= 0:
        raise ValueError("nothing to compare: at no time were members of both groups still open")
    statistic = (observed - fsum(expected)) ** 2 / variance
    return LogRank(statistic, chi_square_above(statistic, 1), observed, fsum(expected), total, "log-rank (1966)")
