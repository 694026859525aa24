"""From the text of a cell to what it means; what is not certain is odd, never guessed."""

import decimal
import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from heedful.papers.imports.oddities import COMMA, LONG, VALUE, Odd

Read = tuple[Any, Odd | None, str]
"""What a cell means; what is odd about it; and, for a day, in which order it can only be read."""
Converter = Callable[[str], Read]

_WHOLE = re.compile(r"-?\d{1,18}(\.0+)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,12})?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d{1,15},\d{1,12}", re.ASCII)
_ONE_THOUSAND = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí"}
_NO = {"no", "n", "false", "0", "nein", "nei", "non"}


def spaced(text: str) -> str:
    """Take all white space as single blanks, also blanks that do not break."""
    return " ".join(text.split())


def text(longest: int, *, lines: bool = False) -> Converter:
    """Take words as they are, but for white space around them."""

    def read(raw: str) -> Read:
        value = raw.strip() if lines else spaced(raw)
        if len(value) > longest:
            return None, Odd(LONG, f"more than {longest} characters"), ""
        return value, None, ""

    return read


def address(longest: int) -> Converter:
    """Take an e-mail address."""

    def read(raw: str) -> Read:
        value = raw.strip()
        try:
            validate_email(value)
        except ValidationError:
            return None, Odd(VALUE, value[:200]), ""
        return (value, None, "") if len(value) <= longest else (None, Odd(LONG, f"more than {longest} characters"), "")

    return read


def whole(lowest: int, highest: int, *, reverse: bool = False) -> Converter:
    """Take a whole number within bounds; for a scale that runs the other way, turned round."""

    def read(raw: str) -> Read:
        value = raw.strip()
        if _WHOLE.fullmatch(value):
            number = int(value.partition(".")[0])
            if lowest <= number <= highest:
                return (lowest + highest - number if reverse else number), None, ""
        elif _ONE_THOUSAND.fullmatch(value):
            return None, Odd(COMMA, "", (None, _within(value.replace(",", ""), lowest, highest))), ""
        return None, Odd(VALUE, value[:200]), ""

    return read


def _within(value: str, lowest: int, highest: int) -> int | None:
    return int(value) if lowest <= int(value) <= highest else None


def number(digits: int, places: int) -> Converter:
    """Take a number; one with a comma is asked about, since it may mark decimals or thousands."""
    most = decimal.Decimal(10) ** (digits - places)
    step = decimal.Decimal(1).scaleb(-places)

    def fitted(value: str) -> decimal.Decimal | None:
        taken = decimal.Decimal(value)
        return taken if abs(taken) < most and taken == taken.quantize(step) else None

    def read(raw: str) -> Read:
        value = raw.replace("\u00a0", "").replace("\u202f", "").replace("\u2212", "-").strip()
        if _NUMBER.fullmatch(value) and (taken := fitted(value)) is not None:
            return taken, None, ""
        if _COMMA.fullmatch(value):
            decimals, thousands = fitted(value.replace(",", ".")), None
            if _ONE_THOUSAND.fullmatch(value):
                thousands = fitted(value.replace(",", ""))
            return None, Odd(COMMA, "", (decimals, thousands)), ""
        return None, Odd(VALUE, spaced(raw)[:200]), ""

    return read


def one_of(choices: Sequence[tuple[Any, str]], more: dict[str, Any] | None = None) -> Converter:
    """Take a code by its value, its label, or another word for it."""
    known = {str(value).casefold(): value for value, _ in choices}
    known |= {label.casefold(): value for value, label in choices}
    known |= {word.casefold(): value for word, value in (more or {}).items()}

    def read(raw: str) -> Read:
        value = known.get(spaced(raw).casefold())
        return (value, None, "") if value is not None else (None, Odd(VALUE, spaced(raw)[:200]), "")

    return read


def yes_no(raw: str) -> Read:
    """Take a yes or a no."""
    word = raw.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES, None, ""
    return None, Odd(VALUE, spaced(raw)[:200]), ""
