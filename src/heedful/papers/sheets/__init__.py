"""Tables that come in and go out as files: CSV and Excel workbooks."""

from heedful.papers.sheets.encodings import OFFERED, guess_encoding, peek
from heedful.papers.sheets.opening import FORMATS, open_sheet
from heedful.papers.sheets.out import as_text, write_csv, write_xlsx
from heedful.papers.sheets.sheet import MOST_COLUMNS, MOST_ROWS_XLSX, AskEncoding, Sheet, SheetRow, Unreadable

__all__ = [
    "FORMATS", "MOST_COLUMNS", "MOST_ROWS_XLSX", "OFFERED", "AskEncoding", "Sheet", "SheetRow", "Unreadable", "as_text",
    "guess_encoding", "open_sheet", "peek", "write_csv", "write_xlsx",
]  # fmt: skip
