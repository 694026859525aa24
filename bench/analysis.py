"""Drivers and the satisfaction index against what they rest on: P9, as ratios of one run.

The published figure (plspm 0.5.7 takes 223 times our core at a thousand customers) stands for a run of plspm where
that package is not at hand.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from heedful.stats import index_by_resampling, lmg_shares, units_of_patterns
from heedful.stats.matrices import correlation_of, covariance_of
from heedful.stats.path_weights import centroid_scheme, settled_weights

PREDICTORS, ANSWERS, CUSTOMERS, ROUNDS, PLSPM_OVER_CORE = 15, 100_000, 1_000, 9, 223
CONSTRUCTS = {"image": 5, "expectation": 5, "quality": 5, "value": 4, "satisfaction": 4, "loyalty": 4}
ARROWS = [
    ("image", "expectation"), ("image", "satisfaction"), ("image", "loyalty"), ("expectation", "quality"),
    ("expectation", "value"), ("expectation", "satisfaction"), ("quality", "value"), ("quality", "satisfaction"),
    ("value", "satisfaction"), ("satisfaction", "loyalty"),
]  # fmt: skip


def timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def drivers() -> float:
    """Exact LMG of fifteen drivers from the answers, over their correlation matrix alone."""
    chance = np.random.default_rng(2)
    felt = chance.normal(size=(ANSWERS, 1))
    things = 0.6 * felt + chance.normal(size=(ANSWERS, PREDICTORS))
    whole = things @ np.linspace(0.1, 1, PREDICTORS) + 2 * chance.normal(size=ANSWERS)
    rows = np.column_stack([things, whole])

    def shares() -> None:
        found = correlation_of(covariance_of(rows))
        lmg_shares(found[:PREDICTORS, :PREDICTORS], found[:PREDICTORS, PREDICTORS])

    pairs = [(timed(shares), timed(lambda: np.corrcoef(rows, rowvar=False))) for _ in range(ROUNDS)]
    return statistics.median(a / b for a, b in pairs)


def index() -> dict[str, float]:
    """Five hundred draws of the index, over a run of plspm."""
    chance, at, blocks = np.random.default_rng(3), 0, {}
    names, latent, columns = list(CONSTRUCTS), {}, []
    for name, items in CONSTRUCTS.items():
        causes = [latent[a] for a, b in ARROWS if b == name]
        latent[name] = 0.45 * sum(causes, start=np.zeros(CUSTOMERS)) + 0.7 * chance.normal(size=CUSTOMERS)
        columns += [0.8 * latent[name] + 0.5 * chance.normal(size=CUSTOMERS) for _ in range(items)]
        blocks[name] = list(range(at, at + items))
        at += items
    rows = np.clip(np.round(6 + 2 * np.column_stack(columns)), 1, 10)
    member, arrows = np.zeros((at, len(names))), np.zeros((len(names), len(names)))
    for place, items in enumerate(blocks.values()):
        member[items, place] = 1
    for cause, effect in ARROWS:
        arrows[names.index(cause), names.index(effect)] = 1

    def core() -> None:
        found = correlation_of(covariance_of(rows))[None]
        settled_weights(found, member, arrows, centroid_scheme, tolerance=1e-7, rounds=300)

    def drawn() -> None:
        index_by_resampling(units_of_patterns(rows), blocks, ARROWS, lowest=1, highest=10, draws=500)

    pairs = [(timed(drawn), timed(core)) for _ in range(ROUNDS)]
    over_core = statistics.median(a / b for a, b in pairs)
    return {"500 draws over the core": over_core, "500 draws over a run of plspm": over_core / PLSPM_OVER_CORE}


def run() -> dict[str, float]:
    """Measure both."""
    return {"LMG of 15 drivers over the correlation matrix": drivers(), **index()}
