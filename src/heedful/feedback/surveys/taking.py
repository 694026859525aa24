"""Taking answers: any number of them in one transaction, each taken, known already, or refused with what to say."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction

from heedful.core.actors import Actor
from heedful.core.organisation import current_organisation
from heedful.feedback.models.responses import Flag, Response
from heedful.feedback.models.surveys import Confidentiality, Disposition, Invitation, Wave
from heedful.feedback.surveys.anonymous import enter_when_due, hold_answer, strike, words_and_numbers
from heedful.feedback.surveys.begun import forget_begun, keep_begun, key_of
from heedful.feedback.surveys.entering import ANSWERED, enter_answers
from heedful.feedback.surveys.full import answers_in
from heedful.feedback.surveys.rules import Checked, Standing, standing

TOO_LATE = "It came after the wave had closed."
TOO_MANY = "It came when the wave was full."


class Outcome(StrEnum):
    """What became of an answer that was sent."""

    TAKEN = "taken"
    SAME = "same"
    """The same form came again: it counts once."""
    ANSWERED = "answered"
    """Another answer was given with this invitation before; that one stays."""
    BEGUN = "begun"
    """Not sent yet: kept as far as it is given."""
    LATE = "late"
    """The survey closed or filled up while it was answered: kept, and not counted."""
    EARLY = "early"
    CLOSED = "closed"
    FULL = "full"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer that keeps the rules, with where it came in, the key of its form, and whether it is only begun."""

    wave: uuid.UUID
    checked: Checked
    at: datetime.datetime
    key: str
    invitation: uuid.UUID | None = None
    unit: uuid.UUID | None = None
    seconds: int | None = None
    flag: str = Flag.NONE
    excluded_because: str = ""
    begun: bool = False


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
            forget_begun(taking.sent)
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
        self.sent: list[str] = []
        self.counts: dict[uuid.UUID, int] = {}
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
        found = standing(wave.state, wave.opens_on, wave.closes_on, self.organisation.day_of(sent.at))
        return Outcome.EARLY if found is Standing.EARLY else self._place(sent, wave, invitation, found)

    def _place(self, sent: Sent, wave: Wave, invitation: Invitation | None, found: Standing) -> Outcome:
        """Take an answer to a wave that has opened, or keep it as begun or as late."""
        day = self.organisation.day_of(sent.at)
        over = Outcome.CLOSED if found is Standing.CLOSED else Outcome.FULL
        anonymous = wave.confidentiality == Confidentiality.ANONYMOUS
        if not anonymous and invitation is not None and invitation.disposition in ANSWERED:
            return over if over is Outcome.CLOSED else Outcome.ANSWERED
        if over is Outcome.CLOSED or self._full(wave):
            return over if anonymous or sent.begun else self._keep_late(sent, wave, invitation, day, over)
        if sent.begun:
            return self._begin(sent, wave, invitation, anonymous=anonymous)
        if anonymous:
            return self._hold(sent, wave, invitation, day)
        self._take(sent, wave, invitation, day)
        return Outcome.TAKEN

    def _full(self, wave: Wave) -> bool:
        """Say whether a wave has all the answers it wants, those of this batch too."""
        if wave.most_answers is None:
            return False
        if wave.pk not in self.counts:
            self.counts[wave.pk] = answers_in(wave)
        taken = sum(r.wave_id == wave.pk and not r.excluded_because for r in self.responses)
        return self.counts[wave.pk] + taken >= wave.most_answers

    def _begin(self, sent: Sent, wave: Wave, invitation: Invitation | None, *, anonymous: bool) -> Outcome:
        """Keep what is not sent yet; of somebody anonymous nothing is kept before they send it."""
        if not anonymous:
            at, known = sent.at, invitation.pk if invitation else None
            keep_begun(wave.pk, sent.checked, key=sent.key, invitation=known, at=at, seconds=sent.seconds)
        return Outcome.BEGUN

    def _keep_late(
        self, sent: Sent, wave: Wave, invitation: Invitation | None, day: datetime.date, over: Outcome
    ) -> Outcome:
        """Keep an answer whose form was opened in time; it does not count, and its invitation stays as it was."""
        opened = self.organisation.day_of(sent.at - datetime.timedelta(seconds=sent.seconds or 0))
        if sent.seconds is None or not wave.opens_on <= opened <= wave.closes_on:
            return over
        response = self._row(sent, wave, day)
        response.flag = f"{sent.flag} {Flag.LATE}".strip()
        response.excluded_because = sent.excluded_because or (TOO_LATE if over is Outcome.CLOSED else TOO_MANY)
        if invitation is not None:
            response.customer, response.contact_id = invitation.customer, invitation.contact_id
            response.segment_id = invitation.segment_id
        self._add(sent, response, invitation)
        return Outcome.LATE

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
        response = self._row(sent, wave, day)
        if invitation is not None:
            response.invitation = invitation
            response.customer, response.contact_id = invitation.customer, invitation.contact_id
            response.segment_id = invitation.segment_id
            self.before[response.pk] = invitation.disposition
            invitation.disposition = Disposition.COMPLETE if given.complete else Disposition.PARTIAL
        if given.unhappy is not None and given.allows_contact and not sent.excluded_because:
            self.unhappy[response.pk] = given.unhappy
        self._add(sent, response, invitation)

    def _row(self, sent: Sent, wave: Wave, day: datetime.date) -> Response:
        """Make a row of what was sent."""
        given = sent.checked
        return Response(
            wave=wave, answered_at=sent.at, answered_on=day, unit_id=sent.unit, language=given.language,
            seconds=sent.seconds, complete=given.complete, reach=given.reach, confidentiality=wave.confidentiality,
            allows_contact=given.allows_contact, flag=sent.flag, excluded_because=sent.excluded_because,
            external_key=sent.key, **words_and_numbers(given),
        )  # fmt: skip

    def _add(self, sent: Sent, response: Response, invitation: Invitation | None) -> None:
        """Let an answer enter with the others of this transaction."""
        self.known.add((sent.wave, sent.key))
        self.sent.append(key_of(sent.key, invitation.pk if invitation else None))
        self.responses.append(response)
