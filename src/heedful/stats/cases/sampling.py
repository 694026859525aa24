"""Cases of ordinal answers, sampling, response, weighting and reliability."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from heedful.stats import agreement, clusters, means, ordinal, reliability, response, sampling, tables, weighting
from heedful.stats.cases.data import ReadData, matrix, named, numbers
from heedful.stats.matrices import covariance_of
from heedful.stats.means import Moments
from heedful.stats.proportional_odds import proportional_odds

Inputs = Mapping[str, Any]


def proportional_odds_of_counts(inputs: Inputs, read: ReadData) -> Any:
    """Proportional odds with treatment contrasts, from counts."""
    rows, levels = read(inputs["data"]), inputs["levels"]
    terms = []
    for name, reference in inputs["predictors"].items():
        seen = dict.fromkeys(row[name] for row in rows)
        terms += [(name, level) for level in seen if level != reference]
    design = np.array([[float(row[name] == level) for name, level in terms] for row in rows])
    answers = np.array([levels.index(row[inputs["response"]]) for row in rows])
    model = proportional_odds(design, answers, np.array(numbers(rows, inputs["weights"])), levels=len(levels))
    names = [name + level for name, level in terms]
    cuts = [f"{a}|{b}" for a, b in pairwise(levels)]
    return {
        "coef": named(names, model.coefficients),
        "thresholds": named(cuts, model.thresholds),
        "deviance": model.deviance,
        "se": named(names, model.coefficient_errors) | named(cuts, model.threshold_errors),
    }


def means_and_rank_tests_from_histograms(inputs: Inputs, _: ReadData) -> Any:
    """Means, Welch, rank sum, Kruskal-Wallis and chi-square, all from counts."""
    values, histograms = inputs["values"], inputs["histograms"]
    total = means.moments_of_histogram(inputs["total"], values)
    mean = means.mean_of_moments(total, confidence=inputs["confidence"])
    first, second = (histograms[name] for name in inputs["compare"])
    welch = means.difference_of_means(
        means.moments_of_histogram(first, values), means.moments_of_histogram(second, values)
    )
    kruskal = ordinal.kruskal_wallis(list(histograms.values()))
    test = tables.chi_square_of_table(list(histograms.values()))
    return {
        "mean": {"n": mean.n, "mean": mean.estimate, "sd": total.sd, "lo": mean.low, "hi": mean.high},
        "welch": {"t": welch.statistic, "df": welch.df, "lo": welch.low, "hi": welch.high},
        "wilcoxon": {"W": ordinal.mann_whitney(first, second).u},
        "kruskal": {"H": kruskal.statistic, "df": kruskal.df},
        "chi2": {"chisq": test.statistic, "df": test.df},
    }


def brunner_munzel(inputs: Inputs, _: ReadData) -> Any:
    """Brunner and Munzel's test, the answers counted first."""
    points = sorted({*inputs["x"], *inputs["y"]})
    first, second = ([inputs[side].count(point) for point in points] for side in "xy")
    found = ordinal.brunner_munzel(first, second, confidence=inputs["confidence"])
    return {
        "stat": found.statistic,
        "df": found.df,
        "p": found.p_value,
        "est": found.estimate,
        "lo": found.low,
        "hi": found.high,
    }


def kruskal_from_histograms(inputs: Inputs, _: ReadData) -> Any:
    """Kruskal and Wallis's test of groups."""
    found = ordinal.kruskal_wallis(list(inputs["groups"].values()))
    return {"H": found.statistic, "df": found.df, "p": found.p_value}


def _moments(values: list[float]) -> Moments:
    mean = sum(values) / len(values)
    return Moments(len(values), mean, sum((y - mean) ** 2 for y in values) / (len(values) - 1))


def srs_mean_total_fpc(inputs: Inputs, read: ReadData) -> Any:
    """Mean, total and share of a simple random sample."""
    rows, population, confidence = read(inputs["data"]), inputs["N"], inputs["confidence"]
    column, level = (part.strip(" '") for part in inputs["proportion_of"].split("=="))
    answers = _moments([float(row[column] == level) for row in rows])
    values = _moments(numbers(rows, inputs["mean_of"]))
    found = {
        "mean_fpc": sampling.sample_mean(values, population=population, confidence=confidence),
        "mean_no_fpc": sampling.sample_mean(values, confidence=confidence),
        "total_fpc": sampling.sample_total(_moments(numbers(rows, inputs["total_of"])), population=population),
        "prop_fpc": sampling.sample_mean(answers, population=population),
        "prop_no_fpc": sampling.sample_mean(answers),
    }
    return {name: {"est": f.estimate, "se": f.standard_error, "lo": f.low, "hi": f.high} for name, f in found.items()}


def cluster_mean_design_effect(inputs: Inputs, read: ReadData) -> Any:
    """Mean of a one-stage cluster sample."""
    rows = read(inputs["data"])
    groups: dict[str, list[float]] = {}
    for row in rows:
        groups.setdefault(row[inputs["cluster"]], []).append(float(row[inputs["variable"]]))
    found = clusters.clustered_mean(
        [sum(group) for group in groups.values()],
        [len(group) for group in groups.values()],
        sum_of_squares=sum(y * y for group in groups.values() for y in group),
        population_clusters=inputs["population_clusters"],
        population=round(sum(numbers(rows, inputs["weight"]))),
    )
    return {"est": found.estimate, "se": found.standard_error, "deff": found.design_effect}


