import datetime

import pytest

from heedful.feedback.complaints.afterwards import join_complaints
from heedful.feedback.complaints.ending import withdraw_complaint
from heedful.feedback.complaints.rate import complaint_rate
from heedful.stats.rates import poisson_rate
from tests import make

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 9)


def delivered(*quantities, until=datetime.date(2026, 2, 28)):
    """So much was delivered in each of the months up to one, the oldest first."""
    buyer, month = make.customer(), until.replace(day=1)
    for quantity in reversed(quantities):
        if quantity:
            make.delivery(buyer, first_on=month, last_on=month + datetime.timedelta(days=20), quantity=quantity)
        month = (month - datetime.timedelta(days=1)).replace(day=1)


def complained(month, times):
    return [make.complaint(make.moment(f"{month}-05")) for _ in range(times)]


def test_without_anything_there_is_no_rate_and_no_error():
    make.organisation()
    rate = complaint_rate(ON)
    assert (rate.months, rate.chart, rate.year, rate.known) == ((), None, None, [])


def test_complaints_without_deliveries_have_no_rate():
    complained("2026-01", 2)
    rate = complaint_rate(ON)
    assert [month.complaints for month in rate.months] == [2, 0]
    assert (rate.year, rate.known) == (None, [])


def test_the_rate_of_twelve_months_has_its_interval_and_counts_each_complaint_once():
    delivered(1_000, 2_000)
    first, double, taken_back = complained("2026-01", 3)
    join_complaints(double, by=make.TEST, original=first)
    withdraw_complaint(taken_back, by=make.TEST, because="It was none.")
    rate = complaint_rate(ON)
    assert (rate.complaints, rate.deliveries, rate.per) == (1, 3_000, 1_000)
    assert rate.year == poisson_rate(1, 3_000)


def test_the_running_month_and_what_is_older_than_two_years_are_left_out():
    delivered(500)
    complained("2026-03", 1)
    complained("2024-02", 1)
    rate = complaint_rate(ON)
    assert [(month.month, month.complaints) for month in rate.months] == [(datetime.date(2026, 2, 1), 0)]
    assert rate.per == 100


@pytest.mark.parametrize(("months", "charted"), [(7, False), (8, True)])
def test_limits_are_set_from_eight_months_on_which_something_was_delivered(months, charted):
    delivered(*[1_000] * months)
    complained("2026-01", 2)
    assert (complaint_rate(ON).chart is not None) is charted


def test_without_any_complaint_there_are_no_limits_and_the_rate_is_nought():
    delivered(*[1_000] * 12)
    rate = complaint_rate(ON)
    assert (rate.chart, rate.year.estimate) == (None, 0)
    assert rate.year.high > 0


def test_a_month_far_above_stands_out_by_its_own_deliveries_and_a_large_one_does_not():
    delivered(*[1_000] * 10, 100, 5_000)
    for month in ("2025-05", "2025-07", "2025-09"):
        complained(month, 2)
    complained("2026-01", 6)
    complained("2026-02", 6)
    marked = {month.month.month: month.signal for month in complaint_rate(ON).months if month.signal}
    assert marked == {1: "above the limit"}


def test_a_month_without_deliveries_is_a_gap():
    delivered(*[1_000] * 6, 0, *[1_000] * 5)
    complained("2026-01", 2)
    rate = complaint_rate(ON)
    assert (len(rate.months), len(rate.known), rate.chart.n) == (12, 11, 11)


def test_what_was_begun_to_do_better_comes_along_and_all_is_read_by_one_question(django_assert_max_num_queries):
    delivered(*[1_000] * 12)
    complained("2026-01", 2)
    make.improvement("Alarms on the doors", on=datetime.date(2026, 1, 12))
    with django_assert_max_num_queries(2):  # one of them looks up whether the records have changed
        rate = complaint_rate(ON)
    ((month, words),) = rate.events
    assert month == datetime.date(2026, 1, 1)
    assert words.endswith("Alarms on the doors")


@pytest.mark.parametrize(("each", "run"), [(1, False), (4, True)])
def test_a_run_below_the_centre_counts_only_where_complaints_come_often(each, run):
    delivered(*[1_000] * 20)
    for month in ("2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12"):
        complained(month, each * 3)
    for month in (f"2025-{number:02}" for number in range(1, 9)):
        complained(month, each - 1)
    signals = {month.signal for month in complaint_rate(ON).months}
    assert any("in a row below" in signal for signal in signals) is run
