"""What the page of a case says: its sentence, its steps, its verdicts as pictures."""

import datetime
from typing import Any

from django.utils.formats import date_format

from heedful.improvement.corrective import in_words
from heedful.improvement.effectiveness import criterion_of
from heedful.improvement.foretelling import says_how_many
from heedful.improvement.models import EffectivenessReview, Verdict
from heedful.improvement.one_case import Planned, WholeCase
from heedful.papers import charts
from heedful.papers.charts.values import Drawing

WAY = ("Found", "Contained", "Cause", "Plan", "Done", "Did it work?", "Closed")
NOW = {"contain": 1, "cause": 2, "plan": 3, "do": 4, "judge": 5, "close": 6, "closed": 7}
PLACES = ("what", "contain", "cause", "plan", "plan", "judge", "close")
MEANS = {
    Verdict.EFFECTIVE: "Effective: the ratio reaches what was planned, and no change is excluded.",
    Verdict.NOT_EFFECTIVE: "Not effective: whatever the data allow misses what was planned. Back to the cause.",
    Verdict.CANNOT_TELL: "Cannot tell yet: the data allow both. That is an answer; look again when there is more.",
}


def day(given: datetime.date | None) -> str:
    """Write a day."""
    return date_format(given, "j M Y") if given else ""


def steps_of(whole: WholeCase) -> list[dict[str, str]]:
    """Show how far a case is on its way; what was passed over without being done stays open."""
    now = NOW[whole.stage]
    contained = any(one.until for one in whole.corrections)
    states = ["done" if place < now else "now" if place == now else "next" for place in range(len(WAY))]
    if now > 1 and not contained:
        states[1] = "next"
    if whole.case.closed_by == "correction":
        states[2:6] = ["next"] * 4
    return [
        {"label": label, "state": state, "href": f"#{place}"}
        for label, state, place in zip(WAY, states, PLACES, strict=True)
    ]


def headline(whole: WholeCase, today: datetime.date) -> str:
    """Say in a sentence where the case stands."""
    case = whole.case
    found = f"Found on {day(case.found_on)}, {case.get_severity_display().lower()}"
    if whole.stage == "closed":
        return f"{found}. Closed on {day(case.closed_on)}: {case.get_closed_by_display().lower()}."
    again = f", taken up again on {day(case.reopened_on)}" if case.reopened_on else ""
    return f"{found}{again}. {_awaited(whole, today)}"


def _awaited(whole: WholeCase, today: datetime.date) -> str:
    """Say what is awaited next."""
    search, stage = whole.search, whole.stage
    if stage == "contain":
        begun = any(whole.corrections)
        return "What was begun at once is not done yet." if begun else "Nothing is contained or put right yet."
    if stage == "cause":
        return (
            f"Its cause is looked for since {day(search.began_on)}." if search else "Its cause is not looked for yet."
        )
    if stage == "plan":
        return "The cause is found; nothing is planned against it yet."
    if stage == "do":
        open_ones = [one.row.action for one in whole.live if one.row.action.state == "open"]
        first = min(open_ones, key=lambda action: action.due_on)
        return f"{first.key} {'was' if first.due_on < today else 'is'} due on {day(first.due_on)}."
    if stage == "judge":
        return _to_be_judged(whole, today)
    return (
        "It worked; it can be closed." if whole.extents else "It worked. Look where else it could happen, then close."
    )


def _to_be_judged(whole: WholeCase, today: datetime.date) -> str:
    """Say when the data are looked at."""
    waiting = [one for one in whole.live if one.verdict != Verdict.EFFECTIVE]
    ends = [one.window_ends for one in waiting if one.window_ends]
    if ends and max(ends) > today:
        return f"It is done; the data are looked at until {day(max(ends))}."
    looked = any(one.last for one in waiting)
    return (
        "The data cannot tell yet whether it worked." if looked else "It is done; somebody else looks at the data now."
    )


def action_card(one: Planned, today: datetime.date, *, may_judge: bool, mine: bool) -> dict[str, Any]:
    """Lay out one corrective action: its criterion, what came of it, and what may be done now."""
    action = one.row.action
    ripe = one.window_ends is not None and one.window_ends <= today
    undecided = one.verdict in ("", Verdict.CANNOT_TELL)
    return {
        "row": one.row,
        "action": action,
        "live": one.live,
        "criterion": in_words(one.row),
        "changes": one.changes,
        "window_ends": one.window_ends,
        "needs": says_how_many(criterion_of(one.row)) if one.live and undecided else "",
        "reviews": [review_card(one, review) for review in reversed(one.reviews)],
        "judgeable": may_judge and one.live and ripe and undecided and not mine,
        "must_be_another": one.live and ripe and undecided and mine,
        "changeable": may_judge and one.live and undecided and not mine,
    }


def review_card(one: Planned, review: EffectivenessReview) -> dict[str, Any]:
    """Lay out one look at the data, with its verdict drawn."""
    tones = {Verdict.EFFECTIVE.value: "good", Verdict.NOT_EFFECTIVE.value: "late"}
    return {
        "review": review,
        "tone": tones.get(review.verdict, ""),
        "means": MEANS[Verdict(review.verdict)],
        "counts": f"Before {one.row.baseline_k:,} of {one.row.baseline_n:,}, after {review.after_k:,} of "
        f"{review.after_n:,}.",
        "drawing": _drawing(one, review),
    }


def _drawing(one: Planned, review: EffectivenessReview) -> Drawing | None:
    """Draw the ratio with its interval beside what was to be reached and no change."""
    if review.ratio is None or review.ratio_low is None:
        return None
    ratio, low = float(review.ratio), float(review.ratio_low)
    high = float(review.ratio_high) if review.ratio_high is not None else None
    threshold = float(one.row.threshold)
    least = "at least" if one.row.higher_is_better else "at most"
    upper = f"{high:.2f}" if high is not None else "any number"
    title = f"After over before: {ratio:.2f}, {low:.2f} to {upper}; {least} {threshold:g} was to be reached"
    rows = [
        charts.Row("After over before", round(ratio, 3), round(low, 3), round(high or ratio, 3), review.after_n),
        charts.Row("No change", 1.0, None, None, None),
    ]
    return charts.whiskers(rows, title=title, kind="number", target=threshold)
