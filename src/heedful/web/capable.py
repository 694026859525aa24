"""What the pages on the feedback process's capability show: rows and words, made of what was worked out below."""

from collections.abc import Sequence
from typing import Any

from heedful.feedback.models import Disposition
from heedful.papers.figures import spell, spell_range
from heedful.satisfaction.capability.accounts import Account, Part, Reach
from heedful.satisfaction.capability.noticing import Noticing, noticed_in_words, says
from heedful.satisfaction.capability.precision import Sharpness
from heedful.satisfaction.capability.responding import EarlyAndLate, Evenness, Funnel
from heedful.satisfaction.capability.whole import Capability, Likeness
from heedful.stats import Interval
from heedful.web.rooms import pages_of
from heedful.web.sentences import counted, sentence

PAGES = (
    ("Capability", "capability:whole"), ("Last heard", "capability:accounts"), ("Signs", "capability:signs"),
    ("Planner", "capability:planner"),
)  # fmt: skip
RATES = (
    ("RR1", "complete answers over all who were asked"), ("RR2", "partial answers count, too"),
    ("RR3", "of those never heard of, as many taken as eligible as among the known"),
    ("RR5", "those never heard of left out: the highest"), ("COOP1", "of those reached, complete answers"),
    ("REF1", "refused or broken off"), ("CON1", "reached"),
)  # fmt: skip


def tabs(current: str) -> list[dict[str, Any]]:
    """List the pages on the capability, and which one this is."""
    return pages_of(PAGES, current)


def headline(found: Capability) -> str:
    """Say what the process would notice."""
    return says(found.noticing)


def lead(found: Capability) -> str:
    """Say whom it hears, and who is silent."""
    reach = found.reach.customers
    if not reach.n:
        return "There is no customer yet."
    heard = f"{reach.k:,} of {counted(reach.n, 'customer')} {'was' if reach.k == 1 else 'were'} heard in twelve months"
    part = found.reach.delivered
    weight = f"; they took {_part(part)} of all deliveries" if part.n and reach.k < reach.n else ""
    return sentence(f"{heard}{weight}")


def _part(part: Part) -> str:
    return "–" if part.share is None else spell(part.share, "share")


def noticed(found: Noticing | None) -> list[tuple[str, str]]:
    """List what the sentence rests on."""
    if found is None:
        return []
    lot = found.now
    facts = [("Newest quarter", str(found.quarter)), ("Answers", f"{found.answers:,}")]
    if lot is not None and lot.clusters < lot.n:
        served = f"; {found.customers:,} are customers today" if found.customers else ""
        facts.append(("From customers", f"{lot.clusters:,}{served}"))
        facts.append(("Worth", f"{lot.worth:,.0f} independent answers"))
        facts.append(("Alike within a customer", f"{found.spread.correlation:.2f} (intraclass correlation)"))
    if found.figure is not None:
        kind: Any = "nps" if found.kind == "recommend" else "share"
        low, high = found.figure.low, found.figure.high
        facts.append(("Its figure", f"{spell(found.figure.estimate, kind)} ({spell_range(low, high, kind)})"))
    facts.append(("By the same rule", noticed_in_words(found)))
    return facts


def reached(found: Capability) -> list[dict[str, Any]]:
    """Give a line for all customers, and one for each segment."""
    names = found.names
    rows = [_reach("All customers", found.reach)]
    return rows + [_reach(names.get(r.segment, "No segment") if r.segment else "No segment", r) for r in found.segments]


def _reach(name: str, reach: Reach) -> dict[str, Any]:
    k, n = reach.customers.k, reach.customers.n
    return {
        "name": name, "heard": f"{k:,} of {n:,}", "share": _part(reach.customers), "asked": _part(reach.asked),
        "delivered": _part(reach.delivered), "value": _part(reach.value), "silent": n - k, "never": reach.never,
        "age": _ago(reach.median_age),
    }  # fmt: skip


def _ago(days: int | None) -> str:
    return "–" if days is None else "today" if not days else f"{days:,} day{'' if days == 1 else 's'} ago"


def alike(likeness: Likeness) -> list[str]:
    """Say whether those heard are like those served."""
    said = []
    if likeness.distance is None:
        said.append("No answer of the period belongs to a segment, so nobody can tell whom they stand for.")
    else:
        share = spell(likeness.distance, "share")
        said.append(
            f"{share} of the {likeness.answers:,} answers would have to come from other segments to be spread as "
            "customers are (index of dissimilarity)."
        )
    test = likeness.reached
    if test is not None:
        if likeness.smallest < 5:
            said.append("Too few, or too nearly all, were heard to test whether segments are heard alike.")
        else:
            words = "are not heard alike" if test.p_value < 0.05 else "no difference shows in how segments are heard"
            said.append(sentence(f"{words} (chi-square {test.statistic:.1f}, {test.df:.0f} df, p {test.p_value:.2g})"))
    return said


