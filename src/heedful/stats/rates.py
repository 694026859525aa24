"""Rates of events, such as complaints per thousand deliveries; none seen does not mean none to come."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt

from heedful.stats.counts import binomial_at_least, binomial_at_most
from heedful.stats.distributions import critical_value, gamma_quantile
from heedful.stats.results import Interval
from heedful.stats.shares import clopper_pearson


def _rate(events: int, exposure: float) -> float:
    if events < 0 or not exposure > 0:
        raise ValueError(f"no rate of {events} events in {exposure}")
    return events / exposure


def poisson_rate(events: int, exposure: float, *, confidence: float = 0.95) -> Interval:
    """Estimate a rate of independent events, with the exact interval [1]_.

    Parameters
    ----------
    events : int
        Seen; not negative.
    exposure : float
        Deliveries, hours, customers; positive, in the unit that the rate is told in.
    confidence : float
        Coverage wanted, strictly between 0 and 1; kept at least.

    Returns
    -------
    Interval
        Events per unit of exposure; `n` is the number of events.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] F. Garwood (1936), Biometrika 28, 437-442.
    """
    rate, tail = _rate(events, exposure), (1 - confidence) / 2
    critical_value(confidence)
    low = gamma_quantile(tail, events) / exposure if events else 0.0
    high = gamma_quantile(1 - tail, events + 1) / exposure
    return Interval(rate, low, high, events, "Poisson exact (1936)", confidence)


def byar_rate(events: int, exposure: float, *, confidence: float = 0.95) -> Interval:
    """Estimate a rate of independent events, with Byar's approximation at events + 1/2 on both sides [1]_.

    Takes, gives and raises what `poisson_rate` does; for some ten events and more.

    References
    ----------
    .. [1] K. J. Rothman and J. D. Boice (1979), Epidemiologic Analysis with a Programmable Calculator.
    """
    rate, z = _rate(events, exposure), critical_value(confidence)
    middle = events + 0.5
    low, high = (middle * (1 - 1 / (9 * middle) + side * z / 3 / sqrt(middle)) ** 3 / exposure for side in (-1, 1))
    return Interval(rate, max(0.0, low), high, events, "Byar, at events + 1/2", confidence)


@dataclass(frozen=True, slots=True)
class RateRatio(Interval):
    """One rate over another: 1 is no difference; the p-value tests that, two-sided."""

    p_value: float


def rate_ratio(
    events1: int, exposure1: float, events2: int, exposure2: float, *, confidence: float = 0.95
) -> RateRatio:
    """Compare two rates by their ratio, exactly, given the sum of the events [1]_.

    Parameters
    ----------
    events1, exposure1, events2, exposure2 : int and float
        Of each period or segment; at least one event in all.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    RateRatio
        First rate over the second, infinite where the second has no event. The p-value adds the
        chances of all divisions of the events that are no likelier than the one seen.

    Raises
    ------
    ValueError
        If an argument lies outside its range, or there is no event.

    References
    ----------
    .. [1] J. Przyborowski and H. Wilenski (1940), Biometrika 31, 313-323.
    """
    first, second = _rate(events1, exposure1), _rate(events2, exposure2)
    n = events1 + events2
    if n == 0:
        raise ValueError("no ratio of two rates without events")
    share = clopper_pearson(events1, n, confidence=confidence)
    low, high = (_odds(bound) * exposure2 / exposure1 for bound in (share.low, share.high))
    p = _exact_p(events1, n, exposure1 / (exposure1 + exposure2))
    ratio = first / second if second else inf
    return RateRatio(ratio, low, high, n, "conditional exact (1940)", confidence, p)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else inf


def _chance(k: int, n: int, p: float) -> float:
    return binomial_at_most(k, n, p) - binomial_at_most(k - 1, n, p)


def _exact_p(k: int, n: int, p: float) -> float:
    """Add the chances of all counts no likelier than k: both tails, each cut at k's own height."""
    seen, mode = _chance(k, n, p) * (1 + 1e-7), min(n, int((n + 1) * p))
    if k == mode:
        return 1.0
    if k < mode:
        far = _first(mode, n + 1, lambda i: _chance(i, n, p) <= seen)
        return min(1.0, binomial_at_most(k, n, p) + binomial_at_least(far, n, p))
    far = _first(n - mode, n + 1, lambda i: _chance(n - i, n, p) <= seen)
    return min(1.0, binomial_at_least(k, n, p) + binomial_at_most(n - far, n, p))


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Give the first whole number in [low, high] from which on something holds."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
