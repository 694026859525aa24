"""Commands on answers that were given: left out with a reason, taken back in, or brought in by file."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command, lock
from heedful.core.history import record, record_all
from heedful.core.permissions import Permission
from heedful.feedback.models.responses import Response
from heedful.feedback.models.surveys import Confidentiality
from heedful.feedback.surveys.cells import Tally, count_all

MOST_AT_ONCE = 1_000


@command(needs=Permission.RUN_SURVEYS)
def exclude_response(response: Response, *, by: Actor, reason: str) -> Response:
    """Leave an answer out of the figures, such as spam or staff; it stays in the records, with the reason."""
    response = lock(response)
    if response.excluded_because:
        raise ValidationError("This answer is left out already.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why this answer does not count."})
    return _recount(response, reason.strip(), "response.excluded", reason)


@command(needs=Permission.RUN_SURVEYS)
def include_response(response: Response, *, by: Actor, reason: str) -> Response:
    """Let an answer count again."""
    response = lock(response)
    if not response.excluded_because:
        raise ValidationError("This answer counts already.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why this answer counts after all."})
    return _recount(response, "", "response.included", reason)


def _recount(response: Response, why: str, act: str, reason: str) -> Response:
    """Change whether an answer counts, and the cells with it."""
    if response.confidentiality == Confidentiality.ANONYMOUS:
        raise ValidationError("Anonymous answers cannot be looked at one by one.")
    tally = Tally()
    tally.count(response, -1)
    response.excluded_because = why
    tally.count(response)
    response.save(update_fields=["excluded_because"])
    record(act, response, reason=reason)
    tally.write()
    return response


@command(needs=Permission.IMPORT)
def bring_responses(rows: Sequence[Response], *, by: Actor) -> Sequence[Response]:
    """Bring in answers that were given elsewhere, up to 1,000 at once.

    Each row is complete: wave, answers as pairs of question id and score, `answered_at`, `answered_on` (None where
    the source's date could not be told), customer and segment where known. They are counted in the same transaction.
    """
    if len(rows) > MOST_AT_ONCE:
        raise ValidationError(f"Bring up to {MOST_AT_ONCE:,} answers at once, not {len(rows):,}.")
    for row in rows:
        row.imported = True
    add_all(rows)
    record_all("response.brought", rows)
    count_all(rows)
    return rows
