"""What change the feedback process would notice within a quarter, worked out from the rule that signals."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from heedful.feedback.models import QuestionKind
from heedful.satisfaction.capability.quarters import (
    figure_of_quarter,
    lot_of,
    quarter_change,
    quarters_until,
    spread_of,
)
from heedful.satisfaction.compare import Change, Trend
from heedful.satisfaction.reading import Window
from heedful.satisfaction.samples import Sample
from heedful.satisfaction.sentences import in_words
from heedful.stats import (
    Interval,
    Lot,
    RecommendClasses,
    Spread,
    noticeable_fall_of_score,
    noticeable_fall_of_share,
)

POWER = 0.8
COARSE = 0.25
"""A process that notices only falls larger than this hardly notices anything."""


@dataclass(frozen=True, slots=True)
class Noticing:
    """What the design of the newest quarters can notice, and what they did."""

    kind: str
    quarter: Window
    now: Lot | None
    before: Lot | None
    spread: Spread
    customers: int | None
    fall: float | None
    """The smallest fall that is signalled in eight of ten quarters; none where no fall would be."""
    figure: Interval | None
    change: Change
    answers: int

    @property
    def points(self) -> str:
        """Spell the fall in points."""
        return "" if self.fall is None else f"{100 * self.fall:.1f}".removesuffix(".0")

    @property
    def method(self) -> str:
        """Name how it is worked out."""
        return (
            "power of the interval of the difference of two quarters (MOVER, 2008), by customer in two stages, "
            "with the finite number of customers"
        )


def noticed_by(samples: Sequence[Sample], *, quarter: Window, customers: int | None, power: float = POWER) -> Noticing:
    """Work out what would be noticed: `samples` are the newest quarters, the newest first, two at least."""
    now, before = samples[0], samples[1]
    spread = spread_of(samples)
    lots = lot_of(now, spread, customers), lot_of(before, spread, customers)
    fall = None
    if lots[0] is not None and lots[1] is not None and min(lots[0].clusters, lots[1].clusters) > 1:
        fall = fall_noticed(samples, lots[1], lots[0], power=power)
    return Noticing(
        kind=now.kind, quarter=quarter, now=lots[0], before=lots[1], spread=spread, customers=customers, fall=fall,
        figure=figure_of_quarter(now, spread, customers), change=quarter_change(now, before, spread, customers),
        answers=now.n,
    )  # fmt: skip


def fall_noticed(samples: Sequence[Sample], before: Lot, now: Lot, *, power: float = POWER) -> float | None:
    """Give the smallest fall from the usual level that two such quarters show."""
    n = sum(sample.n for sample in samples)
    if samples[0].kind == QuestionKind.RECOMMEND:
        usual = sum((sample.classes for sample in samples), start=RecommendClasses(0.75, 1.5, 0.75))
        return noticeable_fall_of_score(usual, before, now, power=power)
    share = (sum(sample.satisfied for sample in samples) + 2) / (n + 4)
    return noticeable_fall_of_share(share, before, now, power=power)


def says(found: Noticing | None) -> str:
    """Say it in a sentence."""
    if found is None:
        return "Nobody is asked, so the feedback process would notice only what customers say by themselves."
    if not found.answers:
        return f"The feedback process would notice nothing: no answer came from {found.quarter}."
    if found.now is None or found.before is None or found.fall is None:
        return f"Too few: {_design(found)} could show no fall within a quarter, however deep."
    only = "only " if found.fall > COARSE else ""
    said = f"The feedback process would notice {only}a fall of {found.points} points within a quarter"
    return f"{said}, eight times in ten{': too few answers for more' if only else ''}."


def _design(found: Noticing) -> str:
    """Say how many answers of how many customers there are in a quarter."""
    answers = f"{in_words(found.answers)} answer{'' if found.answers == 1 else 's'}"
    if found.now is None or found.now.clusters == found.now.n:
        return answers
    return f"{answers} from {in_words(found.now.clusters)} customers"


def noticed_in_words(found: Noticing) -> str:
    """Say what the newest quarter showed, by the same rule."""
    words = {
        Trend.BETTER: "a rise is shown", Trend.WORSE: "a fall is shown", Trend.NO_CLEAR_CHANGE: "no change is shown",
        Trend.NOTHING_BEFORE: "there is no quarter before it to compare with", Trend.TOO_FEW: "too few answers to tell",
    }  # fmt: skip
    return f"{found.quarter}: {words[found.change.trend]}"


def quarters(on: datetime.date) -> list[Window]:
    """List the quarters that are looked at."""
    return quarters_until(on)
