import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import (
    clopper_pearson,
    wilson,
    wilson_continuity,
    wilson_effective,
    wilson_finite,
)

METHODS = [wilson, wilson_continuity, clopper_pearson]


@st.composite
def answers(draw, most=5000):
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


confidences = st.floats(0.5, 0.999)


@given(answers(), confidences, st.sampled_from(METHODS))
@example((1, 1), 0.95, wilson)
@example((10, 10), 0.95, wilson)
def test_the_interval_holds_the_share_and_stays_between_0_and_1(counted, confidence, method):
    found = method(*counted, confidence=confidence)
    assert 0 <= found.low <= found.estimate <= found.high <= 1
    assert found.estimate == counted[0] / counted[1]


@given(answers(), confidences, st.sampled_from(METHODS))
def test_counting_the_others_mirrors_the_interval(counted, confidence, method):
    x, n = counted
    one, other = method(x, n, confidence=confidence), method(n - x, n, confidence=confidence)
    assert one.low == pytest.approx(1 - other.high, abs=1e-9)
    assert one.high == pytest.approx(1 - other.low, abs=1e-9)


@given(answers(), confidences)
def test_wilson_and_clopper_pearson_agree_with_scipy(counted, confidence):
    test = stats.binomtest(*counted)
    for ours, theirs in ((wilson, "wilson"), (clopper_pearson, "exact"), (wilson_continuity, "wilsoncc")):
        expected = test.proportion_ci(confidence, theirs)
        found = ours(*counted, confidence=confidence)
        assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-8)


@given(answers(), st.integers(1, 20))
def test_more_answers_of_the_same_share_narrow_the_interval(counted, times):
    x, n = counted
    assert wilson(times * x, times * n).half_width <= wilson(x, n).half_width + 1e-12


@given(answers(), st.integers(0, 100_000))
def test_a_known_population_narrows_the_interval(counted, unasked):
    x, n = counted
    found, plain = wilson_finite(x, n, population=n + unasked), wilson(x, n)
    assert plain.low - 1e-12 <= found.low <= found.estimate <= found.high <= plain.high + 1e-12
    if not unasked:
        assert found.half_width == 0


@given(answers())
def test_an_effective_size_equal_to_the_answers_changes_nothing(counted):
    x, n = counted
    found, plain = wilson_effective(x / n, n, effective_n=n), wilson(x, n)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=1e-12)


def test_no_complaint_in_thirty_deliveries_still_allows_for_one_in_nine():
    assert clopper_pearson(0, 30).high == pytest.approx(0.1157, abs=1e-4)
    assert wilson(0, 30).low == 0


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("x", "n"), [(1, 0), (-1, 3), (4, 3), (0, 0)])
def test_impossible_counts_are_refused(method, x, n):
    with pytest.raises(ValueError, match="no share"):
        method(x, n)


@pytest.mark.parametrize("method", METHODS)
def test_a_confidence_in_per_cent_is_refused(method):
    with pytest.raises(ValueError, match="confidence"):
        method(1, 2, confidence=95)


def test_a_sample_larger_than_its_population_is_refused():
    with pytest.raises(ValueError, match="out of a population"):
        wilson_finite(5, 10, population=9)


def test_an_effective_size_of_nothing_is_refused():
    with pytest.raises(ValueError, match="tell as much"):
        wilson_effective(0.5, 10, effective_n=0)
