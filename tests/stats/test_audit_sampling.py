import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import (
    AcceptancePlan,
    AuditPhase,
    acceptance_plan,
    attribute_sample_size,
    discovery_sample_size,
    sites_to_audit,
    upper_deviation_rate,
)


def test_the_accountants_table_comes_out():
    assert attribute_sample_size(tolerable=0.02, expected=0) == 149
    assert attribute_sample_size(tolerable=0.03, expected=0.01) == 257


@given(st.floats(0.04, 0.3), st.floats(0, 0.4))
def test_the_sample_proves_the_tolerable_rate_if_as_many_fall_short_as_expected(tolerable, part):
    expected = part * tolerable
    n = attribute_sample_size(tolerable=tolerable, expected=expected)
    allowed = -int(-round(n * expected, 9) // 1)
    assert upper_deviation_rate(allowed, n) <= tolerable + 1e-9


@given(st.integers(0, 50), st.integers(1, 300))
def test_the_upper_rate_agrees_with_scipys_exact_bound(deviations, n):
    if deviations > n:
        return
    expected = stats.binomtest(deviations, n, alternative="less").proportion_ci(0.95, "exact").high
    assert upper_deviation_rate(deviations, n) == pytest.approx(expected, abs=1e-8)


def test_59_records_without_a_flaw_rule_out_one_in_twenty():
    assert discovery_sample_size(0.05) == 59
    assert discovery_sample_size(0.05, population=100) == 45
    assert discovery_sample_size(0.01) == 299


@given(st.floats(0.01, 0.5), st.integers(1, 500), st.floats(0.5, 0.99))
def test_the_sample_of_a_finite_population_finds_one_and_one_fewer_might_not(rate, population, confidence):
    n = discovery_sample_size(rate, population=population, confidence=confidence)
    marked = -int(-round(rate * population, 9) // 1)
    assert stats.hypergeom.pmf(0, population, marked, n) <= 1 - confidence + 1e-9
    if n > 1:
        assert stats.hypergeom.pmf(0, population, marked, n - 1) > 1 - confidence - 1e-9


@given(st.floats(0.005, 0.05), st.floats(2.5, 6))
@settings(max_examples=30)
def test_a_plan_accepts_the_good_and_rejects_the_bad_often_enough(good, times):
    plan = acceptance_plan(good=good, bad=good * times)
    assert plan.acceptance(good) >= 0.95
    assert plan.acceptance(good * times) <= 0.10
    assert plan.reject == plan.accept + 1


def test_the_published_plan_comes_out():
    assert acceptance_plan(good=0.05, bad=0.15, accept_bad=0.075) == AcceptancePlan(80, 7)


@pytest.mark.parametrize(
    ("sites", "phase", "expected"),
    [
        (26, "INITIAL", 6),
        (2, "SURVEILLANCE", 1),
        (2, "RECERTIFICATION", 2),
        (100, "SURVEILLANCE", 6),
        (144, "INITIAL", 12),
    ],
)
def test_sites_follow_the_square_root(sites, phase, expected):
    assert sites_to_audit(sites, AuditPhase[phase]) == expected


@pytest.mark.parametrize(
    "call",
    [
        lambda: attribute_sample_size(tolerable=0.01, expected=0.02),
        lambda: upper_deviation_rate(3, 2),
        lambda: discovery_sample_size(0),
        lambda: discovery_sample_size(0.1, population=0),
        lambda: acceptance_plan(good=0.2, bad=0.1),
        lambda: sites_to_audit(0, AuditPhase.INITIAL),
    ],
)
def test_impossible_samples_are_refused(call):
    with pytest.raises(ValueError, match=r"no [sb]|tells"):
        call()
