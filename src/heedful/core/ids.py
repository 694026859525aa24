"""Where new rows get their ids: chance, or in a simulated folder a chance that can be had again."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from heedful.core.clock import NotSimulated

_drawn: ContextVar[random.Random | None] = ContextVar("ids", default=None)


def new_id() -> uuid.UUID:
    """Draw the id of a new row."""
    chance = _drawn.get()
    return uuid.uuid4() if chance is None else uuid.UUID(int=chance.getrandbits(128), version=4)


@contextmanager
def drawn_from(chance: random.Random, *, simulated: bool) -> Iterator[None]:
    """Draw ids that come out the same each time, for a while; only where the folder's records are simulated."""
    if not simulated:
        raise NotSimulated("the ids of this folder are not drawn again")
    token = _drawn.set(chance)
    try:
        yield
    finally:
        _drawn.reset(token)
