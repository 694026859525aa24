"""Open a table by what the file is, not by what it is called."""

from pathlib import Path

from heedful.papers.sheets.csv_in import open_csv
from heedful.papers.sheets.sheet import Sheet, Unreadable
from heedful.papers.sheets.xlsx_in import open_xlsx

FORMATS = (".csv", ".tsv", ".txt", ".xlsx")
_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0"


def open_sheet(path: Path, *, called: str = "", encoding: str = "", sheet: str = "") -> Sheet:
    """Open a CSV file or a workbook; a file that is not what its name says is refused.

    Parameters
    ----------
    path : Path
        Where the file lies.
    called : str
        The name it came with, if it lies under another.
    encoding : str
        How a person said a text file is to be read; only asked for where its bytes do not tell.
    sheet : str
        Which sheet of a workbook; the first that holds anything where none is named.
    """
    suffix = Path(called or path.name).suffix.lower()
    if suffix not in FORMATS:
        raise Unreadable("Tables are taken as CSV (.csv) or as Excel workbooks (.xlsx).")
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise Unreadable("This file is empty.")
    if suffix == ".xlsx":
        return open_xlsx(path, sheet)
    if head.startswith((*_ARCHIVE, _OLE)):
        raise Unreadable("This file is called CSV but is a workbook or an archive. Give it its own ending (.xlsx).")
    return open_csv(path, encoding)
