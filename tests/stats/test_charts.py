import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.stats import (
    Rule,
    c_chart,
    crossings_limit,
    cusum,
    ewma,
    laney_p_chart,
    laney_u_chart,
    nelson_rules,
    p_chart,
    run_chart,
    u_chart,
    xmr,
)

series = st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=40)
MONTGOMERY = [33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]


@given(series)
def test_every_point_outside_the_natural_limits_and_no_other_is_a_signal(values):
    chart = xmr(values)
    outside = {s.points[0]: s.above for s in chart.signals if s.rule is Rule.OUTSIDE_LIMITS}
    expected = {i: v > chart.upper for i, v in enumerate(values) if not chart.lower <= v <= chart.upper}
    assert outside == expected


@given(series)
def test_a_series_turned_upside_down_has_the_same_signals_on_the_other_side(values):
    there, back = xmr(values), xmr([-v for v in values])
    assert {(s.rule, s.points, s.above) for s in there.signals} == {
        (s.rule, s.points, not s.above) for s in back.signals
    }


def test_the_textbooks_individuals_chart_comes_out():
    chart = xmr(MONTGOMERY)
    assert (chart.centre, chart.lower, chart.upper) == pytest.approx((33.52333, 32.24484, 34.80183), abs=1e-5)
    assert chart.signals == ()


def test_eight_in_a_row_above_the_centre_of_the_baseline_are_one_signal():
    chart = xmr([5, 7] * 5 + [6.5] * 9 + [5], baseline=10)
    assert [(s.rule, s.points, s.above) for s in chart.signals] == [(Rule.RUN_OF_EIGHT, tuple(range(9, 19)), True)]


def test_seven_in_a_row_are_no_signal_and_a_point_on_the_centre_ends_a_run():
    assert xmr([5, 7] * 5 + [5] + [6.5] * 7, baseline=10).signals == ()
    assert xmr([5, 7] * 5 + [5] + [6.5] * 4 + [6] + [6.5] * 4, baseline=10).signals == ()


def test_a_series_that_never_moved_takes_any_later_move_for_a_signal():
    assert xmr([4, 4, 4, 4.1], baseline=3).signals[0].points == (3,)
    assert xmr([4, 4, 4]).signals == ()


@pytest.mark.parametrize(("values", "baseline"), [([1], None), ([], None), ([1, 2, 3], 1), ([1, 2], 3)])
def test_natural_limits_need_two_values(values, baseline):
    with pytest.raises(ValueError, match="no natural limits"):
        xmr(values, baseline=baseline)


counts = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 200)), min_size=1, max_size=20)


@given(counts)
def test_limits_of_shares_and_rates_stay_in_their_range_and_hold_the_centre(pairs):
    events, trials = [min(x, n) for x, n in pairs], [n for _, n in pairs]
    shares, rates = p_chart(events, trials), u_chart(events, trials)
    assert all(0 <= low <= shares.centre <= high <= 1 for low, high in zip(shares.lower, shares.upper, strict=True))
    assert all(0 <= low <= rates.centre <= high for low, high in zip(rates.lower, rates.upper, strict=True))
    assert shares.spread == 1


def test_the_textbooks_share_chart_comes_out():
    x = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
    chart = p_chart(x, [50] * 30)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.0524275, 0.4102391), abs=1e-6)
    assert [s.points[0] + 1 for s in chart.signals if s.rule is Rule.OUTSIDE_LIMITS] == [15, 23]


def test_counts_of_equal_exposure_are_rates_per_one():
    assert c_chart([3, 5, 4]).centre == u_chart([3, 5, 4], [1, 1, 1]).centre == 4


def test_laneys_limits_bear_what_large_samples_make_of_small_differences():
    events, trials = [9300, 9500, 9420, 9610, 9380], [10_000] * 5
    assert p_chart(events, trials).signals
    laney = laney_p_chart(events, trials)
    assert laney.signals == ()
    assert laney.spread > 3
    assert laney_u_chart(events, trials).spread > 1


@pytest.mark.parametrize(("events", "trials"), [([1], [0]), ([3], [2]), ([], []), ([1, 2], [3]), ([-1], [3])])
def test_impossible_counts_have_no_chart(events, trials):
    with pytest.raises(ValueError, match=r"control chart|events"):
        p_chart(events, trials)


def test_laneys_limits_need_some_spread():
    with pytest.raises(ValueError, match="Laney"):
        laney_p_chart([0, 0], [10, 10])


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=50))
def test_nelsons_first_rule_is_the_limit_of_three_sigmas(z):
    assert nelson_rules([5 * value for value in z], centre=0, sigma=5)["rule1"] == ()
    assert nelson_rules([*z, 3.5], centre=0, sigma=1)["rule1"] == (len(z),)


def test_nelsons_last_rule_asks_for_both_sides():
    one_side, both = [1.5] * 8, [1.5, -1.5] * 4
    assert nelson_rules(one_side, centre=0, sigma=1)["rule8"] == ()
    assert nelson_rules(both, centre=0, sigma=1)["rule8"] == (7,)


def test_zones_need_a_sigma():
    with pytest.raises(ValueError, match="sigma"):
        nelson_rules([1, 2], centre=0, sigma=0)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30))
def test_full_weight_on_the_newest_value_is_no_smoothing(values):
    assert ewma(values, target=0, sigma=1, weight=1, width=3).smoothed == pytest.approx(values)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30))
def test_sums_of_a_series_turned_upside_down_change_sides(values):
    there, back = cusum(values, target=0, sigma=1), cusum([-v for v in values], target=0, sigma=1)
    assert there.above == pytest.approx([-v for v in back.below])
    assert there.signals_above == back.signals_below


def test_a_shift_of_one_sigma_is_found_by_its_sum():
    assert cusum([0] * 10 + [1] * 15, target=0, sigma=1).signals_above[0] == 20


@pytest.mark.parametrize("bad", [{"sigma": 0}, {"sigma": 1, "weight": 0}, {"sigma": 1, "width": -1}])
def test_smoothing_needs_its_settings_in_range(bad):
    with pytest.raises(ValueError, match="no EWMA"):
        ewma([1], target=0, **bad)


def test_points_on_the_median_neither_break_nor_lengthen_a_run():
    found = run_chart([1, 1, 2, 3, 2, 3, 1, 3])
    assert (found.centre, found.useful, found.longest_run, found.crossings) == (2, 6, 2, 3)


def test_a_run_that_is_too_long_is_a_signal():
    assert run_chart([1] * 10 + [3] * 10).signal
    assert not run_chart([1, 3] * 10).signal


def test_fewer_crossings_than_eleven_are_too_few_for_32_points():
    assert crossings_limit(32) == 11


def test_a_run_chart_of_points_that_are_all_alike_is_refused():
    with pytest.raises(ValueError, match="median"):
        run_chart([2, 2, 2])
