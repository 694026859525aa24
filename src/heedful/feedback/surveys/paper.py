"""Answers given on paper or by telephone, entered by our own staff and marked so."""

import datetime
import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.commands import command
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.feedback.models.responses import Flag
from heedful.feedback.models.surveys import Confidentiality, Invitation, Wave, WaveState
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import Asked, Checked, Standing, check, standing
from heedful.feedback.surveys.taking import Outcome, Sent, take_answers

REFUSED = {
    Outcome.ANSWERED: "There is an answer of this person already.",
    Outcome.FULL: "This wave has all the answers it wants.",
    Outcome.LATE: "This wave has all the answers it wants.",
    Outcome.SAME: "This sheet is entered already.",
}


@command(needs=Permission.LOG_FEEDBACK)
def enter_paper(
    wave: Wave, *, by: Actor, given: Mapping[str, str], on: datetime.date, invitation: Invitation | None = None,
    sheet: str = "",
) -> Wave:  # fmt: skip
    """Enter an answer as it stands on paper, by the same rules as one that a customer sends.

    It is marked as entered by staff. A sheet that bears a number of its own is entered once.
    """
    today = current_organisation().day_of(clock.now())
    if wave.confidentiality == Confidentiality.ANONYMOUS:
        raise ValidationError("Who enters an anonymous answer has seen it. Let them answer by the open link.")
    if on > today:
        raise ValidationError({"on": "The sheet cannot be filled in later than today."})
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    if standing(wave.state, wave.opens_on, wave.closes_on, on) is not Standing.OPEN:
        raise ValidationError({"on": f"The wave takes answers from {wave.opens_on} to {wave.closes_on}."})
    if invitation is not None and invitation.wave_id != wave.pk:
        raise ValidationError({"invitation": "This person is not in the frame of this wave."})
    checked = _checked(asked_in(wave.survey_version_id), given)
    at = datetime.datetime.combine(on, datetime.time(12), current_organisation().zoneinfo)
    sent = Sent(
        wave=wave.pk, checked=checked, at=at, key=f"paper/{sheet.strip() or uuid.uuid4().hex}"[:120],
        invitation=invitation.pk if invitation else None, flag=Flag.STAFF,
    )  # fmt: skip
    [outcome] = take_answers([sent], by=by)
    if outcome is not Outcome.TAKEN:
        raise ValidationError(REFUSED.get(outcome, "This answer could not be taken."))
    return wave


def _checked(asked: Asked, given: Mapping[str, str]) -> Checked:
    """Judge what stands on the sheet; a refusal names the question, for there may be many."""
    try:
        return check(asked, given)
    except ValidationError as refusal:
        numbers = {question.name: place for place, question in enumerate(asked.questions, 1)}
        raise ValidationError(
            {name: [f"Question {numbers[name]}: {words[0]}"] for name, words in refusal.message_dict.items()}
        ) from refusal
