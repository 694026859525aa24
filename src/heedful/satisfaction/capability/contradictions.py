"""The rules by which answers and what customers do contradict each other; the audit's questions call the same."""

from heedful.stats import Difference, Interval, RateRatio, difference_of_intervals, rate_ratio

FEW = 5
"""Answers that a half-year needs on each side before its figure is compared."""


def change_of_answers(now: Interval | None, before: Interval | None) -> Difference | None:
    """Give the change of the answers between two half-years; none where either holds too few."""
    if now is None or before is None or min(now.n, before.n) < FEW:
        return None
    return difference_of_intervals(now, before)


def change_of_sign(events: tuple[int, int], exposure: tuple[float, float]) -> RateRatio | None:
    """Give the rate of a sign in the newest half-year over that of the one before; none where there was none."""
    if not sum(events) or min(exposure) <= 0:
        return None
    return rate_ratio(events[0], exposure[0], events[1], exposure[1])


def exposed_to_loss(customers_now: int, lost: tuple[int, int]) -> tuple[int, int]:
    """Give what losses are a rate of: the customers at the beginning of each half-year."""
    return customers_now + lost[0], customers_now + lost[0] + lost[1]


def contradict(answers: Difference | None, sign: RateRatio | None) -> bool:
    """Say whether answers got better while a sign of displeasure came more often, both by more than chance."""
    return answers is not None and sign is not None and answers.low > 0 and sign.low > 1


def shrinks(lately: int, before: int) -> bool:
    """Say whether less was delivered in the newest half-year than in the one before, by more than chance."""
    return before > 0 and rate_ratio(lately, 1.0, before, 1.0).high < 1
