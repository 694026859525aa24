"""The ground of the history: bytes and hashes, no database, no clock."""

from heedful.ledger.canonical import canonical
from heedful.ledger.entry import SALT_BYTES, Part, entry_bytes, leaf_hash, part_hash

__all__ = ["SALT_BYTES", "Part", "canonical", "entry_bytes", "leaf_hash", "part_hash"]
