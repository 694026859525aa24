"""Documents as PDF: archival (PDF/A-2a), accessible (PDF/UA-1), the same bytes for the same document and moment."""

import base64
import datetime
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from heedful.papers.documents.glyphs import FONTS, signs_in
from heedful.papers.documents.lines import shown, visible
from heedful.papers.documents.parts import Document
from heedful.papers.documents.writing import written

_PAGE = Path(__file__).with_name("page.typ").read_text()
_ALONE = "#set page(width: auto, height: auto, margin: 0pt)"
_TEXTS = ("words", "caption")
_SIMPLE = re.compile("[\t\n -\u02ff\u0370-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u22ff]*")
"""Scripts whose letters stand beside each other; others, inside a drawing, typst does not set in archival PDF."""
PIXELS_PER_INCH = 192


def as_pdf(document: Document, *, at: datetime.datetime) -> bytes:
    """Set a document as PDF; `at` is when it came about, and is written into it."""
    files = {"main.typ": _PAGE, **_files(document)}
    return written("pdf_writer", {"files": files, "at": int(at.timestamp()), "fonts": str(FONTS)})


def as_png(svg: str) -> bytes:
    """Give a drawing as a picture, for where an SVG is not taken."""
    return as_pngs([svg])[0]


def as_pngs(drawings: Sequence[str]) -> list[bytes]:
    """Give drawings as pictures, all of them by one process."""
    signs = signs_in(FONTS)
    files = {f"{number}.svg": visible(svg, signs) for number, svg in enumerate(drawings)}
    if not files:
        return []
    pages = "\n#pagebreak()\n".join(f'#image("{name}")' for name in files)
    given = {"files": {"main.typ": f"{_ALONE}\n{pages}", **files}, "ppi": PIXELS_PER_INCH, "fonts": str(FONTS)}
    return [base64.b64decode(picture) for picture in json.loads(written("pdf_writer", given))]


def _files(document: Document) -> dict[str, str]:
    """Write what the page reads: every text cleaned, every drawing as a file of its own."""
    signs, kept = signs_in(FONTS), document.plain()
    drawings: dict[str, str] = {}
    parts, level = [], 1
    for number, part in enumerate(kept["parts"]):
        if part["part"] == "figure":
            part["file"] = f"figure-{number}.svg"
            drawings[part["file"]] = _drawing(visible(part.pop("svg"), signs))
        if part["part"] == "heading":
            if not visible(part["words"], signs).strip():
                continue
            # PDF/UA lets no level be left out.
            level = part["level"] = min(part["level"], level + 1)
        parts.append({name: _value(name, value, signs) for name, value in part.items()})
    page, of = kept["page_words"]
    data: dict[str, Any] = {
        **{name: shown(kept[name], signs) for name in ("organisation", "key", "as_at", "above")},
        "title": shown(document.title, signs, otherwise="–"),
        "name": _one_line(document.title, signs) or "–", "author": _one_line(document.organisation, signs),
        "language": document.language, "page": page, "of": of, "parts": parts,
    }  # fmt: skip
    return {"data.json": json.dumps(data, ensure_ascii=False), **drawings}


def _drawing(svg: str) -> str:
    """Give a drawing as lines where typst can set its words, else as a picture within a drawing."""
    if _SIMPLE.fullmatch(svg):
        return svg
    picture = as_png(svg)
    wide, high = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    inner = f'<image width="{wide}" height="{high}" href="data:image/png;base64,{base64.b64encode(picture).decode()}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">{inner}</svg>'


def _value(name: str, value: Any, signs: frozenset[int]) -> Any:
    """Clean what is text in a part; its kind, numbers and widths stay as they are."""
    if name == "alt":
        # PDF/UA takes no drawing without words, and no empty name of a document or of what follows.
        return shown(value, signs, otherwise="A drawing")
    if name in _TEXTS:
        return shown(value, signs)
    if name == "columns":
        return [shown(one, signs) for one in value]
    if name == "rows":
        return [[shown(one, signs) for one in row] for row in value]
    return value


def _one_line(text: str, signs: frozenset[int]) -> str:
    return " ".join(visible(text, signs).split())
