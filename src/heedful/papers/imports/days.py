"""Days as people write them; one that can be read in two ways is asked about, never guessed."""

import datetime
import re

from heedful.papers.imports.converters import Converter, Read, spaced
from heedful.papers.imports.oddities import DAY_FIRST, FAR, MONTH_FIRST, NO_DAY, TWO_READINGS, VALUE, Odd

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_LOCAL = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: .*)?", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.? (\d{4})", re.ASCII)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
EARLIEST = datetime.date(1900, 1, 1)


def day(latest: datetime.date) -> Converter:
    """Take a day, up to the latest that can be meant."""

    def read(raw: str) -> Read:
        value = spaced(raw)[:200]
        if local := _LOCAL.fullmatch(value):
            return _either(int(local[1]), int(local[3]), int(local[4]), value, latest)
        if iso := _ISO.fullmatch(value):
            made = _date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif named := _NAMED.fullmatch(value):
            made = _date(int(named[3]), _MONTHS.get(named[2].casefold(), 0), int(named[1]))
        else:
            return None, Odd(VALUE, value), ""
        return _within(made, latest, value)

    return read


def _either(one: int, two: int, year: int, value: str, latest: datetime.date) -> Read:
    """Read a day whose order is not written: certain where only one order gives a day."""
    day_first, month_first = _date(year, two, one), _date(year, one, two)
    if day_first and month_first and day_first != month_first:
        fits = [found if EARLIEST <= found <= latest else None for found in (day_first, month_first)]
        return None, Odd(TWO_READINGS, "", tuple(fits)), ""
    order = "" if day_first == month_first else DAY_FIRST if day_first else MONTH_FIRST
    return _within(day_first or month_first, latest, value, order)


def _within(found: datetime.date | None, latest: datetime.date, value: str, order: str = "") -> Read:
    """Take a day that can be meant."""
    if found is None:
        return None, Odd(NO_DAY, value), ""
    if not EARLIEST <= found <= latest:
        return None, Odd(FAR, value), ""
    return found, None, order


def _date(year: int, month: int, of_month: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, of_month)
    except ValueError:
        return None
