"""The server as it is, but one network may speak as often as it likes: the drill speaks until the disk is full."""

from heedful.config.wsgi import application
from heedful.web import form_seal

form_seal.MOST_AN_HOUR = 1_000_000

__all__ = ["application"]
