"""Check the history: every entry against its bytes, every chain without holes, today against the live tables."""

import json
from collections.abc import Iterator

from heedful.core.models import Entry
from heedful.core.replay import differences
from heedful.ledger import leaf_hash, part_hash


def _entry_faults(entry: Entry) -> Iterator[str]:
    """Name what in one entry disagrees with the bytes that were hashed."""
    data = bytes(entry.bytes)
    where = f"entry {entry.position or entry.serial} ({entry.act})"
    if leaf_hash(data) != entry.leaf:
        yield f"{where}: its bytes were changed"
        return
    said = json.loads(data)
    beside = {
        "id": str(entry.uuid), "act": entry.act, "by": entry.by, "on": f"{entry.kind}/{entry.object}",
        "n": entry.n, "t": entry.t.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }  # fmt: skip
    for name, value in beside.items():
        if said[name] != value:
            yield f"{where}: the column of {name} was changed"
    parts = {part["l"]: part["h"] for part in said["parts"]}
    if part_hash(bytes(entry.salt), bytes(entry.body)) != parts["open"]:
        yield f"{where}: its open part was changed"
    if entry.subject is not None and entry.personal_body is not None:
        digest = part_hash(bytes(entry.personal_salt or b""), bytes(entry.personal_body))
        if digest != parts.get(f"personal/{entry.subject}"):
            yield f"{where}: its personal part was changed"
    elif entry.subject is not None and not Entry.objects.filter(act="person.erased", subject=entry.subject).exists():
        yield f"{where}: its personal part is empty, and no erasure says so"


def faults() -> Iterator[str]:
    """Name every fault of the history, in order."""
    last: dict[object, tuple[int, str]] = {}
    for entry in Entry.objects.order_by("serial").iterator(chunk_size=2000):
        yield from _entry_faults(entry)
        n, leaf = last.get(entry.object, (0, ""))
        said = json.loads(bytes(entry.bytes))
        if entry.n != n + 1 or said["prev"] != leaf:
            yield f"entry {entry.position or entry.serial}: the chain of {entry.kind}/{entry.object} has a hole"
        last[entry.object] = (entry.n, entry.leaf)
    places = Entry.objects.exclude(position=None).order_by("position").values_list("position", flat=True)
    for position, place in enumerate(places, 1):
        if place != position:
            yield f"position {position} is missing"
            break
    yield from differences()
