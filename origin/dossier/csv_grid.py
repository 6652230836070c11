"""Reads CSV into a grid: UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from origin.dossier.grid import MOST_COLUMNS, MOST_ROWS, Grid, letters
from origin.dossier.header import find_header
from origin.dossier.notes import Notes
from origin.problems import Place

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 60


def read_csv(data: bytes, file: str, notes: Notes) -> Grid | None:
    """The grid of a CSV file; None after noting why it is none."""
    text = _decoded(data, file, notes)
    if text is None:
        return None
    first_line = 1
    if text[:4].lower() == "sep=":
        delimiter, text, first_line = text[4:5], text.partition("\n")[2], 2
    else:
        delimiter = _delimiter(text)
    return _grid(text, delimiter, file, first_line, notes, strict=True)


def _grid(text: str, delimiter: str, file: str, first_line: int, notes: Notes, *, strict: bool) -> Grid | None:
    """The grid; None after noting why there is none. Quotation marks that are used wrongly are taken as they are."""
    rows: list[list[str]] = []
    lines: list[int] = []
    widest = 0
    try:
        for line, row in _records(text, delimiter, strict=strict):
            rows.append(row)
            lines.append(line + first_line - 1)
            widest = max(widest, len(row))
            if len(rows) > MOST_ROWS or widest > MOST_COLUMNS:
                break
    except csv.Error as error:
        place = Place(file, (lines[-1] if lines else first_line - 1) + 1, cell=f"row {len(rows) + 1}")
        if "field larger" in str(error):
            _report_long(text, delimiter, place, first_line, len(rows), notes)
            return None
        if "unexpected end" in str(error):
            hint = "close it, or write it twice where it is part of the text"
            notes.add("csv-quote", "a quotation mark in this row is never closed", place, hint=hint)
            return None
        message = "quotation marks are not used as CSV has them; the file was read as well as possible"
        notes.warn("csv-quote", message, place)
        return _grid(text, delimiter, file, first_line, notes, strict=False)
    place = Place(file)
    if widest > MOST_COLUMNS:
        notes.add("table-wide", f"the table has {widest:,} columns", place, accepted=f"at most {MOST_COLUMNS:,}")
        return None
    if len(rows) > MOST_ROWS:
        notes.add("table-long", f"the table has more than {MOST_ROWS:,} rows", place, accepted="fewer rows")
        return None
    return Grid(file, None, rows, lines)


def _report_long(text: str, delimiter: str, place: Place, first_line: int, row: int, notes: Notes) -> None:
    """Tells which cell is longer than a cell may be; `place` is that of its row."""
    longest = csv.field_size_limit()
    begins = 0
    for _ in range((place.line or first_line) - first_line):
        begins = text.index("\n", begins) + 1
    short, long = 0, len(text) - begins  # so much of the row is read, so much is not
    while long - short > 1:
        middle = (short + long) // 2
        if _first_row(text[begins : begins + middle], delimiter) is None:
            long = middle
        else:
            short = middle
    read = _first_row(text[begins : begins + short], delimiter) or [""]
    at = Place(place.file, place.line, cell=f"{letters(len(read) - 1)}{row + 1}")
    hint = "is there a quotation mark that is never closed?" if "\n" in read[-1] else None
    notes.add("cell-long", "this cell is too long", at, accepted=f"at most {longest:,} characters", hint=hint)


def _first_row(text: str, delimiter: str) -> list[str] | None:
    """The first row as far as the text has it; None where one of its cells is too long."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return None


def _decoded(data: bytes, file: str, notes: Notes) -> str | None:
    """The text of the file."""
    place = Place(file)
    if not data.strip():
        notes.add("file-empty", "this file is empty", place, accepted="a table with a row of headings")
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(data.decode("utf-16", "replace"), place, notes)
    if b"\x00" in data:
        accepted = "CSV, or a workbook (.xlsx)"
        notes.add("file-binary", "this is a binary file, not a table", place, accepted=accepted)
        return None
    try:
        return _checked(data.decode("utf-8-sig"), place, notes)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "this file is not UTF-8; it was read as Windows-1252, so look at its special characters"
        hint = 'save it as "CSV UTF-8" to be sure'
        notes.warn("file-encoding", message, Place(file, line), hint=hint)
        return _checked(data.decode("cp1252", "replace"), place, notes)


def _checked(text: str, place: Place, notes: Notes) -> str:
    """The text with one kind of line end; a character that could not be read is reported."""
    if "\ufffd" in text:
        line = text[: text.index("\ufffd")].count("\n") + 1
        message = "some characters of this file cannot be read"
        notes.warn("file-encoding", message, Place(place.file, line), hint='save it as "CSV UTF-8"')
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _records(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with its first line. Raises csv.Error."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    for row in reader:
        while row and not row[-1].strip():
            row.pop()
        yield line, row
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """The delimiter with which the first rows show the most headings that we know, else the most regular rows."""
    sample = text[:50_000]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1] or sample

    def score(delimiter: str) -> tuple[int, int]:
        """Sorts the best last."""
        try:
            rows = [row for _, row in zip(range(_SAMPLE), _records(sample, delimiter, strict=False), strict=False)]
        except csv.Error:
            return 0, 0
        cells = [row for _, row in rows if row]
        header = find_header(Grid("", None, cells))
        widths = Counter(len(row) for row in cells if len(row) > 1)
        return len(header.columns) if header else 0, max(widths.values(), default=0)

    return max(DELIMITERS, key=score)
