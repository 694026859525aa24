"""Weights that bring those who answered into the proportions of those who were asked."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from heedful.stats.clusters import design_effect_of_weights
from heedful.stats.distributions import critical_value
from heedful.stats.results import Interval


@dataclass(frozen=True, slots=True)
class Margin:
    """One way of grouping: the group of each respondent, `(n,)`, and the total of each group."""

    groups: Sequence[Hashable]
    totals: Mapping[Hashable, float]


def _sums(weights: Sequence[float], groups: Sequence[Hashable]) -> dict[Hashable, float]:
    found: dict[Hashable, float] = {}
    for weight, group in zip(weights, groups, strict=True):
        found[group] = found.get(group, 0.0) + weight
    return found


def _checked(weights: Sequence[float], margin: Margin) -> None:
    present = _sums(weights, margin.groups)
    if min(weights, default=0) < 0 or set(present) - set(margin.totals):
        raise ValueError("weights are not negative, and each group has a total")
    empty = [group for group, total in margin.totals.items() if total > 0 and not present.get(group)]
    if empty:
        raise ValueError(f"nobody answered of {empty}: put groups together")


def post_stratified_weights(weights: Sequence[float], margin: Margin) -> list[float]:
    """Scale the weights of each group to its total [1]_.

    Parameters
    ----------
    weights : sequence of float, (n,)
        Design weights, not negative; all 1 where everybody had the same chance.
    margin : Margin
        Groups of the respondents and their totals in the frame.

    Returns
    -------
    list of float, (n,)
        Weights that add up to the total in each group.

    Raises
    ------
    ValueError
        If lengths differ, a group has no total, or a total that is not 0 has no respondent.

    References
    ----------
    .. [1] D. Holt and T. M. F. Smith (1979), J. R. Statist. Soc. A 142, 33-46.
    """
    _checked(weights, margin)
    sums = _sums(weights, margin.groups)
    return [w * margin.totals[g] / sums[g] if sums[g] else 0.0 for w, g in zip(weights, margin.groups, strict=True)]


def raked_weights(
    weights: Sequence[float], margins: Sequence[Margin], *, tolerance: float = 1e-10, rounds: int = 1000
) -> list[float]:
    """Scale the weights to each margin in turn, until all of them hold [1]_.

    Parameters
    ----------
    weights : sequence of float, (n,)
        Design weights, not negative.
    margins : sequence of Margin, (m,)
        With totals that add up to the same number.
    tolerance : float
        Relative deviation of a group from its total at which to stop.
    rounds : int
        After how many rounds to give up.

    Returns
    -------
    list of float, (n,)
        Weights that add up to every total.

    Raises
    ------
    ValueError
        As `post_stratified_weights`, and if the margins contradict each other.

    References
    ----------
    .. [1] W. E. Deming and F. F. Stephan (1940), Ann. Math. Statist. 11, 427-444.
    """
    if not margins:
        raise ValueError("raking needs a margin")
    whole = fsum(margins[0].totals.values())
    for margin in margins:
        _checked(weights, margin)
        if abs(fsum(margin.totals.values()) - whole) > 1e-6 * whole:
            raise ValueError("the margins add up to different totals")
    raked = list(weights)
    for _ in range(rounds):
        for margin in margins:
            raked = post_stratified_weights(raked, margin)
        if all(_holds(raked, margin, tolerance) for margin in margins):
            return raked
    raise ValueError("the margins contradict each other: put groups together")


def _holds(weights: Sequence[float], margin: Margin, tolerance: float) -> bool:
    sums = _sums(weights, margin.groups)
    return all(abs(total - margin.totals[group]) <= tolerance * margin.totals[group] for group, total in sums.items())


def trimmed_weights(weights: Sequence[float], *, cap: float) -> list[float]:
    """Cut weights at `cap` times their mean, and spread what was cut over the others [1]_.

    Rake again afterwards, and state the cap. Gives `(n,)` weights with the same sum.

    Raises
    ------
    ValueError
        If the cap is not above 1, there are no weights, or only weights of 0 would be left uncut.

    References
    ----------
    .. [1] F. J. Potter (1990), Proc. Surv. Res. Meth. Sect., Amer. Statist. Assoc., 225-230.
    """
    if not cap > 1 or not weights:
        raise ValueError(f"a cap above 1 times the mean weight, not {cap}")
    highest = cap * fsum(weights) / len(weights)
    cut = [w > highest for w in weights]
    while True:
        rest = fsum(w for w, is_cut in zip(weights, cut, strict=True) if not is_cut)
        if rest <= 0:
            raise ValueError("nobody is left to take what is cut off")
        factor = (fsum(weights) - highest * sum(cut)) / rest
        over = [is_cut or w * factor > highest * (1 + 1e-12) for w, is_cut in zip(weights, cut, strict=True)]
        if over == cut:
            return [highest if is_cut else w * factor for w, is_cut in zip(weights, cut, strict=True)]
        cut = over


@dataclass(frozen=True, slots=True)
class WeightedMean(Interval):
    """A weighted mean; `effective_n` is n over Kish's design effect of the weights."""

    standard_error: float
    design_effect: float
    effective_n: float


def weighted_mean(values: Sequence[float], weights: Sequence[float], *, confidence: float = 0.95) -> WeightedMean:
    """Estimate a mean with weights, by linearisation, taking the weights as given [1]_.

    Parameters
    ----------
    values, weights : sequence of float, (n,)
        n >= 2; weights not negative and in any unit.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    WeightedMean
        In the unit of the values.

    Raises
    ------
    ValueError
        If lengths differ, there are fewer than two values, or the weights are out of range.

    References
    ----------
    .. [1] C.-E. Sarndal, B. Swensson and J. Wretman (1992), Model Assisted Survey Sampling, 5.7;
       L. Kish (1965), Survey Sampling, 11.7.
    """
    n = len(values)
    if n < 2 or n != len(weights):
        raise ValueError("a weighted mean needs two values or more, with one weight each")
    effect = design_effect_of_weights(weights)
    whole = fsum(weights)
    mean = fsum(w * y for w, y in zip(weights, values, strict=True)) / whole
    off = fsum((w * (y - mean)) ** 2 for w, y in zip(weights, values, strict=True))
    error = sqrt(n / (n - 1) * off) / whole
    half = critical_value(confidence) * error
    return WeightedMean(
        mean, mean - half, mean + half, n, "weighted, linearised", confidence, error, effect, n / effect
    )
