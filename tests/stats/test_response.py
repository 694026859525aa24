import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heedful.stats import Dispositions, nonresponse_bias, respondents_against_frame, response_rates

dispositions = st.builds(Dispositions, *[st.integers(0, 500)] * 8).filter(lambda d: d.complete)


@given(dispositions)
def test_each_way_of_counting_is_at_least_as_kind_as_the_one_before(d):
    r = response_rates(d)
    assert 0 <= r.rr1 <= r.rr3 <= r.rr5 <= 1
    assert r.rr2 <= r.rr4 + 1e-12
    assert r.rr4 <= r.rr6 + 1e-12
    assert r.rr1 <= r.rr2
    assert r.con1 >= r.rr2


@given(dispositions)
def test_the_cooperation_rate_times_the_contact_rate_is_the_response_rate(d):
    r = response_rates(d)
    assert r.coop1 * r.con1 == pytest.approx(r.rr1)
    assert r.coop2 * r.con2 == pytest.approx(r.rr4)


def test_the_known_rates_of_a_small_survey_come_out():
    r = response_rates(Dispositions(5, 3, 2, 1, 2, 1, 1, 1), eligible=0.5)
    assert (r.rr1, r.rr2, r.rr3) == pytest.approx((1 / 3, 8 / 15, 5 / 14))
    assert (r.rr4, r.rr5, r.rr6) == pytest.approx((4 / 7, 5 / 13, 8 / 13))
    assert (r.ref1, r.con3, r.coop4) == pytest.approx((2 / 15, 12 / 13, 0.8))


def test_a_rate_of_nobody_is_no_rate():
    r = response_rates(Dispositions(complete=0, unknown_other=10), eligible=0.0)
    assert (r.rr1, r.rr3, r.coop1) == (0, None, None)


def test_eligibility_that_nothing_tells_of_must_be_given():
    with pytest.raises(ValueError, match="eligible"):
        response_rates(Dispositions(complete=0, unknown_other=10))


@pytest.mark.parametrize("d", [Dispositions(0), Dispositions(3, refusals=-1)])
def test_impossible_dispositions_are_refused(d):
    with pytest.raises(ValueError, match="no response rate"):
        response_rates(d)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 5000)), min_size=2, max_size=6))
def test_respondents_against_the_frame_agree_with_scipy(groups):
    observed, frame = [g[0] for g in groups], [g[1] for g in groups]
    if not sum(observed):
        with pytest.raises(ValueError, match="same groups"):
            respondents_against_frame(observed, frame)
        return
    expected = stats.chisquare(observed, [sum(observed) * size / sum(frame) for size in frame])
    found = respondents_against_frame(observed, frame)
    assert found.statistic == pytest.approx(expected.statistic, abs=1e-8)
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-9)


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0, 1))
def test_the_bias_is_what_the_respondents_mean_lies_off_that_of_all(answered, silent, rate):
    found = nonresponse_bias(answered, silent, response_rate=rate)
    assert found.full_mean == pytest.approx(rate * answered + (1 - rate) * silent, abs=1e-9)
    assert answered - found.bias == pytest.approx(found.full_mean, abs=1e-9)
