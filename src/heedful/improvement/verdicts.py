"""What the data before and after an action say of it: computed by a criterion fixed before, never chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from heedful.improvement.models import Verdict
from heedful.stats.rates import RateRatio, rate_ratio

MOST = 10_000_000
"""Beyond so many deliveries nobody waits for the data."""


@dataclass(frozen=True)
class Counted:
    """Events among deliveries, answers or days of one period."""

    k: int
    n: int


@dataclass(frozen=True)
class Criterion:
    """What was fixed before: the count before, the ratio after over before to be reached, and which way is better."""

    before: Counted
    threshold: float
    higher_is_better: bool = False


@dataclass(frozen=True)
class Judged:
    """The verdict with the ratio that it rests on; no ratio where nothing was counted before and after."""

    verdict: Verdict
    ratio: RateRatio | None


def judge(criterion: Criterion, after: Counted) -> Judged:
    """Judge an action by the ratio of the rates after and before, with its exact 95 per cent interval.

    Effective: the ratio reaches the threshold and its interval excludes no change. Not effective: the whole
    interval misses the threshold. Else the data cannot tell yet.
    """
    before, threshold = criterion.before, criterion.threshold
    if after.k + before.k == 0:
        return Judged(Verdict.CANNOT_TELL, None)
    ratio = rate_ratio(after.k, after.n, before.k, before.n)
    if criterion.higher_is_better:
        reached, changed, missed = ratio.estimate >= threshold, ratio.low > 1, ratio.high < threshold
    else:
        reached, changed, missed = ratio.estimate <= threshold, ratio.high < 1, ratio.low > threshold
    if reached and changed:
        return Judged(Verdict.EFFECTIVE, ratio)
    return Judged(Verdict.NOT_EFFECTIVE if missed else Verdict.CANNOT_TELL, ratio)


def as_planned(criterion: Criterion, n: int) -> Counted:
    """Give what would be counted among so many if the action does exactly what was planned."""
    expected = criterion.threshold * criterion.before.k * n / criterion.before.n
    return Counted(ceil(expected - 1e-9) if criterion.higher_is_better else floor(expected + 1e-9), n)


def enough_as_planned(criterion: Criterion) -> int | None:
    """Say from how many on the data can tell, if it gets exactly as good as planned; None where never."""
    return _first(lambda n: judge(criterion, as_planned(criterion, n)).verdict == Verdict.EFFECTIVE)


def enough_with_none(criterion: Criterion) -> int | None:
    """Say from how many on the data can tell, if it does not happen once more; None where that would not be better."""
    if criterion.higher_is_better:
        return None
    return _first(lambda n: judge(criterion, Counted(0, n)).verdict == Verdict.EFFECTIVE)


def _first(tells: Callable[[int], bool]) -> int | None:
    """Find the least number from which on the data tell: doubled until they do, then halved between."""
    high = 1
    while not tells(high):
        if high > MOST:
            return None
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if tells(middle) else (middle, high)
    return high
