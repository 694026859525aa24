"""A kind of import: which fields it fills, how cells become values, and which command takes the rows in."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import msgspec

from heedful.core.actors import Actor
from heedful.core.models import Organisation, Row
from heedful.papers.imports.converters import Converter
from heedful.papers.imports.known import NEW, Known
from heedful.papers.imports.oddities import Odd


@dataclass
class Around:
    """What rows are judged against: the day, the organisation, what the person set, what is known here."""

    today: datetime.date
    organisation: Organisation
    settings: dict[str, str] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    added: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)
    """What was added for this file: by table and name."""
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    into: Any = None
    """Where the rows go, for a kind that needs a place, such as a wave."""

    @property
    def tomorrow(self) -> datetime.date:
        """The latest day on which something can have been heard, wherever on earth."""
        return self.today + datetime.timedelta(days=1)

    def id_of(self, table: str, reference: str | None) -> Any:
        """Give the id that a staged reference stands for; None where there is none."""
        if not reference:
            return None
        if reference.startswith(NEW):
            return self.added[table, reference[1:]]
        found = self.ids.get(reference)
        if found is None:
            found = self.ids[reference] = uuid.UUID(reference)
        return found


@dataclass(frozen=True)
class Target:
    """A field of ours that a column can fill."""

    name: str
    label: str
    convert: Callable[[Around], Converter]
    type: Any = str
    required: bool = False
    words: tuple[str, ...] = ()
    """Header words by which it is suggested."""
    adds: str = ""
    """Table to which a name that is not known may be added."""
    below: str = ""
    """The target that names what an added name belongs below."""
    several: str = ""
    """Name of the setting that holds what stands between several values of one cell."""
    said: bool = False
    """The customer's own words: one text in very many rows may be no words at all."""
    parts: bool = False
    """Days are weighed apart within each value of this column, for sources write days in different orders."""
    help: str = ""


@dataclass(frozen=True)
class Setting:
    """A question about the whole file that the person answers once."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    help: str = ""


class Kind:
    """One kind of file; each has its own module."""

    name: ClassVar[str]
    title: ClassVar[str]
    things: ClassVar[tuple[str, str]]
    """What one and many of what it brings are called."""
    targets: ClassVar[tuple[Target, ...]]
    settings: ClassVar[tuple[Setting, ...]] = ()
    key: ClassVar[str] = "external_key"
    """The target by which a row is known again."""
    respondent: ClassVar[str] = ""
    """The target by which several rows are one thing."""
    longest_key: ClassVar[int] = 80

    def called(self, columns: dict[str, str]) -> tuple[str, str]:
        """Say what one and many of what a file brings are called."""
        return self.things

    def around(self, around: Around) -> Around:
        """Bring to hand what is known here."""
        return around

    def wrong_mapping(self, columns: dict[str, str], settings: dict[str, str]) -> dict[str, str]:
        """Say what a mapping still lacks, by field."""
        missing = [t for t in self.targets if t.required and t.name not in columns]
        return {t.name: f"Say which column holds {t.label.lower()}." for t in missing}

    def also_required(self, columns: dict[str, str]) -> set[str]:
        """Name the targets that this mapping needs filled in every row, beside those that always are."""
        return set()

    def check(self, values: list[Any], at: dict[str, int]) -> Odd | None:
        """Judge what rests on several cells of a row."""
        return None

    def identity(self, values: list[Any], at: dict[str, int], key: str) -> str:
        """Say by what a row is known again; `key` is its key in the file, or its fingerprint."""
        return key

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Say which of these are here already."""
        raise NotImplementedError

    def respondents_here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Say which of these respondents are here already."""
        raise NotImplementedError

    def prepare(self, around: Around, *, by: Actor, named: str) -> None:
        """Make the place into which the rows go."""

    def find_place(self, around: Around) -> None:
        """Find the place made before, if there is one."""

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take rows in: called inside a command, at most 1,000 at once."""
        raise NotImplementedError

    def bring_respondents(self, units: list[tuple[str, bytes]], around: Around, *, by: Actor) -> None:
        """Take respondents in, each with all their rows: called inside a command, at most 1,000 at once."""
        raise NotImplementedError

    def goes(self, rows: Sequence[Row]) -> None:
        """Bring figures up to date when rows are withdrawn; called inside a command."""


def decoder(targets: Sequence[Target]) -> msgspec.msgpack.Decoder[Any]:
    """Make the reader of staged rows: each value as its target's type, or nothing."""
    types = tuple(target.type | None for target in targets)
    return msgspec.msgpack.Decoder(tuple[types])  # type: ignore[valid-type]


encode = msgspec.msgpack.Encoder(decimal_format="string").encode
