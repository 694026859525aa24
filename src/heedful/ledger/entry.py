"""An entry of the history: small canonical bytes, with salted commitments to its compartments."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from heedful.ledger.canonical import canonical

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Part:
    """A compartment of a row's state: its label, its salt and its bytes."""

    label: str
    salt: bytes
    body: bytes

    def digest(self) -> str:
        """Commit to the compartment; without the salt nobody can guess what it held."""
        return part_hash(self.salt, self.body)


def part_hash(salt: bytes, body: bytes) -> str:
    """Hash a compartment, as hex."""
    return sha256(b"part/v1\0" + salt + body).hexdigest()


def leaf_hash(entry: bytes) -> str:
    """Hash an entry as a leaf of an RFC 6962 tree, as hex."""
    return sha256(b"\0" + entry).hexdigest()


def entry_bytes(
    *, id: str, act: str, by: str, on: str, n: int, prev: str | None, schema: str, at: str, parts: Sequence[Part]
) -> bytes:
    """Write an entry; it holds no name, no free text and no address, only commitments to them.

    Parameters
    ----------
    id, by, on, schema : str
        The entry's UUID, the actor, the object as ``kind/uuid``, the object's schema as ``kind/number``.
    n : int
        The object's version after the change; the first is 1.
    prev : str or None
        Leaf hash of the object's entry ``n - 1``; None for the first.
    at : str
        Moment in UTC with microseconds, ending in Z.
    """
    return canonical(
        {
            "act": act,
            "by": by,
            "id": id,
            "n": n,
            "on": on,
            "parts": [{"h": part.digest(), "l": part.label} for part in parts],
            "prev": prev or "",
            "sch": schema,
            "t": at,
            "v": 1,
        }
    )
