import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.stats import (
    cohen_h,
    detectable_change,
    detectable_rise_of_share,
    one_sided_power_of_h,
    power_of_two_means,
    power_of_two_shares,
    power_to_find,
    sample_size_for_mean,
    sample_size_for_share,
    sample_size_for_two_means,
    sample_size_for_two_shares,
)

shares = st.floats(0.05, 0.95)


@given(shares, shares, st.floats(0.55, 0.99))
def test_the_sample_size_gives_the_power_it_was_asked_for(first, second, power):
    if abs(first - second) < 0.01:
        return
    n = sample_size_for_two_shares(first, second, power=power)
    assert power_of_two_shares(first, second, n) == pytest.approx(power, abs=1e-9)


@given(st.floats(0.3, 2), st.floats(0.55, 0.95))
def test_the_sample_size_of_means_gives_the_power_it_was_asked_for(difference, power):
    n = sample_size_for_two_means(difference, 1, power=power)
    assert power_of_two_means(n, difference, 1) == pytest.approx(power, abs=1e-6)


@given(st.floats(0.01, 0.2), shares, st.integers(1, 10**6))
def test_a_population_never_asks_for_more_than_itself(margin, share, population):
    n = sample_size_for_share(margin, share=share, population=population)
    assert 1 <= n <= population
    assert n <= sample_size_for_share(margin, share=share)


def test_the_usual_tables_come_out():
    assert sample_size_for_share(0.05) == 385
    assert sample_size_for_share(0.05, population=1000) == 278
    assert sample_size_for_mean(0.05, variance=1) == 1537
    assert sample_size_for_two_shares(0.5, 0.75, power=0.9) == pytest.approx(76.7, abs=0.05)
    assert power_of_two_means(20, 1, 1) == pytest.approx(0.868953, abs=1e-6)
    assert one_sided_power_of_h(0.3, 80, 245) == pytest.approx(0.7533, abs=1e-4)
    assert cohen_h(0.65, 0.5) == pytest.approx(0.3047, abs=1e-4)


def test_400_answers_a_wave_find_a_change_of_16_points_8_times_in_10():
    change = detectable_change(0.61, 400, 0.65, 400)
    assert change == pytest.approx(0.157, abs=1e-3)
    error = (0.61 / 400 + 0.65 / 400) ** 0.5
    assert power_to_find(change, standard_error=error) == pytest.approx(0.8, abs=1e-9)


@given(shares, st.integers(5, 3000))
def test_the_detectable_rise_is_found_with_the_power_wanted(share, n):
    rise = detectable_rise_of_share(share, n)
    if rise is None:
        assert power_of_two_shares(share, 1.0, n) < 0.8
    else:
        assert power_of_two_shares(share, share + rise, n) == pytest.approx(0.8, abs=1e-6)


@pytest.mark.parametrize(
    "call",
    [
        lambda: sample_size_for_share(0),
        lambda: sample_size_for_share(0.05, share=2),
        lambda: sample_size_for_share(0.05, population=0),
        lambda: sample_size_for_mean(0.1, variance=-1),
        lambda: sample_size_for_two_shares(0.5, 0.5),
        lambda: sample_size_for_two_shares(0.5, 0.6, power=1),
        lambda: sample_size_for_two_means(0, 1),
        lambda: power_of_two_shares(0.5, 1.2, 10),
        lambda: power_of_two_means(1, 1, 1),
        lambda: power_to_find(1, standard_error=0),
        lambda: detectable_change(1, 0, 1, 10),
        lambda: one_sided_power_of_h(0.2, 0, 5),
        lambda: cohen_h(2, 0),
    ],
)
def test_what_cannot_be_planned_is_refused(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()
