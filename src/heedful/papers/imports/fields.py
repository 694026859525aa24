"""Fields that several kinds of file share."""

from collections.abc import Callable
from typing import Any

from heedful.papers.imports import converters, days
from heedful.papers.imports.converters import Converter
from heedful.papers.imports.kind import Around, Target


def known(table: str) -> Callable[[Around], Converter]:
    """Read a cell as a reference to something that is here."""
    return lambda around: around.known[table].converter()


def words(longest: int, *, lines: bool = False) -> Callable[[Around], Converter]:
    """Read a cell as words."""
    return lambda around: converters.text(longest, lines=lines)


def past_day(around: Around) -> Converter:
    """Read a day on which something has happened."""
    return days.day(around.tomorrow)


def number(digits: int, places: int) -> Callable[[Around], Converter]:
    """Read a number."""
    return lambda around: converters.number(digits, places)


def whole(lowest: int, highest: int) -> Callable[[Around], Converter]:
    """Read a whole number."""
    return lambda around: converters.whole(lowest, highest)


def choice(choices: list[tuple[Any, str]], **more: Any) -> Callable[[Around], Converter]:
    """Read a code."""
    return lambda around: converters.one_of(choices, more)


def yes_no(around: Around) -> Converter:
    """Read a yes or a no."""
    return converters.yes_no


LANGUAGE_CODES = "bg cs da de el en es et fi fr ga hr hu is it lb lt lv mt nb nl nn no pl pt ro ru sk sl sq sr sv tr uk"
LANGUAGES = [(code, code) for code in LANGUAGE_CODES.split()]
LANGUAGE = Target("language", "Language", choice(LANGUAGES), words=("language", "lang"), help="Two letters: en, nb.")


def external_key(longest: int = 80) -> Target:
    """Give the field by which a row is known again."""
    return Target(
        "external_key", "Its key in the other system", words(longest),
        words=("id", "key", "ref", "reference", "external key", "number", "no"),
        help="By this a row is known again when the file comes a second time.",
    )  # fmt: skip
