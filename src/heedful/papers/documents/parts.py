"""What a document is made of: plain values, in which every text is data and never markup."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Tone = Literal["plain", "lead", "quiet", "said", "strong"]
"""How a paragraph is spoken: plainly, as what leads, in small print, in somebody's own words, or strongly."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what follows."""

    words: str
    level: Literal[2, 3] = 2
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; a line break in them is kept."""

    words: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, each with its name."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; `numbers` says which columns stand at the right, `widths` how wide each is."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, with what it shows in words for those who do not see it."""

    svg: str
    caption: str
    alt: str


Part = Heading | Paragraph | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A document: whose it is, what it is about, as of which day, and its parts in order.

    `key` and `as_at` stand on every page; `page_words` says "page" and "of" in the document's language.
    """

    title: str
    organisation: str
    key: str
    as_at: str
    parts: tuple[Part, ...]
    language: str = "en"
    above: str = ""
    """Lines above the title, such as to whom a letter goes."""
    page_words: tuple[str, str] = ("Page", "of")

    def plain(self) -> dict[str, Any]:
        """Write the document down, so that it can be kept and read again."""
        return {
            "title": self.title, "organisation": self.organisation, "key": self.key, "as_at": self.as_at,
            "language": self.language, "above": self.above, "page_words": list(self.page_words),
            "parts": [{"part": type(part).__name__.lower(), **asdict(part)} for part in self.parts],
        }  # fmt: skip


_KINDS: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in (Heading, Paragraph, Facts, Table, Figure)}


def read_back(kept: Mapping[str, Any]) -> Document:
    """Make a document again of what `plain` wrote."""
    parts = tuple(_KINDS[part["part"]](**{n: _tuples(v) for n, v in part.items() if n != "part"})
                  for part in kept["parts"])  # fmt: skip
    rest = {name: value for name, value in kept.items() if name not in ("parts", "page_words")}
    return Document(parts=parts, page_words=tuple(kept["page_words"]), **rest)


def _tuples(value: Any) -> Any:
    """Turn lists, at any depth, into what a frozen part holds."""
    return tuple(_tuples(one) for one in value) if isinstance(value, (list, tuple)) else value
