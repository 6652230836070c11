"""Tables for spreadsheets: CSV and workbooks in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the beginning of a formula or command."""


def safe(text: str) -> str:
    """The text as a cell that is only text: an apostrophe before what could begin a formula, numbers apart."""
    if text[:1] in FORMULA and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    digits = text[1:] if text[:1] in "+-" else text
    return digits.replace(".", "", 1).isascii() and digits.replace(".", "", 1).isdigit()


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as CSV; every cell of text is safe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe(heading) for heading in headings])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def workbook(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """The table as a workbook whose cells are all texts."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])

    def cells(row: Sequence[str]) -> list[Cell]:
        made = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=None)
            cell.value = safe(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
            cell.data_type = "s"
            made.append(cell)
        return made

    sheet.append(cells(headings))
    for row in rows:
        sheet.append(cells(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
