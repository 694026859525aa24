"""The day page in sentences: the greeting, what is late, what is signal and what is only noise."""

import datetime
from collections.abc import Sequence
from typing import Any

from heedful.core import clock
from heedful.core.models import Organisation, Person
from heedful.satisfaction.glance import Glance
from heedful.satisfaction.series import FEWEST_MONTHS
from heedful.web.day.needs import Need, address
from heedful.web.sentences import counted, sentence
from heedful.web.templatetags.components import day_in_words


def greeting(person: Person, organisation: Organisation, as_at: datetime.date | None) -> str:
    """Greet somebody by the hour of the house; a past day greets nobody."""
    if as_at:
        return f"As things stood on {day_in_words(as_at)}:"
    hour = clock.now().astimezone(organisation.zoneinfo).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    first = person.name.split()[0] if person.name.split() else person.name
    return f"Good {part}, {first}."


def what_is_late(needs: Sequence[Need], *, past: bool) -> str:
    """Say how much is late, or that nothing waits."""
    late = sum(need.late for need in needs)
    if late:
        verb = ("was" if past else "is") if late == 1 else ("were" if past else "are")
        return sentence(f"{counted(late, 'thing')} {verb} late")
    if needs:
        due = sum(need.due == need.day for need in needs)
        if not due:
            waiting = len(needs)
            return sentence(
                f"nothing is late; {counted(waiting, 'thing')} {'waits' if waiting == 1 else 'wait'} for you"
            )
        return sentence(f"nothing is late; {counted(due, 'thing')} {'is' if due == 1 else 'are'} due today")
    return "Nothing waits for you."


def lead(seen: Glance | None, numbers: dict[str, int]) -> str:
    """Say in one line how it stands with customers."""
    said = [f"{seen.headline}."] if seen is not None and seen.n else []
    if numbers["due"]:
        missed, due = numbers["due"] - numbers["in_time"], numbers["due"]
        share = f"{missed:,} of {due:,} complaints due" if missed else f"none of {due:,} complaints due"
        said.append(sentence(f"{share} in the last 12 months missed the promised day"))
    elif numbers["feedback"]:
        said.append("No complaint was due in the last 12 months; that alone does not say that all is well.")
    return " ".join(said)


def signals(seen: Glance | None) -> list[dict[str, Any]]:
    """Name what chance does not explain, and say so where there is only noise."""
    if seen is None or not seen.n:
        return []
    href = address("satisfaction:overview")
    found = [
        {
            "what": signal.short[:1].upper() + signal.short[1:],
            "href": href,
            "why": signal.long,
            "tag": "Signal",
            "tone": "" if signal.above else "late",
        }
        for signal in seen.series.signals[-4:]
    ]
    change = {"better": "good", "worse": "late"}.get(seen.change.trend.value)
    found.append({
        "what": seen.headline, "href": href, "tag": "Change" if change else "Noise", "tone": change or "",
        "why": f"{seen.topic.label}, {seen.period}, against the twelve months before: {seen.change.trend.value}",
    })  # fmt: skip
    if seen.series.chart is None:
        months = sum(month.figure is not None for month in seen.series.months)
        why = f"{counted(months, 'month')} with a figure; natural limits need {FEWEST_MONTHS}"
        found.append(
            {"what": "Months cannot be told apart yet", "href": href, "why": why, "tag": "Too few", "tone": ""}
        )
    return found
