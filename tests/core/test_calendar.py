import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.core.calendar import Calendar
from heedful.core.period import Period, months_before

OSLO = Calendar(zone=ZoneInfo("Europe/Oslo"), country="NO", region="", workdays=frozenset({1, 2, 3, 4, 5}))
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("heard", "working_days", "due"),
    [
        ("2026-03-09", 3, "2026-03-12"),  # Monday
        ("2026-03-06", 1, "2026-03-09"),  # Friday
        ("2026-03-07", 1, "2026-03-10"),  # Saturday: day 0 is Monday
        ("2026-04-01", 1, "2026-04-07"),  # Easter lies between
        ("2026-04-02", 0, "2026-04-07"),  # Maundy Thursday: day 0 is the Tuesday after Easter
        ("2028-02-28", 1, "2028-02-29"),
    ],
)
def test_a_promise_ends_so_many_working_days_after_day_zero(heard, working_days, due):
    assert OSLO.add(day(heard), working_days) == day(due)


@given(days, st.integers(0, 40))
def test_counting_back_gives_the_days_that_were_added(first, working_days):
    assert OSLO.between(first, OSLO.add(first, working_days)) == working_days


@given(days, days)
def test_counting_the_other_way_round_gives_the_opposite(first, last):
    assert OSLO.between(first, last) == -OSLO.between(last, first) or first == last


def test_the_day_of_a_moment_is_that_of_the_organisation():
    just_before_midnight_in_london = datetime.datetime(2026, 1, 5, 23, 30, tzinfo=datetime.UTC)
    assert OSLO.day_of(just_before_midnight_in_london) == day("2026-01-06")


def test_what_is_promised_for_a_day_may_be_done_until_its_last_moment_also_when_the_clock_changes():
    assert OSLO.end(day("2026-03-29")).isoformat() == "2026-03-29T21:59:59.999999+00:00"
    assert OSLO.end(day("2026-03-28")).isoformat() == "2026-03-28T22:59:59.999999+00:00"


def test_an_unknown_country_has_no_holidays():
    nowhere = Calendar(zone=ZoneInfo("UTC"), country="XX", region="", workdays=frozenset({1}))
    assert nowhere.works(day("2026-12-28"))


def test_a_window_of_twelve_months_begins_after_the_same_day_of_last_year():
    window = Period.window(day("2028-02-29"), 12)
    assert (window.after, window.first) == (day("2027-02-28"), day("2027-03-01"))
    assert day("2027-02-28") not in window
    assert day("2028-02-29") in window


def test_the_31st_becomes_the_last_day_of_a_shorter_month():
    assert months_before(day("2026-03-31"), 1) == day("2026-02-28")
