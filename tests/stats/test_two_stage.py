import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.stats import (
    Base,
    ClusterSums,
    Lot,
    RecommendClasses,
    answers_to_notice,
    classes_after_fall,
    clustered_share,
    noticeable_fall_of_score,
    noticeable_fall_of_share,
    power_to_notice_fall_of_score,
    power_to_notice_fall_of_share,
    recommend_score_of_worth,
    share_of_worth,
    spread_by_cluster,
    wilson,
    worth_of_answers,
)

sizes = st.lists(st.integers(1, 12), min_size=1, max_size=40)
USUAL = RecommendClasses(20, 30, 50)


def of(*values):
    return ClusterSums(len(values), sum(values), sum(v * v for v in values))


@given(sizes, st.floats(0, 1), st.integers(0, 100))
def test_answers_are_worth_more_the_less_alike_they_are_and_the_larger_the_part_heard(many, alike, others):
    worth = worth_of_answers(many, correlation=alike)
    assert worth <= sum(many) * (1 + 1e-9)
    assert worth_of_answers(many, correlation=alike / 2) >= worth * (1 - 1e-9)
    finite = worth_of_answers(many, correlation=alike, population_clusters=len(many) + others)
    assert finite >= worth * (1 - 1e-9)


def test_customers_of_one_mind_count_once_each():
    assert worth_of_answers([5] * 8, correlation=1.0) == pytest.approx(8)
    assert worth_of_answers([1] * 8, correlation=0.4) == pytest.approx(8)


def test_once_all_are_heard_only_the_wavering_within_them_is_left():
    assert worth_of_answers([5] * 8, correlation=0.5, population_clusters=8) == pytest.approx(80)


@pytest.mark.parametrize("bad", [([], 0.1, None), ([0, 3], 0.1, None), ([3], 1.1, None), ([3, 3], 0.1, 1)])
def test_no_worth_of_what_cannot_be(bad):
    many, alike, every = bad
    with pytest.raises(ValueError, match="customers"):
        worth_of_answers(many, correlation=alike, population_clusters=every)


def test_the_variance_is_divided_as_by_hand():
    found = spread_by_cluster([[of(1, 1), of(0, 0), of(1, 0)]])
    assert found.within == pytest.approx(0.5 / 3)
    assert found.between == pytest.approx((1.0 / 2 - 0.5 / 3) / 2)
    assert found.correlation == pytest.approx(found.between / (found.between + found.within))


def test_what_changes_from_period_to_period_is_no_likeness_of_customers():
    fell = [[of(1, 1), of(1, 1)], [of(0, 0), of(0, 0)]]
    assert spread_by_cluster(fell).between == 0


def test_one_answer_from_each_cannot_tell_customers_from_days():
    found = spread_by_cluster([[of(1), of(0), of(1)]])
    assert (found.between, found.correlation) == (0, 0)
    assert spread_by_cluster([[], [of(1, 0)]]).within == 0


@given(st.integers(0, 40), st.integers(2, 40), st.floats(0.5, 80))
def test_intervals_hold_their_estimate_and_stay_on_their_scale(hits, clusters, worth):
    share = share_of_worth(hits / 40, 40, worth=worth, clusters=clusters)
    assert 0 <= share.low <= share.estimate <= share.high <= 1
    score = recommend_score_of_worth(RecommendClasses(hits, 40 - hits, 5), worth=worth, clusters=clusters)
    assert -1 <= score.low <= score.estimate <= score.high <= 1


def test_many_customers_who_answer_once_give_the_plain_interval():
    found = share_of_worth(0.8, 1000, worth=1000, clusters=1000)
    assert found.low == pytest.approx(wilson(800, 1000).low, abs=1e-3)
    clustered = clustered_share([2, 0] * 50, [2] * 100)
    two = share_of_worth(0.5, 200, worth=worth_of_answers([2] * 100, correlation=1.0), clusters=100)
    assert two.half_width == pytest.approx(clustered.half_width, rel=0.02)


@given(st.floats(0, 1.25))
def test_a_fall_takes_the_score_down_by_as_much(fall):
    after = classes_after_fall(USUAL, fall)
    assert after.n == pytest.approx(100)
    assert (after.promoters - after.detractors) / 100 == pytest.approx(0.3 - fall, abs=1e-6)


