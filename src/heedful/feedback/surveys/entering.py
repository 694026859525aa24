"""Answers enter the records with all that follows: invitations, cells, call-backs, comments in the inbox."""

import uuid
from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.permissions import Permission
from heedful.feedback.models.responses import Response
from heedful.feedback.models.surveys import Disposition, Wave
from heedful.feedback.surveys.call_backs import open_call_backs
from heedful.feedback.surveys.cells import Tally
from heedful.feedback.surveys.comments import hear_comments

ANSWERED = (Disposition.COMPLETE, Disposition.PARTIAL)


@command(needs=Permission.ANSWER_SURVEY)
def enter_answers(
    responses: Sequence[Response], *, by: Actor, unhappy: dict[uuid.UUID, int] | None = None,
    before: dict[uuid.UUID, str] | None = None,
) -> Sequence[Response]:  # fmt: skip
    """Write down answers with all that follows: invitations, cells, call-backs, comments in the inbox.

    `before` says by response where its invitation stood; somebody noted as not reached may answer after all.
    """
    add_all(responses)
    record_all("response.given", responses)
    tally = Tally()
    ended: list[Any] = []
    for response in responses:
        tally.count(response)
        if response.invitation is not None:
            response.invitation.save(update_fields=["disposition"])
            tally.end(response.invitation, before=(before or {}).get(response.pk, Disposition.UNKNOWN))
            ended.append(response.invitation)
    record_all("invitation.answered", ended)
    tally.write()
    wanting = [response for response in responses if response.pk in (unhappy or {})]
    if wanting:
        open_call_backs(wanting, unhappy or {}, by=by)
    for wave, said in _by_wave(responses):
        hear_comments(wave, said, by=by)
    return responses


def _by_wave(responses: Sequence[Response]) -> list[tuple[Wave, list[Response]]]:
    """Put the answers with words together by wave."""
    waves = {response.wave_id: response.wave for response in responses if response.comment}
    return [(wave, [r for r in responses if r.wave_id == pk]) for pk, wave in sorted(waves.items())]
