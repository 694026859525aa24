"""A mailbox of an IMAP server, by the standard library."""

import datetime
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from heedful.core import clock

SECONDS = 60
WHEN = re.compile(rb'INTERNALDATE "([^"]+)"')
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True)
class Access:
    """Where the mailbox is and who asks."""

    host: str
    port: int
    user: str
    password: str
    folder: str


class ImapMailbox:
    """Letters of one folder, each by its UID."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def unseen(self) -> list[str]:
        """Name the letters that nobody has looked at."""
        found = self._ask("SEARCH", "UNSEEN")
        return [uid.decode() for line in found if line for uid in line.split()]

    def size(self, name: str) -> int:
        """Say how many bytes a letter has."""
        found = SIZE.search(_flat(self._ask("FETCH", name, "(RFC822.SIZE)")))
        return int(found[1]) if found else 0

    def fetch(self, name: str) -> tuple[bytes, datetime.datetime]:
        """Give a letter and when it reached the server; PEEK leaves it unseen."""
        answer = self._ask("FETCH", name, "(INTERNALDATE BODY.PEEK[])")
        raw = next((part[1] for part in answer if isinstance(part, tuple)), b"")
        return raw, _moment(_flat(answer))

    def mark_seen(self, name: str) -> None:
        """Mark a letter as looked at."""
        self._ask("STORE", name, "+FLAGS.SILENT", "(\\Seen)")

    def _ask(self, verb: str, *words: str) -> list[Any]:
        status, answer = self._connection.uid(verb, *words)
        if status != "OK":
            raise imaplib.IMAP4.error(f"{verb}: {status}")
        return answer


@contextmanager
def open_mailbox(access: Access) -> Iterator[ImapMailbox]:
    """Open a mailbox over TLS; certificates are checked."""
    connection = imaplib.IMAP4_SSL(access.host, access.port, ssl_context=ssl.create_default_context(), timeout=SECONDS)
    with connection:
        connection.login(access.user, access.password)
        status, _ = connection.select(f'"{access.folder}"')
        if status != "OK":
            raise imaplib.IMAP4.error(f"there is no folder {access.folder}")
        yield ImapMailbox(connection)


def _flat(answer: list[Any]) -> bytes:
    """Join what a server said, leaving out the letter itself."""
    return b" ".join(part[0] if isinstance(part, tuple) else part or b"" for part in answer)


def _moment(said: bytes) -> datetime.datetime:
    """Read when a letter reached the server; now where it does not say."""
    found = WHEN.search(said)
    try:
        moment = parsedate_to_datetime(found[1].decode("ascii").replace("-", " ", 2)) if found else None
    except (ValueError, UnicodeDecodeError):
        moment = None
    if moment is None or moment.tzinfo is None:
        return clock.now()
    return moment
