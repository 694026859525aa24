from math import sqrt

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from heedful.stats import (
    RecommendClasses,
    difference_of_recommend_scores,
    recommend_classes,
    recommend_score,
    recommend_score_bootstrap,
    recommend_score_dirichlet,
    recommend_score_dirichlet_of_classes,
    recommend_score_of_classes,
    score_moments,
    scores_against_rest,
    weighted_recommend_score,
)

histograms = st.lists(st.integers(0, 200), min_size=11, max_size=11).filter(any)
classes = st.builds(RecommendClasses, *[st.integers(0, 60)] * 3).filter(lambda c: c.n)
small = st.builds(RecommendClasses, *[st.integers(0, 12)] * 3).filter(lambda c: c.n)


def turned(c):
    return RecommendClasses(c.promoters, c.passives, c.detractors)


def test_nine_and_ten_promote_seven_and_eight_are_passive_and_all_others_detract():
    assert recommend_classes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) == RecommendClasses(28, 17, 21)


@given(histograms)
def test_the_interval_holds_the_score_and_stays_on_the_scale(histogram):
    found = recommend_score(histogram)
    assert -1 <= found.low <= found.estimate <= found.high <= 1
    assert found.n == sum(histogram)
    assert found.low < found.high


@given(small)
@example(RecommendClasses(0, 0, 1))
@settings(max_examples=25)
def test_the_posterior_interval_holds_the_score_and_turns_round_with_the_answers(c):
    found, back = recommend_score_dirichlet_of_classes(c), recommend_score_dirichlet_of_classes(turned(c))
    assert -1 <= found.low <= found.estimate <= found.high <= 1
    assert found.low == pytest.approx(-back.high, abs=3e-6)


@pytest.mark.parametrize("counts", [(0, 0, 5), (4, 6, 10), (1, 0, 0), (30, 50, 120), (2, 90, 3), (700, 20, 400)])
def test_the_posterior_interval_agrees_with_drawing_from_the_posterior(counts):
    drawn = np.random.default_rng(7).dirichlet([count + 0.5 for count in counts], 400_000)
    scores = drawn[:, 2] - drawn[:, 0]
    found = recommend_score_dirichlet_of_classes(RecommendClasses(*counts))
    if found.low not in (-1, found.estimate):
        assert np.mean(scores < found.low) == pytest.approx(0.025, abs=0.001)
    if found.high not in (1, found.estimate):
        assert np.mean(scores > found.high) == pytest.approx(0.025, abs=0.001)


@pytest.mark.parametrize(("n", "share"), [(5, (0.17, 0.28, 0.55)), (8, (0.05, 0.10, 0.85)), (10, (0.3, 0.3, 0.4))])
def test_the_posterior_interval_covers_as_it_says_with_few_answers(n, share):
    """All possible samples, each with its chance: no simulation."""
    true, covered = share[2] - share[0], 0.0
    chances = {(0, 0, 0): 1.0}
    for _ in range(n):
        grown = {}
        for counts, chance in chances.items():
            for i, p in enumerate(share):
                key = tuple(count + (i == j) for j, count in enumerate(counts))
                grown[key] = grown.get(key, 0.0) + chance * p
        chances = grown
    for counts, chance in chances.items():
        found = recommend_score_dirichlet_of_classes(RecommendClasses(*counts))
        covered += chance * (found.low <= true <= found.high)
    assert covered > 0.92


def test_with_many_answers_the_two_intervals_meet():
    c = RecommendClasses(300, 500, 1200)
    one, two = recommend_score_of_classes(c), recommend_score_dirichlet_of_classes(c)
    assert (one.low, one.high) == pytest.approx((two.low, two.high), abs=1e-3)


@given(classes, classes)
def test_the_difference_of_two_scores_adds_their_variances(a, b):
    found, one, two = difference_of_recommend_scores(a, b), score_moments(a), score_moments(b)
    assert found.estimate == pytest.approx(one.score - two.score)
    assert found.standard_error == pytest.approx(sqrt(one.standard_error**2 + two.standard_error**2), abs=1e-9)


@given(st.lists(classes, min_size=2, max_size=5))
def test_equal_weights_give_the_plain_score(groups):
    everything = sum(groups, start=RecommendClasses(0, 0, 0))
    found = weighted_recommend_score(groups, [2.5] * len(groups))
    assert found.estimate == pytest.approx(score_moments(everything).score, abs=1e-9)
    assert found.effective_n == pytest.approx(everything.n)


@given(st.builds(lambda *c: c, *[st.integers(0, 15)] * 3).filter(any))
def test_the_bootstrap_has_the_mean_and_the_spread_of_the_score(counts):
    found, plain = recommend_score_bootstrap(*counts), score_moments(RecommendClasses(*counts))
    assert found.mean == pytest.approx(plain.score, abs=1e-9)
    assert found.sd == pytest.approx(plain.standard_error, abs=1e-6)
    assert found.low <= found.estimate + 1e-9
    assert found.high >= found.estimate - 1e-9


def test_each_segment_is_compared_with_the_rest():
    a, b, c = RecommendClasses(1, 2, 30), RecommendClasses(10, 10, 10), RecommendClasses(5, 5, 5)
    first, *_ = scores_against_rest([a, b, c])
    assert first.estimate == difference_of_recommend_scores(a, b + c).estimate


def test_published_figures_come_out():
    found = recommend_score([74, 10, 22, 35, 40, 140, 41, 57, 119, 227, 235])
    assert found.estimate == pytest.approx(0.1)
    assert score_moments(RecommendClasses(362, 176, 462)).standard_error == pytest.approx(0.0285306852353742)


@pytest.mark.parametrize("histogram", [[0] * 11, [1] * 10, [1] * 10 + [-1]])
@pytest.mark.parametrize("method", [recommend_score, recommend_score_dirichlet])
def test_a_histogram_without_answers_or_of_another_scale_is_refused(method, histogram):
    with pytest.raises(ValueError, match="recommend"):
        method(histogram)


def test_pseudo_counts_that_cover_too_little_are_refused():
    with pytest.raises(ValueError, match="pseudo"):
        recommend_score_dirichlet([1] * 11, pseudo=0.1)
