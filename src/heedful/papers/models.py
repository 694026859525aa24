"""The tables of this room."""

from heedful.papers.imports.models import ImportDecision, ImportFile, ImportMapping, ImportProgress, ImportState
from heedful.papers.letters.models import IssuedLetter, LetterKind

__all__ = [
    "ImportDecision",
    "ImportFile",
    "ImportMapping",
    "ImportProgress",
    "ImportState",
    "IssuedLetter",
    "LetterKind",
]
