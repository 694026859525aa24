"""Determine satisfaction: answers beside what customers do, and what is done where it is weak."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import FEW, each_of, none_of
from heedful.audits.evidence.satisfaction import target_of
from heedful.audits.reading.figures import Figures, figures
from heedful.audits.reading.hearing import Signs, signs
from heedful.audits.reading.programme import Named, analyses, segments
from heedful.audits.reading.telling import Doing, actions
from heedful.audits.results import Listed, Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.satisfaction.capability.contradictions import (
    change_of_answers,
    change_of_sign,
    contradict,
    exposed_to_loss,
)
from heedful.satisfaction.capability.signs import LOSSES
from heedful.satisfaction.capability.signs import WORDS as ALL_SIGNS
from heedful.stats import Difference, RateRatio

NEW, OLD = range(6), range(6, 12)


@dataclass(frozen=True)
class Trends:
    """How a segment's answers changed over two half-years, and how often each sign was seen."""

    pk: uuid.UUID
    direct: Difference | None
    indirect: dict[str, RateRatio | None]
    """For each sign that can be told: its rate over the one before; none where it was not seen."""

    @property
    def contradictions(self) -> list[str]:
        """Name the signs that went up while the answers got better."""
        return [ALL_SIGNS[sign] for sign, ratio in self.indirect.items() if contradict(self.direct, ratio)]


def _trends(segment: Named, heard: Figures, seen: Signs, kept: set[str]) -> Trends:
    new, old = (heard.figure(months=half, segment=segment.pk) for half in (NEW, OLD))
    direct = change_of_answers(new, old)
    indirect = {}
    for sign in sorted(kept):
        events = seen.get((sign, segment.pk, 0), 0), seen.get((sign, segment.pk, 1), 0)
        exposure = _exposure(sign, segment.pk, seen, events)
        if all(exposure):
            indirect[sign] = change_of_sign(events, exposure)
    return Trends(segment.pk, direct, indirect)


def _exposure(sign: str, segment: uuid.UUID, seen: Signs, events: tuple[int, int]) -> tuple[int, int]:
    """Give what a sign is a rate of: deliveries; for losses, the customers at the beginning of each half-year."""
    if sign != LOSSES:
        return seen.get(("deliveries", segment, 0), 0), seen.get(("deliveries", segment, 1), 0)
    return exposed_to_loss(seen.get(("customers", segment, 0), 0), events)


@evidence(version=1)
def signs_agree_or_are_explained(as_of: AsOf, *, indirect: Decimal, explain_days: Decimal) -> Result:
    """Each segment has a direct trend and indirect ones; where they disagree, an analysis says why."""
    heard, seen = as_of.once(figures), as_of.once(signs)
    kept = {sign for sign, _, _ in seen if sign in ALL_SIGNS}
    rows = [_trends(segment, heard, seen, kept) for segment in as_of.once(segments)]
    since = as_of.day - datetime.timedelta(days=int(explain_days))
    explained = {a.segment for a in as_of.once(analyses) if a.contradiction and a.written_on >= since}

    def told(row: Trends) -> str:
        direct = "direct" if row.direct is not None else "no direct trend"
        return f"{direct}; {len(row.indirect)} indirect: {', '.join(ALL_SIGNS[s] for s in row.indirect) or 'none'}."

    return Result.of(
        each_of(
            "trends", f"Segments with a direct trend and {indirect} indirect ones over two half-years", "segment",
            rows if heard.cells or kept else [], window=as_of.w12, why=told, rests_on=("indirect",),
            kept=lambda row: row.direct is not None and len(row.indirect) >= indirect,
        ),
        each_of(
            "explained", f"Contradictions with an analysis within {told_number(explain_days, 'days')}", "segment",
            [row for row in rows if row.contradictions], event=True, window=as_of.w12, rests_on=("explain_days",),
            kept=lambda row: row.pk in explained or None in explained,
            why=lambda row: f"Answers got better while {' and '.join(row.contradictions)} went up.",
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Weak:
    """A segment below target, since the day from which it stayed so."""

    pk: uuid.UUID
    since: datetime.date
    actions: list[Doing]


def weak_since(as_of: AsOf, heard: Figures, segment: uuid.UUID, target: float) -> datetime.date | None:
    """Give the day from which a segment's figure of twelve months has been below target; none where it is not."""
    since = None
    for back in range(24):
        figure = heard.figure(months=range(back, back + 12), segment=segment)
        if figure is None or figure.n < FEW or figure.estimate >= target:
            return since
        since = as_of.before(back)
    return since


@evidence(version=1)
def weak_segments_are_acted_on(as_of: AsOf, *, within_days: Decimal, overdue_days: Decimal) -> Result:
    """Each segment below target has an action with an owner within a month, and none lies overdue."""
    heard, target = as_of.once(figures), target_of(as_of.organisation, as_of.once(figures).kind)
    of_analysis = {f"analysis/{a.pk}": a.segment for a in as_of.once(analyses)}
    led_to = {a.led_to: a.segment for a in as_of.once(analyses) if a.led_to}
    by_segment: dict[uuid.UUID | None, list[Doing]] = {}
    for action in as_of.once(actions):
        kind, _, key = action.source.partition("/")
        segment = uuid.UUID(key) if kind == "segment" else of_analysis.get(action.source)
        segment = segment or led_to.get(f"action/{action.pk}")
        by_segment.setdefault(segment, []).append(action)
    judged = [s for s in as_of.once(segments) if heard.n(months=range(12), segment=s.pk) >= FEW]
    weak = [
        Weak(s.pk, since, by_segment.get(s.pk, []))
        for s in judged if target is not None
        and (since := weak_since(as_of, heard, s.pk, target)) is not None
    ]  # fmt: skip
    days, late = datetime.timedelta(days=int(within_days)), datetime.timedelta(days=int(overdue_days))

    def acted(row: Weak) -> bool:
        alive = [a for a in row.actions if a.owned and (a.open or (not a.dropped and a.opened_on in as_of.w12))]
        return any(a.opened_on <= row.since + days for a in alive)

    running = [a for row in weak for a in row.actions if a.open]
    few = [s for s in as_of.once(segments) if s not in judged]
    return Result.of(
        each_of("judged", "Segments held against the target", "segment", judged if target is not None else [],
                kept=lambda s: True, listed=[Listed("Too few answers to judge", group("segment", few))]),
        each_of(
            "action-opened",
            f"Segments below target with an owned action within {told_number(within_days, 'days')}",
            "segment", weak,
            kept=acted, waits=lambda row: as_of.day <= row.since + days, event=True, rests_on=("within_days",),
            why=lambda row: f"Below target since {row.since:%-d %b %Y}, and no owned action within the days.",
        ),
        none_of(
            "none-overdue",
            f"Their open actions: none overdue by more than {told_number(overdue_days, 'days')}",
            "action", running,
            broken=lambda a: a.due_on + late < as_of.day, why=lambda a: f"Due {a.due_on:%-d %b %Y}.", event=True,
            rests_on=("overdue_days",),
        ),
    )  # fmt: skip
