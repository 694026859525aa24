"""What is known here already, held in memory so that a million rows ask the database nothing."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from heedful.core.find import folded
from heedful.papers.imports.converters import Converter, Read, spaced
from heedful.papers.imports.oddities import SEVERAL, UNKNOWN, Odd

NEW = "+"
"""Marks, in a reference, a name that is to be added first."""


@dataclass
class Known:
    """Records of one kind, found by the key they had elsewhere, by their own key, or by their name."""

    exact: dict[str, uuid.UUID] = field(default_factory=dict)
    named: dict[str, uuid.UUID | None] = field(default_factory=dict)

    @classmethod
    def of(cls, model: type[models.Model], **only: Any) -> "Known":
        """Read what is there."""
        found = cls()
        fields = {f.name for f in model._meta.concrete_fields}
        name = "name" if "name" in fields else "statement"
        has_key = "external_key" in fields
        columns = ["pk", "key", name, *(["external_key"] if has_key else [])]
        for pk, key, called, *more in model._base_manager.filter(**only).values_list(*columns):
            if key:
                found.exact[key] = pk
            plain = folded(spaced(called))
            found.named[plain] = None if plain in found.named else pk
            if more and more[0]:
                found.exact[more[0]] = pk
        return found

    def find(self, name: str) -> uuid.UUID | None:
        """Find one by key or name; None where there is none or more than one."""
        return self.exact.get(name) or self.named.get(folded(name))

    def converter(self) -> Converter:
        """Read a cell as a reference: the id, or the name that is not known."""

        def read(raw: str) -> Read:
            name = spaced(raw)
            found = self.find(name)
            if found is not None:
                return str(found), None, ""
            code = SEVERAL if folded(name) in self.named else UNKNOWN
            return None, Odd(code, name[:200]), ""

        return read
