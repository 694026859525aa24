"""Distributions of counts: binomial, Poisson and hypergeometric, for samples and complaints."""

from math import exp, fsum, lgamma

from heedful.stats.distributions import beta_above, beta_below, gamma_above


def binomial_at_most(k: int, n: int, p: float) -> float:
    """Give the probability of at most k in n trials of chance p in [0, 1]."""
    if k < 0:
        return 0.0
    return 1.0 if k >= n else beta_above(p, k + 1, n - k)


def binomial_at_least(k: int, n: int, p: float) -> float:
    """Give the probability of at least k in n trials of chance p in [0, 1]."""
    if k <= 0:
        return 1.0
    return 0.0 if k > n else beta_below(p, k, n - k + 1)


def binomial_quantile(probability: float, n: int, p: float) -> int:
    """Give the smallest k with a probability of at most k that reaches the one given."""
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if binomial_at_most(middle, n, p) >= probability * (1 - 1e-13):
            high = middle
        else:
            low = middle + 1
    return low


def poisson_at_most(k: int, mean: float) -> float:
    """Give the probability of at most k events where `mean` are expected."""
    return 0.0 if k < 0 else gamma_above(mean, k + 1)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def hypergeometric(k: int, population: int, marked: int, drawn: int) -> float:
    """Give the probability of exactly k marked among those drawn without replacement."""
    if not max(0, drawn - (population - marked)) <= k <= min(drawn, marked):
        return 0.0
    ways = _log_choose(marked, k) + _log_choose(population - marked, drawn - k)
    return exp(ways - _log_choose(population, drawn))


def hypergeometric_at_most(k: int, population: int, marked: int, drawn: int) -> float:
    """Give the probability of at most k marked among those drawn without replacement."""
    return min(1.0, fsum(hypergeometric(i, population, marked, drawn) for i in range(k + 1)))
