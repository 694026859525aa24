"""What change two periods of answers would show, and how many answers it takes to show one."""

from collections.abc import Callable
from math import sqrt

from heedful.stats.differences import difference_of_intervals
from heedful.stats.distributions import normal_below, normal_quantile, quantile, t_below
from heedful.stats.recommend import RecommendClasses, score_moments
from heedful.stats.results import Interval
from heedful.stats.two_stage import Base, Lot, recommend_score_of_worth, scaled, share_of_worth


def noticeable_fall_of_share(
    share: float, before: Lot, now: Lot, *, power: float = 0.8, confidence: float = 0.95
) -> float | None:
    """Give the smallest fall of a share between two periods that their intervals show with the power wanted [1]_.

    A fall shows where the interval of the difference (by `difference_of_intervals`) leaves out 0.

    Parameters
    ----------
    share : float
        As it is before, in (0, 1).
    before, now : Lot
        The answers of the two periods.
    power : float
        Chance wanted that the fall shows, strictly between 0 and 1.
    confidence : float
        Of the intervals.

    Returns
    -------
    float or None
        In shares; None where not even a fall to 0 would show.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), Statist. Med. 27, 1693-1702; J. Cohen (1988), Statistical
       Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    return _smallest(
        lambda fall: power_to_notice_fall_of_share(share, fall, before, now, confidence=confidence), share, power
    )


def power_to_notice_fall_of_share(
    share: float, fall: float, before: Lot, now: Lot, *, confidence: float = 0.95
) -> float:
    """Give the chance that a fall of a share shows between two periods, for `noticeable_fall_of_share` [1]_.

    Raises
    ------
    ValueError
        If the share is not strictly between 0 and 1, or cannot fall by so much.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), Statist. Med. 27, 1693-1702.
    """
    if not (0 < share < 1 and 0 <= fall <= share * (1 + 1e-12)):
        raise ValueError(f"no fall of {fall} from a share of {share}")

    def seen(value: float, lot: Lot) -> tuple[Interval, float]:
        figure = share_of_worth(value, lot.n, worth=lot.worth, clusters=lot.clusters, confidence=confidence)
        return figure, value * (1 - value) / lot.worth

    df = min(before.clusters, now.clusters) - 1
    return _chance(seen(share, before), seen(max(0.0, share - fall), now), df)


def noticeable_fall_of_score(
    classes: RecommendClasses, before: Lot, now: Lot, *, power: float = 0.8, confidence: float = 0.95
) -> float | None:
    """Give the smallest fall of the recommend score that two periods show with the power wanted [1]_.

    Takes, gives and raises what `noticeable_fall_of_share` does, with the counts by class before in
    place of the share, and the fall in shares of one.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), Statist. Med. 27, 1693-1702; J. Cohen (1988), Statistical
       Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    start = scaled(classes, 1.0)

    def chance(fall: float) -> float:
        return power_to_notice_fall_of_score(start, fall, before, now, confidence=confidence)

    return _smallest(chance, 1 + start.promoters - start.detractors, power)


def power_to_notice_fall_of_score(
    classes: RecommendClasses, fall: float, before: Lot, now: Lot, *, confidence: float = 0.95
) -> float:
    """Give the chance that a fall of the recommend score shows, for `noticeable_fall_of_score` [1]_.

    Raises
    ------
    ValueError
        If the score cannot fall by so much.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), Statist. Med. 27, 1693-1702.
    """

    def seen(shares: RecommendClasses, lot: Lot) -> tuple[Interval, float]:
        counts = scaled(shares, float(lot.n))
        figure = recommend_score_of_worth(counts, worth=lot.worth, clusters=lot.clusters, confidence=confidence)
        return figure, score_moments(counts).variance / lot.worth

    df = min(before.clusters, now.clusters) - 1
    return _chance(seen(classes, before), seen(classes_after_fall(classes, fall), now), df)


def answers_to_notice(chance: Callable[[Lot], float], base: Base, *, power: float = 0.8) -> int | None:
    """Give the fewest answers in each of two rounds that show a change with the power wanted [1]_.

    Parameters
    ----------
    chance : function of a Lot
        The power with such a lot in both rounds, such as `power_to_notice_fall_of_score`.
    base : Base
        Whom a round can ask.
    power : float
        Chance wanted, strictly between 0 and 1.

    Returns
    -------
    int or None
        None where even an answer of everybody would not do.

    Raises
    ------
    ValueError
        If the power is out of range.

    References
    ----------
    .. [1] J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    if not 0 < power < 1:
        raise ValueError(f"a power lies strictly between 0 and 1, not at {power}")
    low, high = 2, base.people
    if high < low or chance(base.lot(high)) < power:
        return None
    while low < high:
        middle = (low + high) // 2
        if chance(base.lot(middle)) < power:
            low = middle + 1
        else:
            high = middle
    return low


def classes_after_fall(classes: RecommendClasses, fall: float) -> RecommendClasses:
    """Let the recommend score fall by so much, as if every customer's mood fell alike [1]_.

    The mood is a normal variable, cut into the three classes where the counts cut it; a shift of it
    takes promoters to the passives and passives to the detractors.

    Parameters
    ----------
    classes : RecommendClasses
        Before; at least one answer.
    fall : float
        Of the score, >= 0 and no more than it can fall.

    Returns
    -------
    RecommendClasses
        As many answers in all.

    Raises
    ------
    ValueError
        If the fall is out of range.

    References
    ----------
    .. [1] P. McCullagh (1980), J. R. Statist. Soc. B 42, 109-142.
    """
    shares = scaled(classes, 1.0)
    score, nearly = shares.promoters - shares.detractors, 1e-9
    if not 0 <= fall <= 1 + score + nearly:
        raise ValueError(f"a score of {score} cannot fall by {fall}")
    top = normal_quantile(min(1 - nearly, max(nearly, shares.promoters)))
    bottom = normal_quantile(min(1 - nearly, max(nearly, shares.detractors)))

    def fallen(shift: float) -> float:
        return score - normal_below(top - shift) + normal_below(bottom + shift)

    shift = quantile(fallen, min(fall, 1 + score - nearly), 0.0, 30.0) if fall > 0 else 0.0
    promoters, detractors = (shares.promoters, shares.detractors) if not fall else (
        normal_below(top - shift), normal_below(bottom + shift))  # fmt: skip
    return scaled(RecommendClasses(detractors, max(0.0, 1 - promoters - detractors), promoters), classes.n)


def _chance(before: tuple[Interval, float], now: tuple[Interval, float], df: int) -> float:
    """Give the chance that a fall shows: that the upper bound of the change lies below 0; t for few customers."""
    change = difference_of_intervals(now[0], before[0])
    reach, error = change.high - change.estimate, sqrt(before[1] + now[1])
    return t_below((-change.estimate - reach) / error, df) if error > 0 else float(change.high < 0)


def _smallest(chance: Callable[[float], float], largest: float, power: float) -> float | None:
    if not 0 < power < 1:
        raise ValueError(f"a power lies strictly between 0 and 1, not at {power}")
    return quantile(chance, power, 0.0, largest, steps=60) if chance(largest) >= power else None
