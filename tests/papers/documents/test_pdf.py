import dataclasses
import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.papers import charts
from heedful.papers.documents import Document, Facts, Figure, Heading, Paragraph, Table, as_pdf, as_png
from heedful.papers.documents.parts import read_back
from tests.papers.documents.reading import pdf_pages, pdf_text

AT = datetime.datetime(2026, 3, 9, 12, tzinfo=datetime.UTC)
NASTY = '# head $x^2$ @ref `code` "q" \'a\' *b* _i_ <label> \\ #{panic()} #import "x" //c [x] = ~ -- ${1}'


def document(*parts, **more):
    """A document about nothing much."""
    whole = {"title": "A letter", "organisation": "Nordvik", "key": "C-12", "as_at": "As at 9 Mar 2026"} | more
    return Document(parts=parts, **whole)


def drawing(words="By month"):
    points = [charts.Point(f"M{n}", 0.5 + 0.1 * (n % 3), 0.4, 0.8, 30) for n in range(24)]
    return charts.by_month(points, title=words, theme="print", events=[charts.Event("M5", words)])


def everywhere(words):
    """A document that says the same wherever something can be said."""
    return document(
        Heading(words), Heading(words, 3), Paragraph(words), Paragraph(words, "said"), Paragraph(words, "lead"),
        Facts(((words, words),)), Table(words, (words, "n"), ((words, "1"),), (1,), (3.0, 1.0)),
        Figure(str(drawing(words).wide), words, words), title=words, organisation=words, key=words, as_at=words,
        above=words,
    )  # fmt: skip


def test_head_foot_and_parts_stand_on_the_page():
    set_out = as_pdf(
        document(Heading("What we found"), Facts((("Received", "2 Mar 2026"),)), Paragraph("Warm.")), at=AT
    )
    words = pdf_text(set_out)
    for said in ("Nordvik", "C-12", "As at 9 Mar 2026", "Page 1 of 1", "A letter", "What we found", "2 Mar 2026"):
        assert said in words


def test_it_says_that_it_is_archival_accessible_tagged_and_of_which_language():
    content = as_pdf(document(Paragraph("Varm palle."), language="nb"), at=AT)
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/MarkInfo<</Marked true" in content
    assert b"/Lang(nb)" in content


def test_the_same_document_at_the_same_moment_gives_the_same_bytes():
    same = document(Paragraph("Warm."), Figure(str(drawing().wide), "By month", "Up and down"))
    assert as_pdf(same, at=AT) == as_pdf(same, at=AT)
    assert as_pdf(same, at=AT) != as_pdf(same, at=AT + datetime.timedelta(days=1))


def test_text_is_never_markup_wherever_it_stands():
    words = re.sub(r"\s+", "", pdf_text(as_pdf(everywhere(NASTY), at=AT)))
    assert words.count(re.sub(r"\s+", "", NASTY)) >= 12


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("e\u0301te\u0301", "été"), ("bell\x07 and nothing\x00", "bell and nothing"), ("Ａ wide", "A wide"),
        ("\u202eevil\u202c end", "evil end"), ("half \ud83d", "half "), ("你好", "\u25a1\u25a1"),
        ("line\r\nline", "line line"), ("soft\xadhyphen", "softhyphen"), ("\u1100\ufdd0\U0010ffff", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_never_stops_a_document(words, seen):
    assert seen in pdf_text(as_pdf(document(Paragraph(words)), at=AT))


@pytest.mark.parametrize(
    "words", ["مرحبا بالعالم", "שלום עולם", "Всем привет", "Καλημέρα", "😀👩‍👩‍👧🇳🇴", "Ærlig ß Ł ğ"]
)
def test_other_scripts_and_emoji_are_shown_by_fonts_of_our_own(words):
    assert "\u25a1" not in pdf_text(as_pdf(document(Paragraph(words), Facts(((words, words),))), at=AT))


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_gives_a_document(words):
    assert as_pdf(everywhere(words), at=AT).startswith(b"%PDF")


@pytest.mark.parametrize("words", ["x" * 50_000, "word " * 10_000, "\n" * 2_000, "م" * 50_000])
def test_very_long_texts_run_over_as_many_pages_as_they_need(words):
    pages = pdf_pages(as_pdf(document(Paragraph(words), Facts((("Long", words[:9_000]),))), at=AT))
    assert 5 <= len(pages) <= 120


def test_a_long_table_repeats_its_head_on_every_page():
    rows = tuple((f"Row {n}", "12") for n in range(120))
    pages = pdf_pages(as_pdf(document(Table("Many", ("Name of it", "n"), rows, (1,))), at=AT))
    assert len(pages) >= 3
    assert all("Name of it" in page for page in pages)
    assert "Row 119" in pages[-1]


def test_a_picture_of_a_drawing_is_a_png_of_its_size():
    content = as_png(str(drawing().wide))
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") > 1_000


def test_a_document_written_down_is_read_back_as_it_was():
    whole = everywhere(NASTY)
    assert read_back(whole.plain()) == whole
    assert dataclasses.asdict(read_back(whole.plain())) == dataclasses.asdict(whole)
