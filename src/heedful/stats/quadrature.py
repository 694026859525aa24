"""Integrals over a finite range."""

from collections.abc import Callable
from math import cosh, pi, sinh, tanh

_STEP = 0.0625
_NODES = [k * _STEP for k in range(-50, 51)]
_PLACES = [(tanh(pi / 2 * sinh(u)), _STEP * pi / 2 * cosh(u) / cosh(pi / 2 * sinh(u)) ** 2) for u in _NODES]


def integral(f: Callable[[float], float], low: float, high: float) -> float:
    """Integrate by the double exponential rule, which bears roots at the ends [1]_.

    Exact to about 1e-9 for a bell that is not narrower than a twelfth of the range.

    References
    ----------
    .. [1] H. Takahasi and M. Mori (1974), Publ. RIMS 9, 721-741.
    """
    middle, half = (low + high) / 2, (high - low) / 2
    return half * sum(weight * f(middle + half * place) for place, weight in _PLACES)
