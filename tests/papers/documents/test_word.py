import io
import zipfile

import docx
import pytest

from heedful.papers.documents import Document, Facts, Paragraph, Table, as_docx
from tests.papers.documents.reading import word_text
from tests.papers.documents.test_pdf import NASTY, document, everywhere


def test_head_foot_and_parts_stand_in_the_file():
    words = word_text(as_docx(document(Facts((("Received", "2 Mar 2026"),)), Paragraph("Warm."), above="Halden Foods")))
    for said in ("Nordvik", "C-12", "As at 9 Mar 2026", "A letter", "Received", "2 Mar 2026", "Warm.", "Halden Foods"):
        assert said in words


def test_text_is_never_markup_wherever_it_stands():
    assert word_text(as_docx(everywhere(f"{NASTY} <w:b/> &amp;"))).count(f"{NASTY} <w:b/> &amp;") >= 10


@pytest.mark.parametrize("words", ["你好 مرحبا 😀", "bell\x07\x00\x0b", "\u202eevil", "x" * 50_000, "half \ud83d", ""])
def test_any_text_gives_a_file_that_opens_and_keeps_what_can_be_kept(words):
    kept = "".join(sign for sign in words if sign.isprintable() and not 0xD800 <= ord(sign) < 0xE000)
    assert kept in word_text(as_docx(everywhere(words)))


def test_a_drawing_goes_in_as_a_picture_with_its_words_and_a_table_repeats_its_head():
    content = as_docx(everywhere("Spoken"))
    written = zipfile.ZipFile(io.BytesIO(content))
    body = written.read("word/document.xml").decode()
    assert any(name.endswith(".png") for name in written.namelist())
    assert 'descr="Spoken"' in body
    assert "w:tblHeader" in body


def test_a_table_without_rows_and_a_document_without_parts_are_files_too():
    for whole in (document(Table("None", ("A", "B"), ())), document()):
        assert docx.Document(io.BytesIO(as_docx(whole)))
    assert isinstance(whole, Document)


def test_text_read_from_the_right_says_so():
    body = zipfile.ZipFile(io.BytesIO(as_docx(document(Paragraph("مرحبا"))))).read("word/document.xml")
    assert b"<w:bidi/>" in body
    assert b"<w:rtl/>" in body
