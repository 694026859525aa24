"""Properties of the families that rest on cases elsewhere: run charts, agreement, preferences, samples, odds."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from heedful.stats import (
    Moments,
    Quadrant,
    correlation_of,
    covariance_of,
    cronbach_alpha,
    crossings_limit,
    dimension_gap,
    house_of_quality,
    importance_performance,
    krippendorff_interval,
    krippendorff_nominal,
    longest_run_limit,
    planned_importance,
    run_chart,
    sample_mean,
    sample_total,
    sentence_valence,
    servqual,
    weighted_servqual,
)
from heedful.stats.proportional_odds import proportional_odds

numbers = st.floats(-50, 50).map(lambda x: round(x, 3))
units = st.lists(st.lists(st.integers(1, 4), min_size=2, max_size=4), min_size=2, max_size=12).filter(
    lambda found: len({code for unit in found for code in unit}) > 1
)


@given(st.lists(numbers, min_size=2, max_size=60))
def test_a_run_chart_turned_upside_down_has_the_same_runs(values):
    assume(len(set(values)) > 1)
    assume(any(v != sorted(values)[len(values) // 2] for v in values))
    up, down = run_chart(values, centre=0.0005), run_chart([-v for v in values], centre=-0.0005)
    assert (up.longest_run, up.crossings, up.signal) == (down.longest_run, down.crossings, down.signal)
    assert up.longest_run + up.crossings <= up.useful


@given(st.integers(1, 400))
def test_longer_series_allow_longer_runs_and_ask_for_more_crossings(useful):
    assert longest_run_limit(useful + 1) >= longest_run_limit(useful)
    assert crossings_limit(useful + 1) >= crossings_limit(useful)
    assert crossings_limit(useful) < useful


@given(units)
def test_coders_who_agree_wholly_have_agreement_1_and_nobody_has_more(found):
    alike = [[unit[0]] * len(unit) for unit in found]
    assume(len({unit[0] for unit in alike}) > 1)
    for alpha in (krippendorff_nominal, krippendorff_interval):
        assert alpha(alike) == pytest.approx(1)
        assert alpha(found) <= 1 + 1e-12


@given(units, st.permutations("abcd"))
def test_the_names_of_codes_do_not_matter(found, letters):
    named = [[letters[code - 1] for code in unit] for unit in found]
    assert krippendorff_nominal(named) == pytest.approx(krippendorff_nominal(found))


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
def test_each_attribute_lies_on_its_side_of_both_cuts(points):
    importance, performance = [p[0] for p in points], [p[1] for p in points]
    found = importance_performance(importance, performance)
    for (i, p), quadrant in zip(points, found.quadrants, strict=True):
        matters = quadrant in (Quadrant.CONCENTRATE_HERE, Quadrant.KEEP_UP)
        does_well = quadrant in (Quadrant.KEEP_UP, Quadrant.POSSIBLE_OVERKILL)
        assert (i >= found.importance_cut, p >= found.performance_cut) == (matters, does_well)


relations = st.sampled_from([0, 1, 3, 9])


@given(
    st.integers(1, 5).flatmap(
        lambda k: st.tuples(
            st.lists(st.floats(0.5, 5), min_size=k, max_size=k),
            st.lists(st.lists(relations, min_size=3, max_size=3), min_size=k, max_size=k),
        )
    ),
    st.floats(0.5, 20),
)
def test_the_unit_of_the_importances_does_not_change_the_order_of_the_requirements(given_, unit):
    importance, table = given_
    assume(any(any(row) for row in table))
    found = house_of_quality(importance, table)
    scaled = house_of_quality([unit * i for i in importance], table)
    assert sum(found.relative) == pytest.approx(1)
    assert scaled.relative == pytest.approx(found.relative)
    assert scaled.absolute == pytest.approx([unit * a for a in found.absolute])


@given(st.lists(st.floats(1, 5), min_size=1, max_size=8))
def test_a_wish_that_is_met_already_keeps_its_weight(importance):
    ones = [1.0] * len(importance)
    found = planned_importance(importance, [4.0] * len(importance), [4.0] * len(importance), ones)
    assert list(found) == pytest.approx(importance)


pairs = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=40)


@given(pairs)
def test_a_gap_is_what_was_met_less_what_was_expected(rows):
    met, expected = [r[0] for r in rows], [r[1] for r in rows]
    there, back = dimension_gap(met, expected), dimension_gap(expected, met)
    assert there.gap == pytest.approx(-back.gap)
    assert there.gap == pytest.approx(np.mean(met) - np.mean(expected))


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=6))
def test_equal_weights_change_no_score_and_the_score_lies_between_its_gaps(gaps):
    assert weighted_servqual(gaps, [100 / len(gaps)] * len(gaps)) == pytest.approx(servqual(gaps), abs=1e-9)
    assert min(gaps) - 1e-9 <= servqual(gaps) <= max(gaps) + 1e-9


@given(st.lists(st.sampled_from(["good", "bad", "late", "and", "the"]), min_size=1, max_size=12))
def test_the_valence_of_a_sentence_stays_between_its_ends_and_turns_with_its_words(words):
    valences = {"good": 2.0, "bad": -2.0, "late": -1.0}
    found = sentence_valence(" ".join(words), valences)
    turned = sentence_valence(" ".join(words), {word: -value for word, value in valences.items()})
    assert -1 < found < 1
    assert turned == pytest.approx(-found)


@given(st.integers(2, 500), st.floats(-9, 9), st.floats(0.01, 25), st.integers(0, 5000))
def test_what_was_not_asked_widens_the_interval_of_a_sample(n, mean, variance, unasked):
    moments = Moments(n, mean, variance)
    known, more, open_ = (
        sample_mean(moments, population=n + unasked),
        sample_mean(moments, population=n + unasked + 1),
        sample_mean(moments),
    )
    assert known.half_width <= more.half_width + 1e-12
    assert more.half_width <= open_.half_width + 1e-12
    total = sample_total(moments, population=n + unasked)
    assert total.estimate == pytest.approx((n + unasked) * mean)


@given(st.lists(st.integers(1, 40), min_size=6, max_size=6), st.integers(2, 9))
@settings(max_examples=40)
def test_counting_everybody_twice_leaves_the_odds_and_narrows_their_errors(counts, times):
    predictors = np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]])
    answers = np.array([0, 1, 2] * 2)
    once = proportional_odds(predictors, answers, np.array(counts, float), levels=3)
    more = proportional_odds(predictors, answers, times * np.array(counts, float), levels=3)
    assert more.coefficients == pytest.approx(once.coefficients, abs=1e-5)
    assert more.coefficient_errors[0] == pytest.approx(once.coefficient_errors[0] / times**0.5, rel=1e-4)


@given(st.lists(st.integers(1, 40), min_size=6, max_size=6))
@settings(max_examples=40)
def test_exchanging_the_groups_turns_the_odds_round(counts):
    predictors = np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]])
    answers = np.array([0, 1, 2] * 2)
    one = proportional_odds(predictors, answers, np.array(counts, float), levels=3)
    other = proportional_odds(1 - predictors, answers, np.array(counts, float), levels=3)
    assert other.coefficients[0] == pytest.approx(-one.coefficients[0], abs=1e-5)


@given(st.integers(0, 1000), st.floats(0.1, 10))
@settings(max_examples=30)
def test_the_unit_of_the_items_does_not_change_their_reliability(seed, unit):
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(60, 1)) + chance.normal(size=(60, 4))
    covariance = covariance_of(rows)
    found, scaled = cronbach_alpha(covariance, 60), cronbach_alpha(unit**2 * covariance, 60)
    assert scaled.estimate == pytest.approx(found.estimate)
    assert found.low <= found.estimate <= found.high <= 1
    assert correlation_of(unit**2 * covariance) == pytest.approx(correlation_of(covariance))
