"""Cases of drivers, Kano, SERVQUAL, QFD, the satisfaction index and Pareto."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from heedful.stats import drivers, path_model, path_weights, qfd, service_gaps
from heedful.stats.cases.data import ReadData, matrix, named
from heedful.stats.importance import importance_performance
from heedful.stats.kano_model import EVALUATION, kano, kano_scores
from heedful.stats.matrices import Array, correlation_of, covariance_of
from heedful.stats.pareto_order import pareto

Inputs = Mapping[str, Any]


def _correlations(inputs: Inputs, read: ReadData, predictors: list[str]) -> tuple[Array, Array]:
    rows = read(inputs["data"])
    correlation = correlation_of(covariance_of(matrix(rows, [*predictors, inputs["outcome"]])))
    return correlation[:-1, :-1], correlation[:-1, -1]


def lmg_shapley(inputs: Inputs, read: ReadData) -> Any:
    """Every measure of importance of one regression."""
    names = inputs["predictors"]
    between, with_outcome = _correlations(inputs, read, names)
    pair = (between, with_outcome)
    found = {
        "lmg": drivers.lmg_shares(*pair),
        "first": drivers.alone_shares(with_outcome),
        "last": drivers.added_shares(*pair),
        "correlation": with_outcome,
        "std_beta": drivers.standardised_betas(*pair),
        "vif": drivers.variance_inflation(between),
        "pratt": drivers.pratt_shares(*pair),
    }
    return {"r2": drivers.explained_share(*pair)} | {k: named(names, v.tolist()) for k, v in found.items()}


def johnson_relative_weights(inputs: Inputs, read: ReadData) -> Any:
    """Johnson's weights."""
    pair = _correlations(inputs, read, inputs["predictors"])
    raw = named(inputs["predictors"], drivers.johnson_weights(*pair).tolist())
    return {"r2": drivers.explained_share(*pair), "raw": raw}


def importance_performance_of_data(inputs: Inputs, read: ReadData) -> Any:
    """Quadrants of derived importance and mean performance."""
    names = inputs["attributes"]
    importance = _correlations(inputs, read, names)[1].tolist()
    performance = matrix(read(inputs["data"]), names).mean(axis=0).tolist()
    found = importance_performance(importance, performance)
    return {
        "importance": named(names, importance),
        "performance": named(names, performance),
        "importance_cut": found.importance_cut,
        "performance_cut": found.performance_cut,
        "quadrant": named(names, [quadrant.value for quadrant in found.quadrants]),
    }


def kano_evaluation_table(_: Inputs, __: ReadData) -> Any:
    """The table of categories."""
    return {"table": [list(row) for row in EVALUATION]}


def kano_discrete(inputs: Inputs, _: ReadData) -> Any:
    """Category, coefficients and tests of one feature."""
    found = kano(inputs["counts"])
    return {
        "category": found.category,
        "better": found.better.estimate,
        "worse": found.worse.estimate,
        "total_strength": found.total_strength,
        "category_strength": found.category_strength,
        "fong_difference": found.fong_difference,
        "fong_threshold": found.fong_threshold,
        "fong_significant": found.fong_significant,
    }


def kano_continuous(inputs: Inputs, _: ReadData) -> Any:
    """Continuous scores of one feature."""
    found = kano_scores(inputs["answers"])
    return {"n": found.n, "functional": found.functional, "dysfunctional": found.dysfunctional}


def servqual_unweighted(inputs: Inputs, _: ReadData) -> Any:
    """Score of five dimensions."""
    gaps = inputs["dimension_gaps"]
    return {"unweighted": service_gaps.servqual(list(gaps.values())), "largest_gap": min(gaps, key=gaps.get)}


def house_of_quality(inputs: Inputs, _: ReadData) -> Any:
    """Importance of the requirements."""
    found = qfd.house_of_quality(inputs["importance"], inputs["relationship"])
    return {"absolute": found.absolute, "relative": found.relative, "rank": found.rank}


def pareto_table(inputs: Inputs, _: ReadData) -> Any:
    """Causes by their counts, the shares as per cents."""
    rows = pareto(inputs["counts"])
    return {
        "order": [row.name for row in rows],
        "rows": [[row.count, row.cumulative, 100 * row.share, 100 * row.cumulative_share] for row in rows],
    }


_SCHEMES = {
    "centroid": path_weights.centroid_scheme,
    "factorial": path_weights.factorial_scheme,
    "path": path_weights.path_scheme,
}


def _fitted(inputs: Inputs, read: ReadData) -> tuple[path_model.PathModel, Array, Array, int]:
    items = [item for block in inputs["blocks"].values() for item in block]
    answers = matrix(read(inputs["data"]), items)
    covariance = covariance_of(answers)
    blocks = {name: [items.index(item) for item in block] for name, block in inputs["blocks"].items()}
    arrows = [(cause, effect) for cause, effect in inputs["model"]]
    used = correlation_of(covariance) if inputs["scaled"] else covariance
    model = path_model.fit_path_model(used, blocks, arrows, scheme=_SCHEMES[inputs["scheme"]])
    return model, answers.mean(axis=0), covariance, len(answers)


def pls_path_model(inputs: Inputs, read: ReadData) -> Any:
    """Path model of standardised items, with the index of each construct on 0..100."""
    model, means, covariance, _ = _fitted(inputs, read)
    index, start = {}, 0
    for name, weights in model.weights.items():
        part = slice(start, start + len(weights))
        sds = np.sqrt(np.diag(covariance))[part]
        raw = (np.array(weights) / sds).tolist()
        index[name] = path_model.satisfaction_index(
            raw, means[part].tolist(), covariance[part, part], lowest=1, highest=10
        )
        start += len(weights)
    return {
        "paths": {f"{a}->{b}": value for (a, b), value in model.paths.items()},
        "r2": model.r2,
        "weights": _by_item(inputs, model.weights),
        "loadings": _by_item(inputs, model.loadings),
        "total": {f"{a}->{b}": value for (a, b), value in model.total.items()},
        "index100": {
            "mean": {name: found.mean for name, found in index.items()},
            "sd": {name: found.sd for name, found in index.items()},
        },
    }


def _by_item(inputs: Inputs, of_blocks: Mapping[str, tuple[float, ...]]) -> dict[str, float]:
    return {
        f"{item}->{name}": value
        for name, items in inputs["blocks"].items()
        for item, value in zip(items, of_blocks[name], strict=True)
    }


def pls_path_model_raw_metric(inputs: Inputs, read: ReadData) -> Any:
    """Path model of the items as they are."""
    model, _, __, n = _fitted(inputs, read)
    tests = path_model.path_tests(model, "SAT", n)
    return {
        "sat_equation": {
            name: {"estimate": test.estimate, "std_error": test.standard_error, "t": test.t}
            for name, test in tests.items()
        },
        "r2": model.r2,
        "ave": model.average_variance_extracted,
        "gof": model.goodness_of_fit,
    }
