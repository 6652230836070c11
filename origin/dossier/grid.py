"""A sheet of cells, from CSV or from a workbook, with the places of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from origin.frozen import Frozen
from origin.problems import Place

MOST_ROWS = 1_000_000
MOST_COLUMNS = 2_000


class Form(Enum):
    """What a cell holds: text as typed, an exact number in our own notation, or something that is neither."""

    TEXT = "text"
    NUMBER = "a number"
    PERCENT = "a percentage"
    DATE = "a date"
    ERROR = "an error of the spreadsheet"
    FORMULA = "a formula whose result is not saved in the file"


class Cell(Frozen):
    """A cell's text, without spaces at its ends; `currency` is the sign or code that its number format shows."""

    text: str
    form: Form = Form.TEXT
    currency: str | None = None
    indent: int = 0


EMPTY = Cell("")


class Grid(Frozen):
    """Rows of cells, counted from 0; in CSV a cell is its text, and `lines` are the lines on which the rows begin.

    `merged` are the blocks of merged cells as (first row, first column, last row, last column), `hidden` the rows that
    the spreadsheet does not show.
    """

    file: str
    sheet: str | None
    rows: Sequence[Sequence[Cell | str]]
    lines: Sequence[int] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column; an empty one beyond the edges."""
        cells = self.rows[row] if row < len(self.rows) else ()
        found = cells[column] if column < len(cells) else EMPTY
        if isinstance(found, Cell):
            return found
        text = found.strip()
        return Cell(text, indent=len(found) - len(found.lstrip(" \t\u00a0"))) if text else EMPTY

    def place(self, row: int, column: int | None = None, key: str | None = None) -> Place:
        """Where a cell or a row stands, as the spreadsheet shows it: B14, or row 14."""
        line = self.lines[row] if row < len(self.lines) else None
        cell = f"row {row + 1}" if column is None else f"{letters(column)}{row + 1}"
        return Place(self.file, line, sheet=self.sheet, cell=cell, field=key)


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B ... Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def column_number(name: str) -> int | None:
    """The column of some letters, counted from 0; None where they are no column."""
    if not (1 <= len(name) <= 3 and name.isascii() and name.isalpha()):
        return None
    number = 0
    for sign in name.upper():
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1
