"""The tables of this room."""

from heedful.papers.imports.models import ImportDecision, ImportFile, ImportMapping, ImportProgress, ImportState

__all__ = ["ImportDecision", "ImportFile", "ImportMapping", "ImportProgress", "ImportState"]
