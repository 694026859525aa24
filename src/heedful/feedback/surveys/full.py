"""A wave that wants no more than so many answers, and whether it has them."""

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.feedback.models.cells import FrameCell
from heedful.feedback.models.surveys import Confidentiality, Wave, WaveState
from heedful.feedback.surveys.cells import ANSWERS


@command(needs=Permission.RUN_SURVEYS)
def limit_answers(wave: Wave, *, by: Actor, most_answers: int | None) -> Wave:
    """Take no more than so many answers in a wave; nothing lifts the limit."""
    wave = lock(wave)
    if wave.state == WaveState.CLOSED:
        raise ValidationError("This wave is closed.")
    if most_answers is not None and most_answers < 1:
        raise ValidationError({"most_answers": "Give one or more, or nothing."})
    if most_answers is not None and wave.confidentiality == Confidentiality.ANONYMOUS:
        raise ValidationError({"most_answers": "Anonymous answers enter later than they come, and cannot be limited."})
    wave.most_answers = most_answers
    wave.save(update_fields=["most_answers"])
    record("wave.limited", wave, most_answers=most_answers)
    return wave


def answers_in(wave: Wave) -> int:
    """Count the answers of a wave that count."""
    return sum(FrameCell.objects.filter(wave=wave.pk, disposition=ANSWERS).values_list("count", flat=True))


def is_full(wave: Wave) -> bool:
    """Say whether a wave has all the answers it wants."""
    return wave.most_answers is not None and answers_in(wave) >= wave.most_answers
