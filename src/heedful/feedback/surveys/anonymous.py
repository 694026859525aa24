"""Anonymous answers: held without time or order, and entered into the records ten at a time.

An invitation is struck and its answer held in one transaction, in two tables that nothing ties together and of which
neither has an entry in the history. Ten of at least twenty enter together; the last ten and the rest enter when the
wave closes. Fewer than five in all never enter, and are never shown.
"""

import datetime
import secrets
import uuid
from typing import Any

from heedful.core import clock
from heedful.core.actors import Actor, System
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.permissions import Permission
from heedful.feedback.models.cells import Held, Struck, no_order
from heedful.feedback.models.responses import Response
from heedful.feedback.models.surveys import Confidentiality, Disposition, Invitation, Wave, WaveState
from heedful.feedback.surveys.cells import Tally
from heedful.feedback.surveys.comments import hear_comments
from heedful.feedback.surveys.rules import Checked

TOGETHER = 10
FEWEST = 5
_CHANCE = secrets.SystemRandom()


def words_and_numbers(checked: Checked) -> dict[str, Any]:
    """Write an answer down as its tables keep it."""
    return {
        "answers": [[str(question), number] for question, number in checked.scores],
        "comment": checked.comment, "comment_to": checked.comment_to,
        "texts": [[str(question), words] for question, words in checked.texts],
    }  # fmt: skip


def strike(wave: Wave, used: uuid.UUID) -> bool:
    """Use up an invitation, or the key of a form; False where it was used before."""
    if Struck.objects.filter(invitation=used).exists():
        return False
    Struck(id=no_order(), wave=wave.pk, invitation=used).save(force_insert=True)
    return True


def hold_answer(wave: Wave, checked: Checked, segment: uuid.UUID | None) -> None:
    """Keep an answer until there are others to enter with; a small segment is forgotten."""
    if segment is not None and wave.invitations.filter(segment=segment).exclude(asked_on=None).count() < FEWEST:
        segment = None
    Held(
        id=no_order(), wave=wave.pk, segment=segment, language=checked.language, complete=checked.complete,
        **words_and_numbers(checked),
    ).save(force_insert=True)  # fmt: skip


def enter_when_due(wave: Wave, *, on: datetime.date) -> None:
    """Enter ten as long as at least ten others stay behind to hide the next ones."""
    Wave.objects.select_for_update().get(pk=wave.pk)
    while Held.objects.filter(wave=wave.pk).count() >= 2 * TOGETHER:
        enter_anonymous(wave, by=System("anonymous"), on=on, many=TOGETHER)


def enter_the_rest(wave: Wave, *, on: datetime.date) -> None:
    """Enter all that waits when a wave closes; of fewer than five in all, only that somebody answered."""
    waiting = Held.objects.filter(wave=wave.pk).count()
    if waiting or Struck.objects.filter(wave=wave.pk).exists():
        few = waiting + wave.responses.count() < FEWEST
        enter_anonymous(wave, by=System("anonymous"), on=on, many=0 if few else waiting, all_struck=True)


@command(needs=Permission.ANSWER_SURVEY)
def enter_anonymous(wave: Wave, *, by: Actor, on: datetime.date, many: int, all_struck: bool = False) -> list[Response]:
    """Move answers that were held, shuffled, into the records, and as many invitations to answered."""
    chosen = _CHANCE.sample(list(Held.objects.filter(wave=wave.pk)), many)
    at = clock.now()
    responses = [
        Response(
            wave=wave, answered_at=at, answered_on=on, answers=held.answers, comment=held.comment,
            comment_to=held.comment_to, texts=held.texts, complete=held.complete, language=held.language,
            segment_id=held.segment, confidentiality=Confidentiality.ANONYMOUS,
        )
        for held in chosen
    ]  # fmt: skip
    add_all(responses)
    record_all("response.entered", responses)
    Held.objects.filter(pk__in=[held.pk for held in chosen]).delete()
    tally = Tally()
    for response in responses:
        tally.count(response)
    struck = list(Struck.objects.filter(wave=wave.pk).values_list("invitation", flat=True))
    ended = list(Invitation.objects.filter(pk__in=struck).exclude(disposition=Disposition.COMPLETE))
    ended = ended if all_struck else _CHANCE.sample(ended, min(many, len(ended)))
    for invitation in ended:
        before, invitation.disposition = invitation.disposition, Disposition.COMPLETE
        invitation.save(update_fields=["disposition"])
        tally.end(invitation, before=before)
    record_all("invitation.answered", ended)
    tally.write()
    hear_comments(wave, responses, by=by)
    return responses


def waiting_in(wave: Wave) -> int:
    """Say how many anonymous answers of an open wave still wait."""
    return Held.objects.filter(wave=wave.pk).count() if wave.state == WaveState.OPEN else 0
