"""Answers that were begun and not sent: kept as they grow, and entered when the wave closes."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from heedful.core.actors import Actor
from heedful.core.commands import command
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.feedback.models.cells import Begun, no_order
from heedful.feedback.models.responses import Response
from heedful.feedback.models.surveys import Disposition, Invitation, Wave
from heedful.feedback.surveys.anonymous import words_and_numbers
from heedful.feedback.surveys.entering import ANSWERED, enter_answers
from heedful.feedback.surveys.rules import HALF, Checked

LEFT = "Not sent. Over an open link the same person may have come back, so it does not count."
BROKEN_OFF = "Broken off: fewer than half of the questions were answered."
NO_LONGER = "Not sent, and the same customer answered in another way."


def keep_begun(
    wave: uuid.UUID, checked: Checked, *, key: str, invitation: uuid.UUID | None, at: datetime.datetime,
    seconds: int | None,
) -> None:  # fmt: skip
    """Keep an answer as far as it is given; an invitation has one, whatever forms were opened with it."""
    kept = {
        "wave": wave, "invitation": invitation, "at": at, "seconds": seconds, "language": checked.language,
        "share": checked.share, **words_and_numbers(checked),
    }  # fmt: skip
    Begun.objects.update_or_create(
        key=key_of(key, invitation), defaults=kept, create_defaults={"id": no_order(), **kept}
    )


def key_of(key: str, invitation: uuid.UUID | None) -> str:
    """Name what is begun: by the invitation, or by the form where nobody is known."""
    return f"invitation/{invitation}" if invitation else key


def forget_begun(keys: Iterable[str]) -> None:
    """Forget what was begun once it is sent."""
    Begun.objects.filter(key__in=list(keys)).delete()


def begun_in(wave: Wave) -> int:
    """Say how many have begun to answer and not sent it yet."""
    return Begun.objects.filter(wave=wave.pk).count()


@command(needs=Permission.ANSWER_SURVEY)
def enter_begun(wave: Wave, *, by: Actor) -> Sequence[Response]:
    """Enter what was begun and not sent in a wave: answered in part, or broken off.

    From half of the questions on it counts, and its invitation is a partial answer; below, or over an open link, it
    stands in the records with the reason why it does not count.
    """
    found = list(Begun.objects.filter(wave=wave.pk).order_by("at", "pk"))
    wanted = {begun.invitation for begun in found if begun.invitation}
    invitations = Invitation.objects.select_related("customer").in_bulk(list(wanted))
    day_of = current_organisation().day_of
    responses: list[Response] = []
    before: dict[uuid.UUID, str] = {}
    for begun in found:
        invitation = invitations.get(begun.invitation) if begun.invitation else None
        if invitation is not None and invitation.disposition in ANSWERED:
            continue
        response = _response(begun, wave, invitation, day_of(begun.at))
        if invitation is not None:
            before[response.pk] = invitation.disposition
            invitation.disposition = Disposition.PARTIAL if begun.share >= HALF else Disposition.REFUSED
        responses.append(response)
    if responses:
        enter_answers(responses, by=by, before=before)
    Begun.objects.filter(pk__in=[begun.pk for begun in found]).delete()
    return responses


def _response(begun: Begun, wave: Wave, invitation: Invitation | None, day: datetime.date) -> Response:
    """Make a row of what was begun."""
    why = BROKEN_OFF if begun.share < HALF else ""
    response = Response(
        wave=wave, invitation=invitation, answered_at=begun.at, answered_on=day, answers=begun.answers,
        comment=begun.comment, comment_to=begun.comment_to, texts=begun.texts, language=begun.language,
        seconds=begun.seconds, complete=False, confidentiality=wave.confidentiality,
        excluded_because=why if invitation is not None else LEFT, external_key=f"begun/{begun.key}"[:120],
    )  # fmt: skip
    if invitation is not None:
        response.customer, response.contact_id = invitation.customer, invitation.contact_id
        response.segment_id = invitation.segment_id
    return response
