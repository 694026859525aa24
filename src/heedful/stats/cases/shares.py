"""Cases of shares, recommend scores, many comparisons and planning."""

from collections.abc import Mapping
from itertools import combinations
from math import sqrt
from typing import Any

from heedful.stats import differences, multiplicity, planning, power, recommend, recommend_weighted, shares, tables
from heedful.stats.cases.data import ReadData
from heedful.stats.recommend import RecommendClasses
from heedful.stats.results import Difference, Interval

Inputs = Mapping[str, Any]


def bounds(interval: Interval) -> list[float]:
    """Give low and high as a pair."""
    return [interval.low, interval.high]


def proportion_ci(inputs: Inputs, _: ReadData) -> Any:
    """Five intervals of one share."""
    x, n, confidence = inputs["x"], inputs["n"], inputs["confidence"]
    methods = {
        "wilson": shares.wilson,
        "wilson_continuity": shares.wilson_continuity,
        "clopper_pearson": shares.clopper_pearson,
        "agresti_coull": shares.agresti_coull,
        "wald": shares.wald_share,
    }
    return {name: bounds(method(x, n, confidence=confidence)) for name, method in methods.items()}


def proportion_difference_newcombe(inputs: Inputs, _: ReadData) -> Any:
    """Newcombe's intervals of pairs of shares."""
    found = [
        differences.newcombe(p["x1"], p["n1"], p["x2"], p["n2"], confidence=inputs["confidence"])
        for p in inputs["pairs"]
    ]
    return [{"lo": d.low, "hi": d.high} for d in found]


def k_proportions_and_pairwise(inputs: Inputs, _: ReadData) -> Any:
    """Overall test of several shares, then all pairs with Holm."""
    x, n = inputs["x"], inputs["n"]
    overall = tables.equal_shares(x, n)
    pairs = sorted(combinations(range(len(x)), 2), key=lambda pair: (pair[1], pair[0]))
    p_values = [tables.yates_test(x[a], n[a], x[b], n[b]).p_value for a, b in pairs]
    return {
        "chisq": overall.statistic,
        "df": overall.df,
        "p": overall.p_value,
        "pairs": [list(pair) for pair in pairs],
        "holm": multiplicity.holm(p_values),
    }


def two_proportions(inputs: Inputs, _: ReadData) -> Any:
    """Chi-square and Wald interval of two shares."""
    (x1, x2), (n1, n2) = inputs["x"], inputs["n"]
    found = differences.two_sample_z(x1, n1, x2, n2, confidence=inputs["confidence"])
    test = tables.equal_shares(inputs["x"], inputs["n"])
    return {"chisq": test.statistic, "p": found.p_value, "lo": found.low, "hi": found.high}


def nps_wald(inputs: Inputs, _: ReadData) -> Any:
    """Score, variance and plain interval."""
    moments = recommend.score_moments(recommend.recommend_classes(inputs["histogram_0_to_10"]))
    low, high = moments.bounds(inputs["confidence"])
    return {
        "nps": moments.score,
        "var": moments.variance,
        "se": moments.standard_error,
        "lo": low,
        "hi": high,
        "p_vs_zero": moments.p_value,
    }


def nps_adjusted_wald(inputs: Inputs, _: ReadData) -> Any:
    """Adjusted score and its interval before it is clipped."""
    moments = recommend.adjusted_moments(_classes(inputs))
    low, high = moments.bounds(inputs["confidence"])
    return {"est": moments.score, "var": moments.variance, "n_adj": moments.n, "lo": low, "hi": high}


def _classes(inputs: Inputs) -> RecommendClasses:
    return RecommendClasses(inputs["detractors"], inputs["passives"], inputs["promoters"])


def _difference(found: Difference) -> dict[str, float]:
    return {
        "delta": found.estimate,
        "se": found.standard_error,
        "lo": found.low,
        "hi": found.high,
        "p": found.p_value,
    }


def nps_two_sample_z(inputs: Inputs, _: ReadData) -> Any:
    """Difference of two scores."""
    first, second = RecommendClasses(*inputs["a"]), RecommendClasses(*inputs["b"])
    confidence = inputs["confidence"]
    return _difference(recommend.difference_of_recommend_scores(first, second, confidence=confidence))


def nps_pairwise_with_multiplicity(inputs: Inputs, _: ReadData) -> Any:
    """All pairs of segments, with Holm and Benjamini-Hochberg."""
    segments = {name: RecommendClasses(*counts) for name, counts in inputs["segments"].items()}
    pairs = [
        {"a": a, "b": b} | _difference(recommend.difference_of_recommend_scores(segments[a], segments[b]))
        for a, b in combinations(segments, 2)
    ]
    p_values = [float(pair["p"]) for pair in pairs]
    return {"pairs": pairs, "holm": multiplicity.holm(p_values), "bh": multiplicity.benjamini_hochberg(p_values)}


