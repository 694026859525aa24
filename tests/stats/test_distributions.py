from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import counts, distributions
from heedful.stats.power import noncentral_t_above

positive = st.floats(0.05, 500)
shares = st.floats(0.0, 1.0)


def near(got, expected):
    return isclose(got, expected, rel_tol=1e-8, abs_tol=1e-12)


@given(shares, positive, positive)
def test_the_beta_distribution_agrees_with_scipy(x, a, b):
    assert near(distributions.beta_below(x, a, b), stats.beta.cdf(x, a, b))
    assert near(distributions.beta_above(x, a, b), stats.beta.sf(x, a, b))


@given(st.floats(0.001, 2000), positive)
def test_the_gamma_distribution_agrees_with_scipy_in_both_tails(x, a):
    assert near(distributions.gamma_below(x, a), stats.gamma.cdf(x, a))
    assert near(distributions.gamma_above(x, a), stats.gamma.sf(x, a))


@given(st.floats(-40, 40), st.floats(1, 3000))
def test_students_t_agrees_with_scipy(t, df):
    assert near(distributions.t_below(t, df), stats.t.cdf(t, df))
    assert near(distributions.t_two_sided(t, df), 2 * stats.t.sf(abs(t), df))


@given(st.floats(0.001, 60), st.floats(1, 300), st.floats(1, 300))
def test_f_and_chi_square_agree_with_scipy(x, df1, df2):
    assert near(distributions.f_above(x, df1, df2), stats.f.sf(x, df1, df2))
    assert near(distributions.chi_square_above(x, df1), stats.chi2.sf(x, df1))


@given(st.floats(-8, 8))
def test_the_normal_distribution_agrees_with_scipy(z):
    assert near(distributions.normal_below(z), stats.norm.cdf(z))
    assert near(distributions.normal_two_sided(z), 2 * stats.norm.sf(abs(z)))


@given(st.floats(0.001, 0.999), st.floats(0.5, 200), st.floats(0.5, 200))
def test_quantiles_undo_their_distributions(p, a, b):
    assert near(distributions.beta_below(distributions.beta_quantile(p, a, b), a, b), p)
    assert near(distributions.gamma_below(distributions.gamma_quantile(p, a), a), p)
    assert near(distributions.f_below(distributions.f_quantile(p, a, b), a, b), p)


@given(st.floats(0.01, 0.999), st.floats(1, 1000))
def test_critical_values_of_t_agree_with_scipy(confidence, df):
    assert near(distributions.t_critical_value(confidence, df), stats.t.ppf((1 + confidence) / 2, df))


@given(st.integers(0, 400), st.integers(1, 400), st.floats(0.001, 0.999))
def test_the_binomial_distribution_agrees_with_scipy(k, n, p):
    assert near(counts.binomial_at_most(k, n, p), stats.binom.cdf(k, n, p))
    assert near(counts.binomial_at_least(k, n, p), stats.binom.sf(k - 1, n, p))


@given(st.integers(0, 300), st.floats(0.01, 300))
def test_the_poisson_distribution_agrees_with_scipy(k, mean):
    assert near(counts.poisson_at_most(k, mean), stats.poisson.cdf(k, mean))


@given(st.data())
def test_the_hypergeometric_distribution_agrees_with_scipy(data):
    population = data.draw(st.integers(1, 300))
    marked, drawn = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    k = data.draw(st.integers(0, drawn))
    assert near(counts.hypergeometric(k, population, marked, drawn), stats.hypergeom.pmf(k, population, marked, drawn))
    expected = stats.hypergeom.cdf(k, population, marked, drawn)
    assert near(counts.hypergeometric_at_most(k, population, marked, drawn), expected)


@given(st.integers(1, 300), st.floats(0.05, 0.95), st.floats(0.01, 0.99))
def test_a_binomial_quantile_is_the_first_count_to_reach_its_probability(n, p, probability):
    k = counts.binomial_quantile(probability, n, p)
    assert counts.binomial_at_most(k, n, p) >= probability * (1 - 1e-12)
    assert counts.binomial_at_most(k - 1, n, p) < probability


@given(st.floats(-3, 8), st.floats(2, 300), st.floats(0, 5))
def test_the_noncentral_t_agrees_with_scipy(t, df, shift):
    assert noncentral_t_above(t, df, shift) == pytest.approx(stats.nct.sf(t, df, shift), abs=1e-7)


@pytest.mark.parametrize("confidence", [0.0, 1.0, -1, 95])
def test_a_confidence_outside_its_range_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        distributions.critical_value(confidence)
