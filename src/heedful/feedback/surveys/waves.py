"""Commands on waves: planned, opened, closed, and what is said about those who did not answer."""

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.feedback.models.questions import QuestionKind
from heedful.feedback.models.surveys import Confidentiality, SurveyState, SurveyVersion, Wave, WaveState
from heedful.feedback.surveys.anonymous import enter_the_rest
from heedful.feedback.surveys.begun import enter_begun
from heedful.feedback.surveys.design import open_survey, publish_version
from heedful.feedback.surveys.texts import Pairs

AT_ANY_TIME = {"name", "closes_on", "kiosk", "embed_origin", "remind_after_days"}
"""What of a wave may change while it is open."""
UNTIL_OPEN = {
    "opens_on", "method", "confidentiality", "open_link", "frame_is", "quarantine_days", "quarantine_because", "owner",
    "by_mail",
}  # fmt: skip
ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")


@command(needs=Permission.RUN_SURVEYS)
def plan_wave(
    version: SurveyVersion, *, by: Actor, name: str, opens_on: datetime.date, closes_on: datetime.date,
    quarantine_days: int | None = None, **more: Any,
) -> Wave:  # fmt: skip
    """Plan one round of asking with a published version; without other word it rests as the organisation does."""
    if unknown := set(more) - AT_ANY_TIME - UNTIL_OPEN:
        raise ValidationError(dict.fromkeys(sorted(unknown), "A wave has nothing of this name."))
    if version.state != SurveyState.PUBLISHED:
        raise ValidationError("Publish the version first: customers are asked with a wording that stays.")
    days = current_organisation().contact_rest_days if quarantine_days is None else quarantine_days
    wave = Wave(survey_version=version, name=name, opens_on=opens_on, closes_on=closes_on, quarantine_days=days, **more)
    _judge(wave)
    wave.save()
    record("wave.planned", wave)
    return wave


@command(needs=Permission.RUN_SURVEYS)
def change_wave(wave: Wave, *, by: Actor, **changes: Any) -> Wave:
    """Change a wave that has not opened; afterwards only its last day and where it is shown."""
    wave = lock(wave)
    allowed = AT_ANY_TIME | UNTIL_OPEN if wave.state == WaveState.PLANNED else AT_ANY_TIME
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    if unknown := set(changes) - allowed:
        raise ValidationError(dict.fromkeys(sorted(unknown), "This cannot change once the wave is open."))
    for name, value in changes.items():
        setattr(wave, name, value)
    _judge(wave)
    wave.save(update_fields=list(changes))
    record("wave.changed", wave, changed=sorted(changes))
    return wave


@command(needs=Permission.RUN_SURVEYS)
def open_wave(wave: Wave, *, by: Actor, on: datetime.date) -> Wave:
    """Let customers answer; the method of the plan counts as used."""
    wave = lock(wave)
    if wave.state != WaveState.PLANNED:
        raise ValidationError("This wave was opened already.")
    if on > wave.closes_on:
        raise ValidationError({"closes_on": "Its last day has passed. Change that first."})
    if not wave.open_link and not wave.invitations.exclude(asked_on=None).exists():
        raise ValidationError("Nobody is invited and there is no open link. Invite somebody, or allow the link.")
    wave.state = WaveState.OPEN
    wave.opens_on = min(wave.opens_on, on)
    wave.save(update_fields=["state", "opens_on"])
    record("wave.opened", wave, on=on.isoformat())
    if wave.method_id and wave.method is not None:
        method = lock(wave.method)
        method.last_used_on = max(on, method.last_used_on or on)
        method.save(update_fields=["last_used_on"])
        record("method.used", method, on=on.isoformat())
    return wave


@command(needs=Permission.RUN_SURVEYS)
def close_wave(wave: Wave, *, by: Actor, on: datetime.date, nonresponse_note: str = "") -> Wave:
    """Take no more answers; anonymous ones that still wait enter the records now."""
    wave = lock(wave)
    if wave.state != WaveState.OPEN:
        raise ValidationError("Only an open wave is closed.")
    wave.state, wave.closed_on = WaveState.CLOSED, on
    wave.closes_on = max(wave.opens_on, min(wave.closes_on, on))
    if nonresponse_note:
        wave.nonresponse_note = nonresponse_note
    wave.save(update_fields=["state", "closed_on", "closes_on", "nonresponse_note"])
    record("wave.closed", wave, on=on.isoformat())
    if wave.confidentiality == Confidentiality.ANONYMOUS:
        enter_the_rest(wave, on=on)
    else:
        enter_begun(wave, by=by)
    return wave


def close_over(*, by: Actor, today: datetime.date) -> int:
    """Close every wave whose last day is over, as of that day; the worker does it each night."""
    over = list(Wave.objects.filter(state=WaveState.OPEN, closes_on__lt=today).order_by("closes_on", "pk"))
    for wave in over:
        close_wave(wave, by=by, on=wave.closes_on)
    return len(over)


@command(needs=Permission.RUN_SURVEYS)
def note_nonresponse(wave: Wave, *, by: Actor, note: str) -> Wave:
    """Say what is known about those who did not answer."""
    wave = lock(wave)
    if not note.strip():
        raise ValidationError({"note": "Write what is known, or that nothing is."})
    wave.nonresponse_note = note
    wave.save(update_fields=["nonresponse_note"])
    record("wave.noted", wave)
    return wave


@command(needs=Permission.RUN_SURVEYS)
def wave_for_import(
    *, by: Actor, name: str, kind: str = QuestionKind.SATISFACTION, wording: Pairs, first_on: datetime.date,
    last_on: datetime.date, language: str = "en", frame_is: str = "",
) -> Wave:  # fmt: skip
    """Make a survey with one closed wave for answers that were given elsewhere and come in by file."""
    survey = open_survey(by=by, name=name, kind=kind, wording=wording, languages=language)
    version = publish_version(survey.versions.get(), by=by, on=first_on)
    wave = Wave(
        survey_version=version, name=name, opens_on=first_on, closes_on=last_on, closed_on=last_on,
        state=WaveState.CLOSED, open_link=True, imported=True, quarantine_days=0,
        frame_is=frame_is or "Not known: the answers were given elsewhere and came in by file.",
    )  # fmt: skip
    _judge(wave)
    wave.save()
    record("wave.brought", wave)
    return wave


def _judge(wave: Wave) -> None:
    """Refuse a wave that ends before it begins or whose rest is absurd."""
    if wave.closes_on < wave.opens_on:
        raise ValidationError({"closes_on": "A wave cannot close before it opens."})
    if not 0 <= wave.quarantine_days <= 3650:
        raise ValidationError({"quarantine_days": "Give a number of days from 0 to 3,650."})
    rest = current_organisation().contact_rest_days
    if not wave.imported and wave.quarantine_days < rest and not wave.quarantine_because.strip():
        raise ValidationError(
            {"quarantine_because": f"We ask nobody again within {rest} days. Say why this wave rests less."}
        )
    if wave.embed_origin and not ORIGIN.fullmatch(wave.embed_origin):
        raise ValidationError({"embed_origin": "Give the address of one site alone, such as https://www.example.org."})
    if (wave.kiosk or wave.embed_origin) and not wave.open_link:
        raise ValidationError({"open_link": "A kiosk or a frame on a site needs the open link."})
    if wave.confidentiality not in Confidentiality.values:
        raise ValidationError({"confidentiality": "Choose with name, confidential or anonymous."})
