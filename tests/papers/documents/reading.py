"""Reads documents back: the words of a PDF's pages, and those of a Word file."""

import io
import re
import zlib

import docx

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_pages(content):
    """The words of each page, in the order in which they are set."""
    objects = {int(m[1]): m[2] for m in _OBJECT.finditer(content)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page\b(?!s)", body)]
    return [_page(body, objects) for body in pages]


def pdf_text(content):
    """All words of a PDF, without the places at which a long word may break."""
    return " ".join(pdf_pages(content)).replace("\u200b", "")


def _page(body, objects):
    resources = _inner(body, rb"/Resources", objects)
    fonts = {name: _signs(objects[int(at)], objects)
             for name, at in re.findall(rb"/(f\d+) (\d+) 0 R", _inner(resources, rb"/Font", objects))}  # fmt: skip
    (place,) = re.findall(rb"/Contents (\d+) 0 R", body)
    words, font = [], {}
    for name, array in re.findall(rb"/(f\d+) [\d.]+ Tf|(\[(?:\((?:\\.|[^\\)])*\)|[^\]])*\]|\((?:\\.|[^\\)])*\)) ?T[jJ]",
                                  _stream(objects[int(place)]), re.DOTALL):  # fmt: skip
        if name:
            font = fonts[name]
            continue
        codes = b"".join(_string(s) for s in re.findall(rb"\(((?:\\.|[^\\)])*)\)", array, re.DOTALL))
        words.append("".join(font.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)))
    return " ".join(words)


def _inner(body, name, objects):
    found = re.search(name + rb" ?(?:(\d+) 0 R|(<<.*))", body, re.DOTALL)
    return objects[int(found[1])] if found[1] else found[2]


def _signs(font, objects):
    (at,) = re.findall(rb"/ToUnicode (\d+) 0 R", font)
    return {bytes.fromhex(code.decode()): bytes.fromhex(sign.decode()).decode("utf-16-be")
            for code, sign in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", _stream(objects[int(at)]))}  # fmt: skip


def _stream(body):
    content = re.search(rb"stream\r?\n(.*)\r?\nendstream", body, re.DOTALL)[1]
    return zlib.decompress(content) if b"FlateDecode" in body else content


def _string(written):
    def meant(found):
        return bytes([int(found[1], 8)]) if found[1].isdigit() else _ESCAPES.get(found[1], found[1])

    return re.sub(rb"\\([0-7]{3}|.)", meant, written, flags=re.DOTALL)


def word_text(content):
    """All words of a Word file: paragraphs and tables, head and foot."""
    book = docx.Document(io.BytesIO(content))
    section = book.sections[0]
    parts = [section.header, book, section.footer]
    words = [paragraph.text for part in parts for paragraph in part.paragraphs]
    return "\n".join([*words, *(cell.text for table in book.tables for row in table.rows for cell in row.cells)])
