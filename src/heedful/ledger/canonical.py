"""One value, one byte string: a restricted profile of RFC 8785."""

import json
from typing import Any

BIGGEST = 2**53 - 1
_write = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(value: Any) -> bytes:
    """Write a value as the one byte string that stands for it.

    Objects have ASCII keys in order, numbers are whole and within 2**53 - 1, text is free of NUL and of lone
    surrogates, as received. Fractions travel as text. On this profile the bytes are those of RFC 8785 [1]_.

    Raises
    ------
    ValueError
        If a value lies outside the profile.

    References
    ----------
    .. [1] A. Rundgren, B. Jordan, S. Erdtman (2020), RFC 8785, JSON Canonicalization Scheme.
    """
    _check(value)
    return _write(value).encode()  # refuses lone surrogates


def _check(value: Any) -> None:  # noqa: C901  one branch for each kind of value
    """Refuse what has more than one spelling."""
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("text with NUL has no canonical form")
    elif isinstance(value, int):
        if not -BIGGEST <= value <= BIGGEST:
            raise ValueError(f"{value} is too big for a number; write it as text")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"key {key!r} is not ASCII text")
            if inner is not None and (type(inner) is not str or "\0" in inner):
                _check(inner)  # text and nothing, by far the most, need no step down
    elif isinstance(value, list):
        for inner in value:
            _check(inner)
    elif value is not None:
        raise ValueError(f"{type(value).__name__} has no canonical form")
