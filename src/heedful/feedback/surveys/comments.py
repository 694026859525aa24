"""Comments of answers become feedback in the inbox, which points at the answer and repeats no word."""

from collections.abc import Sequence

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.permissions import Permission
from heedful.feedback.models.cells import FrameCell
from heedful.feedback.models.feedback import Feedback, Kind
from heedful.feedback.models.responses import Response
from heedful.feedback.models.surveys import Confidentiality, Wave
from heedful.feedback.surveys.cells import COMMENTS

FEWEST_COMMENTS = 10
"""Comments of a wave without names are shown from so many on."""


@command(needs=Permission.ANSWER_SURVEY)
def hear_comments(wave: Wave, responses: Sequence[Response], *, by: Actor) -> Sequence[Feedback]:
    """Put comments into the inbox; those of a wave without names when there are ten, all together."""
    said = [response for response in responses if response.comment and response.counts]
    named = wave.confidentiality == Confidentiality.NAMED
    if said and not named:
        if comments_of(wave) < FEWEST_COMMENTS:
            return []
        said = list(wave.responses.included().filter(feedback=None).exclude(comment="").order_by("pk"))
    found = [
        Feedback(
            kind=Kind.COMMENT, first_kind=Kind.COMMENT, response=response, language=response.language,
            heard_at=response.answered_at, unit_id=response.unit_id,
            customer_id=response.customer_id if named else None, contact_id=response.contact_id if named else None,
        )
        for response in said
    ]  # fmt: skip
    if found:
        add_all(found)
        record_all("feedback.heard", found)
    return found


def comments_of(wave: Wave) -> int:
    """Say how many answers of a wave have words."""
    counts = FrameCell.objects.filter(wave=wave.pk, disposition=COMMENTS).values_list("count", flat=True)
    return sum(counts)
