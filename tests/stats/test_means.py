import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import (
    Moments,
    brunner_munzel,
    chi_square_of_table,
    difference_of_means,
    kruskal_wallis,
    mann_whitney,
    mean_of_histogram,
    means_against_rest,
    moments_of_histogram,
    sample_mean,
    sample_total,
)

SCALE = [1, 2, 3, 4, 5]
histograms = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda h: sum(h) >= 2)
varied = histograms.filter(lambda h: sum(map(bool, h)) >= 2)


def spread_out(histogram):
    return np.repeat(SCALE, histogram)


@given(varied, st.floats(0.5, 0.99))
def test_the_mean_and_its_interval_agree_with_the_answers_one_by_one(histogram, confidence):
    values = spread_out(histogram)
    low, high = stats.t.interval(confidence, len(values) - 1, values.mean(), stats.sem(values))
    found = mean_of_histogram(histogram, confidence=confidence)
    assert found.estimate == pytest.approx(values.mean())
    assert found.low == pytest.approx(max(low, 1), abs=1e-7)
    assert found.high == pytest.approx(min(high, 5), abs=1e-7)


@given(varied, varied)
def test_welchs_test_agrees_with_scipy(a, b):
    found = difference_of_means(moments_of_histogram(a, SCALE), moments_of_histogram(b, SCALE))
    expected = stats.ttest_ind(spread_out(a), spread_out(b), equal_var=False)
    assert found.statistic == pytest.approx(expected.statistic, abs=1e-9)
    assert found.df == pytest.approx(expected.df)
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-9)


@given(varied, varied)
def test_rank_tests_agree_with_scipy(a, b):
    x, y = spread_out(a), spread_out(b)
    expected = stats.mannwhitneyu(x, y, method="asymptotic")
    found = mann_whitney(a, b)
    assert found.u == pytest.approx(expected.statistic)
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-9)
    assert kruskal_wallis([a, b]).statistic == pytest.approx(stats.kruskal(x, y).statistic, abs=1e-8)


@given(varied, varied)
def test_brunner_and_munzels_test_agrees_with_scipy(a, b):
    found = brunner_munzel(a, b)
    if found.statistic == 0 and found.high == found.low:
        return  # no overlap, no spread
    expected = stats.brunnermunzel(spread_out(a), spread_out(b))
    assert found.statistic == pytest.approx(expected.statistic, abs=1e-8)
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-8)


def test_groups_that_do_not_overlap_differ_for_sure():
    found = brunner_munzel([3, 0, 0], [0, 0, 3])
    assert (found.estimate, found.p_value) == (1, 0)


@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=4))
def test_the_chi_square_of_a_table_agrees_with_scipy_without_empty_rows_and_columns(table):
    kept = np.array(table)
    kept = kept[kept.sum(axis=1) > 0][:, kept.sum(axis=0) > 0]
    if min(kept.shape) < 2:
        with pytest.raises(ValueError, match="nothing to compare"):
            chi_square_of_table(table)
        return
    expected = stats.chi2_contingency(kept, correction=False)
    found = chi_square_of_table(table)
    assert (found.statistic, found.df) == pytest.approx((expected.statistic, expected.dof), abs=1e-8)


@given(st.lists(varied, min_size=2, max_size=4))
def test_the_rest_of_a_segment_is_all_the_others_answers(groups):
    found = means_against_rest([moments_of_histogram(group, SCALE) for group in groups])
    rest = [sum(column) for column in zip(*groups[1:], strict=True)]
    expected = difference_of_means(moments_of_histogram(groups[0], SCALE), moments_of_histogram(rest, SCALE))
    assert found[0].estimate == pytest.approx(expected.estimate)
    assert found[0].p_value == pytest.approx(expected.p_value, abs=1e-9)


def test_a_sample_that_is_the_whole_population_leaves_nothing_unsure():
    assert sample_mean(Moments(50, 3.2, 1.1), population=50).standard_error == 0


def test_a_total_is_the_population_times_the_mean():
    found = sample_total(Moments(50, 3.2, 1.1), population=1000)
    assert found.estimate == pytest.approx(3200)
    assert found.low == pytest.approx(1000 * sample_mean(Moments(50, 3.2, 1.1), population=1000).low)


def test_one_answer_has_no_interval():
    with pytest.raises(ValueError, match="no spread"):
        mean_of_histogram([0, 0, 0, 0, 1])


def test_a_histogram_of_another_scale_is_refused():
    with pytest.raises(ValueError, match="one count"):
        moments_of_histogram([1, 2], [1, 2, 3])


def test_one_segment_has_no_rest():
    with pytest.raises(ValueError, match="no rest"):
        means_against_rest([Moments(10, 3, 1)])
