"""Draws: the same list and seed give the same people, and each segment its share."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from heedful.feedback.surveys.sampling import allot, fingerprint, simple, stratified

seeds = st.integers(0, 2**31 - 1)
strata = st.lists(st.sampled_from("ABC"), min_size=1, max_size=60)


@given(strata, st.integers(1, 80), seeds)
def test_a_draw_can_be_repeated_and_takes_nobody_twice(found, size, seed):
    listed = list(range(len(found)))
    for draw in (lambda: simple(listed, size, seed), lambda: stratified(listed, found, size, seed)):
        drawn = draw()

        assert drawn == draw()
        assert len(set(drawn)) == len(drawn) == min(size, len(listed))
        assert set(drawn) <= set(listed)


@given(strata, st.integers(1, 80), seeds)
def test_each_segment_gets_its_share_within_one_and_none_is_forgotten_while_there_is_room(found, size, seed):
    sizes = Counter(found)
    drawn = Counter(found[n] for n in stratified(list(range(len(found))), found, size, seed))
    size = min(size, len(found))

    if size >= len(sizes):
        assert set(drawn) == set(sizes)
    for name, many in sizes.items():
        assert drawn[name] <= many
        assert drawn[name] > size * many / len(found) - len(sizes)
    assert allot(dict(sizes), size) == dict(drawn) | dict.fromkeys(set(sizes) - set(drawn), 0)


def test_a_sixth_of_three_segments_is_a_sixth_of_each():
    found = ["A"] * 60 + ["B"] * 30 + ["C"] * 30

    drawn = stratified(list(range(120)), found, 20, seed=1)

    assert Counter(found[n] for n in drawn) == {"A": 10, "B": 5, "C": 5}


def test_another_list_or_another_order_has_another_fingerprint():
    assert len({fingerprint(found) for found in ([1, 2], [2, 1], [1, 2, 3], [])}) == 4