def nps_weighted_linearised(inputs: Inputs, _: ReadData) -> Any:
    """Weighted score, the weights worked out from the shares of the population."""
    groups = {name: RecommendClasses(*counts) for name, counts in inputs["segments_d_p_pr"].items()}
    n = sum(group.n for group in groups.values())
    weights = [inputs["population_shares"][name] * n / group.n for name, group in groups.items()]
    found = recommend_weighted.weighted_recommend_score(list(groups.values()), weights)
    return {
        "nps": found.estimate,
        "se": found.standard_error,
        "neff": found.effective_n,
        "weighted_multinomial_var": found.variance,
    }


def nps_bootstrap_percentile(inputs: Inputs, _: ReadData) -> Any:
    """Exact bootstrap of a score."""
    counts = (inputs["detractors"], inputs["passives"], inputs["promoters"])
    found = recommend_weighted.recommend_score_bootstrap(*counts, confidence=inputs["confidence"])
    return {"lo": found.low, "hi": found.high, "mean": found.mean, "sd": found.sd}


def p_adjust(inputs: Inputs, _: ReadData) -> Any:
    """Five corrections of one list of p-values."""
    methods = {
        "bonferroni": multiplicity.bonferroni,
        "holm": multiplicity.holm,
        "hochberg": multiplicity.hochberg,
        "BH": multiplicity.benjamini_hochberg,
        "BY": multiplicity.benjamini_yekutieli,
    }
    return {name: methods[name](inputs["p"]) for name in inputs["methods"]}


def _score_variance(promoters: float, detractors: float) -> float:
    classes = RecommendClasses(detractors, 1 - promoters - detractors, promoters)
    return recommend.score_moments(classes).variance


def nps_sample_size_power(inputs: Inputs, _: ReadData) -> Any:
    """Sample sizes of a score, and what two waves can find."""
    size, worst, waves = inputs["size"], inputs["worst_case"], inputs["two_wave"]
    variance, margin = _score_variance(size["p"], size["d"]), size["margin"]
    one, two = waves["wave1"], waves["wave2"]
    v1, v2 = (_score_variance(w["promoters"], w["detractors"]) for w in (one, two))
    error = sqrt(v1 / waves["n1"] + v2 / waves["n2"])
    delta = one["promoters"] - one["detractors"] - two["promoters"] + two["detractors"]
    confidence = 1 - waves["alpha"]
    return {
        "size": {
            "var": variance,
            "n_infinite": planning.sample_size_for_mean(margin, variance=variance),
            "n_fpc": planning.sample_size_for_mean(margin, variance=variance, population=size["N"]),
        },
        "worst_case_n": planning.sample_size_for_mean(worst["margin"], variance=worst["var"]),
        "two_wave": {
            "delta": delta,
            "se": error,
            "power_simulated": planning.power_to_find(delta, standard_error=error, confidence=confidence),
            "mde_80": planning.detectable_change(v1, waves["n1"], v2, waves["n2"], confidence=confidence),
        },
    }


def sample_size_fpc(inputs: Inputs, _: ReadData) -> Any:
    """Sample sizes of a share by the size of the population."""
    share, margin = inputs["p"], inputs["margin"]
    return {str(n): planning.sample_size_for_share(margin, share=share, population=n) for n in inputs["N"]}


def power_two_proportions_and_means(inputs: Inputs, _: ReadData) -> Any:
    """Power and sample sizes of two shares and two means, whichever are asked for."""
    found: dict[str, float] = {}
    if sizes := inputs.get("n_for"):
        power_wanted = sizes["power"]
        found["n_for"] = planning.sample_size_for_two_shares(sizes["p1"], sizes["p2"], power=power_wanted)
    if given := inputs.get("power_for"):
        found["power_for"] = planning.power_of_two_shares(given["p1"], given["p2"], given["n"])
    if given := inputs.get("t_power"):
        found["t_power"] = power.power_of_two_means(given["n"], given["delta"], given["sd"])
    if given := inputs.get("t_n"):
        found["t_n"] = power.sample_size_for_two_means(given["delta"], given["sd"], power=given["power"])
    if pair := inputs.get("h"):
        found["h"] = planning.cohen_h(*pair)
    if given := inputs.get("one_sided"):
        found["one_sided"] = power.one_sided_power_of_h(given["h"], given["n"], given["n"])
    if given := inputs.get("one_sided_unequal"):
        found["one_sided_unequal"] = power.one_sided_power_of_h(given["h"], given["n1"], given["n2"])
    return found
