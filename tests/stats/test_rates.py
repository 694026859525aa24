from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import byar_rate, kaplan_meier, log_rank, poisson_rate, rate_ratio


@given(st.integers(0, 500), st.floats(0.1, 1e5), st.floats(0.5, 0.999))
def test_the_exact_interval_of_a_rate_agrees_with_scipy(events, exposure, confidence):
    found = poisson_rate(events, exposure, confidence=confidence)
    tail = (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * events) / 2 / exposure if events else 0
    high = stats.chi2.isf(tail, 2 * events + 2) / 2 / exposure
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-8)


@given(st.integers(20, 5000))
def test_byars_interval_is_near_the_exact_one(events):
    exact, byar = poisson_rate(events, 100), byar_rate(events, 100)
    assert (byar.low, byar.high) == pytest.approx((exact.low, exact.high), rel=0.04)


def test_no_complaint_does_not_mean_that_none_will_come():
    assert poisson_rate(0, 1000).high == pytest.approx(0.003689, abs=1e-6)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(1, 100), st.floats(1, 100))
def test_the_exact_p_value_of_a_ratio_agrees_with_scipys_binomial_test(x1, x2, t1, t2):
    if x1 + x2 == 0:
        return
    expected = stats.binomtest(x1, x1 + x2, t1 / (t1 + t2)).pvalue
    assert rate_ratio(x1, t1, x2, t2).p_value == pytest.approx(expected, abs=1e-6)


@given(st.integers(1, 60), st.integers(1, 60), st.floats(1, 100), st.floats(1, 100))
def test_exchanging_the_two_inverts_the_ratio(x1, x2, t1, t2):
    there, back = rate_ratio(x1, t1, x2, t2), rate_ratio(x2, t2, x1, t1)
    assert there.low <= there.estimate <= there.high
    assert (there.estimate, there.low) == pytest.approx((1 / back.estimate, 1 / back.high), rel=1e-7)


def test_a_ratio_to_no_event_has_no_upper_end():
    found = rate_ratio(3, 10, 0, 10)
    assert (found.estimate, found.high) == (inf, inf)


@pytest.mark.parametrize(
    "call", [lambda: poisson_rate(-1, 1), lambda: poisson_rate(1, 0), lambda: rate_ratio(0, 1, 0, 1)]
)
def test_impossible_rates_are_refused(call):
    with pytest.raises(ValueError, match="no ra"):
        call()


durations = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40)


@given(durations)
def test_the_curve_of_open_complaints_agrees_with_scipy(rows):
    times, closed = [t for t, _ in rows], [c for _, c in rows]
    found = kaplan_meier(times, closed)
    if not any(closed):
        assert found.steps == ()
        return
    sample = stats.CensoredData.right_censored(times, [not c for c in closed])
    expected = stats.ecdf(sample).sf
    for step in found.steps:
        assert step.survival == pytest.approx(float(expected.evaluate(step.time)), abs=1e-9)
        assert 0 <= step.low <= step.survival <= step.high <= 1


@given(durations, durations)
def test_the_log_rank_test_agrees_with_scipy(one, two):
    times, closed = zip(*one, *two, strict=True)
    first = [True] * len(one) + [False] * len(two)
    try:
        found = log_rank(times, closed, first)
    except ValueError:
        return
    sides = [stats.CensoredData.right_censored([t for t, _ in rows], [not c for _, c in rows]) for rows in (one, two)]
    assert found.statistic == pytest.approx(stats.logrank(*sides).statistic ** 2, abs=1e-7)


def test_the_median_waits_until_half_have_closed():
    assert kaplan_meier([1, 2, 3, 4], [True, True, False, False]).median == 2
    assert kaplan_meier([1, 2, 3, 4], [True, False, False, False]).median is None


def test_before_the_first_close_all_are_open():
    curve = kaplan_meier([5, 7], [True, True])
    assert [curve.open_after(t) for t in (4, 5, 6, 7, 8)] == [1, 0.5, 0.5, 0, 0]


def test_groups_that_were_never_open_together_do_not_compare():
    with pytest.raises(ValueError, match="nothing to compare"):
        log_rank([1, 2], [True, False], [True, True])
