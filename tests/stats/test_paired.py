import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import mcnemar_exact, paired_difference, representativity

tables = st.lists(st.lists(st.integers(0, 15), min_size=3, max_size=3), min_size=3, max_size=3)


@given(tables.filter(lambda t: sum(map(sum, t)) >= 2))
def test_changes_of_the_same_customers_agree_with_scipy(table):
    values = [-1, 0, 1]
    pairs = [(a, b) for i, a in enumerate(values) for j, b in enumerate(values) for _ in range(table[i][j])]
    found = paired_difference(table, values)
    if found.standard_error == 0:
        assert found.low == found.estimate == found.high
        return
    expected = stats.ttest_rel(*np.array(pairs).T)
    interval = expected.confidence_interval()
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-9)


@given(st.integers(0, 100), st.integers(0, 100))
def test_mcnemars_test_is_the_sign_test_of_those_who_changed(one, two):
    expected = stats.binomtest(one, one + two).pvalue if one + two else 1
    assert mcnemar_exact(one, two) == pytest.approx(expected, abs=1e-9)


def test_groups_that_answer_equally_often_are_wholly_represented():
    found = representativity([10, 20, 5], [20, 40, 10])
    assert (found.indicator, found.variation) == (1, 0)


def test_where_one_half_answers_and_the_other_does_not_nothing_is_represented():
    found = representativity([1000, 0], [1000, 1000])
    assert found.indicator == pytest.approx(0, abs=1e-3)
    assert found.variation == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "call",
    [
        lambda: paired_difference([[1]], [0]),
        lambda: paired_difference([[1, 2]], [0, 1]),
        lambda: mcnemar_exact(-1, 2),
        lambda: representativity([0, 0], [5, 5]),
        lambda: representativity([6], [5]),
    ],
)
def test_what_says_nothing_is_refused(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()
