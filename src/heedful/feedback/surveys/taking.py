"""Taking answers: any number of them in one transaction, each taken, known already, or refused with what to say."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.feedback.models.surveys import Confidentiality, Disposition, Flag, Invitation, Response, Wave
from heedful.feedback.surveys.anonymous import enter_when_due, hold_answer, strike
from heedful.feedback.surveys.call_backs import open_call_backs
from heedful.feedback.surveys.cells import Tally
from heedful.feedback.surveys.comments import hear_comments
from heedful.feedback.surveys.rules import Checked, Standing, standing

ANSWERED = (Disposition.COMPLETE, Disposition.PARTIAL)


class Outcome(StrEnum):
    """What became of an answer that was sent."""

    TAKEN = "taken"
    SAME = "same"
    """The same form came again: it counts once."""
    ANSWERED = "answered"
    """Another answer was given with this invitation before; that one stays."""
    EARLY = "early"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer that keeps the rules, with where it came in and the key of its form."""

    wave: uuid.UUID
    checked: Checked
    at: datetime.datetime
    key: str
    invitation: uuid.UUID | None = None
    unit: uuid.UUID | None = None
    seconds: int | None = None
    flag: str = Flag.NONE
    excluded_because: str = ""


def take_answers(batch: Sequence[Sent], *, by: Actor) -> list[Outcome]:
    """Take all that came in, in one transaction; the outcomes stand in the order of the batch.

    Answers with a name, and confidential ones, go in by a command; anonymous ones are held without an entry.
    """
    with transaction.atomic():
        waves = _waves({sent.wave for sent in batch})
        invitations = _invitations(sent.invitation for sent in batch if sent.invitation)
        taking = _Taking(waves, invitations, _known(batch))
        outcomes = [taking.judge(sent) for sent in batch]
        if taking.responses:
            enter_answers(taking.responses, by=by, unhappy=taking.unhappy, before=taking.before)
        for wave in taking.held:
            enter_when_due(wave, on=taking.today)
        return outcomes


def _waves(wanted: set[uuid.UUID]) -> dict[uuid.UUID, Wave]:
    """Read the waves; on PostgreSQL nobody can close them until these answers are in."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM feedback_wave WHERE id = ANY(%s) ORDER BY id FOR SHARE", [sorted(wanted)])
    return Wave.objects.select_related("survey_version").in_bulk(list(wanted))


def _invitations(wanted: Iterable[uuid.UUID]) -> dict[uuid.UUID, Invitation]:
    """Hold the invitations, in order, so that of two answers to one the second waits for the first."""
    found = Invitation.objects.select_for_update(of=("self",)).filter(pk__in=set(wanted)).order_by("pk")
    return {invitation.pk: invitation for invitation in found.select_related("customer")}


def _known(batch: Sequence[Sent]) -> set[tuple[uuid.UUID, str]]:
    """Find which of these forms are in already."""
    keys = {sent.key for sent in batch}
    found = Response.objects.filter(wave__in={sent.wave for sent in batch}, external_key__in=keys)
    return set(found.order_by().values_list("wave_id", "external_key"))


class _Taking:
    """What one transaction takes."""

    def __init__(
        self, waves: dict[uuid.UUID, Wave], invitations: dict[uuid.UUID, Invitation], known: set[tuple[uuid.UUID, str]]
    ) -> None:
        self.waves, self.invitations, self.known = waves, invitations, known
        self.organisation = current_organisation()
        self.responses: list[Response] = []
        self.unhappy: dict[uuid.UUID, int] = {}
        self.before: dict[uuid.UUID, str] = {}
        self.held: list[Wave] = []
        self.today = datetime.date.min

    def judge(self, sent: Sent) -> Outcome:
        """Take one answer, or say why not."""
        wave = self.waves.get(sent.wave)
        invitation = self.invitations.get(sent.invitation) if sent.invitation else None
        if wave is None or (sent.invitation and invitation is None):
            return Outcome.UNKNOWN
        if (wave.pk, sent.key) in self.known:
            return Outcome.SAME
        day = self.organisation.day_of(sent.at)
        found = standing(wave.state, wave.opens_on, wave.closes_on, day)
        if found is not Standing.OPEN:
            return Outcome.EARLY if found is Standing.EARLY else Outcome.CLOSED
        if wave.confidentiality == Confidentiality.ANONYMOUS:
            return self._hold(sent, wave, invitation, day)
        if invitation is not None and invitation.disposition in ANSWERED:
            return Outcome.ANSWERED
        self._take(sent, wave, invitation, day)
        return Outcome.TAKEN

    def _hold(self, sent: Sent, wave: Wave, invitation: Invitation | None, day: datetime.date) -> Outcome:
        """Hold an anonymous answer; a form that comes again cannot be told from another answer."""
        used = invitation.pk if invitation else uuid.uuid5(wave.pk, sent.key)
        if not strike(wave, used):
            return Outcome.ANSWERED if invitation else Outcome.SAME
        if not sent.excluded_because:
            hold_answer(wave, sent.checked, invitation.segment_id if invitation else None)
            if wave not in self.held:
                self.held.append(wave)
            self.today = max(day, self.today)
        return Outcome.TAKEN

    def _take(self, sent: Sent, wave: Wave, invitation: Invitation | None, day: datetime.date) -> None:
        """Make the answer's row."""
        given = sent.checked
        response = Response(
            wave=wave, invitation=invitation, answered_at=sent.at, answered_on=day, unit_id=sent.unit,
            answers=[[str(question), score] for question, score in given.scores], comment=given.comment,
            language=given.language, seconds=sent.seconds, complete=given.complete, reach=given.reach,
            confidentiality=wave.confidentiality, allows_contact=given.allows_contact, flag=sent.flag,
            excluded_because=sent.excluded_because, external_key=sent.key,
        )  # fmt: skip
        if invitation is not None:
            response.customer, response.contact_id = invitation.customer, invitation.contact_id
            response.segment_id = invitation.segment_id
            self.before[response.pk] = invitation.disposition
            invitation.disposition = Disposition.COMPLETE if given.complete else Disposition.PARTIAL
        if given.unhappy is not None and given.allows_contact and not sent.excluded_because:
            self.unhappy[response.pk] = given.unhappy
        self.known.add((wave.pk, sent.key))
        self.responses.append(response)


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
