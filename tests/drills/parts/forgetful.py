"""A server that does not remember which form it has taken, nor how much came from a network: a drill must notice it."""

import secrets

from heedful.config.wsgi import application
from heedful.web import answering

_read = answering._read_token


def _forget(target, text):
    found = _read(target, text)
    return found and (secrets.token_hex(8), found[1])


answering._read_token = _forget
answering.MANY_AN_HOUR = 10**9

__all__ = ["application"]
