"""Cells mean what they say or are asked about; nothing is guessed."""

import datetime
import decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.papers.imports import converters, days
from heedful.papers.imports.oddities import DAY_FIRST, MONTH_FIRST

LATEST = datetime.date(2026, 11, 22)
day = days.day(LATEST)


@pytest.mark.parametrize(
    ("raw", "found", "order"),
    [
        ("2026-03-09", (2026, 3, 9), ""),
        ("2026/3/9", (2026, 3, 9), ""),
        ("2026-03-09T10:00:00Z", (2026, 3, 9), ""),
        ("31/12/2025", (2025, 12, 31), DAY_FIRST),
        ("12/31/2025", (2025, 12, 31), MONTH_FIRST),
        ("31.12.2025 10:30", (2025, 12, 31), DAY_FIRST),
        ("07/07/2021", (2021, 7, 7), ""),
        ("9 Mar 2026", (2026, 3, 9), ""),
        ("9. March 2026", (2026, 3, 9), ""),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_read_so(raw, found, order):
    assert day(raw) == (datetime.date(*found), None, order)


def test_a_day_that_can_be_read_in_two_ways_is_asked_about_with_both():
    value, odd, _ = day("05/06/2021")

    assert (value, odd.code) == (None, "two-readings")
    assert odd.readings == (datetime.date(2021, 6, 5), datetime.date(2021, 5, 6))


def test_a_reading_that_cannot_be_meant_is_not_offered():
    assert day("12/11/2026")[1].readings == (datetime.date(2026, 11, 12), None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [("2026-02-30", "no-such-day"), ("30/02/2026", "no-such-day"), ("31/31/2026", "no-such-day"), ("9999-12-31", "far"),
     ("0001-01-01", "far"), ("2026-11-23", "far"), ("05/06/21", "value"), ("yesterday", "value"),
     ("٢٠٢٦-٠٣-٠٩", "value"), ("9 Foo 2026", "no-such-day")],
)  # fmt: skip
def test_what_is_no_day_is_odd(raw, code):
    assert day(raw)[1].code == code


@given(st.dates(datetime.date(1900, 1, 1), LATEST))
def test_every_day_is_read_or_asked_about_in_each_way_of_writing_it(found):
    assert day(found.isoformat())[0] == found
    for written, place in ((f"{found:%d/%m/%Y}", 0), (f"{found:%m/%d/%Y}", 1)):
        value, odd, _ = day(written)
        assert value == found or odd.readings[place] == found


@pytest.mark.parametrize("raw", ["11", "-1", "1e9", "NaN", "٩", "9,5", "7.5", "", "++1", "0x1", "1_0"])
def test_what_is_no_whole_number_on_the_scale_is_no_score(raw):
    value, odd, _ = converters.whole(0, 10)(raw)

    assert value is None
    assert odd is not None


@pytest.mark.parametrize(("raw", "found"), [("7", 7), (" 7 ", 7), ("7.0", 7), ("10", 10), ("0", 0)])
def test_a_whole_number_is_read(raw, found):
    assert converters.whole(0, 10)(raw) == (found, None, "")


def test_a_scale_that_runs_the_other_way_is_turned_round():
    assert [converters.whole(1, 5, reverse=True)(str(n))[0] for n in (1, 2, 3, 4, 5)] == [5, 4, 3, 2, 1]


def test_a_comma_in_a_number_is_asked_about():
    read = converters.number(14, 2)

    assert read("1234.50")[0] == decimal.Decimal("1234.50")
    assert read("1,234")[1].readings == (None, decimal.Decimal("1234"))
    assert read("1,25")[1].readings == (decimal.Decimal("1.25"), None)
    assert [read(raw)[1].code for raw in ("1.234.567", "1.234", "1e5", "NaN", "Infinity", "9" * 15)] == ["value"] * 6


def test_blanks_that_do_not_break_are_blanks():
    assert converters.text(50)("PTS\u00a0 - Transport ")[0] == "PTS - Transport"


def test_yes_and_no_are_read_in_a_few_words_and_nothing_else():
    assert [converters.yes_no(raw)[0] for raw in ("Yes", "x", "no", "0")] == [True, True, False, False]
    assert converters.yes_no("maybe")[1].code == "value"
