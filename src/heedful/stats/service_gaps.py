"""Gaps between what customers expected and what they perceived."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True, slots=True)
class ServiceGap:
    """Gap of a dimension, perception less expectation; `performance` is the perception alone."""

    gap: float
    performance: float


def dimension_gap(perceptions: Sequence[float], expectations: Sequence[float]) -> ServiceGap:
    """Average the gaps of the items of one dimension [1]_.

    Parameters
    ----------
    perceptions, expectations : sequence of float, (items,)
        Mean answer to each item, both on one scale.

    Raises
    ------
    ValueError
        If lengths differ or there is no item.

    References
    ----------
    .. [1] A. Parasuraman, V. A. Zeithaml and L. L. Berry (1988), J. Retailing 64, 12-40.
    """
    if not perceptions or len(perceptions) != len(expectations):
        raise ValueError("each item needs a perception and an expectation")
    return ServiceGap(fmean(perceptions) - fmean(expectations), fmean(perceptions))


def servqual(gaps: Sequence[float]) -> float:
    """Give the unweighted score: the mean of the dimensions' gaps `(d,)` [1]_.

    Raises
    ------
    ValueError
        If there is no dimension.

    References
    ----------
    .. [1] A. Parasuraman, V. A. Zeithaml and L. L. Berry (1988), J. Retailing 64, 12-40.
    """
    if not gaps:
        raise ValueError("no score without dimensions")
    return fmean(gaps)


def weighted_servqual(gaps: Sequence[float], weights: Sequence[float]) -> float:
    """Give the score weighted by what matters to the customers [1]_.

    Parameters
    ----------
    gaps, weights : sequence of float, (d,)
        Of each dimension; weights are points of importance, not negative, in any unit.

    Raises
    ------
    ValueError
        If lengths differ, or the weights are negative or all 0.

    References
    ----------
    .. [1] A. Parasuraman, L. L. Berry and V. A. Zeithaml (1991), J. Retailing 67, 420-450.
    """
    if len(gaps) != len(weights) or min(weights, default=-1) < 0 or sum(weights) <= 0:
        raise ValueError("each dimension needs a weight, not negative, and one a positive weight")
    return sum(g * w for g, w in zip(gaps, weights, strict=True)) / sum(weights)
