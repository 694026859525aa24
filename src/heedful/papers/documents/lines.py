"""Text as a document shows it: nothing that cannot be shown, room to break, and the side from which it is read."""

import re
import unicodedata
from typing import Any

MISSING = "\u25a1"
"""Stands for a sign that no font has."""
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\ufe00-\ufe0f]|\u200d"
)
"""Controls, overrides of direction (a text could seem to say what it does not), halves of signs, joiners."""
_LONG = re.compile(r"\S{25,}")
_STEP = 12
_BREAK = "\u200b"


def shown(text: str, signs: frozenset[int], *, otherwise: str = "") -> dict[str, Any]:
    """Give a text as lines that the fonts can show, and say whether it is read from the right.

    Where nothing of it can be seen, `otherwise` stands for it.
    """
    seen = visible(text, signs)
    if otherwise and not seen.strip():
        seen = otherwise
    return {"lines": _LONG.sub(_broken, seen).split("\n"), "rtl": from_the_right(text)}


def visible(text: str, signs: frozenset[int]) -> str:
    """Leave out what is not seen, and put a square for each sign that no font has."""
    clean = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    return "".join(_nearest(sign, signs) for sign in unicodedata.normalize("NFC", clean))


def _nearest(sign: str, have: frozenset[int]) -> str:
    """Take the sign itself, or what it stands for where no font has it: a full-width A is an A."""
    if sign == "\n" or ord(sign) in have:
        return sign
    if unicodedata.category(sign) == "Zs":
        return " "
    if unicodedata.category(sign) in ("Cf", "Mn", "Me"):
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if all(ord(one) in have for one in plain) else MISSING


def _broken(found: re.Match[str]) -> str:
    """Give a long word places to break, so that it stays on the page."""
    word = found.group()
    return _BREAK.join(word[at : at + _STEP] for at in range(0, len(word), _STEP))


def from_the_right(text: str) -> bool:
    """Say whether a text is read from right to left: by its first letter that says so."""
    for sign in text:
        side = unicodedata.bidirectional(sign)
        if side in ("R", "AL"):
            return True
        if side == "L":
            return False
    return False