def test_a_score_does_not_fall_below_its_scale():
    with pytest.raises(ValueError, match="cannot fall"):
        classes_after_fall(USUAL, 1.4)


def test_more_answers_show_a_smaller_fall():
    small, large = Lot(50, 50, 50.0), Lot(400, 400, 400.0)
    assert noticeable_fall_of_score(USUAL, large, large) < noticeable_fall_of_score(USUAL, small, small)
    assert noticeable_fall_of_share(0.8, large, large) < noticeable_fall_of_share(0.8, small, small)
    # With 400 a side the plain formula gives 2.8 standard errors.
    assert noticeable_fall_of_score(USUAL, large, large) == pytest.approx(2.8 * (2 * 0.61 / 400) ** 0.5, rel=0.06)


def test_a_higher_power_asks_for_a_deeper_fall():
    lot = Lot(100, 100, 100.0)
    assert noticeable_fall_of_score(USUAL, lot, lot, power=0.9) > noticeable_fall_of_score(USUAL, lot, lot)


def test_too_few_show_no_fall_at_all():
    assert noticeable_fall_of_score(USUAL, Lot(5, 2, 2.0), Lot(5, 2, 2.0)) is None
    assert noticeable_fall_of_share(0.5, Lot(5, 2, 2.0), Lot(5, 2, 2.0)) is None


@pytest.mark.parametrize("bad", [0.0, 1.0, 1.5])
def test_no_fall_is_worked_out_of_impossible_wishes(bad):
    lot = Lot(100, 100, 100.0)
    with pytest.raises(ValueError, match="power"):
        noticeable_fall_of_share(0.5, lot, lot, power=bad)
    if bad != 1.5:
        with pytest.raises(ValueError, match="share"):
            noticeable_fall_of_share(bad, lot, lot)


def score_falls(by):
    return lambda lot: power_to_notice_fall_of_score(USUAL, by, lot, lot)


def test_the_answers_planned_are_the_fewest_that_notice_it():
    base = Base(people=5000, customers=1000, correlation=0.1)
    n = answers_to_notice(score_falls(0.1), base)

    assert score_falls(0.1)(base.lot(n)) >= 0.8 > score_falls(0.1)(base.lot(n - 1))
    # One answer from each of very many: the plain formula, 2.8 squared times both variances over the change squared.
    alone = answers_to_notice(score_falls(0.1), Base(10**6, 10**6, 0.0))
    assert alone == pytest.approx(7.849 * 2 * 0.61 / 0.01, rel=0.05)


def test_a_smaller_fall_a_higher_power_and_customers_of_one_mind_take_more_answers():
    base = Base(5000, 250, 0.1)
    usual = answers_to_notice(score_falls(0.15), base)

    assert answers_to_notice(score_falls(0.1), base) > usual
    assert answers_to_notice(score_falls(0.15), base, power=0.9) > usual
    assert answers_to_notice(score_falls(0.15), Base(5000, 2500, 0.1)) != usual


def test_where_not_even_everybody_would_do_there_is_no_number():
    assert answers_to_notice(score_falls(0.05), Base(30, 30, 0.1)) is None


@pytest.mark.parametrize("bad", [(0, 0, 0.1), (5, 6, 0.1), (5, 5, 1.2), (5, 0, 0.1)])
def test_a_base_that_cannot_be_is_refused(bad):
    with pytest.raises(ValueError, match="no base"):
        Base(*bad)
    with pytest.raises(ValueError, match="answers of"):
        Base(5, 5, 0.1).lot(6)


def test_no_share_falls_below_nothing():
    lot = Lot(100, 100, 100.0)
    with pytest.raises(ValueError, match="no fall"):
        power_to_notice_fall_of_share(0.5, 0.6, lot, lot)
    with pytest.raises(ValueError, match="power"):
        answers_to_notice(score_falls(0.1), Base(100, 100, 0.0), power=1.0)


@given(st.integers(2, 300), st.integers(1, 150), st.floats(0, 1))
def test_what_is_planned_is_worth_no_less_than_the_customers_of_one_mind(answers, customers, alike):
    base = Base(300, customers, alike)
    lot = base.lot(answers)
    assert 2 <= lot.clusters <= max(2, min(answers, customers))
    assert lot.worth > 0
