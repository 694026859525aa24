"""Documents as Word files."""

import base64

from heedful.papers.documents.parts import Document
from heedful.papers.documents.pdf import as_pngs
from heedful.papers.documents.writing import written


def as_docx(document: Document) -> bytes:
    """Write a document as a Word file."""
    kept = document.plain()
    figures = [part for part in kept["parts"] if part["part"] == "figure"]
    for part, picture in zip(figures, as_pngs([part.pop("svg") for part in figures]), strict=True):
        part["png"] = base64.b64encode(picture).decode()
    return written("word_writer", kept)
