"""Control charts of counts: shares (p), events (c), rates (u), and Laney's for large samples (p', u')."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean

from heedful.stats.natural_limits import D2
from heedful.stats.signals import Signal, chart_signals


@dataclass(frozen=True, slots=True)
class CountChart:
    """Values, centre and 3-sigma limits of each subgroup, `(k,)` each, with the signals.

    `spread` is Laney's sigma_z: how many times wider the limits are than pure chance would set them;
    1 for the classic charts.
    """

    values: tuple[float, ...]
    centre: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    spread: float
    signals: tuple[Signal, ...]
    n: int
    method: str


def _checked(events: Sequence[float], sizes: Sequence[float], baseline: int | None) -> int:
    first = len(events) if baseline is None else baseline
    if len(events) != len(sizes) or not 1 <= first <= len(events):
        raise ValueError("a control chart needs events and sizes of the same, not empty, periods")
    if min(sizes) <= 0 or min(events) < 0:
        raise ValueError("events are not negative, and sizes positive")
    return first


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of count spreads by chance, and how far it can go."""

    name: str
    variance: Callable[[float], float]
    highest: float


_SHARE = _Kind("p", lambda p: p * (1 - p), 1.0)
_RATE = _Kind("u", lambda u: u, float("inf"))


def _chart(
    kind: _Kind, events: Sequence[float], sizes: Sequence[float], baseline: int | None, *, laney: bool
) -> CountChart:
    first = _checked(events, sizes, baseline)
    values = tuple(x / size for x, size in zip(events, sizes, strict=True))
    centre = sum(events[:first]) / sum(sizes[:first])
    sigmas = [sqrt(kind.variance(centre) / size) for size in sizes]
    spread = _laney_spread(values[:first], centre, sigmas) if laney else 1.0
    lower = tuple(max(0.0, centre - 3 * spread * sigma) for sigma in sigmas)
    upper = tuple(min(kind.highest, centre + 3 * spread * sigma) for sigma in sigmas)
    signals = chart_signals(values, [centre] * len(values), lower, upper)
    method = f"{kind.name} chart" + (", Laney (2002)" if laney else "")
    return CountChart(values, centre, lower, upper, spread, signals, len(values), method)


def _laney_spread(values: Sequence[float], centre: float, sigmas: Sequence[float]) -> float:
    """Mean moving range of the standardised values / 1.128, without screening of large ranges."""
    if len(values) < 2 or min(sigmas) <= 0:
        raise ValueError("Laney's limits need two periods or more, not all without or all with the event")
    standardised = [(value - centre) / sigma for value, sigma in zip(values, sigmas, strict=False)]
    return fmean(abs(b - a) for a, b in pairwise(standardised)) / D2


def p_chart(events: Sequence[int], trials: Sequence[int], *, baseline: int | None = None) -> CountChart:
    """Chart a share by period, such as deliveries complained of among all [1]_.

    With thousands of trials a period nearly every point falls out: take `laney_p_chart`.

    Parameters
    ----------
    events, trials : sequence of int, (k,)
        In time order; 0 <= events <= trials and trials >= 1.
    baseline : int, optional
        How many first periods set the limits; all where not given.

    Returns
    -------
    CountChart
        Shares in [0, 1], the limits clipped to it.

    Raises
    ------
    ValueError
        If the series differ in length, are empty, or a count is out of range.

    References
    ----------
    .. [1] W. A. Shewhart (1931), Economic Control of Quality of Manufactured Product.
    """
    if any(x > n for x, n in zip(events, trials, strict=False)):
        raise ValueError("more events than trials")
    return _chart(_SHARE, events, trials, baseline, laney=False)


def u_chart(events: Sequence[int], exposure: Sequence[float], *, baseline: int | None = None) -> CountChart:
    """Chart a rate by period, such as complaints per thousand deliveries [1]_.

    Parameters
    ----------
    events : sequence of int, (k,)
        In time order; one unit may have several.
    exposure : sequence of float, (k,)
        Deliveries, hours or customers; positive, in the unit the rate is told in.
    baseline : int, optional
        How many first periods set the limits; all where not given.

    Returns
    -------
    CountChart
        Events per unit of exposure; lower limits not below 0.

    Raises
    ------
    ValueError
        If the series differ in length, are empty, or a count is out of range.

    References
    ----------
    .. [1] D. C. Montgomery (2013), Introduction to Statistical Quality Control, 7th ed., 7.3.
    """
    return _chart(_RATE, events, exposure, baseline, laney=False)


def c_chart(events: Sequence[int], *, baseline: int | None = None) -> CountChart:
    """Chart counts of periods with equal exposure; takes, gives and raises what `u_chart` does.

    References
    ----------
    .. [1] D. C. Montgomery (2013), Introduction to Statistical Quality Control, 7th ed., 7.3.
    """
    return _chart(_RATE, events, [1.0] * len(events), baseline, laney=False)


def laney_p_chart(events: Sequence[int], trials: Sequence[int], *, baseline: int | None = None) -> CountChart:
    """Chart a share whose periods differ by more than chance, with Laney's p' limits [1]_.

    Takes, gives and raises what `p_chart` does, and needs two periods.

    References
    ----------
    .. [1] D. B. Laney (2002), Qual. Eng. 14, 531-537.
    """
    if any(x > n for x, n in zip(events, trials, strict=False)):
        raise ValueError("more events than trials")
    return _chart(_SHARE, events, trials, baseline, laney=True)


def laney_u_chart(events: Sequence[int], exposure: Sequence[float], *, baseline: int | None = None) -> CountChart:
    """Chart a rate whose periods differ by more than chance, with Laney's u' limits [1]_.

    Takes, gives and raises what `u_chart` does, and needs two periods.

    References
    ----------
    .. [1] D. B. Laney (2002), Qual. Eng. 14, 531-537.
    """
    return _chart(_RATE, events, exposure, baseline, laney=True)
