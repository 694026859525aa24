import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.papers.charts.scales import Scale, span_of, tick_words, ticks


def test_ticks_are_round():
    assert ticks(0.07, 0.53) == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert ticks(-18, 61, 4) == [0.0, 20.0, 40.0, 60.0]


def test_a_share_never_gets_room_past_the_whole():
    low, high = span_of([0.9, 1.0], "share")
    assert low == pytest.approx(0.89)
    assert high == 1.0


def test_no_value_and_one_value_still_make_a_range():
    assert span_of([], "nps") == (0.0, 1.0)
    low, high = span_of([1.0], "share")
    assert low < high


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.sampled_from(["share", "nps", "score", "number"]))
def test_every_value_stands_between_start_and_end(values, kind):
    if kind in ("share", "nps"):
        values = [max(-1.0, min(1.0, value)) for value in values]
    scale = Scale(*span_of(values, kind), 10, 90)
    assert all(10 - 1e-6 <= scale.at(value) <= 90 + 1e-6 for value in values)


def test_ticks_are_spelled_with_the_decimals_they_need():
    assert tick_words([0.961, 0.9615, 0.962], "share") == ["96.10%", "96.15%", "96.20%"]
    assert tick_words([0.2, 0.4], "nps") == ["+20", "+40"]
