"""The sentence is true: what it says would be noticed is noticed, by the rule that signals, eight times in ten."""

import datetime

import numpy as np
import pytest

from heedful.satisfaction.capability.noticing import noticed_by, says
from heedful.satisfaction.capability.quarters import quarter_change, quarters_until, spread_of
from heedful.satisfaction.compare import Trend
from heedful.satisfaction.reading import Window
from heedful.satisfaction.samples import Sample
from heedful.stats.distributions import normal_below, quantile

TIMES = 2000
QUARTER = Window(datetime.date(2026, 9, 1), datetime.date(2026, 11, 1))


class World:
    """A firm with so many customers, each with a mood that lasts; in a quarter some of them answer, some often."""

    def __init__(self, *, customers, answering, each, seed, sway=0.5):
        self.chance = np.random.default_rng(seed)
        self.customers, self.answering, self.each = customers, answering, each
        self.moods = self.chance.normal(0.3, sway, customers)

    def score(self, fall=0.0):
        """The score of all customers, whether they answer or not, when every mood has fallen by so much."""
        return sum(normal_below(m - fall - 0.2) - normal_below(-0.7 - m + fall) for m in self.moods) / self.customers

    def shift(self, points):
        """How far moods must fall for the score of all to fall by so much."""
        return quantile(lambda fall: self.score() - self.score(fall), points, 0.0, 5.0, steps=50)

    def satisfied(self, fall=0.0):
        return sum(normal_below(m - fall + 0.5) for m in self.moods) / self.customers

    def quarters(self, times, fall=0.0, *, kind="recommend"):
        """What customers answer in so many quarters: promoters, detractors and all, of each customer."""
        shape = (times, self.customers)
        here = self.chance.random(shape).argsort(axis=1) < self.answering
        sizes = np.where(here, self.chance.integers(1, 2 * self.each, shape), 0)
        felt = self.moods[:, None] - fall + self.chance.normal(size=(*shape, 2 * self.each - 1))
        told = np.arange(2 * self.each - 1) < sizes[..., None]
        if kind == "satisfaction":
            return sizes, ((felt > -0.5) & told).sum(axis=2), np.zeros(shape, dtype=int)
        return sizes, ((felt > 0.2) & told).sum(axis=2), ((felt < -0.7) & told).sum(axis=2)

    def samples(self, times, fall=0.0, *, kind="recommend"):
        return [_sample(kind, *rows) for rows in zip(*self.quarters(times, fall, kind=kind), strict=True)]


def _sample(kind, sizes, good, poor):
    there = [(int(n), int(g), int(p)) for n, g, p in zip(sizes, good, poor, strict=True) if n]
    n, goods, poors = (sum(column) for column in zip(*there, strict=True))
    if kind == "satisfaction":
        return Sample(kind, (n - goods, 0, 0, 0, goods), tuple((size, 0, 0, 0, g) for size, g, _ in there))
    histogram = (poors, 0, 0, 0, 0, 0, 0, n - goods - poors, 0, 0, goods)
    return Sample(kind, histogram, tuple((size, 0, g, p, 0) for size, g, p in there))


def signalled(world, fall, *, kind="recommend"):
    """The share of simulated quarters, after a year like all others, that the rule calls worse."""
    steady = [world.samples(TIMES, kind=kind) for _ in range(4)]
    fallen = world.samples(TIMES, fall, kind=kind)
    worse = 0
    for now, *before in zip(fallen, *steady, strict=True):
        change = quarter_change(now, before[0], spread_of([now, *before]), world.customers)
        worse += change.trend is Trend.WORSE
    return worse / TIMES


def stated(world, *, kind="recommend"):
    """What the sentence says of this design: the usual one of forty years."""
    lots = [world.samples(5, kind=kind) for _ in range(40)]
    years = [noticed_by(samples, quarter=QUARTER, customers=world.customers) for samples in lots]
    return sorted(years, key=lambda found: found.fall)[20]


@pytest.mark.parametrize(
    "design",
    [
        {"customers": 40, "answering": 30, "each": 3, "seed": 1},
        {"customers": 60, "answering": 56, "each": 3, "seed": 2},
        {"customers": 200, "answering": 50, "each": 2, "seed": 3},
        {"customers": 300, "answering": 90, "each": 1, "seed": 4},
    ],
    ids=["few who repeat", "nearly all answer", "a part of many", "many who answer once"],
)
def test_a_fall_as_large_as_stated_is_signalled_eight_times_in_ten(design):
    world = World(**design)
    found = stated(world)

    assert 0.77 <= signalled(world, world.shift(found.fall)) <= 0.83


def test_so_is_a_fall_of_the_share_of_satisfied_customers():
    world = World(customers=40, answering=30, each=3, seed=5)
    found = stated(world, kind="satisfaction")
    shift = quantile(lambda fall: world.satisfied() - world.satisfied(fall), found.fall, 0.0, 5.0, steps=50)

    assert 0.77 <= signalled(world, shift, kind="satisfaction") <= 0.83


def test_where_nothing_fell_hardly_a_quarter_is_called_worse():
    assert signalled(World(customers=40, answering=30, each=3, seed=6), 0.0) <= 0.035


def test_half_the_sample_and_the_sentence_states_a_larger_fall():
    whole = stated(World(customers=60, answering=56, each=3, seed=2))
    half = stated(World(customers=60, answering=28, each=3, seed=2))

    assert half.fall > 1.2 * whole.fall
    assert says(half) != says(whole)
    assert f"a fall of {whole.points} points within a quarter, eight times in ten" in says(whole)


def test_where_each_customer_is_of_one_mind_more_answers_of_the_same_help_little():
    few = stated(World(customers=400, answering=40, each=1, seed=7, sway=3.0))
    often = stated(World(customers=400, answering=40, each=4, seed=7, sway=3.0))

    assert often.now.n > 3 * few.now.n
    assert often.fall > 0.8 * few.fall


def test_too_few_is_said_to_be_too_few():
    two = [Sample("recommend", (0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 4), ((3, 0, 2, 0, 0), (3, 0, 2, 0, 0)))] * 2
    found = noticed_by(two, quarter=QUARTER, customers=40)

    assert found.fall is None
    assert says(found) == "Too few: six answers from two customers could show no fall within a quarter, however deep."


def test_a_quarter_without_answers_notices_nothing():
    found = noticed_by([Sample("recommend", (0,) * 11)] * 2, quarter=QUARTER, customers=40)

    assert says(found) == "The feedback process would notice nothing: no answer came from Sep 2026 to Nov 2026."


def test_where_nobody_is_asked_it_says_so():
    assert says(None).startswith("Nobody is asked")


def test_the_quarters_are_whole_months_and_end_with_the_last_one_that_is_over():
    found = quarters_until(datetime.date(2026, 11, 25), 2)
    assert [str(window) for window in found] == ["Aug 2026 to Oct 2026", "May 2026 to Jul 2026"]
    assert str(quarters_until(datetime.date(2026, 11, 30), 1)[0]) == "Sep 2026 to Nov 2026"
