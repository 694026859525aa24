"""How many records an audit looks at, and what it may conclude from those that fell short."""

from dataclasses import dataclass
from enum import Enum
from math import ceil, log, sqrt

from heedful.stats.counts import binomial_at_most, hypergeometric_at_most
from heedful.stats.distributions import beta_quantile

_MOST = 1_000_000


def attribute_sample_size(*, tolerable: float, expected: float, risk: float = 0.05) -> int:
    """Give the smallest sample that bears the expected deviations and still proves the tolerable rate [1]_.

    Parameters
    ----------
    tolerable, expected : float
        Rates of deviation; 0 <= expected < tolerable < 1.
    risk : float
        Of relying on records whose rate is the tolerable one, strictly between 0 and 1.

    Returns
    -------
    int
        Smallest n with P(Binomial(n, tolerable) <= n x expected, rounded up) <= risk.

    Raises
    ------
    ValueError
        If an argument lies outside its range, or a million records would not do.

    References
    ----------
    .. [1] American Institute of CPAs (2017), Audit Sampling, appendix A.
    """
    if not (0 <= expected < tolerable < 1 and 0 < risk < 1):
        raise ValueError(f"no sample for {expected} expected and {tolerable} tolerable at risk {risk}")
    n = 1
    while n <= _MOST:
        # 14.000000000000002 is 14: round before rounding up.
        allowed = ceil(round(n * expected, 9))
        if binomial_at_most(allowed, n, tolerable) <= risk:
            return n
        n += 1
    raise ValueError("the expected rate is too near the tolerable one")


def upper_deviation_rate(deviations: int, n: int, *, confidence: float = 0.95) -> float:
    """Give the rate of deviation that the sample rules out anything above, one-sided and exact [1]_.

    Parameters
    ----------
    deviations, n : int
        Records that fell short, and looked at; 0 <= deviations <= n and n >= 1.
    confidence : float
        One-sided, strictly between 0 and 1.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] C. J. Clopper and E. S. Pearson (1934), Biometrika 26, 404-413.
    """
    if not (n >= 1 and 0 <= deviations <= n and 0 < confidence < 1):
        raise ValueError(f"no bound from {deviations} in {n} at confidence {confidence}")
    return 1.0 if deviations == n else beta_quantile(confidence, deviations + 1, n - deviations)


def discovery_sample_size(rate: float, *, population: int | None = None, confidence: float = 0.95) -> int:
    """Give the sample in which at least one deviation shows, if the rate is at least so high [1]_.

    Parameters
    ----------
    rate : float
        In (0, 1).
    population : int, optional
        Records in all, of which rate x population, rounded up, deviate; without end where not given.
    confidence : float
        Chance wanted to find one, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] H. Arkin (1984), Handbook of Sampling for Auditing and Accounting, 3rd ed.
    """
    if not (0 < rate < 1 and 0 < confidence < 1 and (population is None or population >= 1)):
        raise ValueError(f"no sample to discover a rate of {rate} in {population} at {confidence}")
    if population is None:
        return ceil(round(log(1 - confidence) / log(1 - rate), 9))
    marked = ceil(round(rate * population, 9))
    low, high = 1, population
    while low < high:
        middle = (low + high) // 2
        if hypergeometric_at_most(0, population, marked, middle) <= 1 - confidence:
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True, slots=True)
class AcceptancePlan:
    """Look at n; accept with at most `accept` that fall short."""

    n: int
    accept: int

    @property
    def reject(self) -> int:
        """From so many on, reject."""
        return self.accept + 1

    def acceptance(self, rate: float) -> float:
        """Chance to accept a lot with a rate of deviation: the operating characteristic."""
        return binomial_at_most(self.accept, self.n, rate)


def acceptance_plan(*, good: float, bad: float, accept_good: float = 0.95, accept_bad: float = 0.10) -> AcceptancePlan:
    """Find the smallest plan that accepts the good often enough and the bad seldom enough [1]_.

    Parameters
    ----------
    good, bad : float
        Rates of deviation, 0 < good < bad < 1.
    accept_good, accept_bad : float
        Chance to accept at least, and at most; 0 < accept_bad < accept_good < 1.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] W. C. Guenther (1969), J. Qual. Technol. 1, 105-109.
    """
    if not (0 < good < bad < 1 and 0 < accept_bad < accept_good < 1):
        raise ValueError("a plan tells a good rate from a worse one")
    accept, n = 0, 1
    while n <= _MOST:
        while binomial_at_most(accept, n, bad) > accept_bad:
            n += 1
        if binomial_at_most(accept, n, good) >= accept_good:
            return AcceptancePlan(n, accept)
        accept += 1
    raise ValueError("the good rate is too near the bad one")


class AuditPhase(Enum):
    """Where in the cycle of certification an audit stands, with its share of the square root."""

    INITIAL = 1.0
    SURVEILLANCE = 0.6
    RECERTIFICATION = 0.8


def sites_to_audit(sites: int, phase: AuditPhase) -> int:
    """Give the sites to visit besides the central function: a rule, not a statement of confidence [1]_.

    Raises
    ------
    ValueError
        If there is no site.

    References
    ----------
    .. [1] International Accreditation Forum (2018), IAF MD 1, Audit of a Management System Operated by
       a Multi-Site Organization.
    """
    if sites < 1:
        raise ValueError("no site to audit")
    return ceil(round(phase.value * sqrt(sites), 9))
