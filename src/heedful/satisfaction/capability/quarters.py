"""A quarter against the one before: the rule by which the feedback process notices a change."""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from heedful.core.period import months_before
from heedful.feedback.models import QuestionKind
from heedful.satisfaction.compare import Change, change_of
from heedful.satisfaction.reading import Window
from heedful.satisfaction.samples import LEAST, Sample
from heedful.stats import (
    ClusterSums,
    Interval,
    Lot,
    Spread,
    recommend_score_of_worth,
    share_of_worth,
    spread_by_cluster,
    worth_of_answers,
)

QUARTERS = 5
"""How many quarters tell how much alike one customer's answers are."""


def quarters_until(on: datetime.date, many: int = QUARTERS) -> list[Window]:
    """List the newest quarters of three whole months, the newest first."""
    tomorrow = on + datetime.timedelta(days=1)
    last = months_before(tomorrow.replace(day=1), 1)
    ends = [months_before(last, 3 * back) for back in range(many)]
    return [Window(months_before(end, 2), end) for end in ends]


@lru_cache(maxsize=512)
def sums_of(sample: Sample) -> tuple[ClusterSums, ...]:
    """Give what each customer answered in a quarter; of those unknown, each answer is a customer by itself."""
    known, alone = sample.customers, sample.alone
    if sample.kind == QuestionKind.RECOMMEND:
        promoters = round(sample.classes.promoters) - sum(c[2] for c in known)
        detractors = round(sample.classes.detractors) - sum(c[3] for c in known)
        ones = [(1, 1)] * promoters + [(-1, 1)] * detractors + [(0, 0)] * (alone - promoters - detractors)
        return tuple(
            ClusterSums(*sums) for sums in chain(((c[0], c[2] - c[3], c[2] + c[3]) for c in known),
                                                 ((1, total, squares) for total, squares in ones))
        )  # fmt: skip
    hits = sample.satisfied - sum(c[4] for c in known)
    ones = [(1, 1)] * hits + [(0, 0)] * (alone - hits)
    return tuple(
        ClusterSums(*sums) for sums in chain(((c[0], c[4], c[4]) for c in known), ((1, t, q) for t, q in ones))
    )


def spread_of(samples: Sequence[Sample]) -> Spread:
    """Say how much alike one customer's answers are, over some quarters."""
    return spread_by_cluster([sums_of(sample) for sample in samples if sample.by_customer])


def lot_of(sample: Sample, spread: Spread, customers: int | None) -> Lot | None:
    """Say how much the answers of a quarter are worth; none where they are too few for a figure.

    `customers` are all whom we serve; nothing is gained by their number where some who answered are unknown.
    """
    if sample.n < LEAST:
        return None
    if not sample.by_customer:
        return Lot(sample.n, sample.n, float(sample.n))
    sizes = [sums.size for sums in sums_of(sample)]
    every = None if customers is None or sample.alone else max(customers, len(sizes))
    worth = worth_of_answers(sizes, correlation=spread.correlation, population_clusters=every)
    return Lot(sample.n, len(sizes), worth)


def figure_of_quarter(sample: Sample, spread: Spread, customers: int | None) -> Interval | None:
    """Work out a quarter's figure: its interval goes by customer, out of a finite number of them."""
    lot = lot_of(sample, spread, customers)
    if lot is None:
        return None
    if sample.kind == QuestionKind.RECOMMEND:
        return recommend_score_of_worth(sample.classes, worth=lot.worth, clusters=lot.clusters)
    return share_of_worth(sample.satisfied / sample.n, sample.n, worth=lot.worth, clusters=lot.clusters)


def quarter_change(now: Sample, before: Sample, spread: Spread, customers: int | None) -> Change:
    """Judge a quarter against the one before: a change only where the interval of the difference leaves out 0."""
    return change_of(figure_of_quarter(now, spread, customers), figure_of_quarter(before, spread, customers))
