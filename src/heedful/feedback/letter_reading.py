"""Read a letter as it came by e-mail: who wrote it, the words alone, its files, and whether a machine wrote it.

Whoever likes can send us any bytes. Nothing in here trusts a header, runs anything, or fetches anything; what cannot be
read is said to be so.
"""

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from html.parser import HTMLParser

from heedful.feedback.models import Became

LARGEST = 20 * 1024 * 1024
LONGEST_WORDS = 20_000
MOST_PARTS, MOST_FILES = 100, 10
UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
AWAY = re.compile(
    r"^\W*(automatic reply|auto(matic)?[- ]?(reply|response)|out of office|abwesenheitsnotiz|automatische antwort"
    r"|autosvar|automatisk svar|réponse automatique)",
    re.IGNORECASE,
)
DAEMONS = re.compile(r"^(mailer-daemon|postmaster|mail-?delivery|bounces?)([+@-]|$)", re.IGNORECASE)
FOR_MANY = ("bulk", "junk", "list", "auto_reply")


@dataclass(frozen=True)
class File:
    """A file that came with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True)
class ReadLetter:
    """A letter as it was read, and what is to become of it."""

    message_id: str
    sender: str = ""
    address: str = ""
    heading: str = ""
    words: str = ""
    files: tuple[File, ...] = ()
    became: Became = Became.TAKEN
    why: str = ""
    left_out: tuple[str, ...] = ()


def read_letter(raw: bytes) -> ReadLetter:
    """Read the bytes of a letter; whatever they are, something comes back."""
    nameless = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    if len(raw) > LARGEST:
        return too_large(nameless, len(raw))
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        return _read(message, nameless)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError) as wrong:
        return ReadLetter(
            nameless, became=Became.UNREADABLE, why=f"It is not put together as a letter ({type(wrong).__name__})."
        )


def too_large(name: str, size: int) -> ReadLetter:
    """Say of a letter that is too large to be read that it came."""
    why = f"It has {size / 1024 / 1024:,.0f} MB; {LARGEST // 1024 // 1024} go."
    return ReadLetter(name, became=Became.TOO_LARGE, why=why)


def _read(message: Message, nameless: str) -> ReadLetter:
    given = _header(message, "Message-ID").strip(" <>")
    sender, address = _sender(message)
    letter = ReadLetter(
        given if 0 < len(given) <= 200 else nameless, sender=sender, address=address,
        heading=_header(message, "Subject")[:300],
    )  # fmt: skip
    for became, why in _signs(message, letter):
        return replace(letter, became=became, why=why)
    words, files, left_out = _parts(message)
    if not words and not letter.heading:
        return replace(letter, became=Became.EMPTY, why="Neither a heading nor words that can be read.")
    whole = f"{letter.heading}\n\n{words}".strip()
    if len(whole) > LONGEST_WORDS:
        left_out.append(f"Words beyond {LONGEST_WORDS:,} characters")
    return replace(letter, words=whole[:LONGEST_WORDS].strip(), files=tuple(files), left_out=tuple(left_out))


def _header(message: Message, name: str) -> str:
    """Read a header as one line of plain words."""
    raw = str(message.get(name, ""))
    try:
        text = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, UnicodeError, email.errors.MessageError):
        text = raw
    return " ".join(_kept(text).split())


def _sender(message: Message) -> tuple[str, str]:
    """Read who wrote: as they call themselves, and the one address; a header that names several names nobody."""
    written = _header(message, "From")
    name, address = parseaddr(written)
    alone = re.fullmatch(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+", address)
    return written[:200], address.lower()[:200] if alone and written.count("@") - name.count("@") == 1 else ""


def _signs(message: Message, letter: ReadLetter) -> Iterator[tuple[Became, str]]:
    """List the signs that a machine wrote it [RFC 3834, RFC 3464]."""
    report = message.get_content_type() == "multipart/report"
    if report and "delivery-status" in str(message.get("Content-Type", "")).lower():
        yield Became.BOUNCE, "It reports on the delivery of another letter."
    if DAEMONS.match(letter.address):
        yield Became.BOUNCE, f"It comes from {letter.address.partition('@')[0]}."
    if (said := _header(message, "Auto-Submitted").lower()) and said != "no":
        yield Became.AUTOMATIC, f"It says so itself: Auto-Submitted: {said[:60]}."
    if (said := _header(message, "Precedence").lower()) in FOR_MANY:
        yield Became.AUTOMATIC, f"It is sent to many: Precedence: {said}."
    for name in ("X-Autoreply", "X-Autorespond", "List-Id", "List-Unsubscribe"):
        if message.get(name) is not None:
            yield Became.AUTOMATIC, f"It carries the header {name}."
    if str(message.get("Return-Path", "")).strip() == "<>":
        yield Became.AUTOMATIC, "It wants no answer: its return path is empty."
    if AWAY.match(letter.heading):
        yield Became.AUTOMATIC, "Its heading is that of an automatic reply."


def _parts(message: Message) -> tuple[str, list[File], list[str]]:
    """Take the words and the files out of a letter; plain words go before those of a page."""
    plain, pages, files, left_out = [], [], [], []
    for number, part in enumerate(_leaves(message)):
        if number >= MOST_PARTS:
            left_out.append(f"Parts beyond the first {MOST_PARTS}")
            break
        content = part.get_payload(decode=True)
        body = content if isinstance(content, bytes) else b""
        kind, name = part.get_content_type(), _file_name(part)
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            if len(files) < MOST_FILES:
                files.append(File(name or f"part.{kind.rpartition('/')[2][:8]}", body))
            else:
                left_out.append(f"{name or kind}: more than {MOST_FILES} files")
        elif kind == "text/html":
            pages.append(words_of_page(_text(part, body)))
        else:
            plain.append(_text(part, body))
    words = "\n\n".join(text.strip() for text in plain if text.strip()) or "\n\n".join(pages)
    return words.strip(), files, left_out


def _leaves(message: Message) -> Iterator[Message]:
    """Walk the parts that hold something, without recursion: whoever nests a thousand fells nobody."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting += [found for found in reversed(inner) if isinstance(found, Message)]
        else:
            yield part


def _file_name(part: Message) -> str:
    try:
        return " ".join(_kept(part.get_filename() or "").split())[:200]
    except (ValueError, TypeError, LookupError, UnicodeError):
        return "file"


def _text(part: Message, body: bytes) -> str:
    """Decode words as they say they are written; as UTF-8 where that is nonsense."""
    try:
        text = body.decode(str(part.get_content_charset() or "utf-8"), "replace")
    except (LookupError, ValueError, UnicodeError):
        text = body.decode("utf-8", "replace")
    return _kept(text.replace("\r\n", "\n").replace("\r", "\n"))


def _kept(text: str) -> str:
    return UNKEPT.sub("", text)


class _Words(HTMLParser):
    """Keeps what a reader of a page sees, and nothing that runs or draws."""

    UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "object", "svg"))
    BREAKS = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "blockquote", "hr"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or what is not seen."""
        if tag in self.UNSEEN:
            self._unseen.append(tag)
        elif tag in self.BREAKS:
            self.seen.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what is not seen."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in self.BREAKS:
            self.seen.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._unseen:
            self.seen.append(re.sub(r"\s+", " ", data))


def words_of_page(page: str) -> str:
    """Give the words of a page that came by e-mail; nothing in it is followed or run."""
    reader = _Words()
    reader.feed(page[: 20 * LONGEST_WORDS])
    reader.close()
    lines = [" ".join(line.split()) for line in _kept("".join(reader.seen)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
