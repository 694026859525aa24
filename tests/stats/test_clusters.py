from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.stats import (
    Margin,
    RecommendClasses,
    clustered_mean,
    clustered_recommend_score,
    clustered_share,
    design_effect_of_clusters,
    design_effect_of_weights,
    post_stratified_weights,
    raked_weights,
    recommend_score_of_classes,
    score_moments,
    trimmed_weights,
    weighted_mean,
    wilson,
)

customers = st.lists(
    st.integers(1, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=30
)


@given(customers)
def test_repeated_answers_never_narrow_the_interval_of_a_share(pairs):
    successes, sizes = [x for x, _ in pairs], [n for _, n in pairs]
    found, plain = clustered_share(successes, sizes), wilson(sum(successes), sum(sizes))
    assert 0 <= found.low <= found.estimate <= found.high <= 1
    assert found.low <= plain.low + 1e-9
    assert found.high >= plain.high - 1e-9
    assert (found.n, found.clusters) == (sum(sizes), len(sizes))


def test_customers_who_always_answer_alike_count_once_each():
    found = clustered_share([10, 0, 10, 0] * 10, [10] * 40)
    assert found.design_effect == pytest.approx(10, rel=0.05)
    assert found.half_width == pytest.approx(wilson(20, 40).half_width, rel=0.05)


def test_one_answer_from_each_customer_is_a_simple_sample():
    found = clustered_share([1, 0] * 200, [1] * 400)
    assert found.design_effect == pytest.approx(1, abs=0.01)
    assert found.half_width == pytest.approx(wilson(200, 400).half_width, rel=0.01)


def test_where_all_answers_are_alike_each_customer_counts_once():
    found = clustered_share([5] * 10, [5] * 10)
    assert found.design_effect is None
    assert found.low < wilson(10, 10).low


@given(st.lists(st.builds(RecommendClasses, *[st.integers(0, 5)] * 3).filter(lambda c: c.n), min_size=2, max_size=20))
def test_repeated_answers_never_narrow_the_interval_of_a_score(groups):
    found = clustered_recommend_score(groups)
    everything = sum(groups, start=RecommendClasses(0, 0, 0))
    assert -1 <= found.low <= found.estimate <= found.high <= 1
    assert found.estimate == pytest.approx(score_moments(everything).score)
    plain = recommend_score_of_classes(everything)
    # Clipping at an end of the scale, and a pull to 0 that grows as answers count less, may hide a part.
    if found.low > -1 and found.high < 1:
        assert found.high - found.low >= plain.high - plain.low - 1e-9


@given(customers)
def test_the_error_of_a_mean_by_cluster_is_that_of_the_textbook(pairs):
    totals, sizes = [x for x, _ in pairs], [n for _, n in pairs]
    k, n = len(pairs), sum(sizes)
    found = clustered_mean(totals, sizes, sum_of_squares=sum(totals))
    mean = sum(totals) / n
    residual = sum((t - mean * m) ** 2 for t, m in pairs)
    assert found.standard_error == pytest.approx(sqrt(k / (k - 1) * residual) / n, abs=1e-12)


def test_all_clusters_of_the_frame_leave_nothing_unsure():
    found = clustered_mean([3, 1], [4, 4], sum_of_squares=4, population_clusters=2)
    assert found.standard_error == 0


@pytest.mark.parametrize(("totals", "sizes"), [([1], [2]), ([1, 2], [2, 0]), ([1, 2], [2])])
def test_clusters_without_answers_or_company_are_refused(totals, sizes):
    with pytest.raises(ValueError, match="clusters"):
        clustered_mean(totals, sizes, sum_of_squares=3)


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=30), st.floats(0.01, 100))
def test_the_design_effect_of_weights_is_at_least_1_and_knows_no_unit(weights, unit):
    effect = design_effect_of_weights(weights)
    assert effect >= 1 - 1e-12
    assert design_effect_of_weights([unit * w for w in weights]) == pytest.approx(effect)
    values = list(range(len(weights)))
    one, other = weighted_mean(values, weights), weighted_mean(values, [unit * w for w in weights])
    assert one.standard_error == pytest.approx(other.standard_error)


def test_clusters_of_one_have_no_design_effect():
    assert design_effect_of_clusters(1, 0.3) == 1
    assert design_effect_of_clusters(11, 0.1) == pytest.approx(2)


people = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.floats(0.5, 2)), min_size=4, max_size=40
).filter(lambda p: {(a, x) for a, x, _ in p} == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")})


@given(people, st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_raked_weights_add_up_to_every_margin(rows, of_a, of_x):
    one = Margin([r[0] for r in rows], {"a": of_a, "b": 1 - of_a})
    two = Margin([r[1] for r in rows], {"x": of_x, "y": 1 - of_x})
    weights = raked_weights([r[2] for r in rows], [one, two])
    for margin in (one, two):
        for group, total in margin.totals.items():
            got = sum(w for w, g in zip(weights, margin.groups, strict=True) if g == group)
            assert got == pytest.approx(total, rel=1e-8)


def test_raking_to_one_margin_is_post_stratification():
    margin = Margin(["a", "a", "b"], {"a": 6, "b": 4})
    assert raked_weights([1, 2, 1], [margin]) == post_stratified_weights([1, 2, 1], margin) == [2, 4, 4]


def test_a_group_that_nobody_answered_of_is_named():
    with pytest.raises(ValueError, match=r"nobody answered of \['c'\]"):
        post_stratified_weights([1], Margin(["a"], {"a": 1, "c": 1}))


def test_margins_of_different_totals_are_refused():
    with pytest.raises(ValueError, match="different totals"):
        raked_weights([1, 1], [Margin(["a", "b"], {"a": 1, "b": 1}), Margin(["x", "y"], {"x": 1, "y": 2})])


def test_margins_that_contradict_each_other_are_given_up():
    with pytest.raises(ValueError, match="contradict"):
        raked_weights([1, 1], [Margin("ab", {"a": 1, "b": 1}), Margin("xy", {"x": 0.5, "y": 1.5})])


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=30), st.floats(1.1, 5))
def test_trimming_keeps_the_sum_and_the_cap(weights, cap):
    trimmed = trimmed_weights(weights, cap=cap)
    assert sum(trimmed) == pytest.approx(sum(weights))
    assert max(trimmed) <= cap * sum(weights) / len(weights) * (1 + 1e-9)


@pytest.mark.parametrize(("weights", "cap"), [([1, 2], 1), ([], 2), ([0, 0, 5], 1.5)])
def test_weights_that_nobody_can_take_over_are_not_trimmed(weights, cap):
    with pytest.raises(ValueError, match=r"cap|nobody"):
        trimmed_weights(weights, cap=cap)
