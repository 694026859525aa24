"""What goes out as a table is text where it was text: no cell becomes a formula, and it comes back as it was typed."""

import json
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.papers.sheets import as_text, open_sheet, write_csv, write_xlsx
from heedful.papers.sheets.out import typed_text

STARTS = "=+-@\t\r\n\0＝＋－＠−"


@pytest.fixture
def cells(shared):
    return json.loads((shared / "reference" / "bad-input" / "csv" / "formula-cells.json").read_text())["cells"]


def test_a_cell_that_looks_like_a_formula_goes_out_with_an_apostrophe_before_it(cells):
    plain = re.compile(r"[+-]?\d+([.,]\d+)?")
    for cell in cells:
        written = as_text(cell)
        if cell.lstrip(" \u00a0").startswith(tuple(STARTS)) and not plain.fullmatch(cell):
            assert written == f"'{cell}"
        assert written == cell or written.startswith("'")


@pytest.mark.parametrize("number", ["-1", "+47", "3.5", "-2,5", -7, 2.5])
def test_a_plain_number_stays_a_number(number):
    assert as_text(number) == str(number)


def test_a_written_table_read_again_gives_the_typed_text(cells, tmp_path):
    path = tmp_path / "a.csv"
    typed = [cell for cell in cells if "\0" not in cell]
    path.write_text("".join(write_csv(["n", "text"], [[n, cell] for n, cell in enumerate(typed)])), newline="")

    assert [row.cells[1] for row in open_sheet(path).rows()] == typed


@given(st.text(max_size=20))
def test_any_text_comes_back_as_it_was_typed_and_never_begins_a_formula(text):
    written = as_text(text)

    assert typed_text(written) == text
    assert not written.startswith(tuple("=@\t\r\n")) or written == ""


def test_a_workbook_holds_texts_and_no_formula_and_no_link(cells, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_xlsx(["n", "text"], [[n, cell] for n, cell in enumerate(cells)]))

    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
    assert [row.cells[1] for row in open_sheet(path).rows()] == [c.replace("\r", "\n") for c in cells]
