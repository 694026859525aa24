"""Commands on channels: how customers speak to us, and whether somebody tried it as a customer would."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.feedback.models import Channel, ChannelTest

TEST_EVERY_DAYS = 90
"""A channel counts as working for so many days after a test that it passed."""
CHANGEABLE = ("name", "kind", "address", "languages", "free_of_charge", "accessible", "owner", "deputy", "authority")


def trial_due_on(channel: Channel, last_passed_on: datetime.date | None) -> datetime.date:
    """Say by which day a channel is to be tried again; one never tried, on the day it opened."""
    if last_passed_on is None:
        return channel.opened_on
    return last_passed_on + datetime.timedelta(days=TEST_EVERY_DAYS)


@command(needs=Permission.PLAN_FEEDBACK)
def open_channel(
    *, by: Actor, name: str, kind: str, opened_on: datetime.date, address: str = "", languages: str = "en",
    owner: Person | None = None, deputy: Person | None = None, free_of_charge: bool = True, accessible: bool = True,
    authority: str = "",
) -> Channel:  # fmt: skip
    """Open a way to speak to us."""
    channel = Channel(
        name=name, kind=kind, address=address, languages=codes(languages), owner=owner, deputy=deputy,
        free_of_charge=free_of_charge, accessible=accessible, opened_on=opened_on,
        authority=authority.strip(),
    )  # fmt: skip
    channel.save()
    record("channel.opened", channel)
    return channel


@command(needs=Permission.PLAN_FEEDBACK)
def change_channel(channel: Channel, *, by: Actor, reason: str = "", **changes: Any) -> Channel:
    """Change where a channel is, who answers there and in which languages."""
    channel = lock(channel)
    if unknown := set(changes) - set(CHANGEABLE):
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    _refuse_closed(channel)
    if "languages" in changes:
        changes["languages"] = codes(changes["languages"])
    for name, value in changes.items():
        setattr(channel, name, value)
    channel.save(update_fields=list(changes))
    record("channel.changed", channel, reason=reason, changed=sorted(changes))
    return channel


@command(needs=Permission.PLAN_FEEDBACK)
def close_channel(channel: Channel, *, by: Actor, on: datetime.date, reason: str = "") -> Channel:
    """Close a channel; what was heard through it stays."""
    channel = lock(channel)
    _refuse_closed(channel)
    if on < channel.opened_on:
        raise ValidationError({"on": f"It opened on {channel.opened_on:%-d %b %Y}; it cannot close before."})
    channel.closed_on = on
    channel.save(update_fields=["closed_on"])
    record("channel.closed", channel, reason=reason, on=on.isoformat())
    return channel


@command(needs=Permission.LOG_FEEDBACK)
def try_channel(
    channel: Channel, *, by: Actor, on: datetime.date, tester: Person, passed: bool, language: str = "en",
    note: str = "",
) -> ChannelTest:  # fmt: skip
    """Record that somebody tried a channel as a customer would, and what came of it."""
    channel = lock(channel)
    _refuse_closed(channel)
    if on < channel.opened_on:
        raise ValidationError({"on": f"The channel opened on {channel.opened_on:%-d %b %Y}."})
    language = language.strip().lower()
    if language not in channel.languages.split():
        raise ValidationError({"language": f"This channel serves {channel.languages}. Try it in one of these."})
    if not passed and not note.strip():
        raise ValidationError({"note": "Say what went wrong, so that somebody can mend it."})
    if channel.tests.filter(tested_on=on, tester=tester, language=language).exists():
        raise ValidationError("This test is recorded already.")
    test = ChannelTest(channel=channel, tested_on=on, tester=tester, passed=passed, language=language, note=note)
    test.save()
    record("channeltest.done", test, passed=passed)
    return test


def codes(languages: str) -> str:
    """Write language codes in one way: small letters, each once, one space between."""
    found = list(dict.fromkeys(languages.lower().replace(",", " ").split()))
    if wrong := [code for code in found if not (code.replace("-", "").isascii() and code.replace("-", "").isalpha())]:
        raise ValidationError({"languages": f"“{wrong[0]}” is no language code. Write codes such as: en nb."})
    return " ".join(found) or "en"


def _refuse_closed(channel: Channel) -> None:
    if channel.closed_on:
        raise ValidationError(f"This channel was closed on {channel.closed_on:%-d %b %Y}.")
