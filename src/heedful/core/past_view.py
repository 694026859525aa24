"""Whether this thread looks at the past."""

import datetime
from contextvars import ContextVar

as_at: ContextVar[datetime.date | None] = ContextVar("as_at", default=None)


def looking_back() -> bool:
    """Say whether a past day is open in this thread."""
    return as_at.get() is not None
