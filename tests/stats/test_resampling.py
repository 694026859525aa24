import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.stats import (
    drivers_of,
    fewest_for_drivers,
    fit_path_model,
    index_by_resampling,
    johnson_weights,
    lmg_shares,
    satisfaction_index,
    units_of_clusters,
    units_of_patterns,
)
from heedful.stats.matrices import correlation_of, covariance_of
from heedful.stats.resampling import covariances_of, drawn, means_of, percentile_interval

seeds = st.integers(0, 10_000)


def answered(seed, n=200, p=4, repeat=1):
    """Answers 1 to 5 on p things and on the whole; the first thing matters most, the last not at all."""
    chance = np.random.default_rng(seed)
    felt = np.repeat(chance.normal(size=(n // repeat, 1)), repeat, axis=0)
    parts = 0.6 * felt + chance.normal(size=(n, p))
    whole = parts @ np.linspace(1, 0, p) + chance.normal(size=n)
    return np.clip(np.round(np.column_stack([parts, whole]) + 3), 1, 5)


def brute(between, with_outcome):
    """Average what each predictor adds over all orders, as the definition says."""
    from itertools import permutations

    p = len(with_outcome)

    def r2(chosen):
        some = sorted(chosen)
        return float(with_outcome[some] @ np.linalg.solve(between[np.ix_(some, some)], with_outcome[some]))

    shares, orders = np.zeros(p), list(permutations(range(p)))
    for order in orders:
        for at, j in enumerate(order):
            shares[j] += r2(order[: at + 1]) - (r2(order[:at]) if at else 0)
    return shares / len(orders)


@given(seeds, st.integers(1, 5))
@settings(max_examples=40)
def test_shares_are_the_average_over_all_orders_of_entry(seed, p):
    correlation = correlation_of(covariance_of(answered(seed, p=p)))
    assert lmg_shares(correlation[:p, :p], correlation[:p, p]) == pytest.approx(
        brute(correlation[:p, :p], correlation[:p, p]), abs=1e-10
    )


@given(seeds)
@settings(max_examples=20)
def test_patterns_with_how_often_they_came_stand_for_the_answers_one_by_one(seed):
    rows = answered(seed)
    patterns, times = np.unique(rows, axis=0, return_counts=True)
    whole, packed = units_of_patterns(rows), units_of_patterns(patterns, times)
    assert (packed.n, packed.independent) == (200, 200)
    assert packed.covariance == pytest.approx(covariance_of(rows), abs=1e-9)
    assert packed.means == pytest.approx(rows.mean(axis=0))
    assert whole.covariance == pytest.approx(packed.covariance, abs=1e-9)


@given(seeds)
@settings(max_examples=20)
def test_a_draw_from_sums_is_the_draw_from_the_answers(seed):
    rows = answered(seed, n=60)
    units = units_of_patterns(rows)
    times = drawn(units, 3, seed=seed)
    assert times.sum(axis=1) == pytest.approx([60, 60, 60])
    for draw, covariance, means in zip(times, covariances_of(units, times), means_of(units, times), strict=True):
        again = np.repeat(rows, draw.astype(int), axis=0)
        assert covariance == pytest.approx(np.cov(again, rowvar=False), abs=1e-9)
        assert means == pytest.approx(again.mean(axis=0))


@given(seeds)
@settings(max_examples=10)
def test_the_shares_of_all_drivers_add_up_and_lie_in_their_intervals(seed):
    found = drivers_of(units_of_patterns(answered(seed)), draws=60)
    assert sum(d.share.estimate for d in found.drivers) == pytest.approx(found.explained.estimate)
    for driver in found.drivers:
        assert 0 <= driver.share.low <= driver.share.estimate <= driver.share.high <= 1
        assert -1 <= driver.correlation.low <= driver.correlation.high <= 1
    assert len(found.apart) == 3
    assert all(gap.estimate >= 0 for gap in found.apart)


def test_what_matters_most_comes_out_first_and_what_does_not_matter_cannot_be_told_from_nothing():
    found = drivers_of(units_of_patterns(answered(5, n=800)))
    shares = [d.share.estimate for d in found.drivers]
    assert shares == sorted(shares, reverse=True)
    assert found.drivers[0].share.low > found.drivers[3].share.high
    assert found.apart[0].low > 0


def test_the_same_answers_give_the_same_interval_each_time():
    units = units_of_patterns(answered(1))
    assert drivers_of(units, draws=50) == drivers_of(units, draws=50)


def test_customers_who_repeat_themselves_widen_the_interval():
    rows = answered(3, n=400, repeat=1)
    four_times = np.repeat(rows[:100], 4, axis=0)
    by_customer = drivers_of(units_of_clusters(four_times, np.repeat(np.arange(100), 4)))
    one_by_one = drivers_of(units_of_patterns(four_times))
    assert (by_customer.n, by_customer.independent) == (400, 100)
    assert by_customer.explained.half_width > 1.5 * one_by_one.explained.half_width


def test_more_than_15_predictors_take_johnsons_weights():
    rows = answered(2, n=400, p=17)
    found = drivers_of(units_of_patterns(rows), draws=20)
    correlation = correlation_of(covariance_of(rows))
    assert "Johnson" in found.method
    assert [d.share.estimate for d in found.drivers] == pytest.approx(
        johnson_weights(correlation[:17, :17], correlation[:17, 17])
    )


def test_fewer_answers_than_stated_are_refused_by_number():
    assert fewest_for_drivers(4) == 82
    with pytest.raises(ValueError, match="need 82 independent answers, not 81"):
        drivers_of(units_of_patterns(answered(1, n=81)))
    with pytest.raises(ValueError, match="without a predictor"):
        fewest_for_drivers(0)


def test_a_thing_that_all_judged_alike_has_no_share():
    rows = answered(1)
    rows[:, 1] = 4
    with pytest.raises(ValueError, match="same answer"):
        drivers_of(units_of_patterns(rows))


BLOCKS = {"quality": [0, 1, 2], "value": [3, 4], "satisfaction": [5, 6, 7]}
ARROWS = [("quality", "value"), ("quality", "satisfaction"), ("value", "satisfaction")]


@given(seeds)
@settings(max_examples=8)
def test_the_index_drawn_again_holds_the_index_of_the_answers(seed):
    chance = np.random.default_rng(seed)
    felt = chance.normal(size=(300, 1))
    rows = np.clip(np.round(6 + 2 * (felt + chance.normal(size=(300, 8)))), 1, 10)
    found = index_by_resampling(units_of_patterns(rows), BLOCKS, ARROWS, lowest=1, highest=10, draws=40)
    covariance = covariance_of(rows)
    model = fit_path_model(correlation_of(covariance), BLOCKS, ARROWS, tolerance=1e-7)
    items = BLOCKS["satisfaction"]
    raw = np.array(model.weights["satisfaction"]) / np.sqrt(np.diag(covariance))[items]
    plain = satisfaction_index(
        raw.tolist(), rows[:, items].mean(axis=0).tolist(), covariance[np.ix_(items, items)], lowest=1, highest=10
    )
    index = found.index["satisfaction"]
    assert index.estimate == pytest.approx(plain.mean, abs=1e-6)
    assert 0 <= index.low <= index.estimate <= index.high <= 100
    assert found.paths["quality", "value"].estimate == pytest.approx(model.paths["quality", "value"], abs=1e-6)
    assert found.draws > 30


def test_an_index_of_few_customers_is_refused():
    with pytest.raises(ValueError, match="100 customers, not 99"):
        index_by_resampling(units_of_patterns(np.ones((99, 8))), BLOCKS, ARROWS, lowest=1, highest=10)


@pytest.mark.parametrize(
    "call",
    [
        lambda: units_of_patterns(np.ones((3, 2)), [1, 2]),
        lambda: units_of_clusters(np.ones((3, 2)), np.array([1, 2])),
        lambda: drawn(units_of_patterns(np.ones((1, 2))), 5, seed=1),
        lambda: percentile_interval(1.0, np.array([]), n=3, method=""),
        lambda: covariances_of(units_of_patterns(np.ones((3, 2))), np.array([[1.0, 0, 0]])),
    ],
)
def test_what_cannot_be_drawn_is_refused(call):
    with pytest.raises(ValueError, match=r"pattern|belongs|two|draws"):
        call()
