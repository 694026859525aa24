"""Many comparisons on one screen: p-values corrected for their number.

Each function takes `(n,)` p-values in [0, 1] and gives `(n,)` corrected ones in the same order, never
smaller than before and at most 1. Count every comparison that was made, not only the striking ones.
"""

from collections.abc import Sequence
from itertools import accumulate


def _checked(p_values: Sequence[float]) -> list[float]:
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError("a p-value lies in [0, 1]")
    return list(p_values)


def _in_order_of(p_values: Sequence[float], corrected: Sequence[float]) -> list[float]:
    """Put values that follow the rising p-values back into the order in which those were given."""
    rising = sorted(range(len(p_values)), key=p_values.__getitem__)
    back = dict(zip(rising, corrected, strict=True))
    return [min(1.0, back[i]) for i in range(len(p_values))]


def bonferroni(p_values: Sequence[float]) -> list[float]:
    """Multiply each p-value by their number [1]_.

    References
    ----------
    .. [1] O. J. Dunn (1961), J. Amer. Statist. Assoc. 56, 52-64.
    """
    return [min(1.0, len(p_values) * p) for p in _checked(p_values)]


def holm(p_values: Sequence[float]) -> list[float]:
    """Hold the chance of any false claim, step by step from the smallest p-value; for reports [1]_.

    Raises
    ------
    ValueError
        If a p-value lies outside [0, 1].

    References
    ----------
    .. [1] S. Holm (1979), Scand. J. Statist. 6, 65-70.
    """
    n = len(p_values)
    stepped = [(n - i) * p for i, p in enumerate(sorted(_checked(p_values)))]
    return _in_order_of(p_values, list(accumulate(stepped, max)))


def _from_above(stepped: Sequence[float]) -> list[float]:
    return list(accumulate(reversed(stepped), min))[::-1]


def hochberg(p_values: Sequence[float]) -> list[float]:
    """Hold the chance of any false claim of independent tests, from the largest p-value down [1]_.

    Raises
    ------
    ValueError
        If a p-value lies outside [0, 1].

    References
    ----------
    .. [1] Y. Hochberg (1988), Biometrika 75, 800-802.
    """
    n = len(p_values)
    return _in_order_of(p_values, _from_above([(n - i) * p for i, p in enumerate(sorted(_checked(p_values)))]))


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Hold the expected share of false ones among the claims; for screening many segments [1]_.

    Raises
    ------
    ValueError
        If a p-value lies outside [0, 1].

    References
    ----------
    .. [1] Y. Benjamini and Y. Hochberg (1995), J. R. Statist. Soc. B 57, 289-300.
    """
    n = len(p_values)
    return _in_order_of(p_values, _from_above([n / (i + 1) * p for i, p in enumerate(sorted(_checked(p_values)))]))


def benjamini_yekutieli(p_values: Sequence[float]) -> list[float]:
    """Hold the expected share of false ones among the claims, however the tests depend [1]_.

    Raises
    ------
    ValueError
        If a p-value lies outside [0, 1].

    References
    ----------
    .. [1] Y. Benjamini and D. Yekutieli (2001), Ann. Statist. 29, 1165-1188.
    """
    n = len(p_values)
    heavier = sum(1 / (i + 1) for i in range(n))
    return _in_order_of(
        p_values, _from_above([heavier * n / (i + 1) * p for i, p in enumerate(sorted(_checked(p_values)))])
    )
