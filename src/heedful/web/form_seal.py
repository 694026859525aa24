"""The seal on a public form: we made it, at this moment, and it is taken once. It stands in for a cookie."""

import secrets
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from heedful.core import clock
from heedful.web.answering import network_of

SOONEST_SECONDS = 3
LONGEST_SECONDS = 24 * 60 * 60
MOST_AN_HOUR = 20
_HOUR = 60 * 60
_SEALS = signing.Signer(salt="heedful.speak/form")
_SHOWN = signing.Signer(salt="heedful.speak/receipt")


@dataclass(frozen=True)
class Seal:
    """A form that we made: its one key, and for how many seconds it was open."""

    key: str
    seconds: int

    @property
    def quick(self) -> bool:
        """Say whether nobody could have written it in that time."""
        return self.seconds < SOONEST_SECONDS

    @property
    def old(self) -> bool:
        """Say whether it was open too long."""
        return self.seconds > LONGEST_SECONDS

    @property
    def form(self) -> str:
        """Name the form, so that it is taken once."""
        return f"form/{self.key}"


def fresh() -> str:
    """Seal a new form."""
    return _SEALS.sign(f"{secrets.token_urlsafe(12)}.{int(clock.now().timestamp())}")


def read(text: str) -> Seal | None:
    """Read a form's seal; nothing where we did not make it."""
    try:
        key, _, issued = _SEALS.unsign(text[:200]).rpartition(".")
        return Seal(key, max(0, int(clock.now().timestamp()) - int(issued)))
    except (signing.BadSignature, ValueError):
        return None


def receipt_of(pk: object) -> str:
    """Write the address of a receipt so that nobody can guess it."""
    return _SHOWN.sign(str(pk))


def receipt_for(text: str) -> str:
    """Read which thing a receipt is for; nothing where we did not write it."""
    try:
        return _SHOWN.unsign(text[:200])
    except signing.BadSignature:
        return ""


def too_many(address: str) -> bool:
    """Count what comes from a network in an hour, under a key from which the network cannot be told."""
    hour = int(clock.now().timestamp()) // _HOUR
    name = f"speak-rate/{salted_hmac('heedful.speak/network', f'{hour}/{network_of(address)}').hexdigest()}"
    if cache.add(name, 1, _HOUR):
        return False
    try:
        return cache.incr(name) > MOST_AN_HOUR
    except ValueError:
        return False
