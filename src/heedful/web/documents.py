"""How a document is sent: as PDF or as Word, under a name that tells what it is."""

import datetime
import re

from django.http import HttpResponse

from heedful.papers.documents import Document, as_docx, as_pdf

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
}


def sent(document: Document, form: str, *, name: str, at: datetime.datetime) -> HttpResponse:
    """Send a document in one of its two forms."""
    return as_file(as_pdf(document, at=at) if form == "pdf" else as_docx(document), form, name=name)


def as_file(content: bytes, form: str, *, name: str) -> HttpResponse:
    """Send a file; what it holds is for its reader alone, and no store on the way keeps it."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-")
    headers = {"Content-Disposition": f'attachment; filename="{plain}.{form}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)
