"""What the command that runs now has recorded; read and set inside core alone."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heedful.core.models.row import Record, Row


@dataclass
class Line:
    """One change, as it stood when it was recorded."""

    act: str
    kind: str
    object: Any
    n: int
    schema: int
    open: dict[str, Any]
    personal: dict[str, Any] | None
    subject: Any
    facts: dict[str, Any]
    reason: str


@dataclass
class Recording:
    """All that the outermost command changed."""

    lines: list[Line] = field(default_factory=list)
    keyless: list["Record"] = field(default_factory=list)
    shown: dict[Any, "Record"] = field(default_factory=dict)
    removed: list["Row"] = field(default_factory=list)
    by: str = ""


current: ContextVar[Recording | None] = ContextVar("recording", default=None)


class OutsideCommand(RuntimeError):
    """A row was saved by something that is not a command: a fault of ours."""
