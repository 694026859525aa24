"""Documents to hand over: one way to say them, read as PDF and as Word."""

from heedful.papers.documents.parts import Document, Facts, Figure, Heading, Paragraph, Part, Table
from heedful.papers.documents.pdf import as_pdf, as_png
from heedful.papers.documents.word import as_docx

__all__ = [
    "Document",
    "Facts",
    "Figure",
    "Heading",
    "Paragraph",
    "Part",
    "Table",
    "as_docx",
    "as_pdf",
    "as_png",
]
