"""Reading the history for mails that follow from it, from an own cursor."""

import datetime
import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from heedful.core.actors import System
from heedful.core.history import sequence
from heedful.core.models import Entry
from heedful.core.turns import turn_to_write
from heedful.feedback.models import Invitation
from heedful.notices.commands import Wanted, write_notices
from heedful.notices.models import Kind, Notice, Post

NOTICES = System("notices")
ACTS = {"invitation.asked": Kind.INVITATION, "invitation.reminded": Kind.REMINDER}
"""Deeds that a mail may follow; those that were to go by mail say so in their facts."""
AT_ONCE = 500


def post() -> Post:
    """Give the place where the cursor stands."""
    return Post.objects.get_or_create(name="mail")[0]


def read_history(*, at: datetime.datetime) -> int:
    """Write down the mails that follow from entries since the last reading; say how many.

    The cursor moves in the transaction that writes the mails. Positions, not serials: on PostgreSQL an entry with a
    lower serial may be committed later, and would be passed over.
    """
    if Entry.objects.filter(position=None).exists():
        with transaction.atomic():
            sequence()
    written = 0
    while (some := _read_some(at)) is not None:
        written += some
    return written


def _read_some(at: datetime.datetime) -> int | None:
    """Read up to so many entries; nothing where all were read."""
    place = post()
    last = Entry.objects.exclude(position=None).aggregate(last=Max("position"))["last"] or 0
    if last <= place.position:
        return None
    entries = Entry.objects.filter(position__gt=place.position, position__lte=last, act__in=ACTS).order_by("position")
    found: Sequence[Any] = list(entries.values_list("position", "uuid", "act", "object", "body")[:AT_ONCE])
    if len(found) == AT_ONCE:
        last = found[-1][0]
    mailed = [row for row in found if json.loads(bytes(row[4])).get("facts", {}).get("by_mail")]
    if wanted := _unknown(_wanted(mailed)):
        return len(write_notices(wanted, by=NOTICES, at=at, read_to=last))
    with turn_to_write(), transaction.atomic():
        Post.objects.filter(pk="mail", position__lt=last).update(position=last)
    return 0


def _wanted(rows: Sequence[tuple[int, uuid.UUID, str, uuid.UUID, bytes]]) -> list[Wanted]:
    """Say which mail follows from each entry."""
    invitations = Invitation.objects.select_related("contact").in_bulk([row[3] for row in rows])
    return [
        Wanted(ACTS[act], f"entry/{entry}", invitation=invitations[pk])
        for _, entry, act, pk, _ in rows
        if pk in invitations
    ]


def _unknown(wanted: list[Wanted]) -> list[Wanted]:
    """Keep those that no mail was written for yet."""
    known = set(Notice.objects.filter(cause__in=[one.cause for one in wanted]).values_list("cause", flat=True))
    return [one for one in wanted if one.cause not in known]
