"""Which tables are audited rows, which are derived from them, which are technical."""

from functools import lru_cache

from django.apps import apps
from django.db import models

from heedful.core.models import Record, Row


@lru_cache(maxsize=1)
def row_models() -> dict[str, type[Row]]:
    """List the audited tables by kind."""
    return {m._meta.model_name or "": m for m in apps.get_models() if issubclass(m, Row)}


@lru_cache(maxsize=1)
def record_models() -> dict[str, type[Record]]:
    """List the tables whose rows people call by name."""
    return {kind: m for kind, m in row_models().items() if issubclass(m, Record)}


def derived_models() -> list[type[models.Model]]:
    """List the tables that can be rebuilt from rows at any time."""
    return [m for m in apps.get_models() if getattr(m, "table", "") == "derived"]
