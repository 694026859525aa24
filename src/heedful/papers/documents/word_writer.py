"""Write a Word file: a document as JSON comes in, the file goes out. Runs as a process of its own."""

import base64
import io
import json
import re
import sys
import unicodedata
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

INK, SOFT = RGBColor(0x1C, 0x22, 0x30), RGBColor(0x5A, 0x61, 0x6E)
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\x7f-\x9f]")
SIZES = {"plain": 10.5, "lead": 12, "quiet": 9, "said": 10.5, "strong": 10.5}


def clean(text: str) -> str:
    """Leave out what no Word file may hold."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def from_the_right(text: str) -> bool:
    """Say whether a text is read from right to left."""
    sides = (unicodedata.bidirectional(sign) for sign in text)
    return next((side in ("R", "AL") for side in sides if side in ("R", "AL", "L")), False)


def put(paragraph: Any, text: str, *, size: float, soft: bool = False, strong: bool = False) -> None:
    """Put words into a paragraph, from the side from which they are read."""
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.color.rgb, run.bold = Pt(size), SOFT if soft else INK, strong or None
    if from_the_right(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def page_number(paragraph: Any, field: str) -> None:
    """Put a number that Word counts itself."""
    for kind, text in (("begin", ""), ("", field), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(8.5), SOFT
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def begin(kept: dict[str, Any]) -> Any:
    """Make an empty file with its margins, head, foot and fonts."""
    book = docx.Document()
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    book.core_properties.title, book.core_properties.author = (
        clean(kept[name])[:250] for name in ("title", "organisation")
    )
    book.core_properties.language, book.core_properties.comments = kept["language"], ""
    book.styles["Normal"].font.name = "Calibri"
    for name, size in (("Title", 20), ("Heading 2", 14), ("Heading 3", 11.5)):
        style = book.styles[name]
        style.font.size, style.font.color.rgb, style.font.name, style.font.bold = Pt(size), INK, "Georgia", True
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), "Georgia")
        style.element.rPr.rFonts.set(qn("w:hAnsi"), "Georgia")
    put(section.header.paragraphs[0], f"{kept['organisation']}\t\t{kept['key']}", size=9, soft=True)
    foot, (page, of) = section.footer.paragraphs[0], kept["page_words"]
    put(foot, f"{kept['as_at']}\t\t{page} ", size=8.5, soft=True)
    page_number(foot, "PAGE")
    put(foot, f" {of} ", size=8.5, soft=True)
    page_number(foot, "NUMPAGES")
    return book


def table(book: Any, columns: list[str], rows: list[list[str]], numbers: list[int], widths: list[float]) -> None:
    """Put a table, whose first row repeats on every page."""
    grid = book.add_table(rows=0, cols=len(columns) or 2, style="Table Grid" if columns else None)
    for line, row in enumerate(([columns] if columns else []) + rows):
        cells = grid.add_row().cells
        for at, text in enumerate(row):
            head = bool(columns) and line == 0
            put(cells[at].paragraphs[0], text, size=9.5, strong=head, soft=not columns and at == 0)
            if at in numbers:
                cells[at].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if columns:
        mark = OxmlElement("w:tblHeader")
        grid.rows[0]._tr.get_or_add_trPr().append(mark)
    across = widths or ([1.0] * len(columns) if columns else [1.0, 2.2])
    for at, width in enumerate(across):
        grid.columns[at].width = Mm(166 * width / sum(across))
        for cell in grid.columns[at].cells:
            cell.width = Mm(166 * width / sum(across))


def add(book: Any, part: dict[str, Any]) -> None:
    """Put one part."""
    kind = part["part"]
    if kind == "heading":
        heading = book.add_heading(clean(part["words"]), part["level"])
        heading.paragraph_format.page_break_before = part["new_page"]
    elif kind == "paragraph":
        tone = part["tone"]
        into = book.add_paragraph(style="Quote" if tone == "said" else None)
        put(into, part["words"], size=SIZES[tone], soft=tone == "quiet", strong=tone == "strong")
    elif kind == "facts":
        table(book, [], part["rows"], [], [])
    elif kind == "table":
        put(book.add_paragraph(), part["caption"], size=9, soft=True)
        table(book, part["columns"], part["rows"], part["numbers"], part["widths"])
        book.add_paragraph()
    else:
        drawn = book.add_picture(io.BytesIO(base64.b64decode(part["png"])), width=Mm(166))
        drawn._inline.docPr.set("descr", clean(part["alt"]))
        put(book.add_paragraph(), part["caption"], size=9, soft=True)


def write(kept: dict[str, Any]) -> bytes:
    """Write the whole file."""
    book = begin(kept)
    if kept["above"]:
        put(book.add_paragraph(), kept["above"], size=10.5)
    book.add_heading(clean(kept["title"]), 0)
    for part in kept["parts"]:
        add(book, part)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(write(json.load(sys.stdin.buffer)))
