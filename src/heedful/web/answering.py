"""How an answer is received, whichever way it came in: the form's signed token, the rules, and what is said back."""

import datetime
import hashlib
import ipaddress
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from heedful.core import clock
from heedful.feedback.models import Flag
from heedful.feedback.surveys.commands import Outcome, Sent
from heedful.feedback.surveys.links import OPEN, Target
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import Checked, begun, check

LOG = logging.getLogger("heedful.answers")
TOKEN, TRAP, BEGUN = "form", "nickname", "begun"
TOO_FAST_SECONDS = 3
FAST_EACH = 1.5
"""Seconds in which nobody reads and answers one question."""
LONGEST_OPEN = 24 * 60 * 60
MANY_AN_HOUR = 40

Take = Callable[[Sent], Outcome]


class Busy(Exception):
    """More answers wait than can be taken just now."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of an answer: a word for the page, its status, and what was wrong by field."""

    said: str
    status: int
    wrong: dict[str, str] = field(default_factory=dict)
    key: str = ""

    @property
    def taken(self) -> bool:
        """Say whether it is in."""
        return self.said == "thanks"


REPLIES = {
    Outcome.TAKEN: ("thanks", 303),
    Outcome.SAME: ("thanks", 303),
    Outcome.ANSWERED: ("answered", 409),
    Outcome.BEGUN: ("begun", 204),
    Outcome.LATE: ("late", 410),
    Outcome.FULL: ("full", 410),
    Outcome.EARLY: ("early", 409),
    Outcome.CLOSED: ("closed", 410),
    Outcome.UNKNOWN: ("unknown", 404),
}


def form_token(target: Target, key: str = "") -> str:
    """Sign a form: its key counts it once, its moment tells how long it was open."""
    issued = int(clock.now().timestamp())
    return _signer(target).sign(f"{key or secrets.token_urlsafe(12)}.{issued}")


def _signer(target: Target) -> signing.Signer:
    """Bind forms to their link."""
    return signing.Signer(salt=f"heedful.answer/{target.kind}/{target.token}")


def _read_token(target: Target, text: str) -> tuple[str, int] | None:
    """Give the key of a form and since when it was open; nothing where we did not sign it."""
    try:
        key, _, issued = _signer(target).unsign(text[:200]).rpartition(".")
        return key, int(issued)
    except (signing.BadSignature, ValueError):
        return None


def receive(target: Target, given: Mapping[str, str], *, take: Take, address: str = "") -> Reply:
    """Judge what came in and hand it on; nothing that was written is lost on the way back."""
    at = clock.now()
    form = _read_token(target, given.get(TOKEN, ""))
    key = form[0] if form else ""
    if given.get(BEGUN):
        _begin(target, given, form, at, take)
        return Reply("begun", 204, {}, key)
    try:
        checked = check(asked_in(target.version), given, asks_reach=target.asks_reach)
    except ValidationError as refusal:
        _begin(target, given, form, at, take)
        return Reply("wrong", 422, {name: messages[0] for name, messages in refusal.message_dict.items()}, key)
    if form is None or at.timestamp() - form[1] > LONGEST_OPEN:
        return Reply("old", 422, {}, key)
    seconds = max(0, int(at.timestamp()) - form[1])
    sent = Sent(
        wave=target.wave, checked=checked, at=at, key=f"form/{key}", invitation=target.invitation, seconds=seconds,
        flag=_flag(target, checked, key, seconds, address, at),
        excluded_because="A field that people do not see was filled in: a machine." if given.get(TRAP) else "",
    )  # fmt: skip
    try:
        said, status = REPLIES[_taken(sent, take)]
    except (Busy, DatabaseError, OSError):
        return Reply("busy", 503, {}, key)
    except Exception:  # whatever it is, nothing that was written may be lost
        LOG.exception("an answer could not be taken")
        return Reply("busy", 503, {}, key)
    return Reply(said, status, {}, key)


def _begin(
    target: Target, given: Mapping[str, str], form: tuple[str, int] | None, at: datetime.datetime, take: Take
) -> None:
    """Keep what holds of an answer that is not sent, or was refused; where that fails, the form still has it."""
    stale = form is None or at.timestamp() - form[1] > LONGEST_OPEN
    if stale or form is None or given.get(TRAP) or not target.may_call:
        return
    checked = begun(asked_in(target.version), given)
    if checked is None:
        return
    sent = Sent(
        wave=target.wave, checked=checked, at=at, key=f"form/{form[0]}", invitation=target.invitation,
        seconds=max(0, int(at.timestamp()) - form[1]), begun=True,
    )  # fmt: skip
    try:
        _taken(sent, take)
    except Exception:  # it is a kindness, and the form still has what was written
        LOG.warning("an answer that was begun could not be kept", exc_info=True)


def _taken(sent: Sent, take: Take) -> Outcome:
    """Take an answer; where the same form came in by another process at that moment, the second try sees it."""
    try:
        return take(sent)
    except ValidationError:
        return take(sent)


def _flag(target: Target, checked: Checked, key: str, seconds: int, address: str, at: datetime.datetime) -> str:
    """Mark an answer that may not be a customer's honest one; it counts until somebody leaves it out."""
    found = [RECENT.flag(target, checked, key, address, at)] if target.kind == OPEN and address else []
    answered = len({question for question, _ in checked.scores})
    found += [Flag.TOO_FAST] if seconds < max(TOO_FAST_SECONDS, FAST_EACH * answered) else []
    found += [Flag.STRAIGHT] if checked.straight else []
    return " ".join(filter(None, found))


class Recent:
    """What came from which network in the last day: hashes under a key that changes daily, never written down."""

    def __init__(self, most: int = 20_000) -> None:
        self._most, self._lock = most, Lock()
        self._day, self._secret = datetime.date.min, b""
        self._seen: OrderedDict[bytes, str] = OrderedDict()
        self._many: dict[tuple[bytes, int], int] = {}

    def flag(self, target: Target, checked: Checked, key: str, address: str, at: datetime.datetime) -> str:
        """Flag the same words from the same network, and one of very many in an hour."""
        with self._lock:
            self._turn(at.date())
            network = self._hash(f"{target.wave}/{network_of(address)}")
            hour = (network, at.hour)
            self._many[hour] = self._many.get(hour, 0) + 1
            if len(checked.comment) >= 10:
                said = self._hash(f"{network.hex()}/{checked.comment}")
                if self._seen.setdefault(said, key) != key:
                    return Flag.DUPLICATE
                if len(self._seen) > self._most:
                    self._seen.popitem(last=False)
            return Flag.MANY if self._many[hour] > MANY_AN_HOUR else Flag.NONE

    def _turn(self, day: datetime.date) -> None:
        """Begin each day with a new key, and forget what was seen under the old one."""
        if day != self._day or len(self._many) > self._most:
            self._day, self._secret = day, secrets.token_bytes(32)
            self._seen.clear()
            self._many.clear()

    def _hash(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "replace"), key=self._secret, digest_size=16).digest()


RECENT = Recent()


def network_of(address: str) -> str:
    """Give the network an address belongs to: /24, or /56 of the longer kind."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 56}", strict=False))
