"""When customers may be written to."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from heedful.core.calendar import Calendar
from heedful.notices.quiet import next_allowed

OSLO = Calendar(ZoneInfo("Europe/Oslo"), "NO", "", frozenset({1, 2, 3, 4, 5}))


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        ("2026-03-09T10:00+01:00", "2026-03-09T10:00+01:00"),
        ("2026-03-09T08:00+01:00", "2026-03-09T08:00+01:00"),
        ("2026-03-09T07:59+01:00", "2026-03-09T08:00+01:00"),
        ("2026-03-09T18:00+01:00", "2026-03-10T08:00+01:00"),
        ("2026-03-14T12:00+01:00", "2026-03-16T08:00+01:00"),  # a Saturday
        ("2026-03-27T19:00+01:00", "2026-03-30T08:00+02:00"),  # summer time begins on the Sunday between
        ("2026-05-15T19:00+02:00", "2026-05-18T08:00+02:00"),
        ("2026-12-23T20:00+01:00", "2026-12-24T08:00+01:00"),
        ("2026-12-24T20:00+01:00", "2026-12-28T08:00+01:00"),  # Christmas and a weekend
    ],
)
def test_mail_goes_in_the_hours_of_working_days(at, allowed):
    found = next_allowed(OSLO, datetime.datetime.fromisoformat(at), from_hour=8, until_hour=18)

    assert found == datetime.datetime.fromisoformat(allowed)
