"""Promises to complainants: pure rules, so no database."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.core.calendar import Calendar
from heedful.feedback.promises import (
    LONGEST,
    Standing,
    Terms,
    due_dates,
    judge,
    moved,
    next_of,
    paused_days,
    warns_from,
)

OSLO = Calendar(ZoneInfo("Europe/Oslo"), "NO", "", frozenset({1, 2, 3, 4, 5}))
SHOP = Calendar(ZoneInfo("Europe/Oslo"), "NO", "", frozenset({2, 3, 4, 5, 6}))
OURS = Terms(acknowledge=3, first_update=5, update=10, answer=20)


def day(text):
    return datetime.date.fromisoformat(text)


def held(text, on, **more):
    return judge(OSLO, "answer", 20, day(text), on=day(on), **more)


def test_day_nought_is_the_day_of_receipt_and_the_nth_working_day_after_it_is_promised():
    due = due_dates(OSLO, OURS, day("2026-03-02"))  # a Monday
    assert due.acknowledge_by == day("2026-03-05")
    assert due.first_update_by == day("2026-03-09")
    assert due.answer_by == day("2026-03-30")


@pytest.mark.parametrize("received", ["2026-03-07", "2026-03-08"])
def test_what_comes_at_a_weekend_counts_from_the_next_working_day(received):
    assert due_dates(OSLO, OURS, day(received)).acknowledge_by == day("2026-03-12")


def test_easter_and_the_first_of_may_are_not_working_days_in_norway():
    # 2 Apr to 6 Apr 2026 are Maundy Thursday to Easter Monday.
    due = due_dates(OSLO, OURS, day("2026-04-01"))
    assert due.acknowledge_by == day("2026-04-09")
    assert due.answer_by == day("2026-05-05")


def test_what_comes_on_a_holiday_counts_from_the_day_after_it():
    assert due_dates(OSLO, OURS, day("2026-05-01")).acknowledge_by == day("2026-05-07")


def test_a_house_that_works_on_saturdays_counts_them():
    assert due_dates(SHOP, OURS, day("2026-03-05")).acknowledge_by == day("2026-03-10")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-02T22:59:59+00:00", "2026-03-02"),  # 23:59:59 in Oslo
        ("2026-03-02T23:00:00+00:00", "2026-03-03"),  # midnight in Oslo
        ("2026-07-02T21:59:59+00:00", "2026-07-02"),  # summer time
        ("2026-07-02T22:00:00+00:00", "2026-07-03"),
    ],
)
def test_a_day_ends_at_midnight_where_the_organisation_is(moment, expected):
    assert OSLO.day_of(datetime.datetime.fromisoformat(moment)) == day(expected)


def test_done_on_the_promised_day_is_kept_and_a_day_later_is_not():
    assert held("2026-03-30", on="2026-04-30", done_on=day("2026-03-30")).standing == Standing.KEPT
    broken = held("2026-03-30", on="2026-04-30", done_on=day("2026-03-31"))
    assert (broken.standing, broken.days_late, broken.open) == (Standing.BROKEN, 1, False)


def test_done_at_the_weekend_after_a_friday_is_a_day_late():
    late = held("2026-03-13", on="2026-03-16", done_on=day("2026-03-14"))
    assert (late.standing, late.days_late) == (Standing.BROKEN, 1)


def test_open_on_the_promised_day_is_near_and_not_late():
    today = held("2026-03-30", on="2026-03-30")
    assert (today.standing, today.days_left) == (Standing.NEAR, 0)
    assert held("2026-03-30", on="2026-03-31").standing == Standing.LATE


def test_late_counts_working_days():
    assert held("2026-03-13", on="2026-03-14").days_late == 1
    assert held("2026-03-13", on="2026-03-16").days_late == 1
    assert held("2026-03-13", on="2026-03-17").days_late == 2


@pytest.mark.parametrize(("days", "warning"), [(1, 1), (3, 1), (5, 1), (10, 2), (20, 4)])
def test_a_promise_warns_a_fifth_of_its_length_before_it_breaks(days, warning):
    assert warns_from(days) == warning


def test_an_answer_due_in_five_days_runs_and_in_four_is_near():
    assert held("2026-03-30", on="2026-03-23").standing == Standing.RUNNING
    assert held("2026-03-30", on="2026-03-24").standing == Standing.NEAR


def test_a_pause_holds_the_working_days_after_its_first():
    assert paused_days(OSLO, day("2026-03-02"), day("2026-03-02")) == 0
    assert paused_days(OSLO, day("2026-03-02"), day("2026-03-04")) == 2
    assert paused_days(OSLO, day("2026-03-06"), day("2026-03-09")) == 1  # over a weekend
    assert paused_days(OSLO, day("2026-03-07"), day("2026-03-10")) == 2  # begun on a Saturday
    assert paused_days(OSLO, day("2026-04-01"), day("2026-04-07")) == 1  # over Easter


def test_a_pause_moves_what_was_not_broken_and_leaves_what_was():
    assert moved(OSLO, day("2026-03-30"), day("2026-03-02"), day("2026-03-04")) == day("2026-04-01")
    assert moved(OSLO, day("2026-02-27"), day("2026-03-02"), day("2026-03-04")) == day("2026-02-27")
    assert moved(OSLO, day("2026-03-02"), day("2026-03-02"), day("2026-03-04")) == day("2026-03-04")


def test_a_paused_promise_is_not_late_however_long_it_waits():
    waits = held("2026-03-30", on="2026-06-30", paused_since=day("2026-03-25"))
    assert waits.standing == Standing.PAUSED
    assert waits.days_left == 3


def test_a_promise_that_was_broken_before_the_pause_stays_late():
    assert held("2026-03-24", on="2026-03-26", paused_since=day("2026-03-25")).standing == Standing.LATE


def test_what_is_due_next_is_the_first_that_is_still_to_be_kept():
    kept = held("2026-03-10", on="2026-03-20", done_on=day("2026-03-09"))
    soon, later = held("2026-03-25", on="2026-03-20"), held("2026-03-30", on="2026-03-20")
    assert next_of([kept, later, soon]) == soon
    assert next_of([kept]) is None


def test_the_products_own_promises_are_three_five_ten_and_twenty_days():
    assert LONGEST == {"acknowledge": 3, "first update": 5, "update": 10, "answer": 20}


days = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))


@given(days, st.integers(1, 60))
def test_a_promise_ends_on_a_working_day_and_lies_so_many_after_day_nought(received, length):
    due = OSLO.add(received, length)
    assert OSLO.works(due)
    assert OSLO.between(received, due) == length


@given(days, st.integers(0, 60), st.integers(0, 40), st.integers(0, 40))
def test_two_pauses_in_turn_move_as_far_as_one_of_both(received, length, first, second):
    due = OSLO.add(received, length)
    begin, middle = received, received + datetime.timedelta(days=first)
    end = middle + datetime.timedelta(days=second)
    if due < middle:
        return
    once = moved(OSLO, due, begin, end)
    assert moved(OSLO, moved(OSLO, due, begin, middle), middle, end) == once


@given(days, st.integers(0, 400), st.integers(1, 30))
def test_kept_and_late_never_hold_at_once(received, waited, length):
    due, on = OSLO.add(received, length), received + datetime.timedelta(days=waited)
    promise = judge(OSLO, "answer", length, due, on=on)
    assert (promise.standing == Standing.LATE) == (on > due) == (promise.days_late > 0)
    assert judge(OSLO, "answer", length, due, on=on, done_on=on).open is False