def funnel(found: Funnel) -> list[tuple[str, int, int, str]]:
    """Give the steps from everybody who could have been asked to whole answers."""
    labels = dict(Disposition.choices)
    left = ", ".join(
        f"{labels[code].lower()} {found.ends[code]:,}" for code in ("R", "NC", "O", "U") if found.ends.get(code)
    )
    return [
        ("In the frames", found.framed, found.framed, ""),
        ("Could be asked", found.could, found.framed, f"left out {found.ends.get('NE', 0):,}"),
        ("Asked", found.asked, found.framed, f"not drawn {found.ends.get('NS', 0):,}"),
        ("Answered", found.answered, found.framed, left),
        ("Completely", found.complete, found.framed, f"in part {found.ends.get('P', 0):,}"),
    ]


def rates(found: Funnel) -> list[tuple[str, str, str]]:
    """List AAPOR's rates with what they mean."""
    if found.rates is None:
        return []
    named = ((name, getattr(found.rates, name.lower()), words) for name, words in RATES)
    return [(name, spell(value, "share"), words) for name, value, words in named if value is not None]


def hidden_by_silence(late: EarlyAndLate | None, evenness: Evenness, kind: Any) -> list[str]:
    """Say what those who did not answer may think, as far as it shows."""
    said = []
    if late is None:
        said.append("Too few answers to hold the late ones against the early ones: twenty of each are needed.")
    else:
        low, high = spell_range(late.difference.low, late.difference.high, "nps").split(" to ")
        words = "differ from" if late.differ else "do not differ clearly from"
        said.append(
            f"Late answers {words} early ones: {spell(late.late.estimate, kind)} (n {late.late.n:,}) against "
            f"{spell(late.early.estimate, kind)} (n {late.early.n:,}), a difference of {low} to {high} points."
        )
    if evenness.test is None or evenness.indicator is None:
        said.append("Whether segments answer alike cannot be told: fewer than two were asked.")
    else:
        p = evenness.test.p_value
        words = "Segments do not answer alike" if p < 0.05 else "No clear difference in how segments answer"
        said.append(
            f"{words} (chi-square p {p:.2g}; R-indicator {evenness.indicator.indicator:.2f}, 1 is wholly even)."
        )
    return said


def by_segment(found: Capability) -> list[dict[str, Any]]:
    """Give each segment's response and how sharp its figure is."""
    names, funnels = found.names, found.evenness.by_segment
    return [
        {
            "name": names.get(row.segment, "Answers without a segment"), "hidden": row.hidden, "figure": row.figure,
            "answered": _answered(funnels.get(row.segment)), "n": row.figure.n if row.figure else None,
            "margin": "–" if row.margin is None else f"±{100 * row.margin:.1f}",
            "wanted": "–" if row.wanted is None else f"±{100 * row.wanted:g}", **_enough(row),
        }
        for row in found.sharpness
    ]  # fmt: skip


def _answered(found: Funnel | None) -> Interval | None:
    return found.rr1 if found else None


def _enough(row: Sharpness) -> dict[str, str]:
    if row.hidden:
        return {"word": "too few to be shown", "tone": ""}
    if row.margin is None:
        return {"word": "too few", "tone": "warn"}
    if row.enough is None:
        return {"word": "nothing planned", "tone": ""}
    return {"word": "sharp enough", "tone": "good"} if row.enough else {"word": "not sharp enough", "tone": "warn"}


def account(found: Account, on: Any) -> dict[str, Any]:
    """Show one account: worth, what reaches it, and how old what we know of it is."""
    age = found.days_since(on)
    newest = max(found.heard, key=lambda way: found.heard[way]) if found.heard else None
    return {
        "pk": found.pk, "name": found.name, "value": found.value, "delivered": found.delivered,
        "heard_on": found.heard_on, "way": newest.value if newest else "", "age": age,
        "silent": found.silent_on(on),
    }  # fmt: skip


def ages(found: Sequence[Account], on: Any) -> list[Account]:
    """Put accounts in the order of how long they were not heard, the never heard first."""
    never = 10**6
    return sorted(found, key=lambda a: (-(never if (age := a.days_since(on)) is None else age), a.name, str(a.pk)))
