import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.stats import drivers
from heedful.stats.matrices import correlation_of, covariance_of, covariance_of_sums
from heedful.stats.path_model import fit_path_model, path_tests, satisfaction_index
from heedful.stats.path_weights import centroid_scheme, factorial_scheme, path_scheme
from heedful.stats.proportional_odds import proportional_odds
from heedful.stats.reliability import block_reliability, cronbach_alpha, mcdonald_omega

seeds = st.integers(0, 10_000)


def answers(seed, n=80, k=5):
    """Answers that share one cause, so that they hang together."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 1)) + rng.normal(size=(n, k)) * rng.uniform(0.5, 1.5, k)


@given(seeds)
def test_covariances_from_sums_are_those_of_the_answers(seed):
    rows = np.round(10 * answers(seed))
    found = covariance_of_sums(len(rows), rows.sum(axis=0), rows.T @ rows)
    assert found == pytest.approx(np.cov(rows, rowvar=False))
    assert covariance_of(rows) == pytest.approx(np.cov(rows, rowvar=False))


def test_an_item_that_all_answered_alike_has_no_correlation():
    with pytest.raises(ValueError, match="same answer"):
        correlation_of(np.array([[1.0, 0.0], [0.0, 0.0]]))


@given(seeds)
@settings(max_examples=30)
def test_the_shares_of_the_drivers_add_up_to_what_all_explain(seed):
    correlation = correlation_of(covariance_of(answers(seed)))
    pair = correlation[:-1, :-1], correlation[:-1, -1]
    whole = drivers.explained_share(*pair)
    for shares in (drivers.lmg_shares(*pair), drivers.johnson_weights(*pair)):
        assert shares.sum() == pytest.approx(whole)
        assert shares.min() >= -1e-12
    assert drivers.pratt_shares(*pair).sum() == pytest.approx(whole)
    assert (drivers.added_shares(*pair) <= drivers.lmg_shares(*pair) + whole).all()


@given(seeds)
def test_standardised_coefficients_are_those_of_least_squares(seed):
    rows = answers(seed)
    z = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    expected = np.linalg.lstsq(z[:, :-1], z[:, -1], rcond=None)[0]
    correlation = correlation_of(covariance_of(rows))
    assert drivers.standardised_betas(correlation[:-1, :-1], correlation[:-1, -1]) == pytest.approx(expected)


def test_drivers_that_do_not_hang_together_explain_what_they_explain_alone():
    with_outcome = np.array([0.5, 0.3])
    assert drivers.lmg_shares(np.eye(2), with_outcome) == pytest.approx(with_outcome**2)
    assert drivers.johnson_weights(np.eye(2), with_outcome) == pytest.approx(with_outcome**2)
    assert drivers.variance_inflation(np.eye(2)) == pytest.approx([1, 1])


def test_drivers_that_are_one_and_the_same_have_no_shares():
    with pytest.raises(ValueError, match="depend on each other"):
        drivers.lmg_shares(np.ones((2, 2)), np.array([0.5, 0.5]))


def test_alpha_of_two_items_is_that_of_spearman_and_brown():
    found = cronbach_alpha(np.array([[1.0, 0.6], [0.6, 1.0]]), 50)
    assert found.estimate == pytest.approx(2 * 0.6 / 1.6)
    assert found.if_dropped == ()
    assert found.low < found.estimate < found.high


@given(seeds)
@settings(max_examples=20)
def test_omega_is_not_below_alpha_where_the_factor_fits(seed):
    rng = np.random.default_rng(seed)
    loadings, residual = rng.uniform(0.4, 0.9, 5), rng.uniform(0.3, 1.0, 5)
    covariance = np.outer(loadings, loadings) + np.diag(residual)
    found = mcdonald_omega(covariance)
    assert found.loadings == pytest.approx(loadings, abs=1e-5)
    assert found.residual_variances == pytest.approx(residual, abs=1e-5)
    assert found.estimate >= cronbach_alpha(covariance, 100).estimate - 1e-7


def test_items_that_are_alike_are_wholly_reliable_and_of_one_dimension():
    found = block_reliability(np.full((3, 3), 0.64) + 0.36 * np.eye(3))
    assert found.first_eigenvalue == pytest.approx(2.28)
    assert found.second_eigenvalue == pytest.approx(0.36)
    assert found.alpha == pytest.approx(3 / 2 * (1 - 3 / 6.84))


def test_a_factor_of_two_items_is_refused():
    with pytest.raises(ValueError, match="not determined"):
        mcdonald_omega(np.eye(2) + 0.5)


BLOCKS = {"quality": [0, 1, 2], "value": [3, 4], "satisfaction": [5, 6, 7]}
ARROWS = [("quality", "value"), ("quality", "satisfaction"), ("value", "satisfaction")]


@given(seeds, st.sampled_from([centroid_scheme, factorial_scheme, path_scheme]))
@settings(max_examples=30)
def test_a_path_model_explains_by_its_paths(seed, scheme):
    correlation = correlation_of(covariance_of(answers(seed, k=8)))
    model = fit_path_model(correlation, BLOCKS, ARROWS, scheme=scheme)
    between = np.array(model.construct_correlation)
    assert np.diag(between) == pytest.approx([1, 1, 1])
    assert model.paths["quality", "value"] == pytest.approx(between[0, 1])
    assert model.r2["value"] == pytest.approx(between[0, 1] ** 2)
    through = model.paths["quality", "value"] * model.paths["value", "satisfaction"]
    direct = model.paths["quality", "satisfaction"]
    assert model.total["quality", "satisfaction"] == pytest.approx(direct + through)
    assert all(0 < ave <= 1 for ave in model.average_variance_extracted.values())
    assert path_tests(model, "satisfaction", 80)["value"].standard_error > 0


def test_arrows_that_go_round_are_refused():
    with pytest.raises(ValueError, match="circle"):
        fit_path_model(np.eye(8), BLOCKS, [*ARROWS, ("satisfaction", "quality")])


def test_an_arrow_to_nowhere_is_refused():
    with pytest.raises(ValueError, match="no block"):
        fit_path_model(np.eye(8), BLOCKS, [("quality", "price")])


def test_the_ends_of_the_scale_are_0_and_100():
    for mean, expected in ((1, 0), (10, 100), (5.5, 50)):
        found = satisfaction_index([1, 2], [mean, mean], np.eye(2), lowest=1, highest=10)
        assert found.mean == pytest.approx(expected)


def test_without_predictors_that_matter_the_thresholds_are_the_log_odds_of_the_answers():
    predictors = np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]])
    model = proportional_odds(predictors, np.array([0, 1, 2] * 2), np.array([20.0, 30, 50] * 2), levels=3)
    assert model.coefficients == pytest.approx((0,), abs=1e-9)
    assert model.thresholds == pytest.approx((np.log(0.25), 0), abs=1e-9)


def test_two_levels_are_a_logistic_regression_with_the_log_odds_ratio_of_the_table():
    predictors = np.array([[0.0], [0.0], [1.0], [1.0]])
    model = proportional_odds(predictors, np.array([0, 1, 0, 1]), np.array([30.0, 10, 15, 25]), levels=2)
    assert model.coefficients[0] == pytest.approx(np.log(30 * 25 / (10 * 15)))
    assert model.coefficient_errors[0] == pytest.approx((1 / 30 + 1 / 10 + 1 / 15 + 1 / 25) ** 0.5)


@pytest.mark.parametrize("counts", [[10.0, 0, 0, 10], [0.0, 5, 0, 5]])
def test_predictors_that_separate_the_answers_have_no_odds(counts):
    with pytest.raises(ValueError, match=r"separate|level"):
        proportional_odds(np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0, 1, 0, 1]), np.array(counts), levels=2)
