"""What happened to a complaint, put into words for its page."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from heedful.core.organisation import working_calendar
from heedful.feedback.complaints.before import Before
from heedful.feedback.complaints.facts import NAMES
from heedful.feedback.complaints.story import Fact, Story
from heedful.feedback.models import Complaint
from heedful.feedback.promises import Promise, Standing
from heedful.web.sentences import counted, sentence
from heedful.web.templatetags.components import day_in_words

NAMED = 4
"""How many like it are named."""
TONES = {Standing.LATE: "late", Standing.BROKEN: "late", Standing.NEAR: "warn", Standing.KEPT: "good"}


def promise_line(promise: Promise) -> dict[str, str]:
    """Say how a promise stands."""
    late = counted_days(promise.days_late) + " late"
    left = "today" if promise.days_left == 0 else f"{counted_days(promise.days_left)} left"
    words = {
        Standing.KEPT: "kept", Standing.BROKEN: late, Standing.LATE: late, Standing.PAUSED: "waits",
        Standing.NEAR: left, Standing.RUNNING: left,
    }  # fmt: skip
    length = f"{promise.days} working day{'' if promise.days == 1 else 's'}"
    ours = "" if promise.days == promise.longest else f"; usual is {promise.longest}"
    return {
        "name": NAMES[promise.name],
        "length": length + ours,
        "due_on": day_in_words(promise.due_on),
        "words": words[promise.standing],
        "tone": TONES.get(promise.standing, ""),
    }


def counted_days(days: int) -> str:
    """Count days in figures: 1 day, 6 days."""
    return f"{days} day{'' if days == 1 else 's'}"


def headline(complaint: Complaint, promises: Sequence[Promise]) -> str:
    """Say in a sentence how a complaint stands."""
    if complaint.same_as_id and complaint.same_as:
        return f"Handled with {complaint.same_as.key}, which is the same complaint."
    ends = {
        "closed": f"Closed: {complaint.get_closed_how_display().lower()}.",
        "withdrawn": "Withdrawn.",
        "answered": "Answered; it waits for the complainant's word.",
    }
    if complaint.state in ends:
        return ends[complaint.state]
    late = [p for p in promises if p.standing == Standing.LATE]
    if late:
        return sentence(f"The {NAMES[late[0].name].lower()} is {counted_days(late[0].days_late)} late")
    if complaint.paused_on:
        return f"The promises wait since {day_in_words(complaint.paused_on)}."
    following = min((p for p in promises if p.open), key=lambda p: p.due_on, default=None)
    if following is None:
        return "It waits for our answer."
    return sentence(f"The {NAMES[following.name].lower()} is due by {day_in_words(following.due_on)}")


def before_line(before: Before) -> dict[str, str]:
    """Say how many like it came lately, and how many would be expected where that is known."""
    if not before.like:
        return {
            "what": "Cannot tell: it has neither theme nor customer",
            "why": "Sort it by theme to see others like it.",
        }
    count = f"{counted(before.count, 'other')} {before.like} in the 90 days before it"
    if before.expected is not None:
        count += f"; {before.expected:.1f} expected"
    if before.expected is None:
        why = "How many to expect cannot be told: the year before is not on record."
    elif before.by_deliveries:
        why = "By the rate of the year before and the deliveries since."
    else:
        why = "By the rate of the year before; no deliveries are on record for both."
    if before.keys:
        why = f"{', '.join(before.keys[:NAMED])}{' and more' if before.count > NAMED else ''}. {why}"
    return {"what": sentence(count), "why": why, "tag": "cluster" if before.cluster else "", "tone": "late"}


def timeline(complaint: Complaint, story: Story, letters: Sequence[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    """List what happened, newest first, with the letters that went out."""
    sent = [{**one, "what": f"Letter issued: {one['what']}", "href": one["pdf"]} for one in letters]
    items = [item for item in (*_own_acts(complaint, story), *_others(story), *sent) if item["at"]]
    return sorted(items, key=lambda item: item.get("order", item["at"]), reverse=True)


def _own_acts(complaint: Complaint, story: Story) -> Iterator[dict[str, Any]]:
    """Tell the dated facts that stand on the complaint itself."""
    channel = complaint.feedback.channel
    through = f"Received by {channel.name}" if channel else "Received"
    who = complaint.feedback.logged_by.name if complaint.feedback.logged_by else story.did("complaint.received")
    yield _item(complaint.received_at, who, through)
    machine = " by machine" if complaint.acknowledged_by_machine else ""
    yield _item(complaint.acknowledged_at, story.did("complaint.acknowledged"), f"Acknowledged{machine}")
    assessed = f"Assessed: {complaint.get_severity_display()}, {complaint.impact}"
    yield _item(complaint.assessed_at, story.did("complaint.assessed"), assessed)
    found = story.name(str(complaint.investigator_id)) if complaint.investigator_id else ""
    yield _item(complaint.investigated_at, found, f"Investigation: {complaint.findings}")
    if not complaint.reopened_at or (complaint.answered_at and complaint.answered_at > complaint.reopened_at):
        outcome = complaint.get_outcome_display() or "outcome not on record"
        yield _item(complaint.answered_at, story.did("complaint.answered"), f"Answered ({outcome}): {complaint.answer}")
    ended = f"Closed: {complaint.get_closed_how_display().lower()}"
    yield _item(complaint.closed_at, story.did("complaint.closed") or story.did("complaint.settled"), ended)
    yield _item(complaint.withdrawn_at, story.did("complaint.withdrawn"), f"Withdrawn: {complaint.withdrawn_because}")
    yield _item(complaint.handling_asked_at, story.did("complaint.handling_asked"), "Asked about the handling")
    verdict = "Nonconformity" if complaint.nonconformity else "No nonconformity"
    because = f"{verdict}: {complaint.nonconformity_because}"
    yield _item(complaint.nonconformity_decided_at, story.did("complaint.nonconformity_decided"), because)


def _others(story: Story) -> Iterator[dict[str, Any]]:
    """Tell the facts that are rows of their own."""
    for fact in story.facts:
        who = story.name(fact.who) if fact.what != "pause" else ""
        if fact.what == "update":
            yield _item(fact.at, who, f"Customer told: {fact.words}")
        elif fact.what == "word":
            yield _item(fact.at, "", f"The complainant added: {fact.words}")
        elif fact.what == "attempt":
            yield _item(fact.at, who, f"Contact by {fact.words}: {'they replied' if fact.flag else 'no reply'}")
        elif fact.what == "escalation":
            yield _item(fact.at, "", f"Handed to {who}: {fact.words}")
            yield _item(fact.later, who, f"Answered what was handed up, {after(fact)}: {fact.more}")
        elif fact.what == "reopening":
            yield _item(fact.at, "The complainant" if fact.flag else "", f"Reopened: {fact.words}")
            yield _item(fact.later, "", f"Answered before: {fact.more}")
        elif fact.what == "pause":
            yield from _pause(fact)


def waited(fact: Fact, day: datetime.date) -> str:
    """Say for how many working days something waits for its answer."""
    days = working_calendar()
    count = days.between(days.day_of(fact.at), day) if fact.at else 0
    return f"{count} working day{'' if count == 1 else 's'}"


def after(fact: Fact) -> str:
    """Say how fast what was handed up was answered, in working days."""
    if fact.at is None or fact.later is None:
        return ""
    days = working_calendar()
    taken = days.between(days.day_of(fact.at), days.day_of(fact.later))
    return "the same day" if taken == 0 else f"after {taken} working day{'' if taken == 1 else 's'}"


def _pause(fact: Fact) -> Iterator[dict[str, Any]]:
    """Tell that promises waited."""
    days = working_calendar()
    since = datetime.date.fromisoformat(fact.who)
    yield {"at": since, "order": days.end(since), "who": "", "what": f"Promises wait: {fact.words}"}
    if fact.more:
        until = datetime.date.fromisoformat(fact.more)
        yield {"at": until, "order": days.end(until), "who": "", "what": "Promises run again"}


def _item(at: datetime.datetime | None, who: str, what: str) -> dict[str, Any]:
    return {"at": at, "who": who, "what": what}
