"""Reads a sheet of an Excel workbook into a grid: values as saved, numbers exact as Excel shows them."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import IO, Any

from origin.dossier.grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Cell, Form, Grid, column_number
from origin.dossier.header import find_header
from origin.dossier.notes import Notes, nearest
from origin.problems import Place

LARGEST = 200_000_000
"""Bytes of all the parts of a workbook, unpacked."""

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_HIDDEN = re.compile(rb"<row\s[^>]*?>")
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def read_xlsx(data: bytes, file: str, sheet: str | None, notes: Notes) -> Grid | None:
    """The grid of the named sheet, or of the one visible sheet that has a bill of materials; None after noting why not.

    openpyxl gives numbers as binary floats. They are turned into the 15 digits that Excel itself keeps and shows, and
    from there on are exact.
    """
    place = Place(file)
    if not _is_harmless(data, place, notes):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data, file, sheet, notes)
    except Exception as error:  # openpyxl raises whatever comes up on a damaged workbook
        message = "this workbook is damaged, or uses what we cannot read"
        hint = f"open it and save it again as .xlsx, or as CSV ({type(error).__name__})"
        notes.add("xlsx-damaged", message, place, accepted="a workbook that opens in Excel", hint=hint)
        return None


def _is_harmless(data: bytes, place: Place, notes: Notes) -> bool:
    """False after noting that the file is no workbook, unpacks to too much, or declares entities."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names and not any(name.startswith("xl/") for name in names):
                hint = "save it as an Excel workbook (.xlsx) or as CSV" if "mimetype" in names else None
                notes.add("xlsx-other", "this is not an Excel workbook", place, accepted=".xlsx or CSV", hint=hint)
                return False
            size = sum(part.file_size for part in parts)
            if size > LARGEST or len(parts) > 10_000:
                message = f"this workbook unpacks to {size:,} bytes in {len(parts):,} parts"
                hint = "save only the sheet with the bill of materials, or save it as CSV"
                accepted = f"at most {LARGEST:,} bytes"
                notes.add("xlsx-large", message, place, accepted=accepted, hint=hint)
                return False
            for part in parts:
                with archive.open(part) as content:
                    if part.filename.casefold().endswith((".xml", ".rels")) and _declares(content):
                        notes.add("xlsx-damaged", "a part of this workbook declares entities", place)
                        return False
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        notes.add("xlsx-damaged", "this workbook is damaged or encrypted", place, hint=f"save it again ({error})"[:100])
        return False
    return True


def _declares(content: IO[bytes]) -> bool:
    """True where a part of a workbook declares a document type, wherever in it and in whichever encoding."""
    before = b""
    while piece := content.read(1 << 20):
        if any(sign in before + piece for sign in _DOCTYPES):
            return True
        before = piece[-40:]
    return False


