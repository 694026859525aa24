"""Questions on requirements: what is covered, what is met, what falls due, and what was looked at first."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum

from heedful.core.models import Person
from heedful.core.period import Period, months_before
from heedful.customers.models import Product
from heedful.requirements.commands import CURRENT, GONE
from heedful.requirements.models import (
    Commitment,
    ConformityCheck,
    NoneApplies,
    Offering,
    Requirement,
    RequirementReview,
    SourceType,
)
from heedful.requirements.sources import LAW
from heedful.stats import Interval, wilson

SOURCES = (
    SourceType.STATED, SourceType.NEEDED, SourceType.STATUTORY, SourceType.REGULATORY, SourceType.OWN,
)  # fmt: skip
"""The sources that every product is asked about."""


@dataclass(frozen=True)
class Conformity:
    """How often a requirement was met, in a period."""

    k: int
    n: int
    period: Period
    interval: Interval | None

    @property
    def failed(self) -> int:
        """Count what was looked at and did not pass."""
        return self.n - self.k


def conformity(requirement: Requirement, as_of: datetime.date, *, months: int = 12) -> Conformity:
    """Say how often a requirement was met in the months before a day, with Wilson's interval."""
    period = Period.window(as_of, months)
    checks = ConformityCheck.objects.filter(
        requirement=requirement, checked_on__gt=period.after, checked_on__lte=period.until
    )
    sums = checks.aggregate(k=Sum("k"), n=Sum("n"))
    k, n = sums["k"] or 0, sums["n"] or 0
    return Conformity(k, n, period, wilson(k, n) if n else None)


def evaluated_last(requirements: QuerySet[Requirement]) -> QuerySet[Requirement]:
    """Bring along, as `evaluated_on`, when compliance with each was evaluated last."""
    return requirements.annotate(evaluated_on=Max("evaluations__evaluated_on"))


def next_evaluation_on(requirement: Requirement, last: datetime.date | None) -> datetime.date | None:
    """Say when compliance is to be evaluated next: so many months after the last, or after it came into force."""
    since = last or requirement.in_force_since
    return months_before(since, -requirement.every_months) if since else None


@dataclass
class Cell:
    """What stands where a product and a source meet."""

    source: str
    requirements: list[Requirement] = field(default_factory=list)
    none: list[NoneApplies] = field(default_factory=list)
    market: Any = None

    @property
    def missing(self) -> bool:
        """Say whether nothing is there: neither a requirement nor a reason why none applies."""
        return not self.requirements and not self.none


@dataclass(frozen=True)
class ProductRow:
    """A product with a cell for each source, and for the law of each market in which it is sold."""

    product: Product
    cells: list[Cell]
    law: list[Cell]

    @property
    def missing(self) -> int:
        """Count the cells in which nothing stands."""
        return sum(cell.missing for cell in [*self.cells, *self.law])


GENERAL = Q(product=None, customer=None, segment=None)
"""A requirement that names neither product, customer nor segment holds for every product."""


def coverage(products: Sequence[Product], person: Person, on: datetime.date) -> list[ProductRow]:
    """Lay products against sources: three questions, however many there are.

    A requirement that is agreed or in force covers the cell of its source; the law of a market is covered as soon as
    one is identified that names the market.
    """
    standing = Requirement.objects.visible_to(person).exclude(state__in=GONE)
    wanted = standing.filter(Q(product__in=products) | GENERAL).only(
        "id", "key", "statement", "state", "source_type", "product_id", "market_id"
    )
    none = NoneApplies.objects.visible_to(person).filter(product__in=products)
    sold = Offering.objects.visible_to(person).filter(product__in=products, since__lte=on)
    sold = sold.filter(Q(until=None) | Q(until__gt=on)).select_related("market").order_by("market__name")
    by, said, markets = _grouped(wanted), _grouped(none), _grouped(sold)
    rows = []
    for product in products:
        here = by[product.pk] + by[None]
        current = [row for row in here if row.state in CURRENT]
        cells = [_cell(source, current, said[product.pk]) for source in SOURCES]
        law = [_law(offering.market, here, said[product.pk]) for offering in markets[product.pk]]
        rows.append(ProductRow(product, cells, law))
    return rows


def _grouped(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(row)
    return found


def _cell(source: str, requirements: list[Requirement], none: list[NoneApplies]) -> Cell:
    """Fill the cell of one source; a reason for one market alone does not speak for all."""
    return Cell(
        source,
        [row for row in requirements if row.source_type == source],
        [row for row in none if row.source_type == source and row.market_id is None],
    )


def _law(market: Any, requirements: list[Requirement], none: list[NoneApplies]) -> Cell:
    """Fill the cell of the law in one market."""
    return Cell(
        SourceType.STATUTORY,
        [row for row in requirements if row.source_type in LAW and row.market_id == market.pk],
        [row for row in none if row.source_type in LAW and row.market_id == market.pk],
        market,
    )


EARLY = Q(frame__isnull=False) | Q(looked_at__lte=F("committed_at"))
"""Somebody looked before we promised; needs `looked_at_first`."""

MISSED = Q(frame=None) & (Q(looked_at=None) | Q(looked_at__gt=F("committed_at")))
"""Nobody looked before we promised; needs `looked_at_first`."""


def looked_at_first(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Bring along, as `looked_at`, when each was first reviewed, and, as `refused`, whether we said we cannot."""
    cannot = RequirementReview.objects.filter(
        commitment=OuterRef("pk"), result="cannot", completed_at__lte=OuterRef("committed_at")
    )
    return commitments.annotate(looked_at=Min("reviews__completed_at"), refused=Exists(cannot))


def promised(commitments: QuerySet[Commitment], now: datetime.datetime) -> dict[str, int]:
    """Count what was promised up to now, and what of it nobody had looked at."""
    return looked_at_first(commitments.filter(committed_at__lte=now)).aggregate(
        all=Count("pk"), early=Count("pk", filter=EARLY)
    )
