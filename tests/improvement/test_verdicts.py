"""By hand: 2 of 1,000 after 20 of 1,000 gives the ratio 0.1, exact interval 0.011 to 0.411 (scipy, binomtest)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from heedful.improvement.models import Verdict
from heedful.improvement.verdicts import Counted, Criterion, as_planned, enough_as_planned, enough_with_none, judge

LESS = Criterion(Counted(20, 1000), 0.5)
MORE = Criterion(Counted(40, 100), 1.5, higher_is_better=True)
counts = st.builds(Counted, st.integers(0, 400), st.integers(1, 5000))
criteria = st.builds(
    lambda before, less: Criterion(before, 0.5 if less else 1.5, higher_is_better=not less), counts, st.booleans()
)


@pytest.mark.parametrize(
    ("criterion", "after", "verdict"),
    [
        (LESS, Counted(2, 1000), "effective"),
        (LESS, Counted(10, 1000), "cannot_tell"),  # reached, but no change is not excluded: 0.21 to 1.12
        (LESS, Counted(0, 100), "cannot_tell"),
        (LESS, Counted(0, 1000), "effective"),
        (LESS, Counted(18, 1000), "cannot_tell"),  # 0.45 to 1.79
        (LESS, Counted(20, 1000), "not_effective"),  # 0.51 is the least that the data allow
        (LESS, Counted(30, 1000), "not_effective"),
        (MORE, Counted(80, 100), "effective"),
        (MORE, Counted(40, 100), "cannot_tell"),
        (MORE, Counted(400, 1000), "not_effective"),
        (MORE, Counted(20, 100), "not_effective"),
        (Criterion(Counted(0, 50), 1.5, higher_is_better=True), Counted(30, 50), "effective"),
        (Criterion(Counted(0, 50), 1.5, higher_is_better=True), Counted(0, 50), "cannot_tell"),
    ],
)
def test_the_verdict_follows_from_the_data(criterion, after, verdict):
    assert judge(criterion, after).verdict == verdict


def test_the_interval_is_the_exact_one_given_the_sum():
    ratio = judge(LESS, Counted(2, 1000)).ratio
    share = binomtest(2, 22).proportion_ci(0.95, "exact")
    assert ratio.estimate == pytest.approx(0.1)
    assert (ratio.low, ratio.high) == pytest.approx((share.low / (1 - share.low), share.high / (1 - share.high)))


@given(criteria, counts)
def test_a_verdict_holds_what_it_says(criterion, after):
    judged = judge(criterion, after)
    if judged.ratio is None:
        assert judged.verdict == Verdict.CANNOT_TELL
        return
    better = (lambda a, b: a > b) if criterion.higher_is_better else (lambda a, b: a < b)
    worst = judged.ratio.low if criterion.higher_is_better else judged.ratio.high
    best = judged.ratio.high if criterion.higher_is_better else judged.ratio.low
    if judged.verdict == Verdict.EFFECTIVE:
        assert better(worst, 1)
        assert not better(criterion.threshold, judged.ratio.estimate)
    assert (judged.verdict == Verdict.NOT_EFFECTIVE) == better(criterion.threshold, best)


@given(counts, st.integers(0, 300), st.integers(1, 5000))
def test_fewer_events_never_make_a_verdict_worse_where_less_is_better(before, k, n):
    rank = {Verdict.NOT_EFFECTIVE: 0, Verdict.CANNOT_TELL: 1, Verdict.EFFECTIVE: 2}
    if before.k == 0:
        return
    criterion = Criterion(before, 0.5)
    assert rank[judge(criterion, Counted(k, n)).verdict] >= rank[judge(criterion, Counted(k + 1, n)).verdict]


def test_it_is_said_from_how_many_on_the_data_can_tell():
    many = enough_with_none(LESS)
    assert judge(LESS, Counted(0, many)).verdict == "effective"
    assert judge(LESS, Counted(0, many - 1)).verdict == "cannot_tell"
    planned = enough_as_planned(LESS)
    assert judge(LESS, as_planned(LESS, planned)).verdict == "effective"
    assert enough_with_none(MORE) is None
    assert judge(MORE, as_planned(MORE, enough_as_planned(MORE))).verdict == "effective"


def test_a_baseline_of_two_can_never_show_a_half():
    assert enough_as_planned(Criterion(Counted(2, 100), 0.5)) is None
