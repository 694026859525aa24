"""Commands on waves: planned, opened, closed, and what is said about those who did not answer."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.feedback.models.channels import Method
from heedful.feedback.models.questions import QuestionKind
from heedful.feedback.models.surveys import (
    Confidentiality,
    SurveyState,
    SurveyVersion,
    Wave,
    WaveState,
)
from heedful.feedback.surveys.anonymous import enter_the_rest
from heedful.feedback.surveys.begun import enter_begun
from heedful.feedback.surveys.design import open_survey, publish_version
from heedful.feedback.surveys.texts import Pairs


@command(needs=Permission.RUN_SURVEYS)
def plan_wave(
    version: SurveyVersion, *, by: Actor, name: str, opens_on: datetime.date, closes_on: datetime.date,
    method: Method | None = None, confidentiality: str = Confidentiality.NAMED, open_link: bool = False,
    frame_is: str = "", quarantine_days: int = 90, owner: Person | None = None,
) -> Wave:  # fmt: skip
    """Plan one round of asking with a published version."""
    if version.state != SurveyState.PUBLISHED:
        raise ValidationError("Publish the version first: customers are asked with a wording that stays.")
    wave = Wave(
        survey_version=version, name=name, opens_on=opens_on, closes_on=closes_on, method=method,
        confidentiality=confidentiality, open_link=open_link, frame_is=frame_is,
        quarantine_days=quarantine_days, owner=owner,
    )  # fmt: skip
    _judge(wave)
    wave.save()
    record("wave.planned", wave)
    return wave


@command(needs=Permission.RUN_SURVEYS)
def change_wave(wave: Wave, *, by: Actor, **changes: Any) -> Wave:
    """Change a wave that has not opened; afterwards only its last day."""
    wave = lock(wave)
    allowed = {"name", "closes_on"}
    if wave.state == WaveState.PLANNED:
        allowed |= {
            "opens_on", "method", "confidentiality", "open_link", "frame_is", "quarantine_days", "owner",
        }  # fmt: skip
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
    if wave.confidentiality not in Confidentiality.values:
        raise ValidationError({"confidentiality": "Choose with name, confidential or anonymous."})
