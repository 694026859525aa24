"""Determine satisfaction: known from every segment, precise, with response rates, trend and target."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import FEW, all_of_groups, at_least, at_most, each_of
from heedful.audits.models import ResultState
from heedful.audits.reading.asking import ASKED, Round, frames, number, waves
from heedful.audits.reading.figures import Figures, figures
from heedful.audits.reading.hearing import customer_base, said
from heedful.audits.reading.programme import methods, segments
from heedful.audits.results import Condition, Group, Listed, Result, group
from heedful.audits.window import AsOf
from heedful.core.models import Organisation
from heedful.feedback.models import QuestionKind
from heedful.satisfaction.capability.precision import margin
from heedful.satisfaction.compare import change_of

YEAR = range(12)


@evidence(version=1)
def every_segment_was_asked(as_of: AsOf) -> Result:
    """Each segment in use has direct data of the year: answers, or an analysis of a method that asks."""
    groups, heard = as_of.once(segments), as_of.once(figures)
    analysed = {m.segment for m in as_of.once(methods) if m.direct and m.analysed_to and m.analysed_to in as_of.w12}
    indirect = {each.segment for each in as_of.once(said)}

    def known(segment: Any) -> bool:
        return heard.n(months=YEAR, segment=segment.pk) > 0 or segment.pk in analysed

    only = [s for s in groups if not known(s) and s.pk in indirect]
    return Result.of(
        each_of("asked", "Segments with direct answers within twelve months", "segment", groups, kept=known,
                window=as_of.w12, why=lambda s: "No direct answer.",
                listed=[Listed("Known by indirect signs alone", group("segment", only))])
    )  # fmt: skip


@evidence(version=1)
def satisfaction_is_precise_enough(
    as_of: AsOf, *, overall_margin: Decimal, segment_margin: Decimal, large_share: Decimal, census_below: Decimal,
    census_share: Decimal,
) -> Result:  # fmt: skip
    """The margin is small overall and in each large segment; for few customers, half of them answered."""
    base, heard = as_of.once(customer_base), as_of.once(figures)
    large = base.large(large_share)
    figure = heard.figure(months=YEAR)
    n = figure.n if figure else 0

    def census(answers: int, customers: int) -> bool:
        return 0 < customers < census_below and answers >= census_share * customers

    def precise(segment: Any) -> bool:
        here = heard.figure(months=YEAR, segment=segment.pk)
        customers = base.by_segment[segment.pk]
        if census(here.n if here else 0, customers):
            return True
        found = margin(here, customers)
        return here is not None and here.n >= FEW and found is not None and found <= segment_margin

    def told(segment: Any) -> str:
        here = heard.figure(months=YEAR, segment=segment.pk)
        found = margin(here, base.by_segment[segment.pk])
        return "No answers." if here is None or found is None else f"{here.n} answers, margin {100 * found:.1f} points."

    overall = at_most(
        "overall", "Margin of satisfaction over all answers of twelve months", margin(figure, base.n), overall_margin,
        kept=Group("response", n, private=True), missed=Group("response", 0), unit="points", window=as_of.w12,
        rests_on=("overall_margin", "census_below", "census_share"),
    )  # fmt: skip
    if census(n, base.n) and as_of.w12.full:
        overall = replace(overall, state=ResultState.MET, reads=f"{n} answers of {base.n} customers: all were asked")
    return Result.of(
        overall,
        each_of("large-segments", "Large segments with a margin small enough", "segment",
                [s for s in as_of.once(segments) if s.pk in large] if n else [], kept=precise, why=told,
                window=as_of.w12, rests_on=("segment_margin", "large_share", "census_below", "census_share")),
    )  # fmt: skip


@evidence(version=1)
def response_rates_are_known(as_of: AsOf, *, low_rate: Decimal) -> Result:
    """Every wave that ended within the year tells what became of each invitation; low rates have a note."""
    known = as_of.once(frames)
    rounds = [w for w in as_of.once(waves) if w.ended_by(as_of.day)]
    asked = [w for w in rounds if not w.open_link and not w.imported]
    others = [w for w in rounds if w.open_link or w.imported]

    def rate(wave: Round) -> Decimal | None:
        everybody = number(known[wave.pk], *ASKED)
        return Decimal(number(known[wave.pk], "I")) / everybody if everybody else None

    low = [w for w in asked if (found := rate(w)) is not None and found < low_rate]
    running = [w for w in as_of.once(waves) if not w.ended_by(as_of.day)]
    return Result.of(
        each_of(
            "rates", "Waves with the end of every invitation, and the rates RR1 and RR2 that follow", "wave", asked,
            kept=lambda w: rate(w) is not None, why=lambda w: "Nobody was invited by name.",
            window=as_of.w12,
            listed=[Listed("Not yet ended", group("wave", running)),
                    Listed("Open links and imports: participation only, no rate", group("wave", others))],
        ),
        each_of("low-rates", f"Waves with RR1 below {100 * low_rate:.0f}% and a note on those who did not answer",
                "wave", low, kept=lambda w: w.noted, event=True, rests_on=("low_rate",),
                why=lambda w: f"RR1 {100 * (rate(w) or 0):.0f}%, and no note."),
    )  # fmt: skip


def target_of(organisation: Organisation, kind: str) -> float | None:
    """Give what was aimed at, for the kind of question that is asked most."""
    wanted = organisation.satisfaction_target if kind == QuestionKind.SATISFACTION else organisation.recommend_target
    return None if wanted is None else wanted / 100


@evidence(version=1)
def satisfaction_has_trend_and_target(as_of: AsOf, *, periods: Decimal) -> Result:
    """There are comparable periods, a target, and the newest figure with its interval and a word for the change."""
    heard = as_of.once(figures)
    series = heard.series()
    quarters = [range(3 * back, 3 * back + 3) for back in range(12)]
    told = [q for q in quarters if series and heard.n(months=q, series=series) >= FEW]
    n = sum(heard.n(months=q, series=series) for q in told) if series else 0
    return Result.of(
        at_least("periods", "Comparable quarters with five answers or more", Group("", len(told), private=True),
                 periods, given=bool(series), rests_on=("periods",)),
        at_least("target", "A target for it is set in the settings",
                 Group("", int(target_of(as_of.organisation, heard.kind) is not None), private=True), Decimal(1),
                 given=bool(series)),
        _newest(heard, told, n),
    )  # fmt: skip


def _newest(heard: Figures, told: list[range], n: int) -> Condition:
    """Say in a word how the newest quarter stands to the one before."""
    series = heard.series()
    answers = Group("response", n, private=True)
    condition = all_of_groups("newest", "The newest quarter with its interval, and the change", answers,
                              Group("response", 0))  # fmt: skip
    if len(told) < 2:
        return _cannot_tell(condition, n)
    new, old = (heard.figure(months=quarter, series=series) for quarter in told[:2])
    if new is None or old is None:
        return _cannot_tell(condition, n)
    found = change_of(new, old)
    change, word = found.difference, found.trend.value
    if change is None:
        return _cannot_tell(condition, n)
    reads = (
        f"{_points(new.estimate)} ({_points(new.low)} to {_points(new.high)}), n {new.n}: {word},"
        f" {_points(change.low)} to {_points(change.high)} against the quarter before"
    )
    return replace(condition, reads=reads, value=None)


def _points(value: float) -> str:
    return f"{100 * value:+.0f}".replace("-", "−")


def _cannot_tell(condition: Condition, n: int) -> Condition:
    words = f"of {n}: fewer than two quarters with five answers"
    return replace(condition, state=ResultState.NOT_ENOUGH, reads=words, value=None)
