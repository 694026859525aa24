"""Requirements: looked at before we promise, recorded from every source, identified and built in where it is law."""

import datetime
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import each_of, share_of
from heedful.audits.reading.columns import told_day
from heedful.audits.reading.expected import (
    LAW,
    Promise,
    commitments,
    none_applies,
    offerings,
    products,
    requirements,
)
from heedful.audits.reading.programme import Named
from heedful.audits.results import Listed, Result, group
from heedful.audits.window import AsOf
from heedful.requirements.models import SourceType

SOURCES = (SourceType.STATED, SourceType.NEEDED, SourceType.STATUTORY, SourceType.REGULATORY, SourceType.OWN)


@evidence(version=1)
def promises_are_reviewed_before(as_of: AsOf, *, share: Decimal, written_days: Decimal) -> Result:
    """Somebody looked before we promised and wrote it down at once, or a standing review covers the promise."""
    found = as_of.once(commitments)

    def written_by(p: Promise) -> datetime.date:
        return as_of.add(max(p.entered_on, p.committed_on), int(written_days))

    def late(p: Promise) -> bool:
        return p.in_time and not p.framed and p.written_on > written_by(p)

    def told(p: Promise) -> str:
        if late(p):
            return f"Promised {told_day(p.committed_on)}, its review written down only {told_day(p.written_on)}."
        return f"Promised {told_day(p.committed_on)}, looked at {told_day(p.reviewed_on)}."

    return Result.of(
        share_of(
            "reviewed-before", "Promises of the year that were looked at before we made them", "commitment", found,
            kept=lambda p: p.framed or (p.in_time and not late(p)), at_least=share, why=told, window=as_of.w12,
            rests_on=("share", "written_days"),
            listed=[
                Listed("Covered by a standing review", group("commitment", [p for p in found if p.framed])),
                Listed("Review written down too late to count", group("commitment", [p for p in found if late(p)])),
                Listed("Entered later than promised: days as typed",
                       group("commitment", [p for p in found if p.entered_on > p.committed_on])),
                Listed("Promised though the review said that we cannot",
                       group("commitment", [p for p in found if p.cannot])),
            ],
        )
    )  # fmt: skip


@evidence(version=1)
def requirements_come_from_every_source(as_of: AsOf) -> Result:
    """Each product has a current requirement of each source, or somebody said with a reason that there is none."""
    wanted, none = [r for r in as_of.once(requirements) if r.current], as_of.once(none_applies)
    general = {r.source for r in wanted if r.general}
    given = {(r.product, r.source) for r in wanted if r.product}

    def missing(product: Named) -> list[str]:
        return [
            source.label.lower() for source in SOURCES
            if source not in general and (product.pk, source) not in given
            and (product.pk, source, None) not in none
        ]  # fmt: skip

    return Result.of(
        each_of("sources", "Products with a requirement of every source, or a reason why there is none", "product",
                as_of.once(products), kept=lambda p: not missing(p),
                why=lambda p: f"Nothing recorded: {', '.join(missing(p))}.")
    )  # fmt: skip


@evidence(version=1)
def law_is_identified(as_of: AsOf) -> Result:
    """Each product has, in each market where it is sold, a law that was found to apply, or a reason why none does."""
    wanted, none = [r for r in as_of.once(requirements) if r.law], as_of.once(none_applies)
    sold = as_of.once(offerings)
    given = {(r.product, r.market) for r in wanted if r.market and (r.product or r.general)}

    def settled(product: Named, market: object) -> bool:
        if (product.pk, market) in given or (None, market) in given:
            return True
        return any((product.pk, law, market) in none for law in LAW)

    def missing(product: Named) -> list[str]:
        return [name for market, name in sold.get(product.pk, {}).items() if not settled(product, market)]

    everything = as_of.once(products)
    unsold = [p for p in everything if not sold.get(p.pk)]
    return Result.of(
        each_of("markets", "Products whose law is identified in every market where they are sold", "product",
                [p for p in everything if sold.get(p.pk)], kept=lambda p: not missing(p),
                why=lambda p: f"Nothing recorded for {', '.join(missing(p))}.",
                listed=[Listed("Sold in no market on record", group("product", unsold))])
    )  # fmt: skip


@evidence(version=1)
def law_is_built_in(as_of: AsOf) -> Result:
    """Every statutory or regulatory requirement goes into a process in use, with an owner and a check."""
    return Result.of(
        each_of("built-in", "Statutory and regulatory requirements with a process, an owner and a check", "requirement",
                [r for r in as_of.once(requirements) if r.law], kept=lambda r: not r.lacks,
                why=lambda r: f"Without {', '.join(r.lacks)}.")
    )  # fmt: skip
