from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import benjamini_hochberg, benjamini_yekutieli, bonferroni, hochberg, holm

METHODS = [bonferroni, holm, hochberg, benjamini_hochberg, benjamini_yekutieli]
p_values = st.lists(st.floats(0, 1), max_size=40)


@given(p_values, st.sampled_from(METHODS))
def test_correcting_never_makes_a_p_value_smaller_nor_changes_their_order(p, method):
    corrected = method(p)
    assert all(before <= after <= 1 for before, after in zip(p, corrected, strict=True))
    ranked = sorted(zip(p, corrected, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(ranked))


@given(p_values)
def test_each_method_claims_no_less_than_the_stricter_one(p):
    for strict, milder in ((bonferroni, holm), (holm, hochberg), (hochberg, benjamini_hochberg)):
        assert all(a >= b - 1e-12 for a, b in zip(strict(p), milder(p), strict=True))


@given(p_values.filter(bool))
def test_false_discovery_rates_agree_with_scipy(p):
    assert benjamini_hochberg(p) == pytest.approx(list(stats.false_discovery_control(p)))
    assert benjamini_yekutieli(p) == pytest.approx(list(stats.false_discovery_control(p, method="by")))


@given(st.permutations([0.01, 0.04, 0.03, 0.005]))
def test_the_order_of_the_comparisons_does_not_matter(p):
    expected = dict(zip([0.005, 0.01, 0.03, 0.04], [0.02, 0.03, 0.06, 0.06], strict=True))
    assert holm(p) == pytest.approx([expected[value] for value in p])


@pytest.mark.parametrize("method", METHODS)
def test_what_is_not_a_p_value_is_refused(method):
    with pytest.raises(ValueError, match="p-value"):
        method([0.5, 1.5])