def aapor_rates(inputs: Inputs, _: ReadData) -> Any:
    """AAPOR's rates."""
    names = {
        "I": "complete",
        "P": "partial",
        "R": "refusals",
        "NC": "non_contacts",
        "O": "other",
        "UH": "unknown_household",
        "UO": "unknown_other",
        "NE": "not_eligible",
    }
    counts = {names[code]: count for code, count in inputs["counts"].items()}
    eligible = inputs["e"] if isinstance(inputs["e"], int | float) else None
    found = response.response_rates(response.Dispositions(**counts), eligible=eligible)
    rates = [*(f"rr{i}" for i in range(1, 7)), *(f"coop{i}" for i in range(1, 5))]
    rates += [f"{kind}{i}" for kind in ("ref", "con") for i in range(1, 4)]
    return {rate.upper(): getattr(found, rate) for rate in rates} | {"e": found.eligible}


def sample_vs_frame_chi2(inputs: Inputs, _: ReadData) -> Any:
    """Respondents against the frame."""
    found = response.respondents_against_frame(inputs["observed"], inputs["frame"])
    return {"chisq": found.statistic, "df": found.df, "p": found.p_value}


def nonresponse_bias_identity(inputs: Inputs, _: ReadData) -> Any:
    """What silence does to a mean."""
    found = response.nonresponse_bias(
        inputs["respondent_mean"], inputs["nonrespondent_mean"], response_rate=inputs["response_rate"]
    )
    return {"full_mean": found.full_mean, "bias": found.bias}


def _weighted(rows: list[dict[str, str]], weights: list[float], variable: str) -> dict[str, float]:
    found = weighting.weighted_mean(numbers(rows, variable), weights)
    total = sum(w * y for w, y in zip(weights, numbers(rows, "enroll"), strict=True))
    return {
        "mean": found.estimate,
        "total_enroll": total,
        "kish_deff": found.design_effect,
        "kish_neff": found.effective_n,
    }


def post_stratification(inputs: Inputs, read: ReadData) -> Any:
    """Weights to one margin."""
    rows = read(inputs["data"])
    groups = [row[inputs["margin"]] for row in rows]
    margin = weighting.Margin(groups, inputs["totals"])
    weights = weighting.post_stratified_weights(numbers(rows, inputs["base_weight"]), margin)
    by_group = dict(zip(groups, weights, strict=True))
    return {"weights": by_group} | _weighted(rows, weights, inputs["variable"])


def raking(inputs: Inputs, read: ReadData) -> Any:
    """Weights to several margins."""
    rows = read(inputs["data"])
    columns = {name: name if name in rows[0] else name.replace("_", ".") for name in inputs["margins"]}
    margins = [
        weighting.Margin([row[columns[name]] for row in rows], totals) for name, totals in inputs["margins"].items()
    ]
    weights = weighting.raked_weights(numbers(rows, inputs["base_weight"]), margins)
    cells = ["|".join(row[column] for column in columns.values()) for row in rows]
    found = {"weights": dict(zip(cells, weights, strict=True)), "min": min(weights), "max": max(weights)}
    return found | _weighted(rows, weights, inputs["variable"])


def cronbach_alpha(inputs: Inputs, read: ReadData) -> Any:
    """Alpha of the items of a file."""
    rows, items = read(inputs["data"]), inputs["items"]
    covariance = covariance_of(matrix(rows, items))
    found = reliability.cronbach_alpha(covariance, len(rows), confidence=inputs["confidence"])
    return {
        "raw": found.estimate,
        "standardised": found.standardised,
        "mean_r": found.mean_correlation,
        "if_dropped": named(items, found.if_dropped),
        "feldt": [found.low, found.high],
    }


def alpha_and_omega_from_covariance(inputs: Inputs, _: ReadData) -> Any:
    """Alpha and omega of a covariance matrix; maximum likelihood takes it with divisor n."""
    covariance, n = np.array(inputs["covariance"]), inputs["n"]
    omega = reliability.mcdonald_omega(covariance * (n - 1) / n)
    return {
        "alpha": reliability.cronbach_alpha(covariance, n).estimate,
        "omega": omega.estimate,
        "loadings": named(inputs["items"], omega.loadings),
        "residual_variances": named(inputs["items"], omega.residual_variances),
    }


def alpha_rho_by_block(inputs: Inputs, read: ReadData) -> Any:
    """Reliability of each block of items."""
    rows = read(inputs["data"])
    found = {}
    for name, items in inputs["blocks"].items():
        block = reliability.block_reliability(covariance_of(matrix(rows, items)))
        found[name] = {
            "alpha": block.alpha,
            "dg_rho": block.rho,
            "eig1": block.first_eigenvalue,
            "eig2": block.second_eigenvalue,
        }
    return found


def cohen_kappa(inputs: Inputs, _: ReadData) -> Any:
    """Kappa, plain and weighted."""
    found = agreement.cohen_kappa(inputs["table"], n=inputs.get("n"))
    return {"kappa": found.estimate, "weighted_quadratic": agreement.weighted_kappa(inputs["table"])}
