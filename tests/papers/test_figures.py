from decimal import Decimal

import pytest

from heedful.papers.figures import places_for, spell, spell_range


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (0.64, "share", "64%"),
        (-0.05, "share", "\u22125%"),
        (0.34, "nps", "+34"),
        (-0.02, "nps", "\u22122"),
        (-0.001, "nps", "0"),
        (7.25, "score", "7.2"),
        (1204, "number", "1,204"),
        (0.5, "number", "0.5"),
        (0.031, "number", "0.031"),
        (-0.0004, "number", "\u22120.0004"),
        (3.14159, "number", "3.1"),
    ],
)
def test_a_figure_is_spelled_by_what_it_is(value, kind, words):
    assert spell(value, kind) == words


def test_a_narrow_share_has_a_decimal_and_a_wide_one_has_none():
    assert spell_range(0.953, 0.970, "share") == "95.3% to 97.0%"
    assert spell_range(0.77, 0.95, "share") == "77% to 95%"
    assert places_for(0.30, 0.31, "nps") is None


def test_a_decimal_is_spelled_as_a_number():
    assert spell(Decimal("0.1")) == "0.1"
