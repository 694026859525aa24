"""What can be worked out from sums that are added up agrees with the answers one by one, to 1e-9.

Two lots of answers are summed up apart, their sums are added, and the figure of the sums is held against the figure
of all answers in one: what cells hold is enough, and waves, segments and days can be put together.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from heedful.stats import (
    CellSums,
    Dispositions,
    Margin,
    RecommendClasses,
    brunner_munzel,
    clustered_mean,
    clustered_share,
    cohen_kappa,
    correlation_of,
    covariance_of,
    covariance_of_sums,
    cronbach_alpha,
    difference_of_means,
    durations_of,
    fit_path_model,
    johnson_weights,
    kano_counts,
    kaplan_meier,
    kaplan_meier_of_table,
    krippendorff_nominal,
    kruskal_wallis,
    lmg_shares,
    log_rank,
    log_rank_of_tables,
    mann_whitney,
    mcdonald_omega,
    mean_of_histogram,
    moments_of_histogram,
    paired_difference,
    pareto,
    poisson_rate,
    post_stratified_mean,
    post_stratified_weights,
    raked_weights,
    recommend_classes,
    recommend_score,
    representativity,
    response_rates,
    u_chart,
    weighted_mean,
    weighted_mean_of_cells,
    weighted_mean_of_sums,
    weighted_recommend_score,
    wilson,
)

seeds = st.integers(0, 10_000)
some = settings(max_examples=30)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def two_lots(seed, low=0, high=10):
    """Answers of two waves, on one scale."""
    chance = np.random.default_rng(seed)
    return [chance.integers(low, high + 1, chance.integers(20, 60)) for _ in range(2)]


def counted(answers, low=0, high=10):
    return [int((answers == score).sum()) for score in range(low, high + 1)]


def added(*histograms):
    return [sum(counts) for counts in zip(*histograms, strict=True)]


@given(seeds)
@some
def test_answer_histograms_give_scores_shares_and_means(seed):
    lots = two_lots(seed)
    answers, together = np.concatenate(lots), added(*map(counted, lots))
    signs = np.where(answers >= 9, 1, np.where(answers <= 6, -1, 0))
    n = len(answers)
    assert recommend_score(together).estimate == near(signs.mean())
    classes = recommend_classes(together)
    assert (classes.promoters, classes.detractors) == ((signs == 1).sum(), (signs == -1).sum())
    assert wilson(sum(together[9:]), n).estimate == near((answers >= 9).mean())
    mean = mean_of_histogram(together, list(range(11)))
    half = scipy_stats.t.ppf(0.975, n - 1) * scipy_stats.sem(answers)
    assert (mean.estimate, mean.half_width) == (near(answers.mean()), near(half))


@given(seeds)
@some
def test_answer_histograms_give_the_comparisons(seed):
    one, other = two_lots(seed)
    points = list(range(11))
    welch = scipy_stats.ttest_ind(one, other, equal_var=False)
    found = difference_of_means(*(moments_of_histogram(counted(lot), points) for lot in (one, other)))
    assert (found.statistic, found.p_value) == (near(welch.statistic), near(welch.pvalue))
    ranks = scipy_stats.mannwhitneyu(one, other, use_continuity=True)
    assert mann_whitney(counted(one), counted(other)).p_value == near(ranks.pvalue)
    assert kruskal_wallis([counted(one), counted(other)]).p_value == near(scipy_stats.kruskal(one, other).pvalue)
    chance = scipy_stats.brunnermunzel(one, other)
    assert brunner_munzel(counted(one), counted(other)).p_value == near(chance.pvalue)


@given(seeds)
@some
def test_weighted_histograms_give_weighted_means_and_scores(seed):
    chance = np.random.default_rng(seed)
    lots = two_lots(seed, 1, 5)
    weights = [chance.uniform(0.2, 3, len(lot)) for lot in lots]

    def sums(power):
        each = [[(w**power)[lot == score].sum() for score in range(1, 6)] for lot, w in zip(lots, weights, strict=True)]
        return added(*each)

    raw = weighted_mean(np.concatenate(lots).tolist(), np.concatenate(weights).tolist())
    found = weighted_mean_of_sums([round(n) for n in sums(0)], sums(1), sums(2), [1, 2, 3, 4, 5])
    assert (found.estimate, found.standard_error) == (near(raw.estimate), near(raw.standard_error))
    assert (found.n, found.effective_n) == (raw.n, near(raw.effective_n))


def test_the_weighted_recommend_score_is_a_weighted_mean_of_three_classes():
    groups, weights = [RecommendClasses(3, 4, 9), RecommendClasses(5, 2, 6)], [0.7, 1.9]
    score = weighted_recommend_score(groups, weights)
    classes = [[g.detractors, g.passives, g.promoters] for g in groups]
    sums = [
        added(*([w**power * c for c in group] for group, w in zip(classes, weights, strict=True)))
        for power in (0, 1, 2)
    ]
    found = weighted_mean_of_sums(sums[0], sums[1], sums[2], [-1, 0, 1])
    assert (found.estimate, found.standard_error) == (near(score.estimate), near(score.standard_error))
    assert found.effective_n == near(score.effective_n)


def weighed(seed):
    """Answers with age and region, and the cells of the table of both."""
    chance = np.random.default_rng(seed)
    ages, regions = np.arange(60) % 2, (np.arange(60) // 2) % 2
    chance.shuffle(ages)
    values = np.round(chance.normal(3 + ages - regions, 1), 2)
    places = [(a, r) for a in (0, 1) for r in (0, 1) if ((ages == a) & (regions == r)).any()]
    held = [values[(ages == a) & (regions == r)] for a, r in places]
    halves = [[CellSums(len(h), h.sum(), (h**2).sum()) for h in (lot[::2], lot[1::2])] for lot in held]
    cells = [CellSums(x.n + y.n, x.total + y.total, x.squares + y.squares) for x, y in halves]
    return ages, regions, values, places, cells


@given(seeds)
@some
def test_the_table_of_all_weighting_variables_gives_raking_and_its_mean(seed):
    ages, regions, values, places, cells = weighed(seed)
    totals = {0: 300.0, 1: 200.0}, {0: 380.0, 1: 120.0}
    raw = raked_weights(
        [1.0] * 60, [Margin(ages.tolist(), totals[0]), Margin(regions.tolist(), totals[1])], tolerance=1e-13
    )
    sizes = [float(cell.n) for cell in cells]
    margins = [Margin([place[i] for place in places], totals[i]) for i in (0, 1)]
    sums = raked_weights(sizes, margins, tolerance=1e-13)
    each = [total / size for total, size in zip(sums, sizes, strict=True)]
    assert [each[places.index((a, r))] for a, r in zip(ages, regions, strict=True)] == near(raw)
    one_by_one, found = weighted_mean(values.tolist(), raw), weighted_mean_of_cells(cells, each)
    assert (found.estimate, found.standard_error) == (near(one_by_one.estimate), near(one_by_one.standard_error))
    assert found.design_effect == near(one_by_one.design_effect)


@given(seeds)
@some
def test_the_table_of_all_weighting_variables_gives_post_stratification(seed):
    ages, regions, values, places, cells = weighed(seed)
    frame = {place: 100.0 * (number + 1) for number, place in enumerate(places)}
    held = list(zip(ages.tolist(), regions.tolist(), strict=True))
    weights = post_stratified_weights([1.0] * 60, Margin(held, frame))
    found = post_stratified_mean(cells, list(frame.values()))
    means = {p: np.mean([v for v, h in zip(values, held, strict=True) if h == p]) for p in places}
    off = sum((w * (v - means[h])) ** 2 for w, v, h in zip(weights, values, held, strict=True))
    assert found.estimate == near(np.average(values, weights=weights))
    assert found.standard_error == near(np.sqrt(60 / 59 * off) / sum(weights))


@given(seeds)
@some
def test_cluster_sums_give_the_error_by_customer(seed):
    chance = np.random.default_rng(seed)
    whose, values = chance.integers(0, 12, 80), chance.integers(1, 6, 80)
    sums = [(values[whose == c].sum(), (whose == c).sum(), (values[whose == c] >= 4).sum()) for c in np.unique(whose)]
    totals, sizes, hits = (list(map(int, column)) for column in zip(*sums, strict=True))
    k, mean = len(sizes), values.mean()
    off = sum((t - mean * n) ** 2 for t, n in zip(totals, sizes, strict=True))
    found = clustered_mean(totals, sizes, sum_of_squares=float((values**2).sum()))
    assert (found.estimate, found.standard_error) == (near(mean), near(np.sqrt(k / (k - 1) * off) / 80))
    assert clustered_share(hits, sizes).estimate == near((values >= 4).mean())


def blocks_of_products(seed, p):
    """Complete answers of two waves, and their counts, sums and cross-products added up."""
    chance = np.random.default_rng(seed)
    felt = chance.normal(size=(120, 1))
    rows = np.clip(np.round(3 + felt + chance.normal(size=(120, p))), 1, 5)
    lots = rows[:50], rows[50:]
    n, sums, products = (sum(part) for part in zip(*((len(x), x.sum(0), x.T @ x) for x in lots), strict=True))
    return rows, covariance_of_sums(n, sums, products)


@given(seeds)
@some
def test_cross_products_give_reliability_and_drivers(seed):
    rows, covariance = blocks_of_products(seed, 5)
    raw = np.cov(rows, rowvar=False)
    assert covariance == near(raw)
    assert cronbach_alpha(covariance, 120).estimate == near(cronbach_alpha(covariance_of(rows), 120).estimate)
    assert mcdonald_omega(covariance).estimate == pytest.approx(mcdonald_omega(raw).estimate, abs=1e-6)
    held, straight = correlation_of(covariance), np.corrcoef(rows, rowvar=False)
    for shares in (lmg_shares, johnson_weights):
        assert shares(held[:4, :4], held[:4, 4]) == near(shares(straight[:4, :4], straight[:4, 4]))


@given(seeds)
@settings(max_examples=10)
def test_cross_products_give_the_path_model(seed):
    rows, covariance = blocks_of_products(seed, 6)
    blocks, arrows = {"quality": [0, 1, 2], "satisfaction": [3, 4, 5]}, [("quality", "satisfaction")]
    found = fit_path_model(correlation_of(covariance), blocks, arrows)
    straight = fit_path_model(np.corrcoef(rows, rowvar=False), blocks, arrows)
    assert found.paths[arrows[0]] == near(straight.paths[arrows[0]])
    assert found.weights["satisfaction"] == near(straight.weights["satisfaction"])


def pair_table(first, second, k):
    return [[int(((first == a) & (second == b)).sum()) for b in range(k)] for a in range(k)]


@given(seeds)
@some
def test_pair_tables_give_paired_changes_agreement_and_kano(seed):
    chance = np.random.default_rng(seed)
    first, second = chance.integers(0, 5, 90), chance.integers(0, 5, 90)
    lots = slice(0, 40), slice(40, 90)
    table = np.sum([pair_table(first[lot], second[lot], 5) for lot in lots], axis=0).tolist()
    change = paired_difference(table, [0, 1, 2, 3, 4])
    assert abs(change.estimate) == near(abs((second - first).mean()))
    observed = (first == second).mean()
    by_chance = sum((first == c).mean() * (second == c).mean() for c in range(5))
    assert cohen_kappa(table).estimate == near((observed - by_chance) / (1 - by_chance))
    assert sum(kano_counts(table).values()) == 90


def test_codes_give_agreement_and_the_order_of_causes():
    units = [["late", "late"], ["cold", "late"], ["cold", "cold"], ["other", "other"]]
    again = krippendorff_nominal(units)
    assert krippendorff_nominal([*units[2:], *units[:2]]) == near(again)
    one, other = {"late": 3, "cold": 1}, {"late": 2, "other": 5}
    both = {name: one.get(name, 0) + other.get(name, 0) for name in (*one, "other")}
    assert [(row.name, row.count) for row in pareto(both)] == [("late", 5), ("other", 5), ("cold", 1)]


@given(seeds)
@some
def test_dispositions_add_up_over_waves_and_frame_cells(seed):
    chance = np.random.default_rng(seed)
    ends = chance.choice(["I", "P", "R", "NC", "O", "UO"], 300, p=[0.4, 0.1, 0.1, 0.2, 0.1, 0.1])
    one, other = ([int((lot == code).sum()) for code in ("I", "P", "R", "NC", "O")] for lot in (ends[:90], ends[90:]))
    complete, partial, refusals, silent, rest = added(one, other)
    unknown = 300 - complete - partial - refusals - silent - rest
    found = response_rates(Dispositions(complete, partial, refusals, silent, rest, unknown_other=unknown), eligible=1.0)
    assert found.rr1 == near((ends == "I").mean())
    invited, answered = [100, 200], [60, 90]
    rates = np.repeat([0.6, 0.45], invited)
    assert representativity(answered, invited).indicator == pytest.approx(1 - 2 * rates.std(ddof=1), abs=2e-3)


@given(seeds)
@some
def test_events_and_exposure_add_up_to_a_rate(seed):
    chance = np.random.default_rng(seed)
    events, exposure = chance.integers(0, 9, 24), chance.integers(50, 200, 24)
    together = poisson_rate(int(events.sum()), float(exposure.sum()))
    assert together.estimate == near(events.sum() / exposure.sum())
    assert u_chart(events.tolist(), exposure.tolist()).centre == near(together.estimate)


def lasting(chance):
    return chance.integers(0, 40, 50).tolist(), (chance.random(50) < 0.7).tolist()


def merged(one, other):
    return {t: tuple(added(one.get(t, (0, 0)), other.get(t, (0, 0)))) for t in {*one, *other}}


@given(seeds)
@some
def test_durations_by_day_add_up_to_the_curve_and_the_test(seed):
    chance = np.random.default_rng(seed)
    (times, closed), (others, ended) = lasting(chance), lasting(chance)
    whole = kaplan_meier(times + others, closed + ended)
    assert kaplan_meier_of_table(merged(durations_of(times, closed), durations_of(others, ended))) == whole
    test = log_rank(times + others, closed + ended, [True] * 50 + [False] * 50)
    assert log_rank_of_tables(durations_of(times, closed), durations_of(others, ended)) == test
    fitted = scipy_stats.ecdf(scipy_stats.CensoredData.right_censored(times + others, [not c for c in closed + ended]))
    at = [step.time for step in whole.steps]
    assert [step.survival for step in whole.steps] == near(fitted.sf.evaluate(at).tolist())


@pytest.mark.parametrize(
    "call",
    [
        lambda: weighted_mean_of_sums([1], [1.0], [1.0], [3]),
        lambda: weighted_mean_of_sums([3, 4], [-1.0, 2.0], [1.0, 1.0], [1, 2]),
        lambda: weighted_mean_of_cells([CellSums(2, 3.0, 5.0)], [0.0]),
        lambda: post_stratified_mean([CellSums(2, 3.0, 5.0), CellSums(0, 0.0, 0.0)], [10, 10]),
        lambda: durations_of([1, 2], [True]),
        lambda: kaplan_meier_of_table({-1: (1, 0)}),
        lambda: kaplan_meier_of_table({}),
    ],
)
def test_sums_that_say_nothing_are_refused(call):
    with pytest.raises(ValueError, match=r"mean|weights|cell|durations|duration"):
        call()
