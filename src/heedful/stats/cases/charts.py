"""Cases of control charts. Points are counted from 1 there, and from 0 here."""

from collections.abc import Iterable, Mapping
from typing import Any

from heedful.stats import count_charts, run_charts, smoothing_charts
from heedful.stats.cases.data import ReadData, numbers
from heedful.stats.natural_limits import xmr
from heedful.stats.signals import Rule, Signal, nelson_rules

Inputs = Mapping[str, Any]


def _from_one(points: Iterable[int]) -> list[int]:
    return [point + 1 for point in points]


def _beyond(signals: tuple[Signal, ...]) -> list[int]:
    return _from_one(s.points[0] for s in signals if s.rule is Rule.OUTSIDE_LIMITS)


def xmr_limits(inputs: Inputs, _: ReadData) -> Any:
    """Natural limits of single values."""
    found = xmr(inputs["x"])
    return {
        "center": found.centre,
        "sigma": found.sigma,
        "lcl": found.lower,
        "ucl": found.upper,
        "beyond": _beyond(found.signals),
    }


def _one_limit(chart: count_charts.CountChart) -> dict[str, Any]:
    return {
        "center": chart.centre,
        "lcl": chart.lower[0],
        "ucl": chart.upper[0],
        "beyond": _beyond(chart.signals),
    }


def p_chart(inputs: Inputs, _: ReadData) -> Any:
    """Chart of a share, samples of one size."""
    return _one_limit(count_charts.p_chart(inputs["x"], [inputs["n"]] * len(inputs["x"])))


def c_chart(inputs: Inputs, _: ReadData) -> Any:
    """Chart of counts."""
    return _one_limit(count_charts.c_chart(inputs["x"]))


def laney_p_prime(inputs: Inputs, read: ReadData) -> Any:
    """Classic and Laney's limits of one series."""
    rows = read(inputs["data"])
    events, trials = ([int(row[inputs[name]]) for row in rows] for name in ("events", "trials"))
    classic, laney = count_charts.p_chart(events, trials), count_charts.laney_p_chart(events, trials)
    return {
        "center": classic.centre,
        "p_lcl": classic.lower,
        "p_ucl": classic.upper,
        "pp_lcl": laney.lower,
        "pp_ucl": laney.upper,
        "p_beyond_count": len(_beyond(classic.signals)),
        "pp_beyond": _beyond(laney.signals),
    }


def ewma(inputs: Inputs, _: ReadData) -> Any:
    """Smoothed values and their limits."""
    found = smoothing_charts.ewma(
        inputs["x"], target=inputs["target"], sigma=inputs["sigma"], weight=inputs["lam"], width=inputs["L"]
    )
    return {
        "z": found.smoothed,
        "limits": [list(pair) for pair in zip(found.lower, found.upper, strict=True)],
        "lcl_20": found.lower[19],
        "ucl_20": found.upper[19],
        "signals": _from_one(found.outside),
    }


def cusum_tabular(inputs: Inputs, _: ReadData) -> Any:
    """Sums on both sides of the target."""
    found = smoothing_charts.cusum(
        inputs["x"], target=inputs["target"], sigma=inputs["sigma"], slack=inputs["k"], limit=inputs["h"]
    )
    return {
        "c_plus": found.above,
        "c_minus": found.below,
        "signal_upper": _from_one(found.signals_above),
        "signal_lower": _from_one(found.signals_below),
    }


def anhoej_run_chart(inputs: Inputs, _: ReadData) -> Any:
    """Runs and crossings of a series."""
    found = run_charts.run_chart(inputs["x"])
    return {
        "center": found.centre,
        "n_useful": found.useful,
        "longest_run": found.longest_run,
        "longest_run_max": found.longest_run_limit,
        "n_crossings": found.crossings,
        "n_crossings_min": found.crossings_limit,
        "signal": found.signal,
    }


def anhoej_critical_values(inputs: Inputs, _: ReadData) -> Any:
    """Limits of runs and crossings by the number of points."""
    return {
        "longest_run_max": [run_charts.longest_run_limit(n) for n in inputs["n"]],
        "n_crossings_min": [run_charts.crossings_limit(n) for n in inputs["n"]],
    }


def _window_ends(hits: Mapping[str, tuple[int, ...]]) -> dict[str, list[int]]:
    return {rule: _from_one(points) for rule, points in hits.items()}


def nelson_rules_xmr(inputs: Inputs, read: ReadData) -> Any:
    """Nelson's rules with the limits of single values."""
    values = numbers(read(inputs["data"]), inputs["column"])
    chart = xmr(values)
    return xmr_limits({"x": values}, read) | {
        "window_ends": _window_ends(nelson_rules(values, centre=chart.centre, sigma=chart.sigma))
    }


def nelson_rules_of_sequences(inputs: Inputs, _: ReadData) -> Any:
    """Nelson's rules on several sequences."""
    return {
        name: _window_ends(nelson_rules(z, centre=inputs["center"], sigma=inputs["sigma"]))
        for name, z in inputs["z"].items()
    }
