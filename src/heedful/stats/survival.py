"""How long complaints stay open: curves that count the open ones too, instead of leaving them out."""

from collections.abc import Sequence
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


def _checked(times: Sequence[float], closed: Sequence[bool]) -> None:
    if not times or len(times) != len(closed) or min(times) < 0:
        raise ValueError("each duration, not negative, needs to be told closed or still open")


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
    _checked(times, closed)
    z, survival, greenwood, steps = critical_value(confidence), 1.0, 0.0, []
    for time in sorted({t for t, is_closed in zip(times, closed, strict=True) if is_closed}):
        at_risk = sum(t >= time for t in times)
        events = sum(t == time and bool(c) for t, c in zip(times, closed, strict=True))
        survival *= 1 - events / at_risk
        if events == at_risk:
            steps.append(SurvivalStep(time, at_risk, events, 0.0, 0.0, 0.0, 0.0))
            break
        greenwood += events / (at_risk * (at_risk - events))
        reach = exp(z * sqrt(greenwood))
        error = survival * sqrt(greenwood)
        low, high = survival / reach, min(1.0, survival * reach)
        steps.append(SurvivalStep(time, at_risk, events, survival, error, low, high))
    median = next((step.time for step in steps if step.survival <= 0.5 + 1e-12), None)
    return SurvivalCurve(tuple(steps), median, len(times), "Kaplan-Meier (1958), log interval", confidence)


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
    _checked(times, closed)
    rows = list(zip(times, closed, in_first, strict=True))
    expected, variances = [], []
    for time in sorted({t for t, is_closed, _ in rows if is_closed}):
        still = [first for t, _, first in rows if t >= time]
        events = sum(t == time and bool(c) for t, c, _ in rows)
        n, n1 = len(still), sum(map(bool, still))
        expected.append(events * n1 / n)
        if n > 1:
            variances.append(events * n1 / n * (1 - n1 / n) * (n - events) / (n - 1))
    observed = sum(bool(c) and bool(first) for _, c, first in rows)
    variance = fsum(variances)
    if variance <= 0:
        raise ValueError("nothing to compare: at no time were members of both groups still open")
    statistic = (observed - fsum(expected)) ** 2 / variance
    return LogRank(statistic, chi_square_above(statistic, 1), observed, fsum(expected), len(rows), "log-rank (1966)")
