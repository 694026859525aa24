import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import (
    RecommendClasses,
    difference_of_intervals,
    equal_shares,
    newcombe,
    recommend_score_dirichlet_of_classes,
    shares_against_rest,
    two_sample_z,
    wilson,
    yates_test,
)


@st.composite
def answers(draw):
    n = draw(st.integers(1, 2000))
    return draw(st.integers(0, n)), n


@given(answers(), answers())
def test_exchanging_the_two_turns_the_difference_round(one, two):
    for method in (newcombe, two_sample_z):
        there, back = method(*one, *two), method(*two, *one)
        assert there.estimate == pytest.approx(-back.estimate, abs=1e-12)
        assert there.low == pytest.approx(-back.high, abs=1e-12)
        assert there.p_value == pytest.approx(back.p_value, abs=1e-12)


@given(answers(), answers())
def test_newcombes_interval_holds_the_difference_and_lies_within_minus_1_and_1(one, two):
    found = newcombe(*one, *two)
    assert -1 - 1e-12 <= found.low <= found.estimate <= found.high <= 1 + 1e-12


@given(answers(), answers(), st.floats(0.6, 0.99))
def test_a_difference_is_significant_exactly_where_its_interval_leaves_out_0(one, two, confidence):
    found = newcombe(*one, *two, confidence=confidence)
    outside = found.low > 1e-9 or found.high < -1e-9
    assert outside == (found.p_value < 1 - confidence) or abs(found.p_value - 1 + confidence) < 1e-6


def test_newcombes_published_example_comes_out():
    found = newcombe(56, 70, 48, 80)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@given(answers(), answers())
def test_the_z_test_is_the_chi_square_test(one, two):
    found = two_sample_z(*one, *two)
    assert found.p_value == pytest.approx(equal_shares([one[0], two[0]], [one[1], two[1]]).p_value, abs=1e-9)


@given(answers(), answers())
def test_the_chi_square_tests_agree_with_scipy(one, two):
    table = [[one[0], one[1] - one[0]], [two[0], two[1] - two[0]]]
    if 0 in (one[0] + two[0], one[1] - one[0] + two[1] - two[0]):
        assert equal_shares([one[0], two[0]], [one[1], two[1]]).p_value == 1
        return
    plain, corrected = (stats.chi2_contingency(table, correction=c) for c in (False, True))
    assert equal_shares([one[0], two[0]], [one[1], two[1]]).statistic == pytest.approx(plain[0], abs=1e-8)
    assert yates_test(*one, *two).p_value == pytest.approx(corrected[1], abs=1e-9)


def test_a_segment_is_compared_with_all_the_others_together():
    first, *_ = shares_against_rest([(30, 40), (10, 20), (20, 40)])
    expected = two_sample_z(30, 40, 30, 60)
    assert (first.estimate, first.p_value) == (expected.estimate, expected.p_value)


def test_one_segment_alone_has_no_rest():
    with pytest.raises(ValueError, match="no shares"):
        shares_against_rest([(30, 40)])


def test_small_samples_of_scores_are_told_apart_by_their_posteriors():
    before = recommend_score_dirichlet_of_classes(RecommendClasses(6, 3, 1))
    after = recommend_score_dirichlet_of_classes(RecommendClasses(1, 2, 12))
    found = difference_of_intervals(after, before)
    assert found.low > 0
    assert found.p_value < 0.01
    assert found.n == 25


def test_intervals_at_different_confidences_do_not_compare():
    with pytest.raises(ValueError, match="do not compare"):
        difference_of_intervals(wilson(1, 2), wilson(1, 2, confidence=0.9))
