"""Check: the voices represent customers, can be trusted, and are worked through."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import all_of_groups, at_most, each_of, share_of, share_of_groups
from heedful.audits.reading.asking import (
    ASKED,
    Frames,
    Round,
    answers_by_wave,
    answers_of,
    changed_answers,
    frames,
    newest_wave,
    number,
    waves,
)
from heedful.audits.reading.complaints import Closed, closed_complaints
from heedful.audits.reading.figures import figures
from heedful.audits.reading.hearing import Base, coded_items, coding_limit, customer_base, feedback_of, said
from heedful.audits.reading.process import Thing, process_things
from heedful.audits.reading.programme import Named, Planned, methods
from heedful.audits.results import Condition, Group, Listed, Result
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.core.period import Period, months_before
from heedful.feedback.models import Response
from heedful.processes.queries import months_without_value
from heedful.stats import dissimilarity

UNKNOWN = uuid.UUID(int=0)
PHASES = set("PDCA")


@evidence(version=1)
def voices_represent_customers(
    as_of: AsOf, *, distance: Decimal, large_share: Decimal, answers: Decimal, few_customers: Decimal,
    few_share: Decimal,
) -> Result:  # fmt: skip
    """Voices are spread over the segments as customers are, and no large segment is missing."""
    base, last = as_of.once(customer_base), as_of.once(newest_wave)
    spoken: dict[uuid.UUID, int] = {}
    for each in as_of.once(said):
        if each.segment is not None:
            spoken[each.segment] = spoken.get(each.segment, 0) + each.count
    heard = as_of.once(figures)
    rows = [Named(segment, "") for segment in sorted(base.large(large_share), key=str)]

    def needed(segment: Any) -> Decimal:
        customers = base.by_segment[segment.pk]
        return few_share * customers if customers < few_customers else answers

    def given(segment: Any) -> int:
        return heard.n(months=range(12), segment=segment.pk)

    return Result.of(
        _distance("newest-wave", "Distance between the answers of the newest wave and customers", last, base, distance,
                  None),
        _distance("all-feedback", "Distance between the feedback of twelve months and customers", spoken, base,
                  distance, as_of),
        each_of(
            "large-segments", "Large segments with enough answers", "segment", rows,
            kept=lambda s: given(s) >= needed(s), window=as_of.w12,
            why=lambda s: f"{given(s)} answers, {needed(s):.0f} asked for.",
            rests_on=("large_share", "answers", "few_customers", "few_share"),
        ),
    )  # fmt: skip


def _distance(
    id: str, words: str, heard: Mapping[uuid.UUID, int], base: Base, limit: Decimal, as_of: AsOf | None
) -> Condition:
    """Work out half the sum of the differences between two distributions over segments."""
    voices = {segment: count for segment, count in heard.items() if segment != UNKNOWN and count > 0}
    n, everybody = sum(voices.values()), base.n
    value, short = None, {}
    if n and everybody:
        groups = sorted({*voices, *base.by_segment}, key=str)
        value = dissimilarity([voices.get(s, 0) for s in groups], [base.by_segment.get(s, 0) for s in groups])
        gaps = {s: voices.get(s, 0) / n - base.by_segment.get(s, 0) / everybody for s in groups}
        short = {s: f"{voices.get(s, 0)} of {n} voices, {base.by_segment[s]} of {everybody} customers."
                 for s, gap in sorted(gaps.items(), key=lambda item: item[1]) if gap < 0}  # fmt: skip
    over = value is not None and Decimal(str(value)) > limit
    worst = dict(list(short.items())[:1]) if over else {}
    others = n - len(worst) if everybody else 0
    kept = Group("", others, private=True)
    window = as_of.w12 if as_of is not None else None
    return at_most(
        id, words, value, limit, kept=kept, missed=Group("segment", len(worst), list(worst)), unit="share",
        window=window, rests_on=("distance",), why=worst,
        listed=[Listed("Heard less than their share", Group("segment", len(short), list(short)))],
    )  # fmt: skip


@evidence(version=1)
def answers_can_be_trusted(as_of: AsOf, *, invited_share: Decimal) -> Result:
    """Everybody or a documented draw was asked; answers stand as given; doubtful ones are left out; rates are known."""
    rounds, known = as_of.once(waves), as_of.once(frames)
    asked = [w for w in rounds if not w.imported]
    counts, changed = as_of.once(answers_by_wave), as_of.once(changed_answers)
    all_answers = sum(counts.values())
    doubtful = {out: sum(n for (flag, left), n in counts.items() if flag and left is out) for out in (True, False)}
    flagged = Response.objects.exclude(flag="").order_by("answered_at", "pk")
    still_in = answers_of(as_of).exclude(flag="").order_by("answered_at", "pk").values_list("pk", flat=True)
    after, until = as_of.moment(as_of.w12.after), as_of.end
    out = flagged.filter(answered_at__gt=after, answered_at__lte=until).exclude(excluded_because="")
    return Result.of(
        each_of(
            "no-picking", "Waves that asked everybody or a documented random draw", "wave", asked,
            kept=lambda w: _fair(w, known, invited_share), why=lambda w: _unfair(w, known), rests_on=("invited_share",),
        ),
        all_of_groups(
            "unchanged", "Answers that stand as they were given",
            Group("response", all_answers - len(changed), private=True), Group("response", len(changed), changed),
            window=as_of.w12, way="none", why=dict.fromkeys(changed, "Its scores were changed afterwards."),
        ),
        all_of_groups(
            "doubtful-left-out", "Answers flagged as doubles, too fast or by staff that are left out",
            Group("response", doubtful[True], out.values_list("pk", flat=True)),
            Group("response", doubtful[False], still_in), event=True, window=as_of.w12,
        ),
        each_of(
            "rate-known", "Ended waves whose response rate can be told", "wave",
            [w for w in asked if w.ended_by(as_of.day)], kept=lambda w: _rate_known(w, known), event=True,
            why=lambda w: "Nobody knows how many could have answered.",
        ),
    )  # fmt: skip


def _fair(wave: Round, known: Frames, share: Decimal) -> bool:
    asked, left = number(known[wave.pk], *ASKED), number(known[wave.pk], "NS")
    if wave.sampled and wave.seeded:
        return asked > 0
    return asked > 0 and Decimal(asked) >= share * (asked + left)


def _unfair(wave: Round, known: Frames) -> str:
    asked, left = number(known[wave.pk], *ASKED), number(known[wave.pk], "NS")
    if not asked:
        return "An open link: nobody knows who could have answered." if wave.open_link else "Nobody was invited."
    return f"{asked} of {asked + left} were asked, and no random draw is documented."


def _rate_known(wave: Round, known: Frames) -> bool:
    return number(known[wave.pk], *ASKED) > 0


@evidence(version=2)
def feedback_is_analysed(
    as_of: AsOf, *, coded_share: Decimal, coded_days: Decimal, asked_share: Decimal, asked_days: Decimal,
    value_days: Decimal, audit_months: Decimal,
) -> Result:  # fmt: skip
    """Methods are analysed, items coded, the process measured, reviewed and audited, complainants asked."""
    things = as_of.once(process_things)
    process = things.get("process", [])

    def asked_by(c: Closed) -> datetime.date:
        return as_of.add(c.closed_on, int(asked_days))

    audited = {letter for a in things.get("audit", []) for letter in a.text
               if a.first_on and a.first_on >= as_of.before(int(audit_months))}  # fmt: skip
    return Result.of(
        _analysed(as_of),
        _coded(as_of, coded_share, int(coded_days)),
        _measured(as_of, things, int(value_days)),
        each_of("reviewed", "The process's measures were reviewed in each quarter of the year", "process", process,
                kept=lambda p: not _quarters_without_review(as_of, things), window=as_of.w12,
                why=lambda p: f"No review from {'; '.join(_quarters_without_review(as_of, things))}."),
        share_of(
            "asked-about-handling",
            f"Complainants asked about the handling within {told_number(asked_days, 'working days')}",
            "complaint", as_of.once(closed_complaints), kept=lambda c: c.asked_on is not None, at_least=asked_share,
            window=as_of.w12,
            waits=lambda c: c.asked_on is None and as_of.day <= asked_by(c), event=True,
            why=lambda c: "Not asked after closing.", rests_on=("asked_share", "asked_days"),
        ),
        each_of("audited",
                f"The process was audited over plan, do, check and act within {told_number(audit_months, 'months')}",
                "process", process, kept=lambda p: audited >= PHASES, rests_on=("audit_months",),
                why=lambda p: f"Not covered: {', '.join(x for x in 'PDCA' if x not in audited)}."),
    )  # fmt: skip


def _analysed(as_of: AsOf) -> Condition:
    def fresh(m: Planned) -> bool:
        return m.analysed_on is not None and m.analysed_on >= as_of.before(m.every_months)

    return each_of(
        "analysed", "Methods analysed within their rhythm", "method", as_of.once(methods), kept=fresh,
        waits=lambda m: m.analysed_on is None and as_of.day <= months_before(m.planned_on, -m.every_months),
        why=lambda m: f"Last analysis: {m.analysed_on or 'none'}.",
    )  # fmt: skip


def _coded(as_of: AsOf, share: Decimal, days: int) -> Condition:
    """Count what is coded and what is overdue where it lies."""
    limit = coding_limit(as_of, days)
    coded, overdue, waiting = coded_items(as_of, limit)
    items = feedback_of(as_of).order_by("heard_at", "pk").values_list("pk", flat=True)
    open_ones = items.filter(theme=None)
    return share_of_groups(
        "coded", f"Items coded within {told_number(days, 'working days')}",
        Group("feedback", coded, items.exclude(theme=None)),
        Group("feedback", overdue, open_ones.filter(heard_at__lte=limit)), at_least=share, window=as_of.w12,
        rests_on=("coded_share", "coded_days"),
        listed=[Listed("Not yet due", Group("feedback", waiting, open_ones.filter(heard_at__gt=limit)))],
    )  # fmt: skip


def _measured(as_of: AsOf, things: Mapping[str, list[Thing]], days: int) -> Condition:
    """Ask for the value of each month that ended long enough ago for it to be there."""
    due = Period(as_of.w12.after, as_of.day - datetime.timedelta(days=days))
    spans: dict[Any, list[tuple[datetime.date, datetime.date]]] = defaultdict(list)
    for value in things.get("value", []):
        if value.first_on and value.last_on:
            spans[value.parent].append((value.first_on, value.last_on))

    def missing(measure: Thing) -> list[datetime.date]:
        since = measure.since or due.first
        return months_without_value(due, spans[measure.pk], since=since, retired_on=measure.retired_on)

    return each_of(
        "measured-monthly",
        f"The process's measures have a value for every whole month within {told_number(days, 'days')}", "measure",
        things.get("measure", []), kept=lambda m: not missing(m), window=as_of.w12, rests_on=("value_days",),
        why=lambda m: f"No value for {', '.join(f'{month:%b %Y}' for month in missing(m))}.",
    )  # fmt: skip


def _quarters_without_review(as_of: AsOf, things: Mapping[str, list[Thing]]) -> list[str]:
    """Name the quarters back from the day without a review; a review counts when it was entered."""
    held = []
    for review in things.get("review", []):
        typed = review.first_on or as_of.day
        held.append(max(typed, as_of.day_of(review.entered_at)) if review.entered_at else typed)
    borders = [as_of.before(3 * back) for back in range(5)]
    return [
        f"{after:%-d %b %Y} to {until:%-d %b %Y}"
        for until, after in pairwise(borders)
        if not any(after < day <= until for day in held)
    ]