def _read(data: bytes, file: str, wanted: str | None, notes: Notes) -> Grid | None:
    """The grid; raises whatever openpyxl raises."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    sheets = {each.title: each for each in book.worksheets}
    sheet = _chosen(sheets, wanted, file, notes)
    if sheet is None:
        return None
    raw = _raw_part(data, sheet)
    formulas: Iterator[tuple[Any, ...]] | None = None
    if raw is None or b"<f>" in raw or b"<f " in raw:
        with_formulas = load_workbook(BytesIO(data), read_only=True, data_only=False)[sheet.title]
        with_formulas.reset_dimensions()
        formulas = with_formulas.iter_rows()
    sheet.reset_dimensions()
    rows = []
    for number, row in enumerate(sheet.iter_rows()):
        if number >= MOST_ROWS or len(row) > MOST_COLUMNS:
            message = f"the sheet has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns"
            notes.add("table-long", message, Place(file, sheet=sheet.title), hint="remove what is not part of it")
            return None
        cells = [_cell(each) for each in row]
        if formulas is not None:
            _mark_formulas(cells, next(formulas, ()))
        while cells and cells[-1] is EMPTY:
            cells.pop()
        rows.append(cells)
    return Grid(file, sheet.title, rows, merged=tuple(_merged(raw or b"")), hidden=frozenset(_hidden(raw or b"")))


def _chosen(sheets: dict[str, Any], wanted: str | None, file: str, notes: Notes) -> Any | None:
    """The sheet to read."""
    place = Place(file)
    if wanted is not None:
        found = next((each for name, each in sheets.items() if name.casefold() == wanted.casefold()), None)
        if found is None:
            near = nearest(wanted, list(sheets))
            hint = f"did you mean {near}?" if near else None
            accepted = ", ".join(sheets)
            notes.add("sheet-unknown", "there is no such sheet", place, found=wanted, accepted=accepted, hint=hint)
        return found
    visible = [each for each in sheets.values() if each.sheet_state == "visible"]
    if len(visible) == 1:
        return visible[0]
    likely = [each for each in visible if find_header(_beginning(each, file)) is not None]
    if len(likely) == 1:
        return likely[0]
    names = ", ".join(each.title for each in likely or visible) or "none that is visible"
    notes.add(
        "sheet-which", "this workbook has several sheets", place, found=names, accepted="the name of one: sheet: ..."
    )
    return None


def _beginning(sheet: Any, file: str) -> Grid:
    """The first rows of a sheet."""
    sheet.reset_dimensions()
    return Grid(file, sheet.title, [[_cell(each) for each in row] for row in sheet.iter_rows(max_row=60, max_col=100)])


def _cell(cell: Any) -> Cell:
    """A cell of ours from one of openpyxl's."""
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, str):
        if cell.data_type == "e":
            return Cell(value, Form.ERROR)
        text = value.strip()
        return Cell(text, indent=len(value) - len(value.lstrip(" \t\u00a0")) + _indent(cell)) if text else EMPTY
    if isinstance(value, bool):
        return Cell("true" if value else "false")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, datetime | date | time | timedelta):
        return Cell(value.isoformat() if isinstance(value, date | time) else str(value), Form.DATE)
    return Cell(str(value).strip())


def _number(value: int | float, number_format: str) -> Cell:
    """A number as Excel keeps it, to 15 digits, with what its format says."""
    text = str(value) if isinstance(value, int) else format(Decimal(format(value, ".15g")), "f")
    if not text.lstrip("-").replace(".", "", 1).isdigit():
        return Cell(text, Form.ERROR)
    named = re.search(r"\[\$([^\]-]+)", number_format)
    shown = (
        named[1].strip()
        if named
        else next((sign for sign in "€£¥$₹₩" if sign in re.sub(r"\[.*?\]", "", number_format)), None)
    )
    if "%" in number_format:
        return Cell(text, Form.PERCENT)
    return Cell(text, Form.NUMBER, shown or None)


def _indent(cell: Any) -> int:
    """The indentation that the cell's alignment gives it."""
    alignment = getattr(cell, "alignment", None)
    return int(getattr(alignment, "indent", 0) or 0) * 2


def _mark_formulas(cells: list[Cell], formulas: tuple[Any, ...]) -> None:
    """Marks the formulas for which the file holds no result."""
    for number, cell in enumerate(formulas):
        if getattr(cell, "data_type", None) == "f" and number < len(cells) and cells[number] is EMPTY:
            cells[number] = Cell(str(getattr(cell.value, "text", cell.value))[:40], Form.FORMULA)


def _raw_part(data: bytes, sheet: Any) -> bytes | None:
    """The XML of a sheet, for what openpyxl leaves out when it reads row by row."""
    path = getattr(sheet, "_worksheet_path", None)
    if not path:
        return None
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(path.lstrip("/"))


def _hidden(raw: bytes) -> Iterator[int]:
    """The rows that are hidden, counted from 0."""
    if b"hidden=" not in raw:
        return
    for found in _HIDDEN.finditer(raw):
        number = re.search(rb'\sr="(\d{1,7})"', found[0])
        if number is not None and re.search(rb'\shidden="(1|true)"', found[0]):
            yield int(number[1]) - 1


def _merged(raw: bytes) -> Iterator[tuple[int, int, int, int]]:
    """The blocks of merged cells."""
    for found in islice(_MERGED.finditer(raw), 10_000):
        left, top, right, bottom = (each.decode("ascii") for each in found.groups())
        yield int(top) - 1, column_number(left) or 0, int(bottom) - 1, column_number(right) or 0
