from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.stats import (
    Quadrant,
    cohen_kappa,
    dimension_gap,
    house_of_quality,
    importance_performance,
    kano,
    kano_counts,
    kano_scores,
    krippendorff_interval,
    krippendorff_nominal,
    pareto,
    planned_importance,
    sentence_valence,
    servqual,
    weighted_kappa,
    weighted_servqual,
)

tables = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3)
kano_tables = st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=5, max_size=5)


@given(kano_tables)
def test_every_pair_of_answers_has_one_category(answers):
    assert sum(kano_counts(answers).values()) == sum(sum(row) for row in answers)


@given(st.fixed_dictionaries({c: st.integers(0, 200) for c in "MOAIRQ"}))
def test_better_and_worse_stay_in_their_ranges_with_their_intervals(counts):
    if not sum(counts[c] for c in "MOAI"):
        with pytest.raises(ValueError, match="needs answers"):
            kano(counts)
        return
    found = kano(counts)
    assert 0 <= found.better.low <= found.better.estimate <= found.better.high <= 1
    assert -1 <= found.worse.low <= found.worse.estimate <= found.worse.high <= 0
    assert counts[found.category] == max(counts.values())


def test_of_equals_the_must_be_goes_first():
    assert kano({"M": 5, "O": 5, "A": 5, "I": 5}).category == "M"
    assert kano({"A": 5, "I": 5}).category == "A"


def test_the_published_bonus_programme_comes_out():
    found = kano({"A": 216, "O": 56, "M": 13, "I": 275, "R": 23, "Q": 24})
    assert (found.category, found.n) == ("I", 607)
    assert (found.better.estimate, found.worse.estimate) == pytest.approx((0.486, -0.123), abs=5e-4)


def test_a_customer_who_likes_it_and_dislikes_its_absence_scores_4_and_4():
    answers = [[0] * 5 for _ in range(5)]
    answers[0][4] = 3
    found = kano_scores(answers)
    assert (found.functional, found.dysfunctional, found.n) == (4, 4, 3)


@given(tables)
def test_kappa_is_1_only_for_full_agreement_and_holds_its_interval(table):
    try:
        found = cohen_kappa(table)
    except ValueError:
        return
    off = sum(table[i][j] for i in range(3) for j in range(3) if i != j)
    assert (found.estimate == pytest.approx(1)) == (off == 0)
    assert found.low <= found.estimate + 1e-9
    assert found.estimate <= found.high + 1e-9
    assert (weighted_kappa(table) == pytest.approx(1)) == (off == 0)


def test_cohens_published_table_comes_out():
    table = [[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]]
    assert cohen_kappa(table, n=200).estimate == pytest.approx(0.4915, abs=1e-4)
    assert weighted_kappa(table) == pytest.approx(0.4545, abs=1e-4)


def test_krippendorffs_published_reliability_data_come_out():
    coders = ["* * * * * 3 4 1 2 1 1 3 3 * 3", "1 * 2 1 3 3 4 3 * * * * * * *", "* * 2 1 3 4 4 * 2 1 1 3 3 * 4"]
    columns = zip(*(coder.split() for coder in coders), strict=True)
    units = [[float(code) for code in unit if code != "*"] for unit in columns]
    assert krippendorff_nominal(units) == pytest.approx(0.691, abs=5e-4)
    assert krippendorff_interval(units) == pytest.approx(0.811, abs=5e-4)


@pytest.mark.parametrize("units", [[], [["a"]], [["a", "a"], ["a", "a"]]])
def test_one_code_for_all_has_no_agreement_beyond_chance(units):
    with pytest.raises(ValueError, match="beyond chance"):
        krippendorff_nominal(units)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50), min_size=1).filter(lambda d: any(d.values())))
def test_causes_fall_and_add_up_to_all(counts):
    rows = pareto(counts)
    assert rows[-1].cumulative == sum(counts.values())
    assert rows[-1].cumulative_share == pytest.approx(1)
    assert all(a.count >= b.count for a, b in pairwise(rows))


def test_causes_with_equal_counts_keep_their_order():
    assert [row.name for row in pareto({"late": 2, "wrong": 5, "broken": 2})] == ["wrong", "late", "broken"]


def test_what_matters_and_falls_short_is_where_to_concentrate():
    found = importance_performance([0.8, 0.7, 0.1, 0.2], [2, 5, 1, 5])
    assert found.quadrants == (
        Quadrant.CONCENTRATE_HERE,
        Quadrant.KEEP_UP,
        Quadrant.LOW_PRIORITY,
        Quadrant.POSSIBLE_OVERKILL,
    )


def test_a_stated_cut_moves_the_cross_hairs():
    found = importance_performance([0.8], [2], importance_cut=0.9, performance_cut=1)
    assert found.quadrants == (Quadrant.POSSIBLE_OVERKILL,)


def test_requirements_are_ranked_by_the_wishes_they_serve():
    found = house_of_quality([5, 1], [[9, 1, 1], [0, 3, 3]])
    assert found.absolute == (45, 8, 8)
    assert found.rank == (1, 2, 2)
    assert sum(found.relative) == pytest.approx(1)


def test_a_wish_weighs_more_the_further_we_want_to_go():
    assert planned_importance([4, 4], [2, 4], [4, 4], [1.5, 1]) == (12, 4)


def test_equal_weights_give_the_plain_score_of_the_gaps():
    gaps = [-0.65, -1.10, -0.83, -0.70, -1.01]
    assert servqual(gaps) == pytest.approx(-0.858)
    assert weighted_servqual(gaps, [20] * 5) == pytest.approx(-0.858)
    assert dimension_gap([4, 5], [5, 6]).gap == -1


def test_a_denied_word_turns_round_and_a_louder_one_counts_more():
    valences = {"good": 1.9, "late": -1.5}
    plain = sentence_valence("The service was good.", valences)
    assert plain == pytest.approx(0.4404, abs=1e-4)
    assert sentence_valence("The service was not good.", valences) < 0
    assert sentence_valence("The service was very good!", valences) > plain
    assert sentence_valence("The service was GOOD.", valences) > plain
    assert sentence_valence("It was good, but late.", valences) < 0
    assert sentence_valence("It came on Tuesday.", valences) == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: cohen_kappa([[1, 2]]),
        lambda: cohen_kappa([[5, 0], [0, 0]]),
        lambda: kano_counts([[1] * 5] * 4),
        lambda: kano_scores([[0] * 5] * 5),
        lambda: pareto({"late": 0}),
        lambda: importance_performance([], []),
        lambda: house_of_quality([1], [[0]]),
        lambda: servqual([]),
        lambda: weighted_servqual([1], [0]),
        lambda: dimension_gap([1], [1, 2]),
        lambda: planned_importance([1], [0], [1], [1]),
    ],
)
def test_what_says_nothing_is_refused(call):
    with pytest.raises(ValueError, match=r"\w"):
        call()
