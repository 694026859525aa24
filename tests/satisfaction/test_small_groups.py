"""No figure of fewer than five people can be read off a table, or worked out from its totals."""

from collections import defaultdict

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heedful.satisfaction.small_groups import WHOLE, hidden_cells

TABLES = st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("1234")), st.integers(0, 12), max_size=16)


def margins(table):
    full = defaultdict(int)
    for (row, column), n in table.items():
        for cell in ((row, column), (WHOLE, column), (row, WHOLE)):
            full[cell] += n
    return full


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TABLES)
@example({("A", "1"): 1, ("A", "2"): 7, ("B", "1"): 9, ("B", "2"): 9})
def test_nothing_small_is_shown_and_no_total_gives_it_away(table):
    full, hidden = margins(table), hidden_cells(table)

    assert all(n == 0 or n >= 5 for cell, n in full.items() if cell not in hidden)
    for index in (0, 1):
        lines = defaultdict(list)
        for cell in full:
            if cell[1 - index] != WHOLE:
                lines[cell[index]].append(cell)
        for line in lines.values():
            covered = [cell for cell in line if cell in hidden]
            open_ones = [cell for cell in line if cell not in hidden and full[cell]]
            # What the total leaves for the hidden ones stands for several groups and for five people at least,
            # unless nothing is left to hide them behind.
            assert not covered or not open_ones or (len(covered) > 1 and sum(full[c] for c in covered) >= 5)


def test_the_second_smallest_goes_with_the_smallest():
    table = {("A", "1"): 3, ("B", "1"): 8, ("C", "1"): 20}

    assert hidden_cells(table) >= {("A", "1"), ("B", "1")}
    assert ("C", "1") not in hidden_cells(table)


def test_large_groups_are_all_shown():
    assert hidden_cells({("A", "1"): 5, ("B", "1"): 5}) == frozenset()
