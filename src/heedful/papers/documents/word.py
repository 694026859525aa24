"""Documents as Word files."""

import base64

from heedful.papers.documents.parts import Document
from heedful.papers.documents.pdf import as_png
from heedful.papers.documents.writing import written


def as_docx(document: Document) -> bytes:
    """Write a document as a Word file."""
    kept = document.plain()
    for part in kept["parts"]:
        if part["part"] == "figure":
            part["png"] = base64.b64encode(as_png(part.pop("svg"))).decode()
    return written("word_writer", kept)
