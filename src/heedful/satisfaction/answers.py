"""The answers behind a figure, as far as they may be shown."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from heedful.core.actors import Reader
from heedful.core.period import months_before
from heedful.feedback.models import Confidentiality, FrameCell, Response
from heedful.feedback.surveys.cells import COMMENTS
from heedful.satisfaction.reading import Counts, Window
from heedful.satisfaction.small_groups import FEWEST_COMMENTS
from heedful.satisfaction.topics import Topic


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it may be shown: without a name, and without its day, where it was given so."""

    score: int | None
    named: Response | None
    comment: str


def answers_behind(
    topic: Topic, window: Window, segment: uuid.UUID | None, person: Reader, counts: Counts
) -> QuerySet[Response]:
    """List the answers of a window that count; none where the group is too small to be shown."""
    found = Response._base_manager.filter(wave__in=[wave.id for wave in topic.waves], excluded_because="")
    if not person.reads or (not topic.named and _hidden(counts, window, segment)):
        return found.none()
    found = found.exclude(answers=[])
    if not window.every:
        found = found.filter(answered_on__gte=window.first, answered_on__lt=months_before(window.last, -1))
    if segment is not None:
        found = found.filter(segment=segment if segment.int else None)
    found = found.select_related("customer", "wave")
    # In confidence there is no order that tells when an answer came.
    return found.order_by("-answered_on", "pk") if topic.named else found.order_by("pk")


def _hidden(counts: Counts, window: Window, segment: uuid.UUID | None) -> bool:
    """Say whether a group is too small."""
    if counts.sample(window, segment).n < 5:
        return True
    return segment is not None and segment in counts.hidden_segments(window)


def shown(topic: Topic, responses: Iterable[Response], segment: uuid.UUID | None) -> list[Shown]:
    """Give answers as they may be shown: comments in confidence only of waves with ten, and of no single segment."""
    rows = list(responses)
    confident = {r.wave_id for r in rows if r.confidentiality != Confidentiality.NAMED}
    told_in = set() if segment is not None or not confident else talkative(confident)
    mine = {str(question) for question in topic.questions}
    found = []
    for response in rows:
        score = next((score for question, score in response.answers if question in mine), None)
        named = response.confidentiality == Confidentiality.NAMED
        told = named or response.wave_id in told_in
        found.append(Shown(score, response if named else None, response.comment if told else ""))
    return found


def talkative(waves: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Name the waves with ten comments and more."""
    sums: dict[uuid.UUID, int] = {}
    cells = FrameCell.objects.filter(wave__in=list(waves), disposition=COMMENTS)
    for wave, count in cells.values_list("wave", "count"):
        sums[wave] = sums.get(wave, 0) + count
    return {wave for wave, count in sums.items() if count >= FEWEST_COMMENTS}
