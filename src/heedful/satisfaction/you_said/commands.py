"""Commands on "you said, we did": drafted from finished work, published by a person, withdrawn with a reason."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.feedback.models import Feedback
from heedful.satisfaction.models import YouSaid
from heedful.satisfaction.you_said.finished import why_not_told

WORDED = ("said", "did", "words", "words_of", "consent")


@command(needs=Permission.TELL)
def draft_you_said(
    *, by: Actor, source: str, said: str, did: str, words: str = "", words_of: Feedback | None = None,
    consent: str = "",
) -> YouSaid:  # fmt: skip
    """Write down what customers said and what was done, from finished work that came from feedback."""
    if reason := why_not_told(source):
        raise ValidationError({"source": reason})
    if found := YouSaid.objects.filter(source=source).first():
        raise ValidationError({"source": f"This is told already, as {found.key}."})
    told = YouSaid(source=source, **_judged(said, did, words, words_of, consent))
    told.save()
    record("yousaid.drafted", told)
    return told


@command(needs=Permission.TELL)
def change_you_said(
    told: YouSaid, *, by: Actor, said: str, did: str, words: str = "", words_of: Feedback | None = None,
    consent: str = "", reason: str = "",
) -> YouSaid:  # fmt: skip
    """Say it better; where it is published already, with a reason."""
    told = lock(told)
    if told.withdrawn_on:
        raise ValidationError(f"It was withdrawn on {told.withdrawn_on}.")
    if told.published_on and not reason.strip():
        raise ValidationError({"reason": "It is published: say why it is changed."})
    for name, value in _judged(said, did, words, words_of, consent).items():
        setattr(told, name, value)
    told.save(update_fields=list(WORDED))
    record("yousaid.changed", told, reason=reason.strip())
    return told


@command(needs=Permission.TELL)
def publish_you_said(told: YouSaid, *, by: Actor, on: datetime.date) -> YouSaid:
    """Show it to everybody, in one's own name."""
    told = lock(told)
    who = person_of(by)
    if who is None:
        raise ValidationError("A person publishes it, in their own name.")
    if told.shown:
        raise ValidationError(f"It is published since {told.published_on}.")
    if reason := why_not_told(told.source):
        raise ValidationError(reason)
    told.published_on, told.published_by, told.withdrawn_on, told.withdrawn_because = on, who, None, ""
    told.save(update_fields=["published_on", "published_by", "withdrawn_on", "withdrawn_because"])
    record("yousaid.published", told, on=on.isoformat())
    return told


@command(needs=Permission.TELL)
def withdraw_you_said(told: YouSaid, *, by: Actor, on: datetime.date, because: str) -> YouSaid:
    """Show it to nobody outside any longer."""
    told = lock(told)
    if not told.shown:
        raise ValidationError("It is not published.")
    if not because.strip():
        raise ValidationError({"because": "Say why it is shown no longer."})
    if told.published_on and on < told.published_on:
        raise ValidationError({"on": f"It was published on {told.published_on}; give that day or a later one."})
    told.withdrawn_on, told.withdrawn_because = on, because.strip()
    told.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record("yousaid.withdrawn", told, reason=because.strip(), on=on.isoformat())
    return told


def _judged(said: str, did: str, words: str, words_of: Feedback | None, consent: str) -> dict[str, object]:
    """Refuse words without consent, and a telling without its two halves."""
    wrong = {}
    if not said.strip():
        wrong["said"] = "Say in our own words what customers told us."
    if not did.strip():
        wrong["did"] = "Say what was done; what is only planned is not told."
    if words.strip() and not consent.strip():
        wrong["consent"] = "Their own words are shown only with their consent: write down how and when they gave it."
    if words.strip() and words_of is not None and " ".join(words.split()) not in " ".join(words_of.said.split()):
        wrong["words"] = "They did not say it so: take a part of their words as it stands."
    if consent.strip() and not words.strip():
        wrong["words"] = "Without their words no consent is needed; leave it out."
    if wrong:
        raise ValidationError(wrong)
    return {"said": said.strip(), "did": did.strip(), "words": words.strip(), "words_of": words_of,
            "consent": consent.strip()}  # fmt: skip
