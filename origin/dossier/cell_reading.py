"""Reads the figures of a table: each column's way of writing numbers, each cell's exact number and its sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from origin.dossier.grid import Cell, Form, Grid, letters
from origin.dossier.header import Column
from origin.dossier.notes import Notes
from origin.dossier.number_style import Written, decide, read_number, take_apart
from origin.dossier.number_text import number_hint
from origin.frozen import Frozen

BLANK = frozenset(
    ("", "-", "--", "–", "—", "n/a", "na", "n.a.", "tbd", "tba", "?", "./.", "nil", "none", "k.a.", "null")
)
"""What people write into a cell that has nothing to say."""

_ERROR = re.compile(r"#[A-ZÄÖÜ]+(?:/[0A])?[!?]?")
"""What spreadsheets show for an error: #DIV/0!, #REF!, #WERT! and the like."""

TALLEST = 1_000
"""Rows of the tallest block of merged cells that is looked at; no material takes more."""


class Figure(Frozen):
    """A number with what stood around it in its cell: a currency, a unit, or nothing."""

    number: Fraction
    sign: str = ""
    percent: bool = False


class Cells:
    """The cells of the rows that hold materials, with the decimal sign of every column of figures."""

    def __init__(self, grid: Grid, rows: Sequence[int], decimal: str | None, notes: Notes) -> None:
        """Takes the rows that count, and the decimal sign where the writer states it."""
        self.grid = grid
        self.rows = rows
        self.stated = decimal
        self.notes = notes
        self.decimals: dict[int, str | None] = {}
        self.covered: dict[tuple[int, int], tuple[int, int]] = {}
        self.spread: set[tuple[int, int]] = set()

    def settle(self, columns: Sequence[Column]) -> None:
        """Decides the decimal sign of each column of figures, and notes where that is unclear or contradicted."""
        unclear: list[tuple[Column, int]] = []
        for column in columns:
            bodies = ((row, self._body(row, column.number)) for row in self.rows)
            sign, contradiction, row = decide((at, body) for at, body in bodies if body)
            if self.stated:
                sign = self.stated
            elif contradiction is not None:
                self._contradiction(column, contradiction)
            elif row is not None:
                unclear.append((column, row))
                continue
            self.decimals[column.number] = sign
        shown = {self.decimals[each.number] for each in columns if self._shows_decimal(each)}
        for column, row in unclear:
            self._unclear(column, row, next(iter(shown)) if len(shown) == 1 else None)

    def merge(self, columns: Sequence[Column]) -> None:
        """Takes note of cells that are merged over several rows in the columns that are read."""
        numbers = {column.number for column in columns}
        wanted = set(self.rows)
        for top, left, bottom, right in self.grid.merged:
            if bottom == top or bottom - top > TALLEST:
                continue
            for number in numbers & set(range(left, min(right, left + 1000) + 1)):
                below = [row for row in range(top + 1, bottom + 1) if row in wanted]
                self.covered.update({(row, number): (top, left) for row in below})
                if below:
                    self.spread.add((top, left))

    def cell(self, row: int, column: Column) -> Cell:
        """The cell of a column; within merged cells, the one that shows for all."""
        return self.grid.cell(*self.covered.get((row, column.number), (row, column.number)))

    def text(self, row: int, column: Column | None) -> str:
        """The text of a cell in one line; "" where it says nothing."""
        if column is None:
            return ""
        text = " ".join(self.cell(row, column).text.split())
        return "" if text.lower() in BLANK else text

    def figure(self, row: int, column: Column | None) -> Figure | None:
        """The number in a cell; None where it says nothing, or after noting why it cannot be read."""
        if column is None:
            return None
        if (row, column.number) in self.covered or (row, column.number) in self.spread:
            self._spread(row, column)
            return None
        cell = self.grid.cell(row, column.number)
        if cell.text.lower() in BLANK:
            return None
        if cell.form in (Form.NUMBER, Form.PERCENT):
            return Figure(Fraction(cell.text), cell.currency or "", cell.form is Form.PERCENT)
        if cell.form is not Form.TEXT or _ERROR.fullmatch(cell.text):
            self._wrong_form(row, column, cell)
            return None
        written = take_apart(cell.text)
        decimal = self.decimals.get(column.number)
        if decimal is None and column.number in self.decimals:
            return None
        number = read_number(written, decimal or ".") if written else None
        if written is None or number is None:
            self._unreadable(row, column, cell, written)
            return None
        sign = written.before or written.after
        return Figure(number, sign.removesuffix("%").strip(), written.after.startswith("%"))

    def _body(self, row: int, number: int) -> str | None:
        """The digits and separators of a cell that holds a number as text."""
        cell = self.grid.cell(row, number)
        written = take_apart(cell.text) if cell.form is Form.TEXT and cell.text else None
        return written.body if written else None

    def _shows_decimal(self, column: Column) -> bool:
        """True where a column has its decimal sign from its own cells."""
        return any("." in body or "," in body for row in self.rows if (body := self._body(row, column.number))) and (
            self.decimals.get(column.number) is not None
        )

    def _contradiction(self, column: Column, rows: tuple[int, int]) -> None:
        """Notes that a column writes decimals with a point here and with a comma there."""
        point, comma = (self.grid.cell(row, column.number).text for row in rows)
        other = f"{letters(column.number)}{rows[0] + 1}"
        message = f"this column writes decimals after a comma here and after a point in {other} ({point})"
        place = self.grid.place(rows[1], column.number, column.field)
        hint = "write all numbers of the column alike, or state decimal: to say which sign counts"
        self.notes.add("number-mixed", message, place, found=comma, accepted="one decimal sign", hint=hint)

    def _unclear(self, column: Column, row: int, elsewhere: str | None) -> None:
        """Takes the decimal sign that the other columns show, or notes that nobody can know it."""
        text = self.grid.cell(row, column.number).text
        place = self.grid.place(row, column.number, column.field)
        self.decimals[column.number] = elsewhere
        if elsewhere is not None:
            message = (
                f"this could be thousands or decimals; like other columns it was read with decimals after {elsewhere}"
            )
            self.notes.warn("number-unclear", message, place, found=text, hint="state decimal: to be sure")
            return
        message = "this could be thousands or decimals, and nothing in the table shows which"
        accepted = 'decimal: "." or decimal: ","'
        self.notes.add(
            "number-unclear", message, place, found=text, accepted=accepted, hint="state it under materials_from"
        )

    def _spread(self, row: int, column: Column) -> None:
        """Notes that one figure stands in a cell that spans several rows."""
        if (row, column.number) in self.spread:
            message = "this figure stands in a cell that spans several rows"
            place = self.grid.place(row, column.number, column.field)
            found = self.grid.cell(row, column.number).text
            self.notes.add("cell-merged", message, place, found=found, accepted="a figure for each row")

    def _wrong_form(self, row: int, column: Column, cell: Cell) -> None:
        """Notes that a cell holds no number."""
        place = self.grid.place(row, column.number, column.field)
        if cell.form in (Form.ERROR, Form.TEXT):
            message = f"this cell holds {Form.ERROR.value}; nothing was read"
            self.notes.warn("cell-error", message, place, found=cell.text)
            return
        hint = None
        if cell.form is Form.FORMULA:
            hint = "open the workbook in Excel and save it, so that results are saved with the formulas"
        elif cell.form is Form.DATE:
            hint = "a spreadsheet may have taken a number for a date; give the cell the format Number"
        message = f"this cell holds {cell.form.value}"
        self.notes.add("cell-form", message, place, found=cell.text, accepted="a number", hint=hint)

    def _unreadable(self, row: int, column: Column, cell: Cell, written: Written | None) -> None:
        """Notes that a text is no number of the column's kind."""
        place = self.grid.place(row, column.number, column.field)
        decimal = self.decimals.get(column.number) or "."
        accepted = f"a number with decimals after {decimal}"
        hint = None if written else number_hint(cell.text)
        self.notes.add("number-spelling", "this is not a number", place, found=cell.text, accepted=accepted, hint=hint)
