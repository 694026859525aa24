"""The rules of the tests of evidence, each once."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

import pytest

from heedful.audits.conditions import at_least, at_most, change_not_worse, each_of, none_of, share_of
from heedful.audits.models import ResultState
from heedful.audits.results import Group, Result, group
from heedful.audits.window import Window
from heedful.stats import Difference

MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH
LONG_AGO = datetime.date(2020, 1, 1)


@dataclass
class Row:
    pk: int
    good: bool = True
    early: bool = False


def window(began=LONG_AGO):
    return Window(datetime.date(2025, 3, 9), datetime.date(2026, 3, 9), began)


def share(rows, *, at=Decimal("0.9"), **more):
    return share_of("s", "S", "row", rows, kept=lambda r: r.good, at_least=at, waits=lambda r: r.early, **more)


def each(rows, **more):
    return each_of("e", "E", "row", rows, kept=lambda r: r.good, **more)


GOOD = [Row(n) for n in range(9)]
BAD = Row(99, good=False)


@pytest.mark.parametrize(
    ("rows", "state", "reads"),
    [
        ([*GOOD, BAD], MET, "9 of 10"),
        ([*GOOD[:8], BAD], NOT_MET, "8 of 9"),
        (GOOD[:4], NOT_ENOUGH, "4 of 4: too few for a share, none missed"),
        ([*GOOD[:3], BAD], NOT_ENOUGH, "3 of 4: too few for a share, 1 missed"),
        ([], NOT_ENOUGH, "Nothing on record yet."),
    ],
)
def test_a_share_needs_five(rows, state, reads):
    found = share(rows)
    assert (found.state, found.reads) == (state, reads)


def test_a_share_is_held_against_its_threshold_exactly_and_not_as_rounded():
    rows = [Row(n) for n in range(949)] + [Row(1000 + n, good=False) for n in range(51)]
    assert share(rows, at=Decimal("0.95")).state == NOT_MET


def test_what_is_not_yet_due_stands_apart_and_what_is_open_and_late_is_missed():
    found = share([*GOOD, BAD, Row(7, good=False, early=True)])
    assert (found.k, found.n) == (9, 10)
    assert [(each.words, each.rows.refs()) for each in found.listed] == [("Not yet due", ["row/7"])]


def test_of_registers_every_single_one_counts():
    assert share([Row(1)], few=1).state == MET


def test_an_absolute_breach_counts_even_in_the_first_week():
    found = each([Row(1), BAD], window=window(datetime.date(2026, 3, 2)))
    assert (found.state, found.missed.refs()) == (NOT_MET, ["row/99"])


@pytest.mark.parametrize("judge", [share, each])
def test_before_a_window_is_full_records_say_when_they_began(judge):
    found = judge([Row(n) for n in range(9)], window=window(datetime.date(2025, 12, 1)))
    assert found.state == NOT_ENOUGH
    assert "records began on 1 Dec 2025" in found.reads


def test_a_window_is_full_from_the_day_on_which_records_reach_its_first_day():
    assert window(datetime.date(2025, 3, 10)).full
    assert not window(datetime.date(2025, 3, 11)).full


@pytest.mark.parametrize("judge", [share, each])
def test_an_empty_main_population_is_never_met(judge):
    assert Result.of(judge([])).state == NOT_ENOUGH


def test_what_did_not_occur_drops_out_when_the_main_population_has_data():
    found = Result.of(each(GOOD), each([], event=True))
    assert found.state == MET
    assert [(c.state, c.reads) for c in found.conditions][1] == (ResultState.NOT_APPLICABLE, "None occurred.")


def test_what_did_not_occur_stays_where_the_main_population_is_empty():
    assert Result.of(each([]), each([], event=True)).state == NOT_ENOUGH


def test_the_whole_is_not_met_if_one_is_else_not_enough_if_one_is():
    met, missed, unclear = each(GOOD), each([BAD]), share(GOOD[:4])
    assert Result.of(met, unclear, missed).state == NOT_MET
    assert Result.of(met, unclear).state == NOT_ENOUGH
    assert Result.of(met).state == MET


def test_none_of_names_the_one_that_breaks_it():
    found = none_of("n", "N", "row", [*GOOD, BAD], broken=lambda r: not r.good, why=lambda r: "Bad.")
    assert (found.state, found.k, found.n, found.missed.refs(), found.why) == (NOT_MET, 9, 10, ["row/99"], {99: "Bad."})


@pytest.mark.parametrize(
    ("found", "given", "state"), [(4, True, MET), (3, True, NOT_MET), (0, True, NOT_MET), (0, False, NOT_ENOUGH)]
)
def test_a_number_is_asked_for(found, given, state):
    condition = at_least("a", "A", group("row", GOOD[:found]), Decimal(4), given=given)
    assert condition.state == state


@pytest.mark.parametrize(("value", "n", "state"), [(0.15, 9, MET), (0.1501, 9, NOT_MET), (0.1, 4, NOT_ENOUGH)])
def test_a_figure_does_not_pass_its_limit(value, n, state):
    found = at_most("m", "M", value, Decimal("0.15"), kept=Group("row", n), missed=Group("row", 0), unit="share")
    assert found.state == state


@pytest.mark.parametrize(
    ("low", "high", "state"), [(-0.04, 0.1, MET), (-0.06, 0.1, NOT_ENOUGH), (-0.3, -0.01, NOT_MET), (-0.04, -0.01, MET)]
)
def test_a_change_is_judged_by_its_interval(low, high, state):
    change = Difference((low + high) / 2, low, high, 200, "test", 0.95, 0.03, 0.2)
    assert change_not_worse("c", "C", change, Decimal("0.05"), of=Group("row", 200)).state == state


def test_a_condition_is_written_down_without_fractions():
    def fractions(value):
        if isinstance(value, dict):
            return any(fractions(each) for each in value.values())
        if isinstance(value, list):
            return any(fractions(each) for each in value)
        return isinstance(value, float)

    assert not fractions(share([*GOOD, BAD]).plain())
