"""Who acts: a person, the public, a job of the system, or an import."""

import uuid
from dataclasses import dataclass
from typing import Protocol

from heedful.core.permissions import PUBLIC_RIGHTS, Permission


class Reader(Protocol):
    """Somebody who may read, or may not."""

    @property
    def reads(self) -> bool:
        """Say whether records are shown at all."""
        ...


class Actor(Protocol):
    """Somebody, or something, that changes a record."""

    @property
    def ref(self) -> str:
        """Name it for the history."""
        ...

    def may(self, permission: Permission) -> bool:
        """Say whether it holds a permission."""
        ...


@dataclass(frozen=True)
class Public:
    """Somebody without an account: a customer with a link, or a visitor of a public form."""

    ref: str = "public"

    def may(self, permission: Permission) -> bool:
        """Allow what the public may do: answer, and speak to us."""
        return permission in PUBLIC_RIGHTS


@dataclass(frozen=True)
class System:
    """A job that nobody started by hand."""

    job: str

    @property
    def ref(self) -> str:
        """Name the job."""
        return f"system/{self.job}"

    def may(self, permission: Permission) -> bool:
        """Allow all: what a job does was decided when it was set up."""
        return True


@dataclass(frozen=True)
class Import:
    """A file that a person brought; its entries name the import."""

    id: uuid.UUID

    @property
    def ref(self) -> str:
        """Name the import."""
        return f"import/{self.id}"

    def may(self, permission: Permission) -> bool:
        """Allow all: the person was asked when the import began."""
        return True
