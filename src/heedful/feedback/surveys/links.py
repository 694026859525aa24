"""Where a link leads: an open link to a wave, or an invitation to one person's answer."""

import datetime
import uuid
from dataclasses import dataclass

from heedful.feedback.models.surveys import Confidentiality, Disposition, Invitation, Wave
from heedful.feedback.surveys.full import is_full
from heedful.feedback.surveys.inviting import hash_of
from heedful.feedback.surveys.rules import Standing, standing

OPEN, INVITED = "a", "i"
LONGEST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class Target:
    """A wave as somebody with a link meets it."""

    kind: str
    token: str
    wave: uuid.UUID
    version: uuid.UUID
    state: str
    opens_on: datetime.date
    closes_on: datetime.date
    confidentiality: str
    invitation: uuid.UUID | None = None
    language: str = ""
    answered: bool = False
    full: bool = False
    """It has all the answers it wants."""
    open_token: str = ""
    """The open link of the same wave, for somebody who would rather answer without their name."""

    @property
    def asks_reach(self) -> bool:
        """Say whether somebody who may be called back must say how."""
        return self.invitation is None

    @property
    def may_call(self) -> bool:
        """Say whether a call back can be offered: not where nobody may be found again."""
        return self.confidentiality != Confidentiality.ANONYMOUS

    def on(self, day: datetime.date) -> Standing:
        """Say whether answers are taken on a day."""
        return standing(self.state, self.opens_on, self.closes_on, day)


def find_target(kind: str, token: str) -> Target | None:
    """Find where a link leads: one question; nothing where there is no such link."""
    if not token or len(token) > LONGEST_TOKEN or not token.isascii():
        return None
    return _open(token) if kind == OPEN else _invited(token)


def _open(token: str) -> Target | None:
    wave = Wave.objects.filter(token=token, open_link=True, imported=False).first()
    return None if wave is None else _target(OPEN, token, wave)


def _invited(token: str) -> Target | None:
    found = Invitation.objects.filter(token_hash=hash_of(token)).select_related("wave", "contact").first()
    return None if found is None else _target(INVITED, token, found.wave, found)


def _target(kind: str, token: str, wave: Wave, invitation: Invitation | None = None) -> Target:
    """Gather what the page needs to know."""
    return Target(
        kind=kind, token=token, wave=wave.pk, version=wave.survey_version_id, state=wave.state,
        opens_on=wave.opens_on, closes_on=wave.closes_on, confidentiality=wave.confidentiality,
        invitation=invitation.pk if invitation else None,
        language=invitation.contact.language if invitation and invitation.contact else "",
        answered=bool(invitation and invitation.disposition in (Disposition.COMPLETE, Disposition.PARTIAL)),
        open_token=wave.token if wave.open_link and invitation else "", full=is_full(wave),
    )  # fmt: skip
