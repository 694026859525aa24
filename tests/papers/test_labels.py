from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from heedful.papers.charts.labels import LINE, Box, cut, place, spread, width_of

SHEET = Box(0, 0, 300, 200)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200), st.text(max_size=40)), max_size=25))
def test_placed_words_stay_on_the_sheet_and_off_each_other(spots):
    found = []
    for x, y, words in spots:
        got = place(words, (x, y), within=SHEET, around=found)
        if got:
            assert got.box.inside(SHEET)
            found.append(got.box)

    assert not any(one.meets(other) for one, other in combinations(found, 2))


def test_where_all_is_taken_the_words_are_left_out():
    assert place("Delivery", (150, 100), within=SHEET, around=[SHEET]) is None


@given(st.text(max_size=80), st.floats(0, 200))
def test_shortened_words_fit(words, width):
    assert width_of(cut(words, width)) <= max(width, 0) or not cut(words, width)


def test_words_that_fit_are_left_alone():
    assert cut("On time", 100) == "On time"
    assert cut("Damaged packing on the way", 80) == "Damaged pa…"


@given(st.lists(st.floats(0, 250), max_size=6))
def test_lines_are_moved_apart_and_keep_their_order(wanted):
    moved = spread(sorted(wanted), 10, 240)

    assert all(after - before >= LINE - 1e-6 for before, after in pairwise(moved))
    assert all(y <= 240 for y in moved)
